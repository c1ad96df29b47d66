//! What a caller knows of an article before it is saved.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::Moment;

/// An article with all its relations, as one value: what a reader of a format makes, what
/// [`Transaction::save`](crate::Transaction::save) takes, and what JSON import and export carry.
///
/// Only a headline or a body is needed. Whatever is left empty means "not said": saving it never
/// erases what the archive already knows. In JSON unknown fields are kept in [`extra`](Self::extra),
/// and a bare string stands for a publication, credit, person or tag of that name.
///
/// ```
/// use dateline::NewArticle;
///
/// let article = NewArticle::new("Harbour bridge opens", "The bridge opened on Monday.")
///     .url("https://example.org/bridge")
///     .published("2024-03-04T09:30+01:00".parse()?)
///     .tag("Transport");
/// let json = serde_json::to_string(&article)?;
/// assert_eq!(serde_json::from_str::<NewArticle>(&json)?, article);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewArticle {
    /// Public identity; left out, it becomes the canonical URL, the first key, or a hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// The canonical URL (`http` or `https`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Other URLs that lead to the same article.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub urls: Vec<NewUrl>,
    /// Alternative ids: feed guid, wire id and the like.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Key>,
    /// Where it ran.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "maybe")]
    pub publication: Option<NewPublication>,
    /// Section of the publication, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// BCP 47 language tag; left out, it is the publication's, or else detected from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// IPTC genre: `Opinion`, `Obituary`, `Interview` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// IPTC publishing status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Not to be shown before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargoed: Option<DateTime<Utc>>,
    /// Not to be shown from this instant on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<DateTime<Utc>>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// The publication date as printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub published_printed: String,
    /// When it was last modified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Moment>,
    /// The headline.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// The standfirst between headline and byline.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dek: String,
    /// The byline as printed: `By REUTERS`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub byline: String,
    /// The text; paragraphs are parted by an empty line. A JSON array of paragraphs is taken too.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "paragraphs")]
    pub body: String,
    /// The byline resolved: who, in which role, in the printed order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub credits: Vec<NewCredit>,
    /// People whom the article is about.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub people: Vec<NewPerson>,
    /// Pictures, in the order of the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<NewImage>,
    /// Tags, in the printed order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub tags: Vec<NewTag>,
    /// The line of tags as printed, where there is one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tags_printed: String,
    /// Everything else that the source says, by the name of its field.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl NewArticle {
    /// An article of a headline and a body.
    pub fn new(headline: impl Into<String>, body: impl Into<String>) -> Self {
        Self { headline: headline.into(), body: body.into(), ..Self::default() }
    }

    /// Sets the canonical URL.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Adds an alternative id, such as a feed's guid.
    pub fn key(mut self, scheme: impl Into<String>, value: impl Into<String>) -> Self {
        self.keys.push(Key { scheme: scheme.into(), value: value.into() });
        self
    }

    /// Sets the publication by its title.
    pub fn publication(mut self, title: impl Into<String>) -> Self {
        self.publication = Some(NewPublication::from(title.into()));
        self
    }

    /// Sets the section of the publication.
    pub fn section(mut self, name: impl Into<String>) -> Self {
        self.section = Some(name.into());
        self
    }

    /// Sets the language by its BCP 47 tag.
    pub fn language(mut self, tag: impl Into<String>) -> Self {
        self.language = Some(tag.into());
        self
    }

    /// Sets when it was published.
    pub fn published(mut self, at: Moment) -> Self {
        self.published = Some(at);
        self
    }

    /// Sets the byline as printed.
    pub fn byline(mut self, byline: impl Into<String>) -> Self {
        self.byline = byline.into();
        self
    }

    /// Adds an author, editor or other contributor.
    pub fn credit(mut self, credit: impl Into<NewCredit>) -> Self {
        self.credits.push(credit.into());
        self
    }

    /// Adds a person whom the article is about.
    pub fn person(mut self, person: impl Into<NewPerson>) -> Self {
        self.people.push(person.into());
        self
    }

    /// Adds a picture.
    pub fn image(mut self, image: NewImage) -> Self {
        self.images.push(image);
        self
    }

    /// Adds a tag.
    pub fn tag(mut self, tag: impl Into<NewTag>) -> Self {
        self.tags.push(tag.into());
        self
    }
}

/// An alternative id: a value, unique within its scheme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Who gives the ids: `guid`, `reuters`, `wikidata` …
    pub scheme: String,
    /// The id.
    pub value: String,
}

/// A further URL of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUrl {
    /// The URL (`http` or `https`).
    pub url: String,
    /// How it relates to the article.
    #[serde(default)]
    pub relation: UrlRelation,
}

/// How a URL relates to its article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UrlRelation {
    /// What the publisher calls the article's own.
    Canonical,
    /// What the article was fetched or handed over under.
    #[default]
    Given,
    /// The AMP page.
    Amp,
    /// An address that leads on to the article.
    Redirect,
    /// Another edition or format of the article.
    Alternate,
    /// A copy in a web archive.
    Archive,
}

/// IPTC publishing status (`pubStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// May be shown.
    #[default]
    Usable,
    /// Held back for now.
    Withheld,
    /// Withdrawn for good.
    Canceled,
}

/// A publication by title, domain, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPublication {
    /// The title: `The Jerusalem Post`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The home domain, without `www.`: `jpost.com`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// BCP 47 language tag, for articles that don't say theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// ISO 3166 country code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// IANA time zone in which it prints times: `Asia/Jerusalem`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// What a contributor did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Wrote it.
    #[default]
    Author,
    /// Took the photographs.
    Photographer,
    /// Edited it.
    Editor,
    /// Contributed reporting.
    Contributor,
    /// Translated it.
    Translator,
    /// Drew the illustrations.
    Illustrator,
}

/// Whether a name stands for a person or an organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// A person.
    #[default]
    Person,
    /// A news agency, newsroom or other organization.
    Organization,
    /// Not known; the name is kept and not resolved.
    Unknown,
}

/// One contributor, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCredit {
    /// The name as printed.
    pub name: String,
    /// Person or organization.
    #[serde(default)]
    pub kind: CreditKind,
    /// What they did.
    #[serde(default)]
    pub role: Role,
}

impl NewCredit {
    /// An author who is a person.
    pub fn author(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An author that is an organization, such as a news agency.
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Key>,
}

/// A picture and its use in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewImage {
    /// Public identity; left out, it becomes the first URL or `<article uri>#image-<n>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Where its bytes are or were.
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
    /// Who supplied it (IPTC Image Supplier).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// Who is shown, left to right (IPTC Person Shown).
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub people: Vec<NewPerson>,
    /// Its place on the page.
    pub role: ImageRole,
    /// How many paragraphs of the body stand before it: 0 is above the text.
    pub after_paragraph: u32,
    /// What was printed under it in this article, a language each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<NewCaption>,
}

impl NewImage {
    /// A picture known by where its bytes are.
    pub fn at(url: impl Into<String>) -> Self {
        Self { urls: vec![url.into()], ..Self::default() }
    }

    /// Adds the caption of this use, and its credit as printed.
    pub fn caption(mut self, text: impl Into<String>, credit: impl Into<String>) -> Self {
        self.captions.push(NewCaption { text: text.into(), credit: credit.into(), ..NewCaption::default() });
        self
    }
}

/// The place of a picture in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageRole {
    /// Above the text.
    Lead,
    /// Between paragraphs.
    #[default]
    Inline,
    /// In a gallery.
    Gallery,
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

/// A tag, as an article carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTag {
    /// The tag's name, in its printed spelling.
    pub name: String,
    /// The vocabulary it belongs to; empty for free keywords.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scheme: String,
    /// Who set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by: Option<SetBy>,
    /// Whether where it begins and ends was inferred from a line without separators.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inferred: bool,
}

/// Who put a tag on an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetBy {
    /// The source itself: a feed or page.
    #[default]
    Feed,
    /// A person at the archive.
    Editor,
    /// A program that classifies.
    Model,
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

#[derive(Deserialize)]
#[serde(untagged)]
enum Short<T> {
    Text(String),
    Full(T),
}

impl<T: From<String>> Short<T> {
    fn full(self) -> T {
        match self {
            Self::Text(text) => text.into(),
            Self::Full(full) => full,
        }
    }
}

fn maybe<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + From<String>,
{
    Ok(Option::<Short<T>>::deserialize(deserializer)?.map(Short::full))
}

fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + From<String>,
{
    Ok(Vec::<Short<T>>::deserialize(deserializer)?.into_iter().map(Short::full).collect())
}

fn paragraphs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Body {
        Text(String),
        Paragraphs(Vec<String>),
    }
    Ok(match Body::deserialize(deserializer)? {
        Body::Text(text) => text,
        Body::Paragraphs(paragraphs) => paragraphs.join("\n\n"),
    })
}
