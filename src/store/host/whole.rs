//! Changes that tables of a host may forbid, made whole or not at all.

use super::references;
use crate::error::Result;
use crate::store::snapshot::Transaction;

impl Transaction<'_> {
    /// Makes a change that a foreign key of a host may forbid. After an error nothing of it is left, and the transaction can
    /// go on.
    pub(crate) fn whole<T>(&mut self, change: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let conn = self.conn();
        // A savepoint makes FTS5 write what it holds: only where it is needed.
        if !references::can_forbid(conn)? {
            return change(self);
        }
        conn.execute_batch("SAVEPOINT change")?;
        let outcome = change(self);
        let end = if outcome.is_ok() { "RELEASE change" } else { "ROLLBACK TO change; RELEASE change" };
        conn.execute_batch(end)?;
        outcome
    }
}
