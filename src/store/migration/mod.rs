//! Bringing an archive from the schema version that it has to the latest one.
//!
//! The way through it: the list of migrations, each SQL and maybe a step in Rust; the history of those that were applied;
//! the transaction in which the rest is; the schema that must come out, compared with the one that did.

mod apply;
pub(super) mod history;
pub(super) mod migrate;
pub(super) mod migrations;
pub(super) mod progress;
pub(super) mod schema_diff;
pub(super) mod schema_object;
pub(super) mod status;

pub use progress::{MigrationDisk, MigrationProgress, MigrationStage};
pub use schema_object::HostObject;
pub use status::SchemaStatus;

pub(crate) use migrations::Migrations;
pub(crate) use progress::StepProgress;
pub(crate) use status::status;
