//! The state of an archive's schema, and what opening it would do.

use std::path::Path;

use serde::Serialize;

use super::migrations::Migrations;
use super::progress::MigrationDisk;
use super::schema_diff;
use super::schema_object::HostObject;
use crate::error::{Error, Result};
use crate::store::connection;
use crate::store::inspect::inspect;
use crate::store::options::Options;
use crate::store::path::resolve;

/// Schema of an archive, and the migrations that opening it would apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SchemaStatus {
    /// Schema version of the file; 0 if it is empty.
    pub found: u32,
    /// The schema version that this crate writes.
    pub latest: u32,
    /// Names of the migrations that opening would apply, in order.
    pub pending: Vec<String>,
    /// Disk that opening would take for a time beside the archive, by estimate; the copy is made unless
    /// [`Options::backup`](crate::Options::backup) declines it. Nothing where nothing is to be migrated.
    pub disk: MigrationDisk,
    /// Objects in the file that are not the archive's, such as tables of its host.
    pub others: Vec<HostObject>,
}

pub(crate) fn status(path: &Path, migrations: &Migrations) -> Result<SchemaStatus> {
    connection::require_sqlite()?;
    let found = resolve(path)?;
    if found.size.is_none() {
        return Err(Error::NotFound { what: "archive", id: path.display().to_string() });
    }
    let version = inspect(&found, migrations, Options::new().busy_timeout)?;
    let pending = migrations.after(version).map(ToString::to_string).collect();
    let mut status = SchemaStatus {
        found: version,
        latest: migrations.latest(),
        pending,
        disk: MigrationDisk::default(),
        others: Vec::new(),
    };
    if version > 0 {
        let conn = connection::open_readonly(&found.path, Options::new().busy_timeout)?;
        status.others = schema_diff::others(&conn, migrations, version)?;
        if version < migrations.latest() {
            status.disk = MigrationDisk::of(&conn, true)?;
        }
    }
    Ok(status)
}
