//! Opening one connection, with every setting that the archive relies on.

#[cfg(test)]
#[path = "tests/sabotage.rs"]
pub(super) mod sabotage;

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::options::{Durability, Options};
use super::path::{beside, invalid, io_error};
use crate::error::{Error, Result};

/// Older ones can lose data in the write-ahead log and overrun memory on a crafted FTS5 index.
const OLDEST_SQLITE: i32 = 3_053_002;
const CACHED_STATEMENTS: usize = 128;
const CACHE_KIB: i64 = 16 * 1024;
const LOG_BYTES: i64 = 8 * 1024 * 1024;

pub(crate) fn require_sqlite() -> Result<()> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::SqliteTooOld { found: rusqlite::version().to_owned() });
    }
    Ok(())
}

/// Opens a connection that can't change the file, to find out what the file is.
pub(crate) fn open_readonly(path: &Path, busy_timeout: Duration) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.busy_timeout(busy_timeout)?;
    harden(&conn)?;
    Ok(conn)
}

/// Opens a connection that writes, to a file that [`inspect`](super::inspect) found to be an archive
/// or nothing yet.
pub(crate) fn open_writer(path: &Path, options: &Options) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, options.create);
    let conn = open(path, flags)?;
    prepare(&conn, options)?;
    Ok(conn)
}

/// Opens a connection that reads an archive which is open already.
pub(crate) fn open_reader(path: &Path, options: &Options) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    prepare(&conn, options)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

/// Opens a connection that writes to a copy which nobody else knows of yet, and leaves no journal beside it.
pub(crate) fn open_copy(path: &Path) -> Result<Connection> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    harden(&conn)?;
    conn.pragma_update(None, "journal_mode", "memory")?;
    Ok(conn)
}

pub(crate) fn in_memory() -> Result<Connection> {
    let conn = Connection::open_in_memory()?;
    prepare(&conn, &Options::new())?;
    Ok(conn)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let opened = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
    #[cfg(test)]
    let opened = opened.map(|mut conn| {
        sabotage::arm(&mut conn);
        conn
    });
    opened.map_err(|error| explain(path, error))
}

/// Finds the reason of an error. SQLite says only that it can't open a file; the usual reason is a folder in
/// which it can't create the log.
pub(crate) fn explain(path: &Path, error: rusqlite::Error) -> Error {
    if error.sqlite_error_code() != Some(rusqlite::ErrorCode::CannotOpen) {
        return error.into();
    }
    let probe = beside(path, ".probe");
    match fs::File::create_new(&probe).map_err(|refused| refused.kind()) {
        Err(io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => return Error::ReadOnly,
        Err(_) => {}
        Ok(_) => {
            let _ = fs::remove_file(&probe);
        }
    }
    io_error(path, io::Error::other(error.to_string()))
}

/// Sets the options that keep a crafted file, or a slip in our own SQL, from doing harm.
fn harden(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    Ok(())
}

/// Lets triggers run and keeps the tables of FTS5 from being written directly, or neither.
pub(crate) fn guard(conn: &Connection, is_guarded: bool) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, is_guarded)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, is_guarded)?;
    Ok(())
}

/// Lets a migration change tables, or no longer: foreign keys are not enforced, no trigger runs, and a table that takes the
/// name of another changes nothing that refers to it.
pub(crate) fn relax(conn: &Connection, is_relaxed: bool) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, is_relaxed)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, !is_relaxed)?;
    if is_relaxed {
        // A table that is made anew would take the rows that refer to it along (ON DELETE CASCADE).
        conn.pragma_update(None, "foreign_keys", false)?;
        return Ok(());
    }
    enforce_foreign_keys(conn)
}

fn prepare(conn: &Connection, options: &Options) -> Result<()> {
    conn.busy_timeout(options.busy_timeout)?;
    harden(conn)?;
    let synchronous = match options.durability {
        Durability::Normal => "normal",
        Durability::Full => "full",
    };
    conn.pragma_update(None, "synchronous", synchronous)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    conn.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
    // Without this, SQLite plans a cached statement anew for each value that it is given.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // A negative size is in KiB, a positive one in pages.
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    conn.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    enforce_foreign_keys(conn)
}

/// Turns foreign keys on, and makes sure: inside a transaction the setting is ignored silently.
pub(crate) fn enforce_foreign_keys(conn: &Connection) -> Result<()> {
    conn.pragma_update(None, "foreign_keys", true)?;
    let enforced: bool = conn.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
    if !enforced {
        let found = rusqlite::version().to_owned() + " without foreign keys";
        return Err(Error::SqliteTooOld { found });
    }
    Ok(())
}

/// Switches the file to write-ahead logging, so that readers and the writer don't wait for each other.
pub(crate) fn log_ahead(conn: &Connection, path: &Path, timeout: Duration) -> Result<()> {
    let mode: String = patiently(timeout, || {
        // To the end: the switch is committed after it has answered.
        let mut switch = conn.prepare("PRAGMA journal_mode = wal")?;
        let answers = switch.query_map([], |row| row.get::<_, String>("journal_mode"))?;
        Ok(answers.collect::<rusqlite::Result<_>>()?)
    })?;
    if mode != "wal" {
        let reason = "on a file system without the shared memory that the write-ahead log needs";
        return Err(invalid(path, reason));
    }
    Ok(())
}

/// Tries again for as long as the archive is busy: SQLite doesn't always wait by itself (it
/// doesn't when it switches to the log, or recovers one).
pub(crate) fn patiently<T>(timeout: Duration, mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match attempt() {
            Err(Error::Busy) if start.elapsed() < timeout => thread::sleep(pause),
            outcome => return outcome,
        }
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}
