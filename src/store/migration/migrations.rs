//! The steps from an empty file to the latest schema.

use std::sync::OnceLock;

use refinery_core::Migration;

use super::progress::StepProgress;
use super::schema_object::SchemaObject;
use crate::error::Result;
use crate::store::snapshot::Transaction;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Computes what the SQL of a migration can't, after it and in its transaction. No trigger runs meanwhile, and foreign
/// keys are not enforced.
pub(crate) type MigrationStep = fn(&mut Transaction<'_>, &mut StepProgress<'_>) -> Result<()>;

/// The migrations from an empty file to the latest schema, in order.
pub(crate) struct Migrations {
    list: Vec<Migration>,
    /// The steps in Rust, each with the version to which it belongs.
    steps: &'static [(u32, MigrationStep)],
    /// The SHA-256 of the objects of the latest version, if it is known without making them.
    digest: Option<&'static str>,
    /// The objects of the latest version, once they were asked for.
    objects: OnceLock<Vec<SchemaObject>>,
}

impl Migrations {
    /// Returns the migrations of the folder `migrations`, with their steps in Rust.
    pub(crate) fn embedded(steps: &'static [(u32, MigrationStep)]) -> Self {
        let list = embedded::migrations::runner().get_migrations().clone();
        Self { digest: Some(include_str!("schema.sha256").trim_end()), ..Self::new(list, steps) }
    }

    pub(crate) fn new(mut list: Vec<Migration>, steps: &'static [(u32, MigrationStep)]) -> Self {
        list.sort();
        Self { list, steps, digest: None, objects: OnceLock::new() }
    }

    pub(crate) fn list(&self) -> &[Migration] {
        &self.list
    }

    pub(crate) fn latest(&self) -> u32 {
        self.list.last().map_or(0, number)
    }

    pub(super) fn latest_digest(&self) -> Option<&'static str> {
        self.digest
    }

    pub(super) fn latest_objects(&self) -> &OnceLock<Vec<SchemaObject>> {
        &self.objects
    }

    /// Returns the migrations that lead to schema version `version`.
    pub(crate) fn up_to(&self, version: u32) -> impl Iterator<Item = &Migration> {
        self.list.iter().filter(move |migration| number(migration) <= version)
    }

    /// Returns the migrations that an archive of schema version `found` lacks.
    pub(crate) fn after(&self, found: u32) -> impl Iterator<Item = &Migration> {
        self.list.iter().filter(move |migration| number(migration) > found)
    }

    /// Returns the steps in Rust that belong to a migration.
    pub(super) fn steps(&self, migration: &Migration) -> impl Iterator<Item = MigrationStep> {
        let version = number(migration);
        self.steps.iter().filter(move |(of, _)| *of == version).map(|(_, step)| *step)
    }
}

/// Returns the version as a `u32`, whichever width refinery was built with. Ours are small.
pub(crate) fn number(migration: &Migration) -> u32 {
    u32::try_from(migration.version()).unwrap_or(0)
}
