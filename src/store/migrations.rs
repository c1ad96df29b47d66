//! The steps from an empty file to the latest schema.

use std::sync::OnceLock;

use refinery_core::Migration;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The steps from an empty file to the latest schema, in order.
pub(crate) struct Migrations {
    list: Vec<Migration>,
}

impl Migrations {
    /// Returns the migrations of the folder `migrations`.
    pub(crate) fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Migrations> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::new(embedded::migrations::runner().get_migrations().clone()))
    }

    pub(crate) fn new(mut list: Vec<Migration>) -> Self {
        list.sort();
        Self { list }
    }

    pub(crate) fn list(&self) -> &[Migration] {
        &self.list
    }

    pub(crate) fn latest(&self) -> u32 {
        self.list.last().map_or(0, number)
    }

    /// Returns the migrations that lead to schema version `version`.
    pub(crate) fn up_to(&self, version: u32) -> impl Iterator<Item = &Migration> {
        self.list.iter().filter(move |migration| number(migration) <= version)
    }

    /// Returns the migrations that an archive of schema version `found` lacks.
    pub(crate) fn after(&self, found: u32) -> impl Iterator<Item = &Migration> {
        self.list.iter().filter(move |migration| number(migration) > found)
    }
}

/// Returns the version as a `u32`, whichever width refinery was built with. Ours are small.
pub(crate) fn number(migration: &Migration) -> u32 {
    u32::try_from(migration.version()).unwrap_or(0)
}
