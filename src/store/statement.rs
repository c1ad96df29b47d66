//! A write as a flat list of statements.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::types::Value;
use rusqlite::{CachedStatement, params_from_iter};

use super::Transaction;
use super::host::references;
use crate::error::Result;

/// One statement that changes the archive, with its parameters.
///
/// A write first reads what it needs, then issues a list of these and reads nothing back. None
/// depends on the row inserted last, the time of day or chance, and applying a list twice is the
/// same as applying it once: in this form a write can travel to a replica.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    pub sql: &'static str,
    pub params: Vec<Value>,
}

/// A [`Statement`] of a text and its parameters in order.
macro_rules! statement {
    ($sql:expr $(, $param:expr)* $(,)?) => {
        $crate::store::Statement { sql: $sql, params: vec![$(rusqlite::types::Value::from($param)),*] }
    };
}
pub(crate) use statement;

impl Transaction<'_> {
    /// Applies a list in its order.
    pub(crate) fn apply(&mut self, statements: &[Statement]) -> Result<()> {
        let conn = self.conn();
        // By the place of their text: to look a long text up costs as much as a short statement does.
        let mut prepared: HashMap<(*const u8, usize), CachedStatement<'_>> = HashMap::new();
        for Statement { sql, params } in statements {
            let statement = match prepared.entry((sql.as_ptr(), sql.len())) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.statement(sql)?),
            };
            let outcome = statement.execute(params_from_iter(params));
            outcome.map_err(|error| references::explain(conn, statement, error))?;
        }
        Ok(())
    }
}
