//! Names the tables of a host whose foreign keys forbid a change.
//!
//! SQLite says only that some foreign key failed. So what failed is done once more with the checks put off, which shows the
//! rows that are left without a parent, and undone.

use std::collections::HashMap;

use rusqlite::{Connection, Statement, Transaction, ffi};

use crate::error::{Error, Result};

/// Returns the error of a statement, with the tables that refer to what it was to change.
pub(in crate::store) fn explain(
    conn: &Connection,
    statement: &mut Statement<'_>,
    error: rusqlite::Error,
) -> Error {
    let forbidding = if is_of_a_reference(&error) { forbidding(conn, statement) } else { Ok(Vec::new()) };
    match forbidding {
        Ok(tables) if !tables.is_empty() => Error::Referenced { tables },
        _ => error.into(),
    }
}

/// Commits, or says which tables of a host forbid it by references that are checked at the end.
pub(in crate::store) fn commit(tx: Transaction<'_>) -> Result<()> {
    let Err(error) = tx.execute_batch("COMMIT") else { return Ok(()) };
    let forbidding = if is_of_a_reference(&error) { orphaned(&tx, &HashMap::new()) } else { Ok(Vec::new()) };
    match forbidding {
        Ok(tables) if !tables.is_empty() => Err(Error::Referenced { tables }),
        _ => Err(error.into()),
    }
}

/// Returns true if a table of a host refers to anything.
pub(super) fn can_forbid(conn: &Connection) -> Result<bool> {
    let mut statement = conn.prepare_cached(
        "SELECT 1 FROM sqlite_schema t
         WHERE t.type = 'table' AND t.name GLOB 'ext_*'
           AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name))",
    )?;
    Ok(statement.exists([])?)
}

/// Returns true if a foreign key failed. One with RESTRICT says so as a trigger would.
fn is_of_a_reference(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    code == Some(ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
        || code == Some(ffi::SQLITE_CONSTRAINT_TRIGGER) && error.to_string().contains("FOREIGN KEY")
}

/// Runs a statement again, which still has its parameters.
fn forbidding(conn: &Connection, statement: &mut Statement<'_>) -> Result<Vec<String>> {
    let before = orphans(conn)?;
    if before.is_empty() {
        return Ok(Vec::new());
    }
    conn.execute_batch("SAVEPOINT referring; PRAGMA defer_foreign_keys = ON")?;
    let done = statement.raw_execute();
    let orphaned = orphaned(conn, &before);
    conn.execute_batch("ROLLBACK TO referring; RELEASE referring; PRAGMA defer_foreign_keys = OFF")?;
    if done.is_err() { restricting(conn) } else { orphaned }
}

/// Returns the tables that have more rows without a parent than before.
fn orphaned(conn: &Connection, before: &HashMap<String, i64>) -> Result<Vec<String>> {
    let mut tables: Vec<String> = orphans(conn)?
        .into_iter()
        .filter(|(table, rows)| *rows > before.get(table).copied().unwrap_or(0))
        .map(|(table, _)| table)
        .collect();
    tables.sort();
    Ok(tables)
}

/// Returns the tables of a host that refer to others, each with the number of its rows that have no parent.
fn orphans(conn: &Connection) -> Result<HashMap<String, i64>> {
    let mut statement = conn.prepare(
        "SELECT t.name, (SELECT count(*) FROM pragma_foreign_key_check(t.name)) AS orphans
         FROM sqlite_schema t
         WHERE t.type = 'table' AND t.name GLOB 'ext_*'
           AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name))",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get("name")?, row.get("orphans")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the tables of a host whose references are checked at once, whatever is put off. Of several, all: which of
/// them it was can't be seen.
fn restricting(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT t.name FROM sqlite_schema t
         WHERE t.type = 'table' AND t.name GLOB 'ext_*'
           AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name)
                       WHERE on_delete = 'RESTRICT' OR on_update = 'RESTRICT')
         ORDER BY t.name",
    )?;
    let tables = statement.query_map([], |row| row.get("name"))?;
    Ok(tables.collect::<rusqlite::Result<_>>()?)
}
