//! A run: from an input to its sums.

use super::chunk::{Chunk, Outcomes, Write};
use super::chunks::Chunks;
use super::ingested::{IngestError, IngestProgress, Ingested};
use super::item::IngestItem;
use super::options::IngestOptions;
use super::{panics, pipeline};
use crate::error::{Error, Result};
use crate::text::url::Tracking;

/// Takes an input in, and tells after each chunk how far it is.
pub(crate) fn ingest<I: Iterator<Item: Into<IngestItem>>>(
    items: I,
    options: &IngestOptions,
    tracking: &Tracking,
    write: &Write<'_>,
    mut progress: impl FnMut(IngestProgress<'_>),
) -> Result<Ingested, IngestError> {
    let mut ingested = Ingested::default();
    let mut chunks = Chunks::new(items, options);
    let tell = |outcomes: &Outcomes| {
        let first = ingested.done;
        ingested.add(outcomes);
        progress(IngestProgress { ingested: &ingested, first, outcomes });
    };
    let ended = match options.jobs {
        0 | 1 => in_turn(&mut chunks, write, tell),
        jobs => pipeline::run(&mut chunks, jobs - 1, (tracking, &options.cancel), write, tell),
    };
    let Chunks { error, is_canceled, .. } = chunks;
    ingested.is_canceled = is_canceled || matches!(ended, Err(Error::Canceled));
    match (ended, error) {
        (Ok(()) | Err(Error::Canceled), None) => Ok(ingested),
        (_, Some(error)) | (Err(error), None) => Err(IngestError { ingested: Box::new(ingested), error }),
    }
}

/// Writes each chunk before the next one is read.
fn in_turn<I: Iterator<Item: Into<IngestItem>>>(
    chunks: &mut Chunks<'_, I>,
    write: &Write<'_>,
    mut tell: impl FnMut(&Outcomes),
) -> Result<()> {
    for items in chunks {
        tell(&panics::catch("saving", || write(Chunk::of(items)))??);
    }
    Ok(())
}
