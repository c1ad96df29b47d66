//! A run: from an input to its sums.

use super::batch::{Outcomes, Write};
use super::batches::IngestBatches;
use super::ingested::{IngestError, IngestProgress, Ingested};
use super::item::IngestItem;
use super::options::IngestOptions;
use super::{in_turn, pipeline};
use crate::error::Result;
use crate::text::url::Tracking;

/// Ingests an input, and reports after each batch.
pub(crate) fn ingest<I: Iterator<Item: Into<IngestItem>>>(
    items: I,
    options: &IngestOptions,
    tracking: &Tracking,
    write: &Write<'_>,
    mut progress: impl FnMut(IngestProgress<'_>),
) -> Result<Ingested, IngestError> {
    let mut ingested = Ingested::default();
    let mut batches = IngestBatches::new(items, options);
    let tell = |outcomes: &Outcomes| {
        let first = ingested.done;
        ingested.add(outcomes);
        progress(IngestProgress { ingested: &ingested, first, outcomes });
    };
    let ended = match options.jobs {
        0 | 1 => in_turn::run(&mut batches, write, tell),
        jobs => pipeline::run(&mut batches, jobs - 1, tracking, write, tell),
    };
    batches.close();
    ingested.is_canceled = batches.is_canceled;
    match batches.error.map_or(ended, Err) {
        Ok(()) => Ok(ingested),
        Err(error) => Err(IngestError { ingested: Box::new(ingested), error }),
    }
}
