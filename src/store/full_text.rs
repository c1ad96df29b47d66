//! The full-text index of the archive's texts.

use super::snapshot::{Snapshot, Transaction};
use crate::error::{Error, Result};
use crate::fts5::{self, Index, Interrupt, Outline, Table};

/// The FTS5 table, and its number of columns.
pub(crate) static ARTICLE_FTS: Table = fts5::table!("article_fts", 11);

/// Reads the number of tokens of a row in each column, from the blob that FTS5 keeps of them.
pub(crate) fn token_counts(sizes: &[u8]) -> Option<[u64; ARTICLE_FTS.columns]> {
    fts5::sizes(sizes)
}

impl<'a> Snapshot<'a> {
    /// Begins to read the index. What it consists of is read once for each state of the archive.
    pub(crate) fn full_text(&self, interrupt: Interrupt) -> Result<Index<'a>> {
        self.flush_index()?;
        let outline = self.cached(|| Outline::read(self.conn(), &ARTICLE_FTS).map_err(Error::from))?;
        Ok(Index::new(self.conn(), &ARTICLE_FTS, outline, interrupt))
    }
}

/// Compares the index as it is read here with the index as FTS5 reads it.
pub(super) fn check(tx: &mut Transaction<'_>) -> Result<()> {
    Ok(fts5::check(tx.conn(), &ARTICLE_FTS, Interrupt::default())?)
}
