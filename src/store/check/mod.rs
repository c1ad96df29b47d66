//! Damage that can be found without knowing what the archive holds.

pub(super) mod fault;
pub(super) mod integrity;

use std::collections::HashSet;

use super::full_text;
use super::migration::migrations::Migrations;
use super::migration::schema_diff;
use super::pool::Pool;
use super::snapshot::{Snapshot, Transaction};
use crate::error::{Error, Result};

pub use fault::{Fault, FaultKind};

/// Returns all that SQLite can find in `pool`.
pub(crate) fn check(pool: &Pool) -> Result<Vec<Fault>> {
    let checks: [(FaultKind, Result<Vec<Fault>>); 5] = [
        (FaultKind::File, pool.read_anew(|snapshot| integrity::check(snapshot.conn()))),
        (FaultKind::File, pool.read(references)),
        (FaultKind::Schema, pool.read(|snapshot| schema(snapshot, pool.migrations()))),
        (FaultKind::Index, pool.write_anew(text_of_index)),
        (FaultKind::Index, pool.write_anew(|tx| full_text::check(tx).map(|()| Vec::new()))),
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

/// Compares the full-text index with its text. SQLite's own integrity check doesn't compare the two;
/// this one is an INSERT, which inserts nothing but needs the writer.
fn text_of_index(tx: &mut Transaction<'_>) -> Result<Vec<Fault>> {
    tx.execute("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)", [])?;
    Ok(Vec::new())
}

fn schema(snapshot: &Snapshot<'_>, migrations: &Migrations) -> Result<Vec<Fault>> {
    let difference = schema_diff::difference(snapshot.conn(), migrations, migrations.latest())?;
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
