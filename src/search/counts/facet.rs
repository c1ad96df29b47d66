//! The properties by which articles are counted.

use serde::{Deserialize, Serialize};

/// A property by which articles are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Facet {
    /// Tags; what has a tag has those above it too.
    Tag,
    /// People whom articles are about.
    Person,
    /// Publications.
    Publication,
    /// Sections.
    Section,
    /// Languages; what is in `zh-Hant` is in `zh` too, if the archive has that.
    Language,
    /// Marks.
    Mark,
    /// Years of publication, in the [query's zone](crate::Query::zone).
    Year,
}

impl Facet {
    /// All facets.
    pub const ALL: &[Self] =
        &[Self::Tag, Self::Person, Self::Publication, Self::Section, Self::Language, Self::Mark, Self::Year];

    /// Returns its name: `tag`, `person`, `publication`, `section`, `language`, `mark` or `year`.
    ///
    /// ```
    /// assert_eq!(dateline::Facet::Tag.as_str(), "tag");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Person => "person",
            Self::Publication => "publication",
            Self::Section => "section",
            Self::Language => "language",
            Self::Mark => "mark",
            Self::Year => "year",
        }
    }
}
