//! The objects of a schema, to be compared.

use std::fmt;

use rusqlite::Connection;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::text::hex;

/// A table, index, trigger or view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SchemaObject {
    pub(super) kind: String,
    pub(super) name: String,
    /// The table or view that it is of; its own name, if it is one.
    pub(super) table: String,
    /// The statement that made it, with single spaces.
    pub(super) sql: String,
}

impl SchemaObject {
    /// Returns the objects of a schema, all but SQLite's own.
    pub(crate) fn all(conn: &Connection) -> Result<Vec<Self>> {
        let mut statement = conn.prepare(
            "SELECT type, name, tbl_name, coalesce(sql, '') AS sql
             FROM sqlite_schema
             WHERE NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))
               AND NOT (type = 'index' AND name GLOB 'sqlite_autoindex_*' AND sql IS NULL)
               AND NOT (
                   type = 'table'
                   AND name IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'))
             ORDER BY type, name",
        )?;
        let objects = statement.query_map([], |row| {
            let sql: String = row.get("sql")?;
            Ok(Self {
                kind: row.get("type")?,
                name: row.get("name")?,
                table: row.get("tbl_name")?,
                sql: sql.split_whitespace().collect::<Vec<_>>().join(" "),
            })
        })?;
        Ok(objects.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the SHA-256 of a schema's objects, in hexadecimal.
    pub(super) fn digest(objects: &[Self]) -> String {
        let mut sha256 = Sha256::new();
        for part in objects.iter().flat_map(|object| [&object.kind, &object.name, &object.sql]) {
            sha256.update(part);
            sha256.update("\n");
        }
        hex(&sha256.finalize())
    }

    pub(super) fn is_named_as(&self, other: &Self) -> bool {
        self.kind == other.kind && self.name == other.name
    }

    /// Returns true if it is a table whose name says that it is a host's, or of such a table.
    pub(super) fn is_of_a_host(&self) -> bool {
        self.table.starts_with(HOST)
    }

    pub(super) fn into_host_object(self) -> HostObject {
        HostObject { kind: self.kind, name: self.name, table: self.table }
    }
}

/// The beginning of the names that are a host's.
pub(super) const HOST: &str = "ext_";

/// An object in the file that isn't the archive's: a table of a host, or an index, trigger or view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HostObject {
    /// `table`, `index`, `trigger` or `view`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The table that an index or trigger is of; the name again, of a table or view.
    pub table: String,
}

impl fmt::Display for HostObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, table } = self;
        if name == table { write!(f, "{kind} {name}") } else { write!(f, "{kind} {name} on {table}") }
    }
}
