//! The only place that opens connections and begins transactions.

mod backup;
mod cache;
mod check;
mod connection;
mod full_text;
mod host;
mod inspect;
mod migration;
mod options;
mod path;
mod pool;
mod reader;
mod row_insert;
mod same_content;
mod snapshot;
mod statement;
#[cfg(test)]
mod tests;
mod transaction_end;

pub use check::{Fault, FaultKind};
pub use migration::{HostObject, MigrationDisk, MigrationProgress, MigrationStage, SchemaStatus};
pub use options::{Durability, Options};
pub use snapshot::{Snapshot, Transaction};

pub(crate) use check::check;
pub(crate) use full_text::{ARTICLE_FTS, token_counts};
pub(crate) use migration::{Migrations, StepProgress, status};
pub(crate) use pool::Pool;
pub(crate) use row_insert::RowInsert;
pub(crate) use snapshot::id_after;
pub(crate) use statement::{Statement, statement};
pub(crate) use transaction_end::TransactionEnd;
