//! The only place that opens connections and begins transactions.

mod snapshot;

pub use snapshot::{Snapshot, Transaction};
