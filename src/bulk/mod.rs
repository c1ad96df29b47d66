//! Articles by the thousand: one thread reads them, some analyze them, one writes.
//!
//! The thread that calls goes through the input ([`chunks`]) and hears what became of it. Each chunk of the input goes to the
//! threads that analyze ([`pipeline`]), and the place where its analysis will be goes to the one that writes, which so takes the
//! chunks in their order, however many threads there are. Both queues are bounded, and so are the
//! bytes on their way: what is read waits for what is written. Where nearly all is known already, nothing is analyzed ahead.

mod chunk;
mod chunks;
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

pub(crate) use chunk::Chunk;
pub(crate) use run::ingest;
