//! Finding out what a file is without changing a byte of it.
//!
//! A database may gain an empty `-shm` or `-wal` file beside it: SQLite can't read one that is
//! kept with a write-ahead log otherwise. And one thing is mended: an archive, or a file of 64 KiB at most, that is in
//! the middle of a transaction is rolled back. That is how an archive is left whose creation was cut off, and a
//! backup whose first opening was.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, ffi};

use super::connection;
use super::migration::migrations::Migrations;
use super::migration::{history, schema_diff};
use super::path::{ArchivePath, beside};
use crate::error::{Error, Result};

/// Marks the file as an archive: `DTLN`.
pub(crate) const APPLICATION_ID: i32 = 0x4454_4C4E;

/// Size of the header, before which there is no database; SQLite takes one byte for an empty one.
const HEADER: u64 = 100;

/// The largest page that SQLite has.
const LARGEST_PAGE: u64 = 65_536;

/// Returns the schema version of an archive, all of whose schema and history is as this crate made it;
/// 0 for a file that holds nothing yet.
pub(crate) fn inspect(found: &ArchivePath, migrations: &Migrations, timeout: Duration) -> Result<u32> {
    let Some(size @ 1..) = found.size else { return Ok(0) };
    let path = &found.path;
    if size < HEADER {
        return Err(Error::NotADatabase { path: path.clone() });
    }
    connection::patiently(timeout, || {
        let mut conn = connection::open_readonly(path, timeout)?;
        if let Err(error) = conn.pragma_query_value(None, "application_id", |_| Ok(())) {
            return match unreadable(path, size, error) {
                Unreadable::Unfinished => recover(path, migrations, timeout),
                Unreadable::Refused(error) => Err(error),
            };
        }
        if cut_short(path, size, &conn) {
            return Err(Error::Truncated { path: path.clone() });
        }
        let state = conn.transaction()?;
        examine(&state, path, migrations)
    })
}

fn examine(conn: &Connection, path: &Path, migrations: &Migrations) -> Result<u32> {
    let version = version(conn, migrations)?.ok_or_else(|| Error::NotAnArchive { path: path.to_owned() })?;
    if version > 0 {
        history::verify(conn, migrations, version)?;
        schema_diff::verify(conn, migrations, version)?;
    }
    Ok(version)
}

/// Returns the schema version that the header states, 0 for an empty database; `None` if it is another
/// program's.
pub(crate) fn version(conn: &Connection, migrations: &Migrations) -> Result<Option<u32>> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let stated: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match (application, u32::try_from(stated)) {
        (APPLICATION_ID, Ok(found)) if found > migrations.latest() => {
            Err(Error::TooNew { found, latest: migrations.latest() })
        }
        (APPLICATION_ID, Ok(found @ 1..)) => Ok(Some(found)),
        (0, Ok(0)) if schema_diff::is_empty(conn)? => Ok(Some(0)),
        _ => Ok(None),
    }
}

enum Unreadable {
    /// A program died in the middle of a transaction, which must be undone first.
    Unfinished,
    Refused(Error),
}

fn unreadable(path: &Path, size: u64, error: rusqlite::Error) -> Unreadable {
    Unreadable::Refused(match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NotADatabase { path: path.to_owned() },
        // Before anything else, SQLite compares the size of the file with the one in its header.
        Some(ErrorCode::DatabaseCorrupt) => Error::Truncated { path: path.to_owned() },
        // Creating an archive writes its first page with a rollback journal, and opening a backup too; from then on it
        // has a log.
        _ if unfinished(&error) && (size <= LARGEST_PAGE || says_archive(path)) => {
            return Unreadable::Unfinished;
        }
        _ if unfinished(&error) => Error::NotAnArchive { path: path.to_owned() },
        _ => connection::explain(path, error),
    })
}

fn unfinished(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_READONLY_ROLLBACK)
}

/// Returns true if the header of the file says that it is an archive.
fn says_archive(path: &Path) -> bool {
    let mut header = [0; 72];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header[68..] == APPLICATION_ID.to_be_bytes()
}

/// Rolls the unfinished transaction back, as any program does that opens the file to write.
fn recover(path: &Path, migrations: &Migrations, timeout: Duration) -> Result<u32> {
    let options = super::Options::new().create(false).busy_timeout(timeout);
    let conn = connection::open_writer(path, &options)?;
    examine(&conn, path, migrations)
}

/// Returns true if the last page is incomplete, which SQLite takes for a whole one.
fn cut_short(path: &Path, size: u64, conn: &Connection) -> bool {
    let page: Option<u32> = conn.pragma_query_value(None, "page_size", |row| row.get(0)).ok();
    page.is_some_and(|page| page > 0 && !size.is_multiple_of(u64::from(page))) && !has_log(path)
}

/// Returns true if there is a write-ahead log, from which a page cut short is written again.
fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}
