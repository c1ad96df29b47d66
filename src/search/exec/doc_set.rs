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

/// Goes on to the first document, of the key `last` or a greater one, at which all sets stand, and returns it.
///
/// No document before `key`, at which the first set stands, is in all of them. A round that doesn't end makes `key`
/// smaller: another set has nothing at `key`, and the first follows it.
pub(crate) fn align<D: DocSet>(sets: &mut [D], last: i64) -> Interruptible<Option<i64>> {
    let Some((first, others)) = sets.split_first_mut() else { return Ok(None) };
    'row: loop {
        let Some(key) = first.doc().filter(|key| *key >= last) else { return Ok(None) };
        for docs in &mut *others {
            docs.seek(key)?;
            let Some(here) = docs.doc() else { return Ok(None) };
            if here < key {
                first.seek(here)?;
                continue 'row;
            }
        }
        return Ok(Some(key));
    }
}

/// Returns true if all sets have the document at which they stand. If not, one of them has gone on.
pub(crate) fn all_match<D: DocSet>(sets: &mut [D]) -> Interruptible<bool> {
    for docs in sets {
        if !docs.matches()? {
            return Ok(false);
        }
    }
    Ok(true)
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
