//! Images, their uses in articles, and the captions of each use.

use serde::Serialize;

use crate::{ImageId, ImageRole, Mention, OrganizationId};

/// A picture, apart from any one use of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Image {
    /// Its id in this archive.
    pub id: ImageId,
    /// Its public identity: as given, its first URL, or `<article uri>#image-<n>`.
    pub uri: String,
    /// Where its bytes are or were, as given.
    pub urls: Vec<String>,
    /// SHA-256 of its bytes in hexadecimal, or empty.
    pub sha256: String,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// Size in bytes.
    pub byte_size: Option<u64>,
    /// Media type, or empty.
    pub media_type: String,
    /// Alternative text, or empty.
    pub alt: String,
    /// The picture's own credit line, or empty.
    pub credit_line: String,
    /// Who supplied it.
    pub supplier: Option<OrganizationId>,
    /// Who is shown, left to right.
    pub people: Vec<Mention>,
}

/// One use of a picture in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImageUse {
    /// The picture.
    pub image: Image,
    /// Its place on the page.
    pub role: ImageRole,
    /// How many paragraphs of the body stand before it: 0 is above the text.
    pub after_paragraph: u32,
    /// What was printed under it, a language each.
    pub captions: Vec<Caption>,
}

/// The words under one use of a picture, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Caption {
    /// BCP 47 language tag.
    pub language: String,
    /// The caption, without the credit.
    pub text: String,
    /// The credit as printed.
    pub credit: String,
    /// The photographer as printed in the credit, or empty.
    pub photographer: String,
    /// The agency of the credit.
    pub agency: Option<OrganizationId>,
}
