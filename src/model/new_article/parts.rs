//! The small parts of an article, as a caller gives them.

use serde::{Deserialize, Serialize};

use super::kinds::{CreditKind, Role, SetBy, UrlRelation};
use super::short::or_nothing;

/// Takes a text, and the name by which a warning calls its field.
pub(crate) type Visit<'v> = dyn FnMut(&'static str, &mut String) + 'v;

/// Returns a text, or `None` where it is empty.
pub(crate) fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// An alternative id: a value, unique within its scheme, or within a scope of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// The giver of the ids: `guid`, `reuters`, `wikidata` …
    pub scheme: String,
    /// The id.
    pub value: String,
    /// The scope in which the value is unique, or empty if that is everywhere: the URL of a feed, for its guids.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub scope: String,
}

impl Key {
    /// Makes an id that is unique within its scheme.
    pub fn new(scheme: impl Into<String>, value: impl Into<String>) -> Self {
        Self { scheme: scheme.into(), value: value.into(), scope: String::new() }
    }

    /// Makes an id that is unique within a scope of its scheme.
    ///
    /// ```
    /// use dateline::Key;
    ///
    /// let key = Key::scoped("guid", "1402", "https://example.org/feed.xml");
    /// assert_eq!(key.scope, "https://example.org/feed.xml");
    /// ```
    pub fn scoped(scheme: impl Into<String>, value: impl Into<String>, scope: impl Into<String>) -> Self {
        Self { scope: scope.into(), ..Self::new(scheme, value) }
    }

    /// Visits its texts.
    pub(crate) fn texts(&mut self, field: &'static str, visit: &mut Visit<'_>) {
        visit(field, &mut self.scheme);
        visit(field, &mut self.value);
        visit(field, &mut self.scope);
    }
}

/// A further URL of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUrl {
    /// The URL (`http` or `https`).
    pub url: String,
    /// Its relation to the article.
    #[serde(default, deserialize_with = "or_nothing")]
    pub relation: UrlRelation,
}

/// A publication by title, domain, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPublication {
    /// The title: `The Jerusalem Post`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub title: String,
    /// The home domain, without `www.`: `jpost.com`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Language of articles that don't say theirs: a BCP 47 tag, an ISO 639 code or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// ISO 3166 country code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// IANA time zone in which it prints times: `Asia/Jerusalem`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// A body with its markup, kept to be shown. It is not searched, and not kept in revisions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RichBody {
    /// Media type: `text/html` or `application/xhtml+xml`.
    #[serde(deserialize_with = "or_nothing")]
    pub media_type: String,
    /// The markup of the text, as its source gave it.
    #[serde(deserialize_with = "or_nothing")]
    pub content: String,
}

impl RichBody {
    /// Makes a body of HTML.
    pub fn html(content: impl Into<String>) -> Self {
        Self { media_type: "text/html".into(), content: content.into() }
    }
}

/// One contributor, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCredit {
    /// The name as printed.
    pub name: String,
    /// Person or organization.
    #[serde(default, deserialize_with = "or_nothing")]
    pub kind: CreditKind,
    /// Their part in it.
    #[serde(default, deserialize_with = "or_nothing")]
    pub role: Role,
}

impl NewCredit {
    /// Returns an author who is a person.
    pub fn author(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Returns an author that is an organization, such as a news agency.
    pub fn organization(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: CreditKind::Organization, role: Role::Author }
    }
}

/// A person, as named in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPerson {
    /// The name as printed.
    pub name: String,
    /// Outside ids (Wikidata, ORCID …), which settle who is meant.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub keys: Vec<Key>,
}

impl NewPerson {
    /// Visits the texts of a person.
    pub(crate) fn texts(&mut self, field: &'static str, visit: &mut Visit<'_>) {
        visit(field, &mut self.name);
        self.keys.iter_mut().for_each(|key| key.texts(field, visit));
    }
}

/// A tag, as an article carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTag {
    /// The tag's name, in its printed spelling.
    pub name: String,
    /// The vocabulary it belongs to; empty for free keywords.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub scheme: String,
    /// The kind of source that set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by: Option<SetBy>,
    /// True if where it begins and ends was inferred from a line without separators.
    #[serde(skip_serializing_if = "std::ops::Not::not", deserialize_with = "or_nothing")]
    pub inferred: bool,
}

macro_rules! named {
    ($($name:ident { $field:ident })*) => {$(
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self { $field: text, ..Self::default() }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::from(text.to_owned())
            }
        }
    )*};
}

named! { NewPublication { title } NewCredit { name } NewPerson { name } NewTag { name } }

impl From<String> for NewUrl {
    fn from(url: String) -> Self {
        Self { url, relation: UrlRelation::default() }
    }
}
