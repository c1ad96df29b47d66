//! Finds articles by their uris, URLs and ids, and counts them.

use std::collections::HashSet;

use super::Article;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::new_article::Key;
use crate::store::Snapshot;
use crate::text::url::WebUrl;

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
    /// scheme, `www.`, fragment or tracking parameters the URL has. Of several that have the URL it is the newest; see
    /// [`articles_by_url`](Self::articles_by_url).
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
        match self.articles_by_url(uri)?.first() {
            Some(id) => Ok(Some(*id)),
            None => self.article_by_key("uri", uri),
        }
    }

    /// Returns the ids of all articles that have a URL, or that have an AMP or mobile twin of it: those of the URL first,
    /// and of both the newest first.
    ///
    /// ```
    /// use dateline::{Archive, Key, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let item = |headline: &str, guid: &str| NewArticle {
    ///     keys: vec![Key::scoped("guid", guid, "https://example.org/feed.xml")],
    ///     ..NewArticle::new(headline, "").url("https://example.org/")
    /// };
    /// let saved = archive.write(|tx| tx.save_all(&[item("Ferry delayed", "1"), item("Market moves", "2")]))?;
    /// let found = archive.read(|s| s.articles_by_url("http://www.example.org"))?;
    /// assert_eq!(found, [saved[1].id.unwrap(), saved[0].id.unwrap()]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn articles_by_url(&self, url: &str) -> Result<Vec<ArticleId>> {
        let Some(url) = WebUrl::of(url, &self.tracking()?) else { return Ok(Vec::new()) };
        let mut found = self.article_ids_by_url(&url.normal)?;
        let twins = self.rows(
            "SELECT article FROM article_url WHERE url = ?1
             UNION
             SELECT article FROM article_url WHERE reduced = ?1 AND reduced <> url
             ORDER BY article DESC",
            [&url.reduced],
            |row| row.get("article").map(ArticleId),
        )?;
        let known: HashSet<ArticleId> = found.iter().copied().collect();
        found.extend(twins.into_iter().filter(|id| !known.contains(id)));
        Ok(found)
    }

    /// Returns the id of an article by an alternative id: of several that have it, in whatever scope, the newest.
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
        Ok(self.articles_by_key(&Key::new(scheme, value))?.first().copied())
    }

    /// Returns the ids of all articles that have an alternative id, the newest first. A key with a scope finds that of the
    /// scope and that without one; a key without finds that of any scope.
    ///
    /// ```
    /// use dateline::{Archive, Key, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let of = |feed: &str| Key::scoped("guid", "7", feed);
    /// let item = |headline: &str, feed: &str| NewArticle { keys: vec![of(feed)], ..NewArticle::new(headline, "") };
    /// let items = [item("Ferry delayed", "https://example.org/feed"), item("Market moves", "https://example.net/feed")];
    /// let saved = archive.write(|tx| tx.save_all(&items))?;
    /// archive.read(|s| {
    ///     assert_eq!(s.articles_by_key(&of("https://example.org/feed"))?, [saved[0].id.unwrap()]);
    ///     assert_eq!(s.articles_by_key(&Key::new("guid", "7"))?.len(), 2);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn articles_by_key(&self, key: &Key) -> Result<Vec<ArticleId>> {
        let form = key.form(&self.tracking()?);
        let (from, to) = form.bounds();
        // Of a key with a scope no other scope is wanted, and the bounds meet.
        let to = if form.scope.is_empty() { to } else { from.clone() };
        self.rows(
            "SELECT article FROM article_key WHERE (form = ?1 OR form = ?2) AND scheme = ?5
             UNION
             SELECT article FROM article_key WHERE form > ?3 AND form < ?4 AND scheme = ?5
             ORDER BY article DESC",
            (form.stored(), &form.value, from, to, &form.scheme),
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

    /// Returns the ids of all articles that have a URL, given in its normal form, the newest first.
    fn article_ids_by_url(&self, normal: &str) -> Result<Vec<ArticleId>> {
        self.rows(
            "SELECT DISTINCT article FROM article_url WHERE url = ?1 ORDER BY article DESC",
            [normal],
            |row| row.get("article").map(ArticleId),
        )
    }

    /// Returns the languages that articles and captions are in, or were.
    pub(crate) fn languages(&self) -> Result<Vec<String>> {
        self.rows("SELECT code FROM language", [], |row| row.get("code"))
    }
}
