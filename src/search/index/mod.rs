//! The full-text index of the articles as a search reads it.

mod stop;
mod words;

use std::ops::Deref;

use crate::fts5::{self, Direction, Interrupt, Postings};
pub(crate) use crate::model::index_column as column;
use crate::store::Snapshot;

pub(crate) use stop::{Interruptible, Stop};
pub(crate) use words::Word;

/// The index in one state of the archive, for one search.
pub(crate) struct Index<'a> {
    snapshot: &'a Snapshot<'a>,
    index: fts5::Index<'a>,
}

impl<'a> Index<'a> {
    pub(crate) fn open(snapshot: &'a Snapshot<'a>, interrupt: Interrupt) -> Interruptible<Self> {
        interrupt.check()?;
        Ok(Self { snapshot, index: snapshot.full_text(interrupt)? })
    }

    /// Returns the postings of a term.
    pub(crate) fn postings<'i>(&'i self, term: &str, direction: Direction) -> Interruptible<Postings<'i>> {
        Ok(self.index.postings(term, direction)?)
    }

    pub(crate) fn snapshot(&self) -> &'a Snapshot<'a> {
        self.snapshot
    }
}

impl<'a> Deref for Index<'a> {
    type Target = fts5::Index<'a>;

    fn deref(&self) -> &Self::Target {
        &self.index
    }
}
