//! A write as a flat list of statements.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Transaction;
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
        for statement in statements {
            self.execute(statement.sql, params_from_iter(&statement.params))?;
        }
        Ok(())
    }
}
