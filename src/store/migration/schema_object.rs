//! The objects of a schema, to be compared.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::text::hex;

/// A table, index, trigger or view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SchemaObject {
    pub(super) kind: String,
    pub(super) name: String,
    /// The statement that made it, with single spaces.
    sql: String,
}

impl SchemaObject {
    /// Returns the objects that are the archive's: all but a host's and SQLite's own.
    pub(crate) fn all(conn: &Connection) -> Result<Vec<Self>> {
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
            Ok(Self {
                kind: row.get("type")?,
                name: row.get("name")?,
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
}
