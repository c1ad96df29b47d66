//! Batches by one thread.

use super::batch::{IngestBatch, Outcomes, Write};
use super::batches::IngestBatches;
use super::item::IngestItem;
use super::panics;
use crate::error::Result;

/// Writes each batch before the next one is read.
pub(super) fn run<I: Iterator<Item: Into<IngestItem>>>(
    batches: &mut IngestBatches<'_, I>,
    write: &Write<'_>,
    mut tell: impl FnMut(&Outcomes),
) -> Result<()> {
    for batch in batches {
        tell(&panics::catch("saving", || write(IngestBatch::of(batch.items)))??);
    }
    Ok(())
}
