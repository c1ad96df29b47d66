//! A write as a flat list of statements.

use std::collections::hash_map::Entry;

use foldhash::HashMap;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, params_from_iter};

use super::Transaction;
use super::host::references;
use super::row_insert::RowInsert;
use crate::error::Result;

/// One statement that changes the archive, with its parameters.
///
/// A write first reads what it needs, then issues a list of these and reads nothing back. None
/// depends on the row inserted last, the time of day or chance, and applying a list twice is the
/// same as applying it once: in this form a write can travel to a replica. An `INSERT` names its parameters
/// by their numbers, in its values alone, so that it can be written for many rows.
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

/// Rows that one statement writes, the most first. SQLite fills the lists of values that a table checks once a statement.
const ROWS: [usize; 6] = [1000, 500, 100, 25, 5, 1];

/// Most rows of a statement.
const MOST_ROWS: usize = 100;
/// The table of which a statement may write more: its triggers fill the full-text index, and FTS5 flushes what it holds at the
/// beginning of every statement that fires one.
const INDEXED: &str = "article_text";

/// Most parameters of a statement.
const MOST_PARAMS: usize = 16_384;

impl Statement {
    fn has_text_of(&self, other: &Self) -> bool {
        std::ptr::eq(self.sql, other.sql)
    }
}

impl Transaction<'_> {
    /// Applies a list in its order. Rows that are inserted one after the other by one text are written many a statement.
    pub(crate) fn apply(&mut self, statements: &[Statement]) -> Result<()> {
        let conn = self.conn();
        // By the place of their text: to look a long text up costs as much as a short statement does.
        let mut prepared: HashMap<(*const str, usize), CachedStatement<'_>> = HashMap::default();
        for same in statements.chunk_by(Statement::has_text_of) {
            let mut rest = same;
            let insert = same.first().filter(|_| same.len() > 1).and_then(|one| RowInsert::of(one.sql));
            // Each round applies one statement or more.
            while let Some(Statement { sql, params }) = rest.first() {
                let rows = insert.map_or(1, |insert| rows_at_once(insert.table, rest.len(), params.len()));
                let (now, later) = rest.split_at(rows);
                let statement = match prepared.entry((std::ptr::from_ref(*sql), rows)) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(match insert.filter(|_| rows > 1) {
                        Some(insert) => self.statement(&insert.of_rows(rows, params.len()))?,
                        None => self.statement(sql)?,
                    }),
                };
                let outcome = statement.execute(params_from_iter(now.iter().flat_map(|one| &one.params)));
                outcome.map_err(|error| references::explain(conn, statement, error))?;
                rest = later;
            }
        }
        Ok(())
    }
}

/// Returns how many of these rows one statement writes.
fn rows_at_once(table: &str, rows: usize, params: usize) -> usize {
    let rows = if table == INDEXED { rows } else { rows.min(MOST_ROWS) };
    let fits = |size: &usize| *size <= rows && size * params <= MOST_PARAMS;
    ROWS.into_iter().find(fits).unwrap_or(1)
}
