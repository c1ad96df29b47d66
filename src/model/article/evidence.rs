//! Evidence by which a story is known again: what the archive keeps of it, and under which addresses.

use super::Article;
use super::modified;
use crate::error::Result;
use crate::id::{ArticleId, PublicationId};
use crate::model::column::{json, word};
use crate::model::moment::Moment;
use crate::model::new_article::{ArticleField, Key, KeyForm, UrlRelation};
use crate::model::published::Published;
use crate::store::Snapshot;
use crate::text::url::{Tracking, WebUrl};

/// Most articles of one address that are compared with a new one.
pub(crate) const MOST_CANDIDATES: u32 = 16;

/// Bytes of a content hash that are looked up.
pub(crate) const CONTENT_PREFIX: usize = 8;

/// The facts of a stored article that are compared with those of a new one.
pub(crate) struct Evidence {
    pub uri: String,
    /// The language, if its source said it.
    pub language: Option<String>,
    pub published: Option<Moment>,
    pub published_printed: String,
    pub is_modified: bool,
    pub publication: Option<(PublicationId, String, String)>,
    pub headline: String,
    /// True if the headline is not what a source said, but was set by hand.
    pub headline_by_hand: bool,
    pub dek: String,
    pub body: String,
    pub urls: Vec<(WebUrl, UrlRelation)>,
    pub keys: Vec<Key>,
}

impl Evidence {
    /// Collects what an article says.
    pub(crate) fn of(article: &Article, tracking: &Tracking) -> Self {
        let publication = article.publication.as_ref();
        let urls = article.urls.iter();
        let date_by_hand = article.by_hand.contains_key(&ArticleField::Published);
        Self {
            uri: article.uri.clone(),
            language: Some(article.language.clone()).filter(|_| article.language_said),
            published: article.published.moment().filter(|_| !date_by_hand),
            published_printed: if date_by_hand { String::new() } else { article.published.printed.clone() },
            is_modified: article.modified.is_some(),
            publication: publication.map(|known| (known.id, known.title.clone(), known.domain.clone())),
            headline: article.headline.clone(),
            headline_by_hand: article.by_hand.contains_key(&ArticleField::Headline),
            dek: article.dek.clone(),
            body: article.body.clone(),
            urls: urls.filter_map(|url| Some((WebUrl::of(&url.given, tracking)?, url.relation))).collect(),
            keys: article.keys.clone(),
        }
    }
}

impl Snapshot<'_> {
    /// Reads what a stored article says; `None` where there is no such id.
    pub(crate) fn evidence_of(&self, id: ArticleId) -> Result<Option<Evidence>> {
        let evidence = self.row(
            "SELECT a.uri, a.language, a.language_said, a.published, a.published_offset, a.published_precision,
                    a.published_basis, a.published_printed, a.modified, a.modified_offset, a.modified_precision,
                    json_extract(a.by_hand, '$.published') IS NOT NULL AS date_by_hand,
                    json_extract(a.by_hand, '$.headline') IS NOT NULL AS headline_by_hand,
                    p.id AS publication, p.title, p.domain, t.headline, t.dek, t.body
             FROM article a JOIN article_text t ON t.article = a.id LEFT JOIN publication p ON p.id = a.publication
             WHERE a.id = ?1",
            [id.0],
            |row| {
                let published = Published::from_row(row)?;
                let publication = match row.get::<_, Option<_>>("publication")? {
                    Some(id) => Some((PublicationId(id), row.get("title")?, row.get("domain")?)),
                    None => None,
                };
                let language: String = row.get("language")?;
                let is_said: bool = row.get("language_said")?;
                let date_by_hand: bool = row.get("date_by_hand")?;
                Ok(Evidence {
                    uri: row.get("uri")?,
                    language: Some(language).filter(|_| is_said),
                    published: published.moment().filter(|_| !date_by_hand),
                    published_printed: if date_by_hand { String::new() } else { published.printed },
                    is_modified: modified(row)?.is_some(),
                    publication,
                    headline: row.get("headline")?,
                    headline_by_hand: row.get("headline_by_hand")?,
                    dek: row.get("dek")?,
                    body: row.get("body")?,
                    urls: Vec::new(),
                    keys: Vec::new(),
                })
            },
        )?;
        let Some(mut evidence) = evidence else { return Ok(None) };
        evidence.urls = self.web_urls_of(id)?;
        evidence.keys = self.keys_of(id)?;
        Ok(Some(evidence))
    }

    fn web_urls_of(&self, id: ArticleId) -> Result<Vec<(WebUrl, UrlRelation)>> {
        self.rows(
            "SELECT url, reduced, fragment, relation FROM article_url WHERE article = ?1",
            [id.0],
            |row| {
                let url = WebUrl {
                    normal: row.get("url")?,
                    reduced: row.get("reduced")?,
                    fragment: row.get("fragment")?,
                };
                Ok((url, word(row, "relation", UrlRelation::from_word)?))
            },
        )
    }
}

/// Articles under one address: the newest, the newest first.
impl Snapshot<'_> {
    pub(crate) fn articles_at_url(&self, normal: &str) -> Result<Vec<ArticleId>> {
        self.rows(
            "SELECT DISTINCT article FROM article_url WHERE url = ?1 ORDER BY article DESC LIMIT ?2",
            (normal, MOST_CANDIDATES),
            |row| row.get("article").map(ArticleId),
        )
    }

    /// Finds the AMP and mobile twins of a reduced URL.
    pub(crate) fn articles_at_twins(&self, reduced: &str) -> Result<Vec<ArticleId>> {
        self.rows(
            "SELECT DISTINCT article FROM article_url WHERE reduced = ?1 AND reduced <> url
             ORDER BY article DESC LIMIT ?2",
            (reduced, MOST_CANDIDATES),
            |row| row.get("article").map(ArticleId),
        )
    }

    pub(crate) fn articles_at_key(&self, scheme: &str, form: &str) -> Result<Vec<ArticleId>> {
        self.rows(
            "SELECT article FROM article_key WHERE form = ?1 AND scheme = ?2 ORDER BY article DESC LIMIT ?3",
            (form, scheme, MOST_CANDIDATES),
            |row| row.get("article").map(ArticleId),
        )
    }

    /// Finds articles that have an id with any scope.
    pub(crate) fn articles_at_scoped_keys(&self, key: &KeyForm) -> Result<Vec<ArticleId>> {
        let (from, to) = key.bounds();
        self.rows(
            "SELECT article FROM article_key WHERE form > ?1 AND form < ?2 AND scheme = ?3 LIMIT ?4",
            (from, to, &key.scheme, MOST_CANDIDATES),
            |row| row.get("article").map(ArticleId),
        )
    }

    pub(crate) fn articles_of_headline_day(&self, hash: &[u8]) -> Result<Vec<ArticleId>> {
        self.rows(
            "SELECT id FROM article WHERE headline_day = ?1 ORDER BY id DESC LIMIT ?2",
            (hash, MOST_CANDIDATES),
            |row| row.get("id").map(ArticleId),
        )
    }

    /// Finds articles of one content, by the beginning of its hash, among those of crowded addresses.
    pub(crate) fn articles_of_content(&self, prefix: &[u8]) -> Result<Vec<ArticleId>> {
        self.rows(
            "SELECT id FROM article WHERE crowded = 1 AND substr(content_hash, 1, 8) = ?1 ORDER BY id DESC LIMIT ?2",
            (prefix, MOST_CANDIDATES),
            |row| row.get("id").map(ArticleId),
        )
    }

    /// Returns the query parameters of a host's own that URLs are compared without.
    pub(crate) fn tracking(&self) -> Result<Tracking> {
        self.tracking_names().map(Tracking::with)
    }

    /// Returns their names, as the host gave them.
    pub(crate) fn tracking_names(&self) -> Result<Vec<String>> {
        let sql = "SELECT value FROM meta WHERE key = 'tracking_parameters'";
        let stored: Option<String> = self.row(sql, [], |row| row.get("value"))?;
        stored.map_or_else(|| Ok(Vec::new()), |stored| json(&stored))
    }
}
