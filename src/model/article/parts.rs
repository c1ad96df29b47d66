//! The parts of an article that are no entities by themselves: credits, tags as printed, ids and URLs.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::id::{ArticleId, PersonId, TagId};
use crate::model::column::word;
use crate::model::new_article::{CreditKind, Key, NewCredit, NewTag, NewUrl, Role, SetBy, UrlRelation};
use crate::model::organization::{Organization, write_organization};
use crate::model::person::Mention;
use crate::store::Snapshot;

/// One contributor: as printed, and who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Credit {
    /// The name as printed.
    pub name: String,
    /// Person, organization, or not known.
    pub kind: CreditKind,
    /// Their part in it.
    pub role: Role,
    /// The person as resolved when it was saved, `None` where several go by the name. Whom that person
    /// was merged into since, [`Snapshot::person`] says.
    pub person: Option<PersonId>,
    /// The organization. In JSON its id, beside its name as `organization_name`.
    #[serde(flatten, serialize_with = "write_organization")]
    pub organization: Option<Organization>,
    /// The kind of source that set it.
    pub set_by: SetBy,
}

/// A tag of an article: as printed, and which tag that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ArticleTag {
    /// The tag as resolved when it was saved. Which tag that one was merged into since,
    /// [`Snapshot::tag`] says.
    pub tag: TagId,
    /// Its spelling in this article.
    pub name: String,
    /// The vocabulary it belongs to; empty for free keywords.
    pub scheme: String,
    /// The kind of source that set it.
    pub set_by: SetBy,
    /// True if where it begins and ends was inferred from a line without separators.
    pub inferred: bool,
}

/// A URL of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ArticleUrl {
    /// As it was given.
    pub given: String,
    /// Its relation to the article.
    pub relation: UrlRelation,
}

/// Writes the names of tags in JSON, and those of which the borders were inferred as `tags_inferred`.
pub(super) fn write_tags<S: Serializer>(tags: &[ArticleTag], out: S) -> std::result::Result<S::Ok, S::Error> {
    let inferred = tags.iter().filter(|tag| tag.inferred);
    let mut fields = out.serialize_struct("Tags", 2)?;
    fields.serialize_field("tags", &tags.iter().map(|tag| &tag.name).collect::<Vec<_>>())?;
    fields.serialize_field("tags_inferred", &inferred.map(|tag| &tag.name).collect::<Vec<_>>())?;
    fields.end()
}

/// Writes URLs in JSON as they were given.
pub(super) fn write_urls<S: Serializer>(urls: &[ArticleUrl], out: S) -> std::result::Result<S::Ok, S::Error> {
    out.collect_seq(urls.iter().map(|url| &url.given))
}

impl Credit {
    /// Makes the form in which a document has it.
    pub(super) fn to_new(&self) -> NewCredit {
        NewCredit { name: self.name.clone(), kind: self.kind, role: self.role }
    }
}

impl ArticleTag {
    /// Makes the form in which a document has it.
    pub(super) fn to_new(&self) -> NewTag {
        NewTag {
            name: self.name.clone(),
            scheme: self.scheme.clone(),
            set_by: Some(self.set_by),
            inferred: self.inferred,
        }
    }
}

impl ArticleUrl {
    /// Makes the form in which a document has it.
    pub(super) fn to_new(&self) -> NewUrl {
        NewUrl { url: self.given.clone(), relation: self.relation }
    }
}

impl Snapshot<'_> {
    pub(super) fn credits_of(&self, id: ArticleId) -> Result<Vec<Credit>> {
        self.rows(
            "SELECT c.name, c.role, c.kind, c.person, c.set_by, o.id AS organization, o.name AS organization_name,
                    o.kind AS organization_kind
             FROM credit c LEFT JOIN organization o ON o.id = c.organization
             WHERE c.article = ?1 ORDER BY c.position",
            [id.0],
            |row| {
                Ok(Credit {
                    name: row.get("name")?,
                    kind: word(row, "kind", CreditKind::from_word)?,
                    role: word(row, "role", Role::from_word)?,
                    person: row.get::<_, Option<_>>("person")?.map(PersonId),
                    organization: Organization::from_joined(row)?,
                    set_by: word(row, "set_by", SetBy::from_word)?,
                })
            },
        )
    }

    pub(super) fn mentions_of(&self, id: ArticleId) -> Result<Vec<Mention>> {
        self.rows(
            "SELECT name, person, set_by FROM mention WHERE article = ?1 ORDER BY position",
            [id.0],
            |row| Ok(Mention { set_by: word(row, "set_by", SetBy::from_word)?, ..Mention::from_row(row)? }),
        )
    }

    pub(super) fn tags_of(&self, id: ArticleId) -> Result<Vec<ArticleTag>> {
        self.rows(
            "SELECT u.tag, u.name, t.scheme, u.set_by, u.inferred
             FROM article_tag u JOIN tag t ON t.id = u.tag
             WHERE u.article = ?1 ORDER BY u.position",
            [id.0],
            |row| {
                Ok(ArticleTag {
                    tag: TagId(row.get("tag")?),
                    name: row.get("name")?,
                    scheme: row.get("scheme")?,
                    set_by: word(row, "set_by", SetBy::from_word)?,
                    inferred: row.get("inferred")?,
                })
            },
        )
    }

    pub(super) fn keys_of(&self, id: ArticleId) -> Result<Vec<Key>> {
        self.rows(
            "SELECT scheme, value, scope FROM article_key WHERE article = ?1 ORDER BY scheme, value, scope",
            [id.0],
            |row| Ok(Key { scheme: row.get("scheme")?, value: row.get("value")?, scope: row.get("scope")? }),
        )
    }

    pub(super) fn urls_of(&self, id: ArticleId) -> Result<Vec<ArticleUrl>> {
        self.rows(
            "SELECT given, relation FROM article_url WHERE article = ?1
             ORDER BY relation <> 'canonical', url, fragment",
            [id.0],
            |row| {
                Ok(ArticleUrl {
                    given: row.get("given")?,
                    relation: word(row, "relation", UrlRelation::from_word)?,
                })
            },
        )
    }
}
