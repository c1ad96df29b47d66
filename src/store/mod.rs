//! The only place that opens connections and begins transactions.

mod backup;
mod cache;
mod check;
mod connection;
mod full_text;
mod history;
mod inspect;
mod migrate;
mod migrations;
mod options;
mod path;
mod pool;
mod schema_diff;
mod snapshot;
mod statement;
mod status;
#[cfg(test)]
mod tests;

pub use check::{Fault, FaultKind};
pub use options::{Durability, Options};
pub use snapshot::{Snapshot, Transaction};
pub use status::SchemaStatus;

pub(crate) use check::check;
pub(crate) use full_text::ARTICLE_FTS;
pub(crate) use migrations::Migrations;
pub(crate) use pool::Pool;
pub(crate) use snapshot::id_after;
pub(crate) use statement::{Statement, statement};
pub(crate) use status::status;
