//! The only place that opens connections and begins transactions.

mod backup;
mod blobs;
mod check;
mod connection;
mod fingerprint;
mod history;
mod inspect;
mod integrity;
mod location;
mod memory;
mod migrate;
mod options;
mod pool;
mod snapshot;
mod statement;
mod status;
#[cfg(test)]
mod tests;

pub use check::{Fault, FaultKind};
pub use options::{Durability, Options};
pub(crate) use snapshot::id_after;
pub use snapshot::{Snapshot, Transaction};
pub use status::SchemaStatus;

pub(crate) use blobs::{Blobs, Column};
pub(crate) use check::check;
pub(crate) use migrate::Migrations;
pub(crate) use pool::Pool;
pub(crate) use statement::{Statement, statement};
pub(crate) use status::status;
