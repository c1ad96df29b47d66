//! The terms of the index as FTS5 tells them.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows, Statement};

use crate::fts5::{Interruptible, Stop, Table};

/// The rows that have a term in a column, and how often they have it together, by column.
pub(super) type Counts = Vec<(i64, i64)>;

/// Goes through the rows of `fts5vocab`, a term at a time.
pub(super) struct Vocabulary<'s> {
    rows: Rows<'s>,
    /// The names of the columns in their order.
    columns: Vec<String>,
    /// The first row of the next term.
    next: Option<Told>,
}

/// A term in a column.
struct Told {
    term: Vec<u8>,
    column: usize,
    counts: (i64, i64),
}

impl<'s> Vocabulary<'s> {
    pub(super) fn begin(
        conn: &Connection,
        table: &Table,
        statement: &'s mut Statement<'_>,
    ) -> Interruptible<Self> {
        let mut columns = conn.prepare(table.select_columns)?;
        let columns = columns.query_map([], |row| row.get("name"))?.collect::<rusqlite::Result<_>>()?;
        let mut this = Self { rows: statement.query([])?, columns, next: None };
        this.next = this.read()?;
        Ok(this)
    }

    /// Returns the next term that any row has, and in how many rows and how often each column has it.
    pub(super) fn next(&mut self) -> Interruptible<Option<(Vec<u8>, Counts)>> {
        let Some(Told { term, column, counts: first }) = self.next.take() else { return Ok(None) };
        let mut counts = vec![(0, 0); self.columns.len()];
        *counts.get_mut(column).ok_or_else(unknown_column)? = first;
        self.next = self.read()?;
        while let Some(told) = self.next.take_if(|told| told.term == term) {
            *counts.get_mut(told.column).ok_or_else(unknown_column)? = told.counts;
            self.next = self.read()?;
        }
        Ok(Some((term, counts)))
    }

    fn read(&mut self) -> Interruptible<Option<Told>> {
        let Some(row) = self.rows.next()? else { return Ok(None) };
        let column: String = row.get("col")?;
        let column = self.columns.iter().position(|name| *name == column).ok_or_else(unknown_column)?;
        Ok(Some(told(row, column)?))
    }
}

fn told(row: &Row<'_>, column: usize) -> rusqlite::Result<Told> {
    let term = match row.get_ref("term")? {
        // FTS5 cuts very long words anywhere, and so in the middle of a letter too.
        ValueRef::Text(term) | ValueRef::Blob(term) => term.to_vec(),
        _ => Vec::new(),
    };
    Ok(Told { term, column, counts: (row.get("doc")?, row.get("cnt")?) })
}

fn unknown_column() -> Stop {
    Stop::damaged("an unknown column")
}
