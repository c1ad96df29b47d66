//! The properties by which articles are counted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A property by which articles are counted.
///
/// As text, and in JSON, it is its name; that of [`TagsOf`](Self::TagsOf) is `tag:` and the vocabulary.
///
/// ```
/// use dateline::Facet;
///
/// assert_eq!(Facet::Author.to_string(), "author");
/// assert_eq!("tag:topic".parse(), Ok(Facet::TagsOf("topic".into())));
/// assert_eq!("tag".parse(), Ok(Facet::Tag));
/// assert!("tags".parse::<Facet>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Facet {
    /// Tags; what has a tag has those above it too.
    Tag,
    /// Tags of a vocabulary alone; `""` is that of free keywords.
    TagsOf(String),
    /// People whom articles are about.
    Person,
    /// People and organizations in the byline.
    Author,
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

/// Between the name of the facet of tags and a vocabulary.
const OF_SCHEME: &str = "tag:";

impl Facet {
    /// All facets, but for those of one vocabulary.
    pub const ALL: &[Self] = &[
        Self::Tag,
        Self::Person,
        Self::Author,
        Self::Publication,
        Self::Section,
        Self::Language,
        Self::Mark,
        Self::Year,
    ];

    fn name(&self) -> &'static str {
        match self {
            Self::Tag | Self::TagsOf(_) => "tag",
            Self::Person => "person",
            Self::Author => "author",
            Self::Publication => "publication",
            Self::Section => "section",
            Self::Language => "language",
            Self::Mark => "mark",
            Self::Year => "year",
        }
    }

    /// Returns its letter in cursors, of which lists of names have the small ones.
    pub(crate) fn letter(&self) -> char {
        match self {
            Self::Tag => 'T',
            Self::TagsOf(_) => 'V',
            Self::Person => 'P',
            Self::Author => 'A',
            Self::Publication => 'U',
            Self::Section => 'S',
            Self::Language => 'L',
            Self::Mark => 'M',
            Self::Year => 'Y',
        }
    }
}

/// The text names no [`Facet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no facet: they are tag, tag:VOCABULARY, person, author, publication, section, language, mark and year"
)]
pub struct InvalidFacet;

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TagsOf(scheme) => write!(f, "{OF_SCHEME}{scheme}"),
            plain => f.write_str(plain.name()),
        }
    }
}

impl FromStr for Facet {
    type Err = InvalidFacet;

    fn from_str(text: &str) -> Result<Self, InvalidFacet> {
        match text.strip_prefix(OF_SCHEME) {
            Some(scheme) => Ok(Self::TagsOf(scheme.to_owned())),
            None => Self::ALL.iter().find(|facet| facet.name() == text).cloned().ok_or(InvalidFacet),
        }
    }
}

impl Serialize for Facet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Facet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
