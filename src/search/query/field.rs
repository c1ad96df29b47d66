//! The parts of an article in which a query looks for words.

use serde::{Deserialize, Serialize};

/// The part of an article to which a word is confined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// The headline.
    Headline,
    /// The lines under the headline (dek, standfirst).
    Dek,
    /// The text itself.
    Body,
    /// The captions of its images.
    Caption,
    /// The credits of its images, as printed.
    Credit,
}

impl Field {
    /// All fields.
    pub(crate) const ALL: &[Self] = &[Self::Headline, Self::Dek, Self::Body, Self::Caption, Self::Credit];

    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Dek => "dek",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Credit => "credit",
        }
    }
}
