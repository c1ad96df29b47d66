//! The state of an archive's schema, and what opening it would do.

use std::path::Path;

use serde::Serialize;

use super::connection;
use super::inspect::inspect;
use super::migrations::Migrations;
use super::options::Options;
use super::path::resolve;
use crate::error::{Error, Result};

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
}

pub(crate) fn status(path: &Path, migrations: &Migrations) -> Result<SchemaStatus> {
    connection::require_sqlite()?;
    let found = resolve(path)?;
    if found.size.is_none() {
        return Err(Error::NotFound { what: "archive", id: path.display().to_string() });
    }
    let found = inspect(&found, migrations, Options::new().busy_timeout)?;
    let pending = migrations.after(found).map(ToString::to_string).collect();
    Ok(SchemaStatus { found, latest: migrations.latest(), pending })
}
