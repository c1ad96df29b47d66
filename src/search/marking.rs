//! Marks all that a query finds.

use crate::error::Result;
use crate::fts5::Direction;
use crate::model::mark::Placed;
use crate::search::article_ids::article_at;
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt_without_deadline};
use crate::search::index::{Index, Interruptible};
use crate::search::query::Query;
use crate::store::{Snapshot, Transaction};

impl Transaction<'_> {
    /// Marks all that a query finds, on all its pages, and returns how many articles didn't have the mark.
    ///
    /// The query is taken at its word, as a [strict](Query::strict) one is. Its order, limit, cursor and deadline don't
    /// matter; a [cancel token](Query::cancel) ends it.
    ///
    /// # Errors
    ///
    /// [`Error::NotAsAsked`](crate::Error::NotAsAsked) where a search would have notes, and those of
    /// [`mark`](Self::mark).
    ///
    /// ```
    /// use dateline::{Archive, Error, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", ""))?;
    ///     tx.save(&NewArticle::new("Ferry sinks", ""))?;
    ///     tx.save(&NewArticle::new("Market moves", ""))?;
    ///     assert_eq!(tx.mark_found(&"ferry".into(), "to read")?, 2);
    ///     Ok(())
    /// })?;
    /// assert_eq!(archive.count(&"mark:\"to read\"".into())?.count, 2);
    /// let slip = archive.write(|tx| tx.mark_found(&"tag:Ferries".into(), "to read"));
    /// assert!(matches!(slip, Err(Error::NotAsAsked { .. })));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn mark_found(&mut self, query: &Query, name: &str) -> Result<usize> {
        let found = self.all_found(query)?;
        self.set(&found, name, None)
    }

    /// Takes a mark away from all that a query finds, and returns how many articles had it.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.mark(id, "unread"))?;
    /// assert_eq!(archive.write(|tx| tx.unmark_found(&"is:unread ferry".into(), "unread"))?, 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`mark_found`](Self::mark_found).
    pub fn unmark_found(&mut self, query: &Query, name: &str) -> Result<usize> {
        let found = self.all_found(query)?;
        self.take_away(&found, name)
    }
}

impl Snapshot<'_> {
    /// Returns all that answers a query which is taken at its word, the oldest first.
    pub(crate) fn all_found(&self, query: &Query) -> Result<Vec<Placed>> {
        let query = query.clone().strict();
        let mut partial = Partial::new(&query);
        let mut found = Vec::new();
        let outcome = self.find_all(&query, &mut partial, &mut found);
        partial.is_whole(outcome)?;
        partial.into_notes()?;
        Ok(found)
    }

    fn find_all(
        &self,
        query: &Query,
        partial: &mut Partial<'_>,
        found: &mut Vec<Placed>,
    ) -> Interruptible<()> {
        let index = Index::open(self, interrupt_without_deadline(query))?;
        let plan = partial.plan(&index)?;
        if plan.is_empty {
            return Ok(());
        }
        let mut matches = Matches::open(&plan, &index, Direction::Forth)?;
        while let Some(clock) = matches.next()? {
            found.extend(article_at(self, clock)?.map(|article| (article, clock)));
            matches.advance()?;
        }
        Ok(())
    }
}
