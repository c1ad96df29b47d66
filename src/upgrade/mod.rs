//! Steps in Rust for what the SQL of a schema version can't compute: a file a version, run after the SQL in the same
//! transaction.

mod batches;
mod v2;
mod v3;

use std::sync::LazyLock;

use crate::store::Migrations;

/// Returns the migrations of the folder `migrations`, with their steps in Rust.
pub(crate) fn migrations() -> &'static Migrations {
    static MIGRATIONS: LazyLock<Migrations> =
        LazyLock::new(|| Migrations::embedded(&[(2, v2::step), (3, v3::step)]));
    &MIGRATIONS
}
