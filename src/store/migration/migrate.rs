//! Bringing an archive to the latest schema version, whole or not at all.

use std::fs;
use std::path::Path;

use chrono::DateTime;
use rusqlite::{Connection, TransactionBehavior};

use super::apply::apply;
use super::migrations::{Migrations, number};
use super::progress::{self, MigrationDisk, MigrationProgress, MigrationStage, StepProgress};
use super::schema_diff;
use crate::error::{Error, Result};
use crate::store::inspect::{self, APPLICATION_ID};
use crate::store::snapshot::Transaction;
use crate::store::transaction_end::TransactionEnd;
use crate::store::{backup, connection};

/// Applies what is missing. An archive that holds something already is copied to `backup` first,
/// if that is given: the path of the archive, beside which the copy is put.
///
/// Any number of programs may do this to one file at once: the first does the work.
pub(crate) fn migrate(
    conn: &mut Connection,
    migrations: &Migrations,
    backup: Option<&Path>,
    progress: &mut dyn FnMut(MigrationProgress),
) -> Result<()> {
    // Inside a transaction the settings can't be changed.
    connection::relax(conn, true)?;
    let migrated = migrate_in_one(conn, migrations, backup, progress);
    migrated.and(connection::relax(conn, false))
}

fn migrate_in_one(
    conn: &mut Connection,
    migrations: &Migrations,
    backup: Option<&Path>,
    progress: &mut dyn FnMut(MigrationProgress),
) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Whoever made it another program's database since it was looked at is at work on it still.
    let from = inspect::version(&tx, migrations)?.ok_or(Error::Busy)?;
    let to = migrations.latest();
    if from == to {
        return Ok(());
    }
    let disk = MigrationDisk::of(&tx, backup.is_some())?;
    let mut tell = |stage, done, total| {
        // Making a new archive is no migration to speak of.
        if from > 0 {
            progress(MigrationProgress { from, to, disk, stage, done, total });
        }
    };
    let copy = match backup.filter(|_| from > 0) {
        Some(archive) => {
            let copy = || backup::before_migration(archive, from);
            Some(progress::stage(MigrationStage::Backup, &mut tell, copy)?)
        }
        None => None,
    };
    let done = apply_missing(&tx, migrations, from, &mut tell)
        .and_then(|()| progress::stage(MigrationStage::Check, &mut tell, || finish(&tx, migrations)))
        .and_then(|()| Ok(tx.commit()?));
    let Err(error) = done else { return Ok(()) };
    if conn.is_autocommit() {
        // SQLite may still be interrupted when it has committed.
        if inspect::version(conn, migrations).is_ok_and(|version| version == Some(to)) {
            return Ok(());
        }
        // A migration that always fails would otherwise leave one more copy at every attempt.
        if let Some(copy) = copy.filter(|copy| copy.is_new) {
            let _ = fs::remove_file(copy.path);
        }
    }
    Err(error)
}

fn apply_missing(
    conn: &Connection,
    migrations: &Migrations,
    from: u32,
    progress: &mut StepProgress<'_>,
) -> Result<()> {
    let mut tx = Transaction::new(conn, &TransactionEnd::default(), DateTime::UNIX_EPOCH);
    let indexes = schema_diff::host_indexes(conn)?;
    for migration in migrations.after(from) {
        apply(&mut tx, migrations, migration, progress)?;
        let failed = |reason| Error::Migration { version: number(migration), reason };
        match dangling_reference(conn) {
            Ok(None) => {}
            Ok(Some(table)) => return Err(failed(format!("rows of {table} refer to rows that don't exist"))),
            // A host's table refers to what is no longer the only one of its kind.
            Err(Error::Storage(mismatch)) => return Err(failed(mismatch.to_string())),
            Err(error) => return Err(error),
        }
    }
    make_again(conn, &indexes)
        .map_err(|reason| Error::Migration { version: migrations.latest(), reason: reason.to_string() })
}

/// Makes the indexes of a host that went with a table which was made anew.
fn make_again(conn: &Connection, indexes: &[(String, String)]) -> Result<()> {
    let left: Vec<String> = schema_diff::host_indexes(conn)?.into_iter().map(|(name, _)| name).collect();
    let mut lost = indexes.iter().filter(|(name, _)| !left.contains(name));
    lost.try_for_each(|(_, sql)| Ok(conn.execute_batch(sql)?))
}

fn finish(conn: &Connection, migrations: &Migrations) -> Result<()> {
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", migrations.latest())?;
    schema_diff::verify(conn, migrations, migrations.latest())
}

/// Returns a table with a row whose parent is missing.
fn dangling_reference(conn: &Connection) -> Result<Option<String>> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(|row| row.get("table")).transpose()?)
}
