//! An article as a caller has it, before it is saved.

mod article_field;
pub(crate) mod extra;
mod image;
mod image_field;
mod key_form;
mod kinds;
mod owned;
mod parts;
mod short;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::moment::Moment;
use short::{list, maybe, or_nothing, paragraphs};

pub use article_field::ArticleField;
pub use image::{NewCaption, NewImage, Rendition};
pub use image_field::ImageField;
pub(crate) use key_form::{KeyForm, scheme_form};
pub use kinds::{CreditKind, Extent, ImageRole, ItemType, Role, SetBy, Status, UrlRelation, ValueSource};
pub(crate) use owned::OwnedArticle;
pub use parts::{Key, NewCredit, NewPerson, NewPublication, NewTag, NewUrl, RichBody};
pub(crate) use parts::{Visit, said};

/// An article with all its relations, as one value: what a reader of a format makes, what
/// [`Transaction::save`](crate::Transaction::save) takes, and what JSON import and export carry.
///
/// A new article needs a headline, dek, body or caption. Whatever is left empty means "not said": saving it never
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
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub keys: Vec<Key>,
    /// Type of the item; left out, it is a text.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub item_type: Option<ItemType>,
    /// The publication in which it ran.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "maybe")]
    pub publication: Option<NewPublication>,
    /// Section of the publication, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Language: a BCP 47 tag, an ISO 639 code or a name, such as `pt-BR`, `por` or `Portuguese`; left out, it is the
    /// publication's, or else detected from the text.
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
    /// The time at which it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// The publication date as printed.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub published_printed: String,
    /// The time at which it was last modified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Moment>,
    /// Number of its version, as its source counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The headline.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub headline: String,
    /// The standfirst between headline and byline.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub dek: String,
    /// The byline as printed: `By REUTERS`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub byline: String,
    /// The dateline as printed: `LISBON, March 4` (ninjs `located`).
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub located: String,
    /// The text; paragraphs are parted by an empty line. A JSON array of paragraphs is taken too.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "paragraphs")]
    pub body: String,
    /// The body with its markup, to be shown. It goes with the body: what replaces that replaces this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rich_body: Option<RichBody>,
    /// The part of the text that the body is; left out, nothing is said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// The byline resolved: who, in which role, in the printed order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub credits: Vec<NewCredit>,
    /// People whom the article is about.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub people: Vec<NewPerson>,
    /// Pictures, in the order of the page.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub images: Vec<NewImage>,
    /// Tags, in the printed order.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub tags: Vec<NewTag>,
    /// The line of tags as printed, where there is one.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub tags_printed: String,
    /// Fields that are taken back: each is emptied before what is said is put in.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub clear: Vec<ArticleField>,
    /// The kind of source that the values were read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_source: Option<ValueSource>,
    /// The kinds of source of single fields, where they are others.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "or_nothing")]
    pub value_sources: BTreeMap<ArticleField, ValueSource>,
    /// Everything else that the source says, by the name of its field.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl NewArticle {
    /// Makes an article of a headline and a body.
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
        self.keys.push(Key::new(scheme, value));
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

    /// Sets the language, by its BCP 47 tag, its code or its name.
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
