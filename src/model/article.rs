//! An article as the archive keeps it, with everything that belongs to it.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use serde::Serialize;
use serde_json::{Map, Value};

use super::published::{instant, local, precision};
use crate::text::url_key;
use crate::{
    ArticleId, CreditKind, Error, ImageUse, Key, Moment, OrganizationId, PersonId, Publication,
    PublicationId, Published, Result, Role, Section, SectionId, SetBy, Snapshot, Status, TagId, Transaction,
    UrlRelation,
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
    /// The person as resolved when it was saved, `None` where several go by the name. Whom that person
    /// was merged into since, [`Snapshot::person`] says.
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
    /// The person as resolved when it was saved, `None` where several go by the name. Whom that person
    /// was merged into since, [`Snapshot::person`] says.
    pub person: Option<PersonId>,
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

impl Snapshot<'_> {
    /// An article with everything that belongs to it; `None` where there is no such id.
    ///
    /// ```
    /// use dateline::{Archive, ArticleId, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").tag("Transport");
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// let stored = archive.read(|s| s.article(saved.id.unwrap()))?.unwrap();
    /// assert_eq!(stored.headline, "Ferry delayed");
    /// assert_eq!(stored.tags[0].name, "Transport");
    /// assert_eq!(archive.read(|s| s.article(ArticleId(99)))?, None);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        let row = self.row(
            "SELECT a.id, a.uri, a.publication, a.section, a.language, a.genre, a.status,
                    a.published, a.published_offset, a.published_precision, a.published_basis,
                    a.published_printed, a.modified, a.modified_offset, a.modified_precision,
                    a.embargoed, a.expires, a.hidden, a.first_seen, a.changed, a.word_count,
                    a.tags_printed, a.extra, t.headline, t.dek, t.byline, t.body
             FROM article a JOIN article_text t ON t.article = a.id
             WHERE a.id = ?1",
            [id],
            |row| {
                let publication: Option<PublicationId> = row.get("publication")?;
                let section: Option<SectionId> = row.get("section")?;
                Ok((Article::from_row(row)?, publication, section, row.get::<_, String>("extra")?))
            },
        )?;
        let Some((mut article, publication, section, extra)) = row else { return Ok(None) };
        article.extra = json(&extra)?;
        if let Some(id) = publication {
            article.publication = self.publication(id)?;
        }
        if let Some(id) = section {
            article.section = self.section(id)?;
        }
        article.credits = self.credits_of(id)?;
        article.people = self.mentions_of(id)?;
        article.images = self.images_of(id)?;
        article.tags = self.tags_of(id)?;
        article.keys = self.keys_of(id)?;
        article.urls = self.urls_of(id)?;
        Ok(Some(article))
    }

    /// The article of exactly this public identity. For one that a reader or a feed hands over, see
    /// [`find_article`](Self::find_article).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").url("https://example.org/ferry")))?;
    /// let article = archive.read(|s| s.article_by_uri("https://example.org/ferry"))?.unwrap();
    /// assert_eq!(article.headline, "Ferry delayed");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn article_by_uri(&self, uri: &str) -> Result<Option<Article>> {
        match self.article_id_by_uri(uri)? {
            Some(id) => self.article(id),
            None => Ok(None),
        }
    }

    /// The id of an article by its `uri`, now or earlier, or by any URL it is known by, whatever
    /// scheme, `www.`, fragment or tracking parameters the URL has.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").url("https://www.example.org/ferry?utm_source=feed");
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// assert_eq!(archive.read(|s| s.find_article("http://example.org/ferry"))?, saved.id);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn find_article(&self, uri: &str) -> Result<Option<ArticleId>> {
        if let Some(id) = self.article_id_by_uri(uri)? {
            return Ok(Some(id));
        }
        let by_url = match url_key(uri) {
            Some(key) => self.article_id_by_url(&key)?,
            None => None,
        };
        match by_url {
            Some(id) => Ok(Some(id)),
            None => self.article_by_key("uri", uri),
        }
    }

    /// The id of an article by an alternative id.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let saved = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").key("wire", "F1")))?;
    /// assert_eq!(archive.read(|s| s.article_by_key("wire", "F1"))?, saved.id);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn article_by_key(&self, scheme: &str, value: &str) -> Result<Option<ArticleId>> {
        self.row("SELECT article FROM article_key WHERE scheme = ?1 AND value = ?2", [scheme, value], |row| {
            row.get("article")
        })
    }

    /// How many articles the archive holds, hidden ones included.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// assert_eq!(archive.read(|s| s.article_count())?, 0);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn article_count(&self) -> Result<u64> {
        let count: Option<i64> =
            self.row("SELECT count(*) AS count FROM article", [], |row| row.get("count"))?;
        Ok(count.map_or(0, i64::unsigned_abs))
    }

    pub(crate) fn article_id_by_uri(&self, uri: &str) -> Result<Option<ArticleId>> {
        self.row("SELECT id FROM article WHERE uri = ?1", [uri], |row| row.get("id"))
    }

    /// The id of the article that has a URL, given by what URLs are compared by.
    pub(crate) fn article_id_by_url(&self, key: &str) -> Result<Option<ArticleId>> {
        self.row("SELECT article FROM article_url WHERE url = ?1", [key], |row| row.get("article"))
    }

    /// The languages that articles and captions are in, or were.
    pub(crate) fn languages(&self) -> Result<Vec<String>> {
        self.rows("SELECT code FROM language", [], |row| row.get("code"))
    }

    fn credits_of(&self, id: ArticleId) -> Result<Vec<Credit>> {
        self.rows(
            "SELECT name, role, kind, person, organization FROM credit WHERE article = ?1 ORDER BY position",
            [id],
            |row| {
                Ok(Credit {
                    name: row.get("name")?,
                    kind: row.get("kind")?,
                    role: row.get("role")?,
                    person: row.get("person")?,
                    organization: row.get("organization")?,
                })
            },
        )
    }

    fn mentions_of(&self, id: ArticleId) -> Result<Vec<Mention>> {
        self.rows(
            "SELECT name, person FROM mention WHERE article = ?1 ORDER BY position",
            [id],
            Mention::from_row,
        )
    }

    fn tags_of(&self, id: ArticleId) -> Result<Vec<ArticleTag>> {
        self.rows(
            "SELECT u.tag, u.name, t.scheme, u.set_by, u.inferred
             FROM article_tag u JOIN tag t ON t.id = u.tag
             WHERE u.article = ?1 ORDER BY u.position",
            [id],
            |row| {
                Ok(ArticleTag {
                    tag: row.get("tag")?,
                    name: row.get("name")?,
                    scheme: row.get("scheme")?,
                    set_by: row.get("set_by")?,
                    inferred: row.get("inferred")?,
                })
            },
        )
    }

    fn keys_of(&self, id: ArticleId) -> Result<Vec<Key>> {
        self.rows(
            "SELECT scheme, value FROM article_key WHERE article = ?1 ORDER BY scheme, value",
            [id],
            |row| Ok(Key { scheme: row.get("scheme")?, value: row.get("value")? }),
        )
    }

    fn urls_of(&self, id: ArticleId) -> Result<Vec<ArticleUrl>> {
        self.rows(
            "SELECT given, relation FROM article_url WHERE article = ?1 ORDER BY relation <> 'canonical', url",
            [id],
            |row| Ok(ArticleUrl { given: row.get("given")?, relation: row.get("relation")? }),
        )
    }
}

impl Transaction<'_> {
    /// Removes an article with its text, captions, revisions and everything else that is only its
    /// own. People, tags and pictures stay, used elsewhere or not. Its id is never given again.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such article.
    ///
    /// ```
    /// use dateline::{Archive, Error, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.remove_article(id))?;
    /// assert!(archive.search(&"ferry".into())?.hits.is_empty());
    /// assert!(matches!(archive.write(|tx| tx.remove_article(id)), Err(Error::NotFound { .. })));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn remove_article(&mut self, id: ArticleId) -> Result<()> {
        match self.execute("DELETE FROM article WHERE id = ?1", [id])? {
            0 => Err(Error::not_found("article", id)),
            _ => Ok(()),
        }
    }
}

impl Article {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            uri: row.get("uri")?,
            publication: None,
            section: None,
            language: row.get("language")?,
            genre: row.get("genre")?,
            status: row.get("status")?,
            published: Published::from_row(row)?,
            modified: modified(row)?,
            embargoed: maybe_instant(row, "embargoed")?,
            expires: maybe_instant(row, "expires")?,
            hidden: row.get("hidden")?,
            first_seen: instant(row, "first_seen")?,
            changed: row.get("changed")?,
            word_count: row.get("word_count")?,
            headline: row.get("headline")?,
            dek: row.get("dek")?,
            byline: row.get("byline")?,
            body: row.get("body")?,
            credits: Vec::new(),
            people: Vec::new(),
            images: Vec::new(),
            tags: Vec::new(),
            tags_printed: row.get("tags_printed")?,
            keys: Vec::new(),
            urls: Vec::new(),
            extra: Map::new(),
        })
    }
}

impl Mention {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { name: row.get("name")?, person: row.get("person")? })
    }
}

pub(super) fn maybe_instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<DateTime<Utc>>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => instant(row, column).map(Some),
    }
}

/// When it was modified; its source said nothing of a zone where the offset is NULL.
fn modified(row: &Row<'_>) -> rusqlite::Result<Option<Moment>> {
    let Some(precision) = precision(row, "modified_precision")? else { return Ok(None) };
    let offset: Option<i32> = row.get("modified_offset")?;
    let moment = Moment::new(local(instant(row, "modified")?, offset.unwrap_or(0)), precision);
    Ok(Some(offset.map_or(moment, |offset| moment.with_offset(offset))))
}

/// A stored JSON text as a value.
pub(super) fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Damaged(error.to_string()))
}
