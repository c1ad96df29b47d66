//! A connection that only reads, and the transaction in which a closure reads.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Snapshot;
use super::cache::SnapshotCache;
#[cfg(feature = "rusqlite")]
use super::host::guard::Guard;
use crate::error::{Error, Result};

/// A connection that only reads, and what was read with it before.
pub(super) struct Reader {
    pub conn: Connection,
    cache: SnapshotCache,
    #[cfg(feature = "rusqlite")]
    guard: Guard,
}

impl Reader {
    #[cfg_attr(not(feature = "rusqlite"), expect(unused_mut))]
    pub fn new(mut conn: Connection) -> Result<Self> {
        Ok(Self {
            cache: SnapshotCache::default(),
            #[cfg(feature = "rusqlite")]
            guard: Guard::install(&mut conn)?,
            conn,
        })
    }

    pub fn snapshot(&self, now: DateTime<Utc>) -> Snapshot<'_> {
        let snapshot = Snapshot::new(&self.conn, Some(&self.cache), now);
        #[cfg(feature = "rusqlite")]
        let snapshot = snapshot.guarded_by(&self.guard);
        snapshot
    }
}

/// Runs a closure that reads, in a transaction of its own unless there is one.
pub(super) fn read<T, E: From<Error>>(
    snapshot: &Snapshot<'_>,
    f: impl FnOnce(&Snapshot<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let conn = snapshot.conn();
    let _reading = if conn.is_autocommit() { Some(Reading::begin(conn)?) } else { None };
    f(snapshot)
}

/// A transaction that only reads. It begins and ends by statements that are kept: preparing them anew
/// takes a tenth of a short search.
struct Reading<'c>(&'c Connection);

impl<'c> Reading<'c> {
    fn begin(conn: &'c Connection) -> Result<Self> {
        conn.prepare_cached("BEGIN DEFERRED")?.execute([])?;
        Ok(Self(conn))
    }
}

impl Drop for Reading<'_> {
    /// Ends the transaction, after an error or a panic too. A connection that is still in a transaction is
    /// not used again.
    fn drop(&mut self) {
        let _ = self.0.prepare_cached("ROLLBACK").and_then(|mut rollback| rollback.execute([]));
    }
}
