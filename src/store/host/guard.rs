//! The guard of a connection: the archive may do everything, and a closure of the host what the rules say.

use std::cell::Cell;
use std::sync::Arc;

use parking_lot::Mutex;
use rusqlite::Connection;
use rusqlite::hooks::{AuthContext, Authorization};

use super::rules::{Access, Rules, describe};
use crate::error::{Error, Result};

/// The guard of one connection. SQLite asks it about each statement that is prepared there.
///
/// It is set once, when the connection is opened: to set one makes SQLite prepare all statements anew.
#[derive(Default)]
pub(crate) struct Guard(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// What the closure may do that has the connection; `None`: the archive itself has it.
    lent: Option<Access>,
    rules: Rules,
    /// The last thing that was refused.
    refused: Option<String>,
}

impl Guard {
    pub fn install(conn: &mut Connection) -> Result<Self> {
        let guard = Self::default();
        let state = Arc::clone(&guard.0);
        conn.authorizer(Some(move |context: AuthContext<'_>| state.lock().authorize(&context)))?;
        Ok(guard)
    }
}

impl State {
    fn authorize(&mut self, context: &AuthContext<'_>) -> Authorization {
        let Some(access) = self.lent else { return Authorization::Allow };
        if self.rules.allow(access, &context.action) {
            return Authorization::Allow;
        }
        let by = context.accessor.map(|by| format!(" by {by}")).unwrap_or_default();
        self.refused = Some(describe(&context.action) + &by);
        Authorization::Deny
    }
}

/// What a snapshot knows of the closures that it hands its connection.
pub(crate) struct Lending<'a> {
    guard: &'a Guard,
    /// Version of the schema before the first closure that could change it.
    pub(super) schema: Cell<Option<i64>>,
    /// True if nothing of the transaction can be kept.
    pub(super) is_lost: Cell<bool>,
}

impl<'a> Lending<'a> {
    pub fn new(guard: &'a Guard) -> Self {
        Self { guard, schema: Cell::new(None), is_lost: Cell::new(false) }
    }

    /// Hands a closure the connection.
    pub(super) fn lend<T>(
        &self,
        conn: &Connection,
        access: Access,
        f: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let lent = Lent::begin(self, conn, access)?;
        let outcome = f(conn);
        let refused = lent.end();
        match outcome {
            // SQLite only says that something isn't authorized.
            Err(Error::Forbidden { what }) => Err(Error::Forbidden { what: refused.unwrap_or(what) }),
            outcome => outcome,
        }
    }
}

/// A connection in the hands of a closure, for as long as this lives.
struct Lent<'l> {
    lending: &'l Lending<'l>,
    conn: &'l Connection,
}

impl<'l> Lent<'l> {
    fn begin(lending: &'l Lending<'l>, conn: &'l Connection, access: Access) -> Result<Self> {
        let mut state = lending.guard.0.lock();
        if state.lent.is_some() {
            return Err(Error::Reentrant);
        }
        *state = State { lent: Some(access), ..State::default() };
        // A statement of the archive's own that was prepared before is nothing that the guard is asked about.
        conn.flush_prepared_statement_cache();
        Ok(Self { lending, conn })
    }

    /// Takes the connection back. Returns what was refused last.
    fn end(self) -> Option<String> {
        self.lending.guard.0.lock().refused.take()
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.conn.flush_prepared_statement_cache();
        self.lending.guard.0.lock().lent = None;
        if std::thread::panicking() {
            self.lending.is_lost.set(true);
        }
    }
}
