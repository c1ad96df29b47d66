//! The properties by which a query filters.

use serde::{Deserialize, Serialize};

/// A property of an article by which a query filters.
///
/// The table of fields in [the query language](crate::guide::query_language#fields) says what each
/// compares with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Filter {
    /// `by:` who wrote it, a person or an organization.
    By,
    /// `person:` whom the article is about.
    Person,
    /// `tag:` a tag, one that was merged into it, or one below it.
    Tag,
    /// `from:` the publication, by title or domain.
    Publication,
    /// `section:` the section of the publication.
    Section,
    /// `lang:` the language, as a BCP 47 tag.
    Language,
    /// `shows:` whom one of its pictures shows.
    Shows,
    /// `type:` the type of the item: text, picture, graphic, video, audio, or any. Without it only texts are found.
    Type,
}

impl Filter {
    /// The list of all filters.
    pub const ALL: &[Self] = &[
        Self::By,
        Self::Person,
        Self::Tag,
        Self::Publication,
        Self::Section,
        Self::Language,
        Self::Shows,
        Self::Type,
    ];

    /// Returns the keyword that stands before the colon.
    ///
    /// ```
    /// assert_eq!(dateline::Filter::Publication.keyword(), "from");
    /// ```
    pub fn keyword(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::Person => "person",
            Self::Tag => "tag",
            Self::Publication => "from",
            Self::Section => "section",
            Self::Language => "lang",
            Self::Shows => "shows",
            Self::Type => "type",
        }
    }
}
