//! Removes articles, and keeps what tells those that follow the archive, and sources that offer them again.

use super::state::Batch;
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::store::Transaction;

/// Articles whose removal is staged at once.
const BATCH: usize = 1000;

impl Transaction<'_> {
    /// Removes an article with its text, captions, revisions, marks and everything else that is only its
    /// own. People, tags and pictures stay, used elsewhere or not. Its id is never given again.
    ///
    /// What it said is gone. Its id and uri stay, for programs that [follow the archive](crate::Snapshot::changes_since), and
    /// hashes of what it was known by: a source that offers it again gets [`Outcome::Removed`](crate::Outcome::Removed), until
    /// it is [allowed](Self::allow) to come back. [What a reader adds](crate::guide::reader#removals) says more.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such article, [`Error::Referenced`] if a table of a host refers to it and forbids that.
    ///
    /// ```
    /// use dateline::{Archive, Error, NewArticle, Outcome};
    ///
    /// let archive = Archive::in_memory()?;
    /// let ferry = NewArticle::new("Ferry delayed", "");
    /// let id = archive.write(|tx| tx.save(&ferry))?.id.unwrap();
    /// archive.write(|tx| tx.remove_article(id))?;
    /// assert!(archive.search(&"ferry".into())?.hits.is_empty());
    /// assert_eq!(archive.write(|tx| tx.save(&ferry))?.outcome, Outcome::Removed { article: id });
    /// assert!(matches!(archive.write(|tx| tx.remove_article(id)), Err(Error::NotFound { .. })));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn remove_article(&mut self, id: ArticleId) -> Result<()> {
        self.remove_articles(&[id])
    }

    /// Removes articles, as [`remove_article`](Self::remove_article): all of them, or none.
    ///
    /// # Errors
    ///
    /// As for [`remove_article`](Self::remove_article).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let year = |year: &str| NewArticle::new("Ferry delayed", "").published(year.parse().unwrap());
    /// archive.write(|tx| tx.save_all(&[year("2018"), year("2019"), year("2024")]))?;
    /// archive.write(|tx| {
    ///     let old = tx.search_ids(&Query::from("before:2020").strict().limit(Query::MAX_LIMIT))?;
    ///     tx.remove_articles(&old.hits)
    /// })?;
    /// assert_eq!(archive.read(|s| s.article_count())?, 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn remove_articles(&mut self, ids: &[ArticleId]) -> Result<()> {
        self.whole(|tx| ids.chunks(BATCH).try_for_each(|ids| tx.remove_batch(ids)))
    }

    fn remove_batch(&mut self, ids: &[ArticleId]) -> Result<()> {
        let mut batch = Batch::new(self, self.now())?;
        for id in ids {
            if !batch.remove(*id)? {
                return Err(Error::not_found("article", id));
            }
        }
        let statements = batch.finish();
        self.apply(&statements)
    }
}
