//! Finds articles by their uris, URLs and ids, counts them, and removes one.

use super::Article;
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::store::{Snapshot, Transaction};
use crate::text::url_key;

impl Snapshot<'_> {
    /// Returns the article of exactly this public identity. For one that a reader or a feed hands over, see
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

    /// Returns the id of an article by its `uri`, now or earlier, or by any URL it is known by, whatever
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

    /// Returns the id of an article by an alternative id.
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
        self.row(
            "SELECT article FROM article_key WHERE scheme = ?1 AND value = ?2 ORDER BY article DESC LIMIT 1",
            [scheme, value],
            |row| row.get("article").map(ArticleId),
        )
    }

    /// Returns the number of articles that the archive holds, hidden ones included.
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
        self.row("SELECT id FROM article WHERE uri = ?1", [uri], |row| row.get("id").map(ArticleId))
    }

    /// Returns the id of the article that has a URL, given by what URLs are compared by.
    pub(crate) fn article_id_by_url(&self, key: &str) -> Result<Option<ArticleId>> {
        self.row(
            "SELECT article FROM article_url WHERE url = ?1 ORDER BY article DESC LIMIT 1",
            [key],
            |row| row.get("article").map(ArticleId),
        )
    }

    /// Returns the languages that articles and captions are in, or were.
    pub(crate) fn languages(&self) -> Result<Vec<String>> {
        self.rows("SELECT code FROM language", [], |row| row.get("code"))
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
        match self.execute("DELETE FROM article WHERE id = ?1", [id.0])? {
            0 => Err(Error::not_found("article", id)),
            _ => Ok(()),
        }
    }
}
