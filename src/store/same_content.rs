//! Comparing two databases row by row, whatever pages the rows lie in.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, Row, Rows};

use super::connection;
use super::options::Options;
use crate::error::Result;

/// Returns true if the file is a database with the schema and the rows that `conn` sees, table by table. False if it can't be
/// read.
pub(super) fn holds_the_same(path: &Path, conn: &Connection) -> bool {
    // Reading one that is kept with a log would leave files beside it.
    let open = || connection::open_readonly(path, Options::new().busy_timeout);
    !is_kept_with_log(path) && open().and_then(|copy| compare(&copy, conn)).unwrap_or(false)
}

/// Returns true if the header asks for a write-ahead log, or can't be read.
fn is_kept_with_log(path: &Path) -> bool {
    let mut header = [0; 20];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    // The versions of the format to write and to read.
    read.is_err() || header[18..] != [1, 1]
}

fn compare(one: &Connection, other: &Connection) -> Result<bool> {
    let settings = "SELECT a.application_id, v.user_version, e.encoding
                    FROM pragma_application_id AS a, pragma_user_version AS v, pragma_encoding AS e";
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    if !same_rows(one, other, settings)? || !same_rows(one, other, schema)? {
        return Ok(false);
    }
    for table in tables(one)? {
        // A table can't be a parameter. Rows come in the order of the key of the table, which no index then changes.
        let rows = format!("SELECT * FROM \"{}\" NOT INDEXED", table.replace('"', "\"\""));
        if !same_rows(one, other, &rows)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Returns the tables that have pages of their own, the last ids given first: they tell most archives apart.
fn tables(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0
         ORDER BY name <> 'sqlite_sequence', name",
    )?;
    let names = statement.query_map([], |row| row.get("name"))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn same_rows(one: &Connection, other: &Connection, sql: &str) -> Result<bool> {
    let (mut of_one, mut of_other) = (one.prepare(sql)?, other.prepare(sql)?);
    let columns = of_one.column_count();
    if of_other.column_count() != columns {
        return Ok(false);
    }
    let (mut of_one, mut of_other): (Rows<'_>, Rows<'_>) = (of_one.query([])?, of_other.query([])?);
    loop {
        match (of_one.next()?, of_other.next()?) {
            (Some(row), Some(same)) if is_same(row, same, columns)? => {}
            (None, None) => return Ok(true),
            _ => return Ok(false),
        }
    }
}

fn is_same(row: &Row<'_>, other: &Row<'_>, columns: usize) -> Result<bool> {
    for column in 0..columns {
        if row.get_ref(column)? != other.get_ref(column)? {
            return Ok(false);
        }
    }
    Ok(true)
}
