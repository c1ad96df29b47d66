//! [`Archive::ingest`](crate::Archive::ingest): articles by the thousand. One thread reads them, some analyze them, one writes.
//! What makes articles of files and pages is [`ingest`](crate::ingest).
//!
//! The thread that calls goes through the input ([`batches`]) and hears what became of it. Each batch goes to the
//! threads that analyze ([`pipeline`]), and the place where its analysis will be goes to the one that writes, which so takes the
//! batches in their order, however many threads there are. Both queues are bounded, and so are the
//! bytes on their way: what is read waits for what is written. Where nearly all is known already, nothing is analyzed ahead.

mod batch;
mod batches;
mod in_turn;
mod ingested;
mod item;
mod options;
mod panics;
mod pipeline;
mod run;
#[cfg(test)]
mod tests;

pub use ingested::{IngestCounts, IngestError, IngestProgress, Ingested, NotSaved};
pub use item::IngestItem;
pub use options::IngestOptions;

pub(crate) use batch::IngestBatch;
pub(crate) use run::ingest;
