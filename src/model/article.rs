//! An article as the archive keeps it, with everything that belongs to it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    ArticleId, CreditKind, ImageUse, Key, Moment, OrganizationId, PersonId, Publication, Published, Role,
    Section, SetBy, Status, TagId, UrlRelation,
};

/// An article with everything that belongs to it, as stored.
///
/// What was printed and what it means stand side by side: a [`Credit`] keeps the name as printed
/// and says which person or organization that is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Article {
    /// Its id in this archive.
    pub id: ArticleId,
    /// Its public identity: the canonical URL, the wire's own id, or a hash.
    pub uri: String,
    /// Where it ran.
    pub publication: Option<Publication>,
    /// The section of the publication.
    pub section: Option<Section>,
    /// BCP 47 language tag; `und` where nobody says and the text doesn't tell.
    pub language: String,
    /// IPTC genre, or empty.
    pub genre: String,
    /// IPTC publishing status.
    pub status: Status,
    /// When it was published, and how that is known.
    pub published: Published,
    /// When it was last modified, by its source.
    pub modified: Option<Moment>,
    /// Not to be shown before this instant.
    pub embargoed: Option<DateTime<Utc>>,
    /// Not to be shown from this instant on.
    pub expires: Option<DateTime<Utc>>,
    /// Whether searches leave it out: embargoed, expired or not usable when last saved.
    pub hidden: bool,
    /// When the archive first saved it.
    pub first_seen: DateTime<Utc>,
    /// Number of its latest change; a later change of any article has a greater one.
    pub changed: i64,
    /// Words in the body.
    pub word_count: u32,
    /// The headline.
    pub headline: String,
    /// The standfirst.
    pub dek: String,
    /// The byline as printed.
    pub byline: String,
    /// The text; paragraphs are parted by an empty line.
    pub body: String,
    /// The byline resolved, in the printed order.
    pub credits: Vec<Credit>,
    /// People whom it is about, in the order given.
    pub people: Vec<Mention>,
    /// Pictures in the order of the page.
    pub images: Vec<ImageUse>,
    /// Tags in the printed order.
    pub tags: Vec<ArticleTag>,
    /// The line of tags as printed.
    pub tags_printed: String,
    /// Alternative ids, by scheme and value.
    pub keys: Vec<Key>,
    /// Every URL that it is known by, the canonical one first.
    pub urls: Vec<ArticleUrl>,
    /// Everything else that its source said.
    pub extra: Map<String, Value>,
}

impl Article {
    /// The paragraphs of the body.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.split("\n\n").filter(|paragraph| !paragraph.is_empty())
    }

    /// The canonical URL, or else the first one known.
    pub fn url(&self) -> Option<&str> {
        self.urls.first().map(|url| url.given.as_str())
    }
}

/// One contributor: as printed, and who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Credit {
    /// The name as printed.
    pub name: String,
    /// Person, organization, or not known.
    pub kind: CreditKind,
    /// What they did.
    pub role: Role,
    /// The person; `None` where several go by the name.
    pub person: Option<PersonId>,
    /// The organization.
    pub organization: Option<OrganizationId>,
}

/// A person in an article or a picture: as printed, and who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mention {
    /// The name as printed.
    pub name: String,
    /// The person; `None` where several go by the name.
    pub person: Option<PersonId>,
}

/// A tag of an article: as printed, and which tag that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ArticleTag {
    /// The tag.
    pub tag: TagId,
    /// Its spelling in this article.
    pub name: String,
    /// The vocabulary it belongs to; empty for free keywords.
    pub scheme: String,
    /// Who set it.
    pub set_by: SetBy,
    /// Whether where it begins and ends was inferred from a line without separators.
    pub inferred: bool,
}

/// A URL of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ArticleUrl {
    /// As it was given.
    pub given: String,
    /// How it relates to the article.
    pub relation: UrlRelation,
}
