//! A picture and its use, as an article carries it.

use serde::{Deserialize, Serialize};

use super::kinds::ImageRole;
use super::parts::{NewPerson, Visit};
use super::short::list;

/// A picture and its use in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewImage {
    /// Public identity; left out, it becomes the first URL or `<article uri>#image-<n>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// URLs of its bytes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Pixels across.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Pixels down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte_size: Option<u64>,
    /// Media type: `image/jpeg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Alternative text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The picture's own credit line, apart from any one use (IPTC Credit Line).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit_line: String,
    /// The organization that supplied it (IPTC Image Supplier).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// The people who are shown, left to right (IPTC Person Shown).
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub people: Vec<NewPerson>,
    /// Its place on the page.
    pub role: ImageRole,
    /// Number of paragraphs of the body that stand before it: 0 is above the text.
    pub after_paragraph: u32,
    /// The words printed under it in this article, a language each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<NewCaption>,
}

impl NewImage {
    /// Returns a picture known by where its bytes are.
    pub fn at(url: impl Into<String>) -> Self {
        Self { urls: vec![url.into()], ..Self::default() }
    }

    /// Adds the caption of this use, and its credit as printed.
    pub fn caption(mut self, text: impl Into<String>, credit: impl Into<String>) -> Self {
        self.captions.push(NewCaption { text: text.into(), credit: credit.into(), ..NewCaption::default() });
        self
    }
}

impl NewImage {
    /// Visits the texts of a picture and of its use.
    pub(crate) fn texts(&mut self, visit: &mut Visit<'_>) {
        let optional = [&mut self.uri, &mut self.media_type, &mut self.supplier].into_iter().flatten();
        let texts = optional.chain([&mut self.alt, &mut self.credit_line]).chain(&mut self.urls);
        texts.for_each(|text| visit("images", text));
        self.people.iter_mut().for_each(|person| person.texts("images", visit));
        for caption in &mut self.captions {
            let optional = [&mut caption.photographer, &mut caption.agency].into_iter().flatten();
            let texts = optional.chain([&mut caption.text, &mut caption.credit]);
            texts.for_each(|text| visit("captions", text));
        }
    }
}

/// The words under one use of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewCaption {
    /// The caption, without the credit.
    pub text: String,
    /// The credit as printed, without brackets and label: `REUTERS/AZAD LASHKARI`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// The photographer, where the credit names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photographer: Option<String>,
    /// The agency, where the credit names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// BCP 47 language tag; left out, it is the article's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
