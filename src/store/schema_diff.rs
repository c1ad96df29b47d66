//! Differences between the schema of a file and the one that the migrations make.
//!
//! A host may add tables of its own if their names begin with `ext_`, and indexes and triggers on
//! those. SQLite's own tables and automatic indexes, and the tables that FTS5 keeps its index in, are left
//! out as well. They are told by name and type: a trigger runs whatever its name is.

use std::borrow::Cow;
use std::ptr;
use std::sync::OnceLock;

use rusqlite::Connection;

use super::migrations::Migrations;
use super::{connection, history};
use crate::error::{Error, Result};

/// A table, index, trigger or view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Object {
    kind: String,
    name: String,
    /// The statement that made it, with single spaces.
    sql: String,
}

pub(crate) fn objects(conn: &Connection) -> Result<Vec<Object>> {
    let mut statement = conn.prepare(
        "SELECT type, name, coalesce(sql, '') AS sql
         FROM sqlite_schema
         WHERE tbl_name NOT GLOB 'ext_*'
           AND NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))
           AND NOT (type = 'index' AND name GLOB 'sqlite_autoindex_*' AND sql IS NULL)
           AND NOT (
               type = 'table'
               AND name IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'))
         ORDER BY type, name",
    )?;
    let objects = statement.query_map([], |row| {
        let sql: String = row.get("sql")?;
        Ok(Object {
            kind: row.get("type")?,
            name: row.get("name")?,
            sql: sql.split_whitespace().collect::<Vec<_>>().join(" "),
        })
    })?;
    Ok(objects.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn is_empty(conn: &Connection) -> Result<bool> {
    Ok(!conn.prepare("SELECT 1 FROM sqlite_schema")?.exists([])?)
}

pub(crate) fn verify(conn: &Connection, migrations: &Migrations, version: u32) -> Result<()> {
    match difference(conn, migrations, version)? {
        Some(difference) => Err(Error::ForeignSchema { version, difference }),
        None => Ok(()),
    }
}

/// Returns the first object of the file that isn't as schema version `version` has it.
pub(crate) fn difference(conn: &Connection, migrations: &Migrations, version: u32) -> Result<Option<String>> {
    let expected = expected(migrations, version)?;
    let found = objects(conn)?;
    if found == *expected {
        return Ok(None);
    }
    let missing = expected.iter().find(|object| !found.iter().any(|other| same(object, other)));
    let odd = found.iter().find(|object| !expected.contains(object));
    Ok(match (missing, odd) {
        (Some(object), _) => Some(format!("{} {} is missing", object.kind, object.name)),
        (None, Some(object)) if expected.iter().any(|other| same(object, other)) => {
            Some(format!("{} {} was changed", object.kind, object.name))
        }
        (None, Some(object)) => Some(format!("{} {} is not the archive's", object.kind, object.name)),
        (None, None) => None,
    })
}

/// Returns the objects of an archive of schema version `version`. Those of the latest version are kept.
fn expected(migrations: &Migrations, version: u32) -> Result<Cow<'static, [Object]>> {
    static LATEST: OnceLock<Vec<Object>> = OnceLock::new();
    if version != migrations.latest() || !ptr::eq(migrations, Migrations::embedded()) {
        return build(migrations, version).map(Cow::Owned);
    }
    if let Some(known) = LATEST.get() {
        return Ok(Cow::Borrowed(known));
    }
    let built = build(migrations, version)?;
    Ok(Cow::Borrowed(LATEST.get_or_init(|| built)))
}

/// Makes an empty archive of that version in memory, and returns its objects.
fn build(migrations: &Migrations, version: u32) -> Result<Vec<Object>> {
    let conn = connection::in_memory()?;
    conn.pragma_update(None, "foreign_keys", false)?;
    for migration in migrations.up_to(version) {
        history::apply(&conn, migrations, migration)?;
    }
    objects(&conn)
}

fn same(one: &Object, other: &Object) -> bool {
    one.kind == other.kind && one.name == other.name
}
