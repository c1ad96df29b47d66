//! The rich body of an article: its text with markup, as its source gave it, to be shown.

use super::new_article::RichBody;
use crate::error::Result;
use crate::id::ArticleId;
use crate::store::Snapshot;

impl Snapshot<'_> {
    /// Returns the rich body of an article, fit to be shown: without scripts, styles, forms, frames, event handlers and
    /// links of other schemes than those of the web and of mail. Relative links lead on from the article's URL. `None` where
    /// its source gave none, or the body has changed since.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, RichBody};
    ///
    /// let archive = Archive::in_memory()?;
    /// let content = r#"<p onclick="steal()">Fog held up the <a href="/ferry">ferry</a>.</p><script>steal()</script>"#;
    /// let article = NewArticle {
    ///     rich_body: Some(RichBody::html(content)),
    ///     ..NewArticle::new("Ferry delayed", "Fog held up the ferry.").url("https://example.org/news/1")
    /// };
    /// let id = archive.write(|tx| tx.save(&article))?.id.unwrap();
    /// let rich = archive.read(|s| s.rich_body(id))?.unwrap();
    /// let link = r#"<a href="https://example.org/ferry" rel="noopener noreferrer">ferry</a>"#;
    /// assert_eq!(rich.content, format!("<p>Fog held up the {link}.</p>"));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    #[cfg(feature = "html")]
    pub fn rich_body(&self, id: ArticleId) -> Result<Option<RichBody>> {
        let Some(stored) = self.rich_body_as_given(id)? else { return Ok(None) };
        let base = self.row(
            "SELECT given FROM article_url WHERE article = ?1 ORDER BY relation <> 'canonical', url, fragment LIMIT 1",
            [id.0],
            |row| row.get::<_, String>("given"),
        )?;
        Ok(Some(RichBody { content: sanitized(&stored.content, base.as_deref()), ..stored }))
    }

    /// Returns the rich body of an article as its source gave it, to be kept elsewhere. It may hold anything, scripts
    /// too: what is shown comes from `rich_body`, with the feature `html`.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, RichBody};
    ///
    /// let archive = Archive::in_memory()?;
    /// let rich = RichBody::html("<p>Fog held up the <b>ferry</b>.</p>");
    /// let article =
    ///     NewArticle { rich_body: Some(rich.clone()), ..NewArticle::new("Ferry delayed", "Fog held up the ferry.") };
    /// let id = archive.write(|tx| tx.save(&article))?.id.unwrap();
    /// assert_eq!(archive.read(|s| s.rich_body_as_given(id))?, Some(rich));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn rich_body_as_given(&self, id: ArticleId) -> Result<Option<RichBody>> {
        let sql = "SELECT media_type, content FROM article_source WHERE article = ?1";
        self.row(sql, [id.0], |row| {
            Ok(RichBody { media_type: row.get("media_type")?, content: row.get("content")? })
        })
    }
}

#[cfg(feature = "html")]
fn sanitized(content: &str, base: Option<&str>) -> String {
    let mut builder = ammonia::Builder::default();
    if let Some(base) = base.and_then(|url| url::Url::parse(url).ok()) {
        builder.url_relative(ammonia::UrlRelative::RewriteWithBase(base));
    }
    builder.clean(content).to_string()
}
