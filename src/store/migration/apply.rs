//! One migration: its SQL, and after it the steps in Rust that belong to it.

use refinery_core::Migration;

use super::history;
use super::migrations::{Migrations, number};
use super::progress::{self, MigrationStage, StepProgress};
use crate::error::{Error, Result};
use crate::store::snapshot::Transaction;

/// Applies one migration and records it.
pub(super) fn apply(
    tx: &mut Transaction<'_>,
    migrations: &Migrations,
    migration: &Migration,
    progress: &mut StepProgress<'_>,
) -> Result<()> {
    progress::stage(MigrationStage::Tables, progress, || history::apply(tx.conn(), migrations, migration))?;
    for step in migrations.steps(migration) {
        step(tx, progress).map_err(|error| failure(migration, error))?;
    }
    Ok(())
}

fn failure(migration: &Migration, error: Error) -> Error {
    match error {
        Error::Storage(_) | Error::Invalid { .. } | Error::NotFound { .. } => {
            Error::Migration { version: number(migration), reason: error.to_string() }
        }
        other => other,
    }
}
