//! Documents in the order in which they are read.

use crate::fts5::Postings;
use crate::search::index::Interruptible;

/// A set of documents that is read once, in order.
///
/// A document is named by its key, [`Direction::doc`](crate::fts5::Direction::doc) of its row: whichever
/// way is read, keys only get smaller. Reading ends because each step leaves a key behind for good, and
/// there are finitely many.
pub(crate) trait DocSet {
    /// Returns the document at which the set stands; `None` behind the last. A set may stand at a document
    /// that only may be one of its own, which [`matches`](Self::matches) finds out.
    fn doc(&self) -> Option<i64>;
    /// Returns true if the document is one of the set indeed. If not, goes on to the next that may be.
    /// A document that another set rules out needn't be asked for.
    fn matches(&mut self) -> Interruptible<bool>;
    /// Goes on to the next document.
    fn advance(&mut self) -> Interruptible<()>;
    /// Goes on to the first document of this key or a smaller one. Never goes back.
    fn seek(&mut self, key: i64) -> Interruptible<()>;
    /// Returns about how many bytes there are to read, to begin with the smallest set.
    fn cost(&self) -> u64;
}

impl DocSet for Postings<'_> {
    fn doc(&self) -> Option<i64> {
        self.doc()
    }

    fn matches(&mut self) -> Interruptible<bool> {
        Ok(true)
    }

    fn advance(&mut self) -> Interruptible<()> {
        Ok(self.advance()?)
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        Ok(self.seek(key)?)
    }

    fn cost(&self) -> u64 {
        self.cost()
    }
}
