//! The full-text index of the archive's texts.

use rusqlite::types::Value;

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

/// Settings of FTS5 while many articles are written, each with what it is where nobody has set it.
///
/// FTS5 holds up to 16 MB in memory before it writes a segment, and merges only when sixteen segments of a level have gathered.
const LOADING: [(&str, i64, i64); 2] = [("automerge", 0, 4), ("hashsize", 16 << 20, 1 << 20)];

impl Transaction<'_> {
    /// Writes many articles, with the index set for that. It is set back before the transaction ends, so that no other writer
    /// ever meets the settings, whatever becomes of this one.
    pub(crate) fn load<T>(&mut self, write: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let known = self.rows("SELECT k, v FROM article_fts_config", [], |row| {
            Ok((row.get::<_, String>("k")?, row.get::<_, Value>("v")?))
        })?;
        for (setting, value, _) in LOADING {
            self.set_index(setting, value.into())?;
        }
        let outcome = write(self)?;
        for (setting, _, usual) in LOADING {
            let before = known.iter().find(|(name, _)| name == setting).map(|(_, value)| value.clone());
            self.set_index(setting, before.unwrap_or(usual.into()))?;
        }
        Ok(outcome)
    }

    /// Sets a setting of FTS5, which writes what it holds in memory first.
    fn set_index(&mut self, setting: &str, value: Value) -> Result<()> {
        self.execute("INSERT INTO article_fts (article_fts, rank) VALUES (?1, ?2)", (setting, value))?;
        Ok(())
    }
}

/// Compares the index as it is read here with the index as FTS5 reads it.
pub(super) fn check(tx: &mut Transaction<'_>) -> Result<()> {
    Ok(fts5::check(tx.conn(), &ARTICLE_FTS, Interrupt::default())?)
}
