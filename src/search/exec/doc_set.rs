//! Documents in the order in which they are read.

use crate::index::{Postings, Step};

/// A set of documents that is read once, in order.
///
/// A document is named by its key, [`Direction::key`](crate::index::Direction::key) of its row: whichever
/// way is read, keys only get smaller. Reading ends because each step leaves a key behind for good, and
/// there are finitely many.
pub(crate) trait DocSet {
    /// Returns the document at which the set stands; `None` behind the last. A set may stand at a document
    /// that only may be one of its own, which [`matches`](Self::matches) finds out.
    fn doc(&self) -> Option<i64>;
    /// Returns true if the document is one of the set indeed. If not, goes on to the next that may be.
    /// A document that another set rules out needn't be asked for.
    fn matches(&mut self) -> Step<bool>;
    /// Goes on to the next document.
    fn advance(&mut self) -> Step<()>;
    /// Goes on to the first document of this key or a smaller one. Never goes back.
    fn seek(&mut self, key: i64) -> Step<()>;
    /// Returns about how many bytes there are to read, to begin with the smallest set.
    fn cost(&self) -> u64;
}

impl DocSet for Postings<'_> {
    fn doc(&self) -> Option<i64> {
        self.key()
    }

    fn matches(&mut self) -> Step<bool> {
        Ok(true)
    }

    fn advance(&mut self) -> Step<()> {
        self.advance()
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        self.seek(key)
    }

    fn cost(&self) -> u64 {
        self.size()
    }
}
