//! SQLite's own check of a file. Faults of the full-text index are told from those of the file.

use rusqlite::{Connection, Params};

use super::fault::{Fault, FaultKind};
use crate::error::{Error, Result};

/// Checks every page, row and index of the file, and the full-text index as far as FTS5 does by itself.
pub(crate) fn check(conn: &Connection) -> Result<Vec<Fault>> {
    let error = match faults(conn, "PRAGMA integrity_check", []) {
        Ok(faults) => return Ok(faults),
        Err(error @ (Error::UnsupportedIndex { .. } | Error::Damaged(_) | Error::Storage(_)))
            if kind_of(&error.to_string()) == FaultKind::Index =>
        {
            error
        }
        Err(error) => return Err(error),
    };
    // FTS5 has stopped the check, which would have gone on to other tables.
    let mut found = vec![Fault::new(FaultKind::Index, error.to_string())];
    for table in tables(conn)? {
        found.extend(faults(conn, "SELECT integrity_check FROM pragma_integrity_check (?1)", [table])?);
    }
    Ok(found)
}

fn faults(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<Fault>> {
    let mut statement = conn.prepare(sql)?;
    let lines = statement.query_map(params, |row| row.get::<_, String>("integrity_check"))?;
    let mut faults = Vec::new();
    for line in lines {
        let line = line?;
        if line != "ok" {
            faults.push(Fault::new(kind_of(&line), line));
        }
    }
    Ok(faults)
}

/// Returns the tables that have pages of their own.
fn tables(conn: &Connection) -> Result<Vec<String>> {
    let mut statement =
        conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name")?;
    let names = statement.query_map([], |row| row.get("name"))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Returns the kind of a message: one about the index names FTS5, or a table that it keeps.
fn kind_of(what: &str) -> FaultKind {
    let what = what.to_lowercase();
    let is_of_index = ["fts5", "_fts", "full-text index"].iter().any(|name| what.contains(name));
    if is_of_index { FaultKind::Index } else { FaultKind::File }
}
