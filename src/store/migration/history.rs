//! Running refinery inside a transaction of ours.
//!
//! As it comes, refinery reads its history in one transaction and applies in others: programs
//! that open a new file together get in each other's way, and it panics on a damaged row. Here
//! the caller holds the one transaction in which all of it happens.

use chrono::DateTime;
use refinery_core::traits::sync::{Migrate, Query, Transaction};
use refinery_core::{Migration, Runner, Target};
use rusqlite::{Connection, Row, named_params};
use sha2::{Digest, Sha256};

use super::migrations::{Migrations, number};
use crate::error::{Error, Result};
use crate::text::hex;

const TABLE: &str = "\
CREATE TABLE IF NOT EXISTS refinery_schema_history (
    version    INTEGER NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    applied_on TEXT NOT NULL,
    checksum   TEXT NOT NULL
) STRICT";

/// The open transaction, as refinery uses it.
struct History<'a> {
    conn: &'a Connection,
    migrations: &'a Migrations,
}

impl Transaction for History<'_> {
    type Error = Error;

    fn execute<'a, T: Iterator<Item = &'a str>>(&mut self, queries: T) -> Result<usize> {
        let mut count = 0;
        for query in queries {
            self.conn.execute_batch(query)?;
            count += 1;
        }
        Ok(count)
    }
}

impl Query<Vec<Migration>> for History<'_> {
    /// Returns the migrations applied so far, which are the first of ours, as [`applied`] makes sure.
    fn query(&mut self, _: &str) -> Result<Vec<Migration>> {
        let count = applied(self.conn, self.migrations)?;
        let mut done: Vec<_> = self.migrations.list().iter().take(count).cloned().collect();
        done.iter_mut().for_each(Migration::set_applied);
        Ok(done)
    }
}

impl Migrate for History<'_> {
    fn assert_migrations_table_query(_: &str) -> String {
        TABLE.to_owned()
    }
}

/// Applies one migration and records it.
pub(crate) fn apply(conn: &Connection, migrations: &Migrations, migration: &Migration) -> Result<()> {
    Runner::new(migrations.list())
        .set_grouped(true)
        .set_target(Target::Version(migration.version()))
        .run(&mut History { conn, migrations })
        .map_err(|error| failure(migration, &error))?;
    // refinery's own checksum depends on a feature of it (`int8-versions`) that any crate in the
    // host's tree may turn on.
    conn.execute(
        "UPDATE refinery_schema_history SET checksum = :checksum WHERE version = :version",
        named_params! { ":checksum": checksum(migration), ":version": number(migration) },
    )?;
    Ok(())
}

fn failure(migration: &Migration, error: &refinery_core::Error) -> Error {
    let cause = std::error::Error::source(error);
    match cause.and_then(|cause| cause.downcast_ref()) {
        Some(Error::Busy) => Error::Busy,
        Some(Error::DiskFull) => Error::DiskFull,
        Some(Error::ReadOnly) => Error::ReadOnly,
        Some(Error::Damaged(what)) => Error::Damaged(what.clone()),
        Some(Error::DamagedHistory(what)) => Error::DamagedHistory(what.clone()),
        Some(other) => Error::Migration { version: number(migration), reason: other.to_string() },
        None => Error::Migration { version: number(migration), reason: error.to_string() },
    }
}

/// Refuses a file whose history isn't that of schema version `version`.
pub(crate) fn verify(conn: &Connection, migrations: &Migrations, version: u32) -> Result<()> {
    let count = applied(conn, migrations)?;
    let last = migrations.list().iter().take(count).next_back().map_or(0, number);
    if last != version {
        let what = format!("it ends at version {last}, the file states {version}");
        return Err(Error::DamagedHistory(what));
    }
    Ok(())
}

/// Returns the number of migrations that have been applied. They must be the first ones, in order, with the
/// names and texts that they have here.
fn applied(conn: &Connection, migrations: &Migrations) -> Result<usize> {
    let table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'refinery_schema_history'";
    if !conn.prepare(table)?.exists([])? {
        return Ok(0);
    }
    let rows = rows(conn).map_err(|error| match error.into() {
        Error::Storage(unreadable) => Error::DamagedHistory(unreadable.to_string()),
        other => other,
    })?;
    let mut known = migrations.list().iter();
    for row in &rows {
        let migration = known
            .next()
            .ok_or_else(|| Error::DamagedHistory(format!("version {} is unknown", row.version)))?;
        row.compare(migration)?;
    }
    Ok(rows.len())
}

struct Applied {
    version: i64,
    name: String,
    applied_on: String,
    checksum: String,
}

fn rows(conn: &Connection) -> rusqlite::Result<Vec<Applied>> {
    let mut statement = conn.prepare(
        "SELECT version, name, applied_on, checksum FROM refinery_schema_history ORDER BY version",
    )?;
    statement.query_map([], Applied::from_row)?.collect()
}

impl Applied {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            version: row.get("version")?,
            name: row.get("name")?,
            applied_on: row.get("applied_on")?,
            checksum: row.get("checksum")?,
        })
    }

    fn compare(&self, migration: &Migration) -> Result<()> {
        let Self { version, name, .. } = self;
        let what = if *version != i64::from(number(migration)) {
            format!("version {version} stands where {} should", number(migration))
        } else if name != migration.name() {
            format!("version {version} is called `{name}`, not `{}`", migration.name())
        } else if self.checksum != checksum(migration) {
            format!("version {version} was made by another text of the migration")
        } else if DateTime::parse_from_rfc3339(&self.applied_on).is_err() {
            format!("version {version} has no date")
        } else {
            return Ok(());
        };
        Err(Error::DamagedHistory(what))
    }
}

/// Returns the SHA-256 of the SQL, whichever line endings it was checked out with.
fn checksum(migration: &Migration) -> String {
    let mut sha256 = Sha256::new();
    for line in migration.sql().unwrap_or_default().lines() {
        sha256.update(line);
        sha256.update("\n");
    }
    hex(&sha256.finalize())
}
