//! Differences between the schema of a file and the one that the migrations make.
//!
//! Objects of others are tolerated where they can't break a write: tables and views, with what is on them, and on the
//! archive's own tables plain indexes whose names begin with `ext_`. What begins with `sqlite_` is nobody's, and a
//! trigger on a table of the archive runs whatever its name is.

use std::borrow::Cow;

use chrono::DateTime;
use rusqlite::Connection;

use super::apply::apply;
use super::migrations::Migrations;
use super::schema_object::{HOST, HostObject, SchemaObject};
use crate::error::{Error, Result};
use crate::store::connection;
use crate::store::snapshot::Transaction;
use crate::store::transaction_end::TransactionEnd;

pub(crate) fn is_empty(conn: &Connection) -> Result<bool> {
    Ok(!conn.prepare("SELECT 1 FROM sqlite_schema")?.exists([])?)
}

pub(crate) fn verify(conn: &Connection, migrations: &Migrations, version: u32) -> Result<()> {
    match difference(conn, migrations, version)? {
        Some(difference) => Err(Error::ForeignSchema { version, difference }),
        None => Ok(()),
    }
}

/// Returns the first object of the file that an archive of schema version `version` can't have, or lacks.
pub(crate) fn difference(conn: &Connection, migrations: &Migrations, version: u32) -> Result<Option<String>> {
    let mut found = SchemaObject::all(conn)?;
    found.retain(|object| !object.is_of_a_host());
    // To make a schema only to compare it takes ten times as long as all else that opens an archive.
    let is_latest = version == migrations.latest();
    if is_latest && migrations.latest_digest().is_some_and(|digest| digest == SchemaObject::digest(&found)) {
        return Ok(None);
    }
    let expected = expected(migrations, version)?;
    let missing = expected.iter().find(|object| !found.iter().any(|other| object.is_named_as(other)));
    if let Some(object) = missing {
        return Ok(Some(format!("{} {} is missing", object.kind, object.name)));
    }
    for object in found.iter().filter(|object| !expected.contains(object)) {
        if expected.iter().any(|other| object.is_named_as(other)) {
            return Ok(Some(format!("{} {} was changed", object.kind, object.name)));
        }
        if !is_tolerated(conn, object, &expected)? {
            return Ok(Some(format!("{} {} is not the archive's", object.kind, object.name)));
        }
    }
    Ok(None)
}

/// Returns the objects of the file that are not the archive's.
pub(crate) fn others(conn: &Connection, migrations: &Migrations, version: u32) -> Result<Vec<HostObject>> {
    let expected = expected(migrations, version)?;
    let mut found = SchemaObject::all(conn)?;
    found.retain(|object| !expected.iter().any(|other| object.is_named_as(other)));
    Ok(found.into_iter().map(SchemaObject::into_host_object).collect())
}

/// Returns the indexes of a host on tables of the archive, each by its name with the statement that makes it.
pub(super) fn host_indexes(conn: &Connection) -> Result<Vec<(String, String)>> {
    let mut objects = SchemaObject::all(conn)?;
    objects
        .retain(|object| object.kind == "index" && object.name.starts_with(HOST) && !object.is_of_a_host());
    Ok(objects.into_iter().map(|object| (object.name, object.sql)).collect())
}

/// Returns true if an object of others does no harm.
fn is_tolerated(conn: &Connection, object: &SchemaObject, expected: &[SchemaObject]) -> Result<bool> {
    if object.name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_")) {
        return Ok(false);
    }
    let tables = || expected.iter().filter(|own| own.kind == "table");
    // FTS5 keeps its index in tables that are called after the virtual one.
    let is_kept_by = |own: &SchemaObject| {
        let rest = object.table.strip_prefix(&*own.name);
        own.sql.starts_with("CREATE VIRTUAL") && rest.is_some_and(|rest| rest.starts_with('_'))
    };
    let is_of_index = tables().any(is_kept_by);
    let is_ours = tables().any(|own| own.name == object.table);
    match &*object.kind {
        "index" if is_ours => Ok(object.name.starts_with(HOST) && is_plain(conn, object)?),
        "index" => Ok(!is_of_index),
        "trigger" => Ok(!is_ours && !is_of_index),
        _ => Ok(true),
    }
}

/// Returns true if an index can't make a write fail: it isn't unique, and has neither an expression nor a condition nor
/// the collation of a program that may not be there.
fn is_plain(conn: &Connection, index: &SchemaObject) -> Result<bool> {
    let mut statement = conn.prepare(
        "SELECT 1 FROM pragma_index_list(?1) i
         WHERE i.name = ?2 AND i.\"unique\" = 0 AND i.partial = 0
           AND NOT EXISTS (
               SELECT 1 FROM pragma_index_xinfo(?2) c
               WHERE c.cid < -1 OR c.coll NOT IN ('BINARY', 'NOCASE', 'RTRIM'))",
    )?;
    Ok(statement.exists([&index.table, &index.name])?)
}

/// Returns the objects of an archive of schema version `version`. Those of the latest version are kept.
fn expected(migrations: &Migrations, version: u32) -> Result<Cow<'_, [SchemaObject]>> {
    if version != migrations.latest() {
        return build(migrations, version).map(Cow::Owned);
    }
    if let Some(known) = migrations.latest_objects().get() {
        return Ok(Cow::Borrowed(known));
    }
    let built = build(migrations, version)?;
    Ok(Cow::Borrowed(migrations.latest_objects().get_or_init(|| built)))
}

/// Makes an empty archive of that version in memory, and returns its objects.
fn build(migrations: &Migrations, version: u32) -> Result<Vec<SchemaObject>> {
    let conn = connection::in_memory()?;
    connection::relax(&conn, true)?;
    let mut tx = Transaction::new(&conn, &TransactionEnd::default(), DateTime::UNIX_EPOCH);
    for migration in migrations.up_to(version) {
        apply(&mut tx, migrations, migration, &mut |_, _, _| {})?;
    }
    SchemaObject::all(&conn)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs};

    use super::*;

    #[test]
    fn the_digest_is_that_of_the_latest_schema() {
        let migrations = Migrations::embedded(&[]);
        let digest = SchemaObject::digest(&build(&migrations, migrations.latest()).unwrap());
        if env::var_os("UPDATE_GOLDEN").is_some() {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migration/schema.sha256");
            fs::write(file, format!("{digest}\n")).unwrap();
        } else {
            assert_eq!(migrations.latest_digest(), Some(digest.as_str()), "see the head of tests/schema.rs");
        }
    }
}
