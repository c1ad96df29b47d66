//! Looking for damage that SQLite can find by itself.

use std::fmt;

use super::{Migrations, Pool, Snapshot, Transaction, fingerprint};
use crate::{Error, Result, index};

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The file itself: pages, rows, indexes. Restore a backup.
    File,
    /// A row refers to one that doesn't exist.
    Reference,
    /// The full-text index differs from the text it indexes.
    Index,
    /// A table, index or trigger isn't as this crate made it.
    Schema,
    /// What is computed from an article differs from what is stored beside it.
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            FaultKind::File => "file",
            FaultKind::Reference => "reference",
            FaultKind::Index => "index",
            FaultKind::Schema => "schema",
            FaultKind::Derived => "derived",
        };
        write!(f, "{kind}: {}", self.what)
    }
}

/// All that SQLite can find in `pool`.
pub(crate) fn check(pool: &Pool) -> Result<Vec<Fault>> {
    let checks: [(FaultKind, Result<Vec<Fault>>); 5] = [
        (FaultKind::File, pool.read_anew(integrity)),
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
            outcome => faults.extend(outcome?),
        }
    }
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

fn integrity(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let mut lines = snapshot.rows("PRAGMA integrity_check", [], |row| row.get("integrity_check"))?;
    lines.retain(|line: &String| line != "ok");
    Ok(lines.into_iter().map(|line| Fault::new(FaultKind::File, line)).collect())
}

fn references(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    snapshot.rows("PRAGMA foreign_key_check", [], |row| {
        let (table, row_id): (String, Option<i64>) = (row.get("table")?, row.get("rowid")?);
        let parent: String = row.get("parent")?;
        let row = row_id.map_or_else(|| "a row".to_owned(), |id| format!("row {id}"));
        Ok(Fault::new(FaultKind::Reference, format!("{row} of {table} refers to a missing {parent}")))
    })
}
