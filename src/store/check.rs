//! Looking for damage that SQLite can find by itself.

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;

use super::{Migrations, Pool, Snapshot, Transaction, fingerprint, integrity};
use crate::{Error, Result, index};

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// The file itself: pages, indexes, rows that nothing else in the archive says. Restore a backup.
    File,
    /// A row refers to one that doesn't exist.
    Reference,
    /// The full-text index differs from the text it indexes, or can't be read. [Rebuild](crate::Archive::rebuild).
    Index,
    /// A table, index or trigger isn't as this crate made it.
    Schema,
    /// What follows from what is stored differs from what stands beside it. [Rebuild](crate::Archive::rebuild).
    Derived,
}

/// Something wrong that [`Archive::check`](crate::Archive::check) found.
///
/// ```
/// use dateline::{Archive, Fault, FaultKind};
///
/// fn must_restore(faults: &[Fault]) -> bool {
///     faults.iter().any(|fault| fault.kind == FaultKind::File)
/// }
///
/// assert!(!must_restore(&Archive::in_memory()?.check()?));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Fault {
    /// What it is about.
    pub kind: FaultKind,
    /// What was found, in words.
    pub what: String,
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into() }
    }
}

impl FaultKind {
    /// Word for it in JSON and in what [`Fault`] displays.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Reference => "reference",
            Self::Index => "index",
            Self::Schema => "schema",
            Self::Derived => "derived",
        }
    }

    /// Says what mends it.
    ///
    /// ```
    /// assert_eq!(dateline::FaultKind::Index.remedy(), "rebuild the archive");
    /// ```
    pub fn remedy(self) -> &'static str {
        match self {
            Self::File => "restore a backup",
            Self::Reference => "remove what refers to nothing, or restore a backup",
            Self::Schema => "take out what another program has put in, or restore a backup",
            Self::Index | Self::Derived => "rebuild the archive",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.as_str(), self.what)
    }
}

/// All that SQLite can find in `pool`.
pub(crate) fn check(pool: &Pool) -> Result<Vec<Fault>> {
    let checks: [(FaultKind, Result<Vec<Fault>>); 5] = [
        (FaultKind::File, pool.read_anew(|snapshot| integrity::check(snapshot.conn()))),
        (FaultKind::File, pool.read(references)),
        (FaultKind::Schema, pool.read(|snapshot| schema(snapshot, pool.migrations()))),
        (FaultKind::Index, pool.write_anew(text_of_index)),
        (FaultKind::Index, pool.write_anew(|tx| index::check(tx).map(|()| Vec::new()))),
    ];
    let mut faults = Vec::new();
    for (kind, outcome) in checks {
        match outcome {
            // Damage that stops a check is what the check was to find.
            Err(Error::Damaged(what)) => faults.push(Fault::new(kind, what)),
            // FTS5 calls it a logic error where a table of its own is missing.
            Err(error @ (Error::UnsupportedIndex { .. } | Error::Storage(_))) => {
                faults.push(Fault::new(kind, error.to_string()))
            }
            outcome => faults.extend(outcome?),
        }
    }
    // More than one check comes upon the same.
    let mut said = HashSet::new();
    faults.retain(|fault: &Fault| said.insert(fault.clone()));
    Ok(faults)
}

/// The full-text index against its text. SQLite's own integrity check doesn't compare the two;
/// this one is an INSERT, which inserts nothing but needs the writer.
fn text_of_index(tx: &mut Transaction<'_>) -> Result<Vec<Fault>> {
    tx.execute("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)", [])?;
    Ok(Vec::new())
}

fn schema(snapshot: &Snapshot<'_>, migrations: &Migrations) -> Result<Vec<Fault>> {
    let difference = fingerprint::difference(snapshot.conn(), migrations, migrations.latest())?;
    Ok(difference.map(|what| Fault::new(FaultKind::Schema, what)).into_iter().collect())
}

fn references(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    snapshot.rows("PRAGMA foreign_key_check", [], |row| {
        let (table, row_id): (String, Option<i64>) = (row.get("table")?, row.get("rowid")?);
        let parent: String = row.get("parent")?;
        let row = row_id.map_or_else(|| "a row".to_owned(), |id| format!("row {id}"));
        Ok(Fault::new(FaultKind::Reference, format!("{row} of {table} refers to a missing {parent}")))
    })
}
