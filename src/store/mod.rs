//! The only place that opens connections and begins transactions.

mod snapshot;
mod statement;

pub use snapshot::{Snapshot, Transaction};
pub(crate) use statement::{Statement, statement};
