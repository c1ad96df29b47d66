//! Differences between the schema of a file and the one that the migrations make.
//!
//! A host may add tables of its own if their names begin with `ext_`, and indexes and triggers on
//! those. SQLite's own tables and automatic indexes, and the tables that FTS5 keeps its index in, are left
//! out as well. They are told by name and type: a trigger runs whatever its name is.

use std::borrow::Cow;

use chrono::DateTime;
use rusqlite::Connection;

use super::apply::apply;
use super::migrations::Migrations;
use super::schema_object::SchemaObject;
use crate::error::{Error, Result};
use crate::store::connection;
use crate::store::snapshot::Transaction;

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
    let found = SchemaObject::all(conn)?;
    // To make a schema only to compare it takes ten times as long as all else that opens an archive.
    let is_latest = version == migrations.latest();
    if is_latest && migrations.latest_digest().is_some_and(|digest| digest == SchemaObject::digest(&found)) {
        return Ok(None);
    }
    let expected = expected(migrations, version)?;
    if found == *expected {
        return Ok(None);
    }
    let missing = expected.iter().find(|object| !found.iter().any(|other| object.is_named_as(other)));
    let odd = found.iter().find(|object| !expected.contains(object));
    Ok(match (missing, odd) {
        (Some(object), _) => Some(format!("{} {} is missing", object.kind, object.name)),
        (None, Some(object)) if expected.iter().any(|other| object.is_named_as(other)) => {
            Some(format!("{} {} was changed", object.kind, object.name))
        }
        (None, Some(object)) => Some(format!("{} {} is not the archive's", object.kind, object.name)),
        (None, None) => None,
    })
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
    let mut tx = Transaction::new(&conn, DateTime::UNIX_EPOCH);
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
