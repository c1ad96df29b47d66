//! Bringing an archive to the latest schema version, whole or not at all.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::inspect::{self, APPLICATION_ID};
use super::migrations::{Migrations, number};
use super::{backup, connection, history, schema_diff};
use crate::error::{Error, Result};

/// Applies what is missing. An archive that holds something already is copied to `backup` first,
/// if that is given: the path of the archive, beside which the copy is put.
///
/// Any number of programs may do this to one file at once: the first does the work.
pub(crate) fn migrate(conn: &mut Connection, migrations: &Migrations, backup: Option<&Path>) -> Result<()> {
    // A rebuilt table would take the rows that refer to it along (ON DELETE CASCADE), and inside
    // a transaction the setting can't be changed.
    conn.pragma_update(None, "foreign_keys", false)?;
    let applied = apply(conn, migrations, backup);
    applied.and(connection::enforce_foreign_keys(conn))
}

fn apply(conn: &mut Connection, migrations: &Migrations, backup: Option<&Path>) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Whoever made it another program's database since it was looked at is at work on it still.
    let found = inspect::version(&tx, migrations)?.ok_or(Error::Busy)?;
    if found == migrations.latest() {
        return Ok(());
    }
    let copy = match backup {
        Some(archive) if found > 0 => Some(backup::before_migration(archive, found)?),
        _ => None,
    };
    let done = steps(&tx, migrations, found).and_then(|()| Ok(tx.commit()?));
    // A migration that always fails would otherwise leave one more copy at every attempt.
    if let (Err(_), Some(copy), true) = (&done, copy, conn.is_autocommit()) {
        let _ = fs::remove_file(copy);
    }
    done
}

fn steps(tx: &Connection, migrations: &Migrations, found: u32) -> Result<()> {
    for migration in migrations.after(found) {
        history::apply(tx, migrations, migration)?;
        if let Some(table) = dangling_reference(tx)? {
            let reason = format!("rows of {table} refer to rows that don't exist");
            return Err(Error::Migration { version: number(migration), reason });
        }
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", migrations.latest())?;
    schema_diff::verify(tx, migrations, migrations.latest())
}

/// Returns a table with a row whose parent is missing.
fn dangling_reference(conn: &Connection) -> Result<Option<String>> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(|row| row.get("table")).transpose()?)
}
