//! One connection that writes, and as many that read as there are readers.
//!
//! Writers of this process wait for each other at a mutex, which is fair enough and costs
//! nothing; those of other processes at SQLite's lock, both with a time-out. Readers wait for nobody:
//! a reader takes the connection used last, whose cache is warm, or opens another one.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Instant;

use chrono::{DateTime, Utc};
use parking_lot::{Mutex, ReentrantMutex};
use rusqlite::{Connection, TransactionBehavior};

#[cfg(feature = "rusqlite")]
use super::host::guard::Guard;
use super::host::references;
use super::inspect::{self, inspect};
use super::migration::migrate::migrate;
use super::migration::migrations::Migrations;
use super::migration::progress::MigrationProgress;
#[cfg(feature = "rusqlite")]
use super::migration::schema_diff;
use super::options::Options;
use super::path::{ArchivePath, resolve};
use super::reader::{Reader, read};
use super::transaction_end::{PendingCommit, TransactionEnd};
use super::{Snapshot, Transaction, backup, connection};
use crate::error::{Error, Result};

pub(crate) struct Pool {
    /// `None`: in memory, where the one connection reads as well.
    path: Option<PathBuf>,
    options: Options,
    migrations: &'static Migrations,
    process: u32,
    // Closed before the writer: the last to close empties the log into the file.
    idle: Mutex<Vec<Reader>>,
    /// A thread that holds it gets an error instead of waiting for itself, and in memory may read while it reads.
    writer: ReentrantMutex<RefCell<Connection>>,
    /// The guard of the connection that writes.
    #[cfg(feature = "rusqlite")]
    guard: Guard,
}

impl Pool {
    pub(crate) fn open(
        path: &Path,
        options: &Options,
        migrations: &'static Migrations,
        progress: &mut dyn FnMut(MigrationProgress),
    ) -> Result<Self> {
        connection::require_sqlite()?;
        let found = resolve(path)?;
        let version = inspect(&found, migrations, options.busy_timeout)?;
        if version == 0 && !options.create {
            return Err(no_archive(path));
        }
        let ArchivePath { path, .. } = found;
        let mut writer = connection::open_writer(&path, options)?;
        connection::log_ahead(&writer, &path, options.busy_timeout)?;
        if version < migrations.latest() {
            migrate(&mut writer, migrations, options.backup.then_some(path.as_path()), progress)?;
        }
        Self::new(Some(path), options, migrations, writer)
    }

    pub(crate) fn in_memory(migrations: &'static Migrations) -> Result<Self> {
        connection::require_sqlite()?;
        let mut writer = connection::in_memory()?;
        migrate(&mut writer, migrations, None, &mut |_| {})?;
        Self::new(None, &Options::new(), migrations, writer)
    }

    fn new(
        path: Option<PathBuf>,
        options: &Options,
        migrations: &'static Migrations,
        #[cfg_attr(not(feature = "rusqlite"), expect(unused_mut))] mut writer: Connection,
    ) -> Result<Self> {
        Ok(Self {
            #[cfg(feature = "rusqlite")]
            guard: Guard::install(&mut writer)?,
            path,
            options: options.clone(),
            migrations,
            process: process::id(),
            idle: Mutex::default(),
            writer: ReentrantMutex::new(RefCell::new(writer)),
        })
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    pub(crate) fn migrations(&self) -> &Migrations {
        self.migrations
    }

    pub(crate) fn read<T>(&self, f: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        self.try_read(Utc::now(), f)
    }

    #[cfg(test)]
    pub(crate) fn write<T>(
        &self,
        now: DateTime<Utc>,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.try_write(now, f)
    }

    pub(crate) fn try_read<T, E: From<Error>>(
        &self,
        now: DateTime<Utc>,
        f: impl FnOnce(&Snapshot<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(path) = &self.path else { return self.read_in_memory(now, f) };
        self.refuse_misuse()?;
        let reader = self.reader(path)?;
        let outcome = read(&reader.snapshot(now), f);
        self.put_back(reader);
        outcome
    }

    /// Reads on the only connection, which a thread may do while it reads: it sees the same state.
    fn read_in_memory<T, E: From<Error>>(
        &self,
        now: DateTime<Utc>,
        f: impl FnOnce(&Snapshot<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.refuse_fork()?;
        let writer = self.writer.lock();
        let conn = writer.try_borrow().map_err(|_| Error::Reentrant)?;
        let snapshot = Snapshot::new(&conn, None, now);
        #[cfg(feature = "rusqlite")]
        let snapshot = snapshot.guarded_by(&self.guard);
        read(&snapshot, f)
    }

    pub(crate) fn try_write<T, E: From<Error>>(
        &self,
        now: DateTime<Utc>,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.with_writer(|conn| self.transact(conn, now, f))
    }

    /// Reads on a connection of its own. FTS5 keeps the structure of its index with the connection, and
    /// checks it against a file in which another connection may have merged segments since.
    pub(crate) fn read_anew<T>(&self, f: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        let Some(path) = &self.path else { return self.read(f) };
        self.refuse_misuse()?;
        read(&Snapshot::new(&self.open_reader(path)?, None, Utc::now()), f)
    }

    /// Writes on a connection of its own, for the same reason.
    pub(crate) fn write_anew<T>(&self, f: impl FnOnce(&mut Transaction<'_>) -> Result<T>) -> Result<T> {
        self.with_own_writer(|conn| self.transact(conn, DateTime::UNIX_EPOCH, f))
    }

    /// Writes on a connection of its own on which no trigger runs and the tables of FTS5 can be written.
    pub(crate) fn write_unguarded<T>(&self, f: impl FnOnce(&mut Transaction<'_>) -> Result<T>) -> Result<T> {
        self.with_own_writer(|conn| {
            let unguarded = Unguarded::begin(conn)?;
            self.transact(unguarded.0, Utc::now(), f)
        })
    }

    /// Hands out a new connection while nobody else in the process writes; in memory, the only one.
    fn with_own_writer<T>(&self, f: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        self.with_writer(|conn| match &self.path {
            None => f(conn),
            Some(path) => f(&mut connection::open_writer(path, &self.options.clone().create(false))?),
        })
    }

    fn transact<T, E: From<Error>>(
        &self,
        conn: &mut Connection,
        now: DateTime<Utc>,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // Dropped without a commit, by an error or by a panic, it rolls back.
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        // Another program may have migrated the archive since it was opened here, or changed its schema. SQLite
        // sees that when a statement runs, and up to 3.53 too late for one that deletes: what its triggers
        // do to the index is compiled before.
        inspect::version(&tx, self.migrations)?;
        tx.prepare_cached("SELECT 1 FROM sqlite_schema")
            .and_then(|mut any| any.exists([]))
            .map_err(Error::from)?;
        let commit = PendingCommit::default();
        let outcome = self.run(&tx, commit.end(), now, f)?;
        references::commit(tx)?;
        commit.committed();
        Ok(outcome)
    }

    /// Runs a closure that writes. Those of a host can come by only where `conn` is the one that the pool keeps.
    fn run<T, E: From<Error>>(
        &self,
        conn: &Connection,
        end: &TransactionEnd,
        now: DateTime<Utc>,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = Transaction::new(conn, end, now);
        #[cfg(feature = "rusqlite")]
        {
            tx = tx.guarded_by(&self.guard);
        }
        let outcome = f(&mut tx)?;
        #[cfg(feature = "rusqlite")]
        tx.examine_lent(|conn| schema_diff::verify(conn, self.migrations, self.migrations.latest()))?;
        Ok(outcome)
    }

    pub(crate) fn backup(&self, to: &Path) -> Result<()> {
        let Some(path) = &self.path else {
            return self.with_writer(|conn| backup::copy(conn, None, to));
        };
        self.refuse_misuse()?;
        let conn = connection::open_readonly(path, self.options.busy_timeout)?;
        backup::copy(&conn, Some(path), to)
    }

    fn with_writer<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.refuse_fork()?;
        let (began, timeout) = (Instant::now(), self.options.busy_timeout);
        let writer = self.writer.try_lock_for(timeout).ok_or(Error::Busy)?;
        // The thread has it already, and would wait for itself.
        let mut conn = writer.try_borrow_mut().map_err(|_| Error::Reentrant)?;
        // What was waited for a thread is not waited for another program again.
        conn.busy_timeout(timeout.saturating_sub(began.elapsed())).map_err(Error::from)?;
        f(&mut conn)
    }

    /// Refuses to read while this thread writes: it would not see what is being written.
    fn refuse_misuse(&self) -> Result<()> {
        self.refuse_fork()?;
        if self.writer.is_owned_by_current_thread() { Err(Error::Reentrant) } else { Ok(()) }
    }

    /// Refuses to work in a forked process: SQLite's locks don't survive a fork.
    fn refuse_fork(&self) -> Result<()> {
        if process::id() == self.process { Ok(()) } else { Err(Error::Forked) }
    }

    fn reader(&self, path: &Path) -> Result<Reader> {
        if let Some(reader) = self.idle.lock().pop() {
            return Ok(reader);
        }
        Reader::new(self.open_reader(path)?)
    }

    fn open_reader(&self, path: &Path) -> Result<Connection> {
        let timeout = self.options.busy_timeout;
        connection::patiently(timeout, || connection::open_reader(path, &self.options))
    }

    fn put_back(&self, reader: Reader) {
        let mut idle = self.idle.lock();
        if reader.conn.is_autocommit() && idle.len() < self.options.readers {
            idle.push(reader);
        }
    }
}

#[cfg(test)]
impl Pool {
    pub(crate) fn idle_readers(&self) -> usize {
        self.idle.lock().len()
    }

    pub(crate) fn pretend_forked(&mut self) {
        self.process = self.process.wrapping_add(1);
    }
}

/// A connection without triggers and without SQLite's guard of shadow tables, for as long as this lives.
struct Unguarded<'c>(&'c mut Connection);

impl<'c> Unguarded<'c> {
    fn begin(conn: &'c mut Connection) -> Result<Self> {
        let this = Self(conn);
        connection::guard(this.0, false)?;
        Ok(this)
    }
}

impl Drop for Unguarded<'_> {
    fn drop(&mut self) {
        // A connection that is to go on takes these settings at any time.
        let _ = connection::guard(self.0, true);
    }
}

fn no_archive(path: &Path) -> Error {
    Error::NotFound { what: "archive", id: path.display().to_string() }
}
