//! The documents in which one word of a phrase stands.

use crate::fts5::{Positions, Postings};
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::union::Union;
use crate::search::index::{Index, Interruptible};

/// The documents of a word, or of all words with a beginning.
pub(crate) enum WordRows<'i> {
    One(Postings<'i>),
    Any(Union<Postings<'i>>),
}

impl DocSet for WordRows<'_> {
    fn doc(&self) -> Option<i64> {
        match self {
            Self::One(docs) => docs.doc(),
            Self::Any(docs) => docs.doc(),
        }
    }

    fn matches(&mut self) -> Interruptible<bool> {
        Ok(true)
    }

    fn advance(&mut self) -> Interruptible<()> {
        match self {
            Self::One(docs) => Ok(docs.advance()?),
            Self::Any(docs) => docs.advance(),
        }
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        match self {
            Self::One(docs) => Ok(docs.seek(key)?),
            Self::Any(docs) => docs.seek(key),
        }
    }

    fn cost(&self) -> u64 {
        match self {
            Self::One(docs) => docs.cost(),
            Self::Any(docs) => docs.cost(),
        }
    }
}

impl WordRows<'_> {
    /// Returns in how many documents the word stands, at most.
    pub(crate) fn count(&self, index: &Index<'_>) -> Interruptible<u64> {
        let count = match self {
            Self::One(docs) => docs.row_count()?,
            Self::Any(docs) => docs.members().iter().map(Postings::row_count).sum::<Result<u64, _>>()?,
        };
        Ok(count.min(index.row_count()))
    }

    /// Returns true if [`count`](Self::count) is the number of documents, and no estimate or bound of it.
    pub(crate) fn is_counted(&self) -> Interruptible<bool> {
        match self {
            Self::One(docs) => Ok(docs.is_counted()?),
            // A document may have several of the words.
            Self::Any(docs) => match docs.members() {
                [] => Ok(true),
                [only] => Ok(only.is_counted()?),
                _ => Ok(false),
            },
        }
    }

    /// Visits the positions of the word in the document, in any order, until `visit` says false.
    pub(crate) fn each(
        &self,
        buffer: &mut Vec<u8>,
        mut visit: impl FnMut((usize, u32)) -> bool,
    ) -> Interruptible<()> {
        let mut all = |positions: Positions<'_>| positions.into_iter().all(&mut visit);
        match self {
            Self::One(docs) => {
                all(docs.positions(buffer)?);
            }
            Self::Any(docs) => {
                for docs in docs.here() {
                    if !all(docs.positions(buffer)?) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}
