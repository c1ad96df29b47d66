//! The arguments of a closure that reads or writes: a snapshot, or a transaction.

use std::any::Any;
use std::cell::Cell;
use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};

use super::cache::SnapshotCache;
#[cfg(feature = "rusqlite")]
use super::host::guard::{Guard, Lending};
use super::host::references;
use super::transaction_end::TransactionEnd;
use crate::error::{Error, Result};
use crate::id::Id;

/// One consistent state of the archive, for as long as the closure of
/// [`Archive::read`](crate::Archive::read) runs.
///
/// Anything that isn't there is `None` or an empty list. Its methods fail where the file can't be read:
/// with [`Error::Damaged`](crate::Error::Damaged) or [`Error::Storage`](crate::Error::Storage).
pub struct Snapshot<'a> {
    conn: &'a Connection,
    now: DateTime<Utc>,
    /// That of the transaction, if it is of one that writes.
    end: Option<TransactionEnd>,
    /// Results of earlier snapshots of the connection, if it only reads.
    cache: Option<&'a SnapshotCache>,
    /// True if the cache is known to be of the same state.
    is_current: Cell<bool>,
    /// `None` where no closure of a host can come by.
    #[cfg(feature = "rusqlite")]
    lending: Option<Lending<'a>>,
}

/// Returns the id that follows the last one given.
pub(crate) fn id_after<T: Id>(last: i64) -> Result<T> {
    last.checked_add(1).map(T::from_number).ok_or(Error::NoIdLeft { table: T::TABLE })
}

impl<'a> Snapshot<'a> {
    pub(crate) fn new(conn: &'a Connection, cache: Option<&'a SnapshotCache>, now: DateTime<Utc>) -> Self {
        Self {
            conn,
            now,
            end: None,
            cache,
            is_current: Cell::new(false),
            #[cfg(feature = "rusqlite")]
            lending: None,
        }
    }

    /// Lets closures of a host have the connection, which this is the guard of.
    #[cfg(feature = "rusqlite")]
    pub(super) fn guarded_by(self, guard: &'a Guard) -> Self {
        Self { lending: Some(Lending::new(guard)), ..self }
    }

    #[cfg(feature = "rusqlite")]
    pub(super) fn lending(&self) -> Option<&Lending<'a>> {
        self.lending.as_ref()
    }

    /// Returns the time that this read takes for the present, at which an embargo has ended or an article has expired:
    /// the one given to [`Archive::read_at`](crate::Archive::read_at), or else when it began. A [`Transaction`] takes that
    /// of its write.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Returns a cached result as long as nobody has changed the archive since: for the look-ups that every
    /// search makes.
    pub(crate) fn cached<T: Any + Send + Sync, E: From<Error>>(
        &self,
        find: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        self.cached_while(|_| true, find)
    }

    /// Returns a cached result as long as it holds, and nobody has changed the archive since.
    pub(crate) fn cached_while<T: Any + Send + Sync, E: From<Error>>(
        &self,
        holds: impl FnOnce(&T) -> bool,
        find: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let Some(cache) = self.cache else { return find().map(Arc::new) };
        if !self.is_current.get() {
            let version = self.row("PRAGMA data_version", [], |row| row.get("data_version"))?;
            cache.keep(version.unwrap_or(0));
            self.is_current.set(true);
        }
        if let Some(known) = cache.get()
            && holds(&known)
        {
            return Ok(known);
        }
        let found = Arc::new(find()?);
        cache.put(&found);
        Ok(found)
    }

    /// Flushes the index into its tables: FTS5 keeps in memory what a transaction adds to it.
    pub(crate) fn flush_index(&self) -> Result<()> {
        if self.end.is_some() {
            let sql = "INSERT INTO article_fts (article_fts) VALUES ('flush')";
            self.conn.prepare_cached(sql)?.execute([])?;
        }
        Ok(())
    }

    /// Returns how the transaction ends, for what is kept in memory of what it writes.
    pub(crate) fn end(&self) -> TransactionEnd {
        self.end.clone().unwrap_or_default()
    }

    pub(crate) fn conn(&self) -> &'a Connection {
        self.conn
    }

    /// Prepares a query that is run many times.
    pub(crate) fn statement(&self, sql: &str) -> Result<CachedStatement<'a>> {
        Ok(self.conn.prepare_cached(sql)?)
    }

    /// Returns the first row of a query, if it has one.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.conn.prepare_cached(sql)?.query_row(params, map).optional()?)
    }

    /// Returns the last id that a table has given; its row may have been removed.
    pub(crate) fn last_id<T: Id>(&self) -> Result<i64> {
        let last = self.row(T::LAST, [], |row| Ok(row.get::<_, i64>("seq")?.max(row.get("id")?)))?;
        Ok(last.unwrap_or(0))
    }

    /// Returns the next id of a table; ids of removed rows are not given again.
    pub(crate) fn next_id<T: Id>(&self) -> Result<T> {
        id_after(self.last_id::<T>()?)
    }

    /// Returns all rows of a query.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, map)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The archive while it is being written: everything that a [`Snapshot`] reads, and the methods
/// that change it. What the closure of [`Archive::write`](crate::Archive::write) does is kept
/// whole if it returns `Ok`, and undone whole if not.
pub struct Transaction<'a> {
    snapshot: Snapshot<'a>,
}

impl<'a> Transaction<'a> {
    pub(crate) fn new(conn: &'a Connection, end: &TransactionEnd, now: DateTime<Utc>) -> Self {
        Self { snapshot: Snapshot { end: Some(end.clone()), ..Snapshot::new(conn, None, now) } }
    }

    /// Lets closures of a host have the connection, which this is the guard of.
    #[cfg(feature = "rusqlite")]
    pub(super) fn guarded_by(self, guard: &'a Guard) -> Self {
        Self { snapshot: self.snapshot.guarded_by(guard) }
    }

    /// Returns the time that this transaction takes for the present: the one given to
    /// [`Archive::write_at`](crate::Archive::write_at), or else when it began.
    pub fn now(&self) -> DateTime<Utc> {
        self.snapshot.now
    }

    /// Runs one statement that changes the archive.
    pub(crate) fn execute(&mut self, sql: &str, params: impl Params) -> Result<usize> {
        let conn = self.conn();
        let mut statement = conn.prepare_cached(sql)?;
        let outcome = statement.execute(params);
        outcome.map_err(|error| references::explain(conn, &mut statement, error))
    }
}

impl<'a> Deref for Transaction<'a> {
    type Target = Snapshot<'a>;

    fn deref(&self) -> &Self::Target {
        &self.snapshot
    }
}
