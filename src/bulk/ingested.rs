//! What an ingest came to.

use std::fmt;

use serde::Serialize;

use crate::error::Error;
use crate::save::{Outcome, Rejection, Saved};

/// Most items that [`Ingested::not_saved`] names; the counts have all.
const MOST_NAMED: usize = 1000;

/// The sums of [`Archive::ingest`](crate::Archive::ingest).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Ingested {
    /// Number of items that are stored, rejected or unreadable: the first ones of the input.
    pub done: u64,
    /// Number of batches that are stored, each in a transaction of its own.
    pub batches: u64,
    /// Their number by what became of them.
    pub counts: IngestCounts,
    /// The first thousand items that were rejected or unreadable, in the order of the input.
    pub not_saved: Vec<NotSaved>,
    /// True if it was [canceled](crate::IngestOptions::cancel) before the input came to its end. All that was read is stored.
    pub is_canceled: bool,
    /// True if the segments of the index were merged at the end.
    pub is_optimized: bool,
}

/// Numbers of items, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IngestCounts {
    /// Articles that the archive didn't have.
    pub added: u64,
    /// Articles of which something was new.
    pub revised: u64,
    /// Articles of which the archive had a later version.
    pub older: u64,
    /// Articles of which the archive had all.
    pub unchanged: u64,
    /// Articles that had been removed, and stay away.
    pub removed: u64,
    /// Articles that can't be held.
    pub rejected: u64,
    /// Items that are no article, because they can't be read.
    pub unreadable: u64,
}

/// An item that was not saved.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[non_exhaustive]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum NotSaved {
    /// An article that can't be held.
    #[error("item {index}: {why}")]
    Rejected {
        /// Its place in the input, from 0 on.
        index: u64,
        /// The reason.
        why: Rejection,
    },
    /// An item that can't be read.
    #[error("item {index}: {reason}")]
    Unreadable {
        /// Its place in the input, from 0 on.
        index: u64,
        /// The reason, in words.
        reason: String,
    },
}

/// Progress of [`Archive::ingest_with`](crate::Archive::ingest_with): one more batch is stored.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct IngestProgress<'p> {
    /// The sums so far.
    pub ingested: &'p Ingested,
    /// The place of the first item of the batch in the input, from 0 on.
    pub first: u64,
    /// What became of each item of the batch, in their order: the reason in words of one that can't be read.
    pub outcomes: &'p [Result<Saved, String>],
}

/// The error that ended [`Archive::ingest`](crate::Archive::ingest), and what it had come to. What was stored until then
/// stays. As an [`Error`] it is the cause alone.
///
/// ```
/// use dateline::{Archive, Error, IngestOptions, NewArticle};
///
/// let archive = Archive::in_memory()?;
/// let articles = (1..).map(|n| match n {
///     1..=1200 => NewArticle::new(format!("Ferry {n} delayed"), "Fog held up the ferry."),
///     _ => panic!("the wire is cut"),
/// });
/// let stopped = archive.ingest(articles, &IngestOptions::new()).unwrap_err();
/// assert!(matches!(stopped.error, Error::Panicked { what: "the input", .. }));
/// // What was read before is stored, and the same input can be brought in again.
/// assert_eq!((stopped.ingested.done, stopped.ingested.counts.added), (1200, 1200));
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct IngestError {
    /// The sums until then.
    pub ingested: Box<Ingested>,
    /// The error.
    pub error: Error,
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stopped after {} items: {}", self.ingested.done, self.error)
    }
}

impl std::error::Error for IngestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The words of the error itself are in those of this one.
        std::error::Error::source(&self.error)
    }
}

impl From<IngestError> for Error {
    fn from(stopped: IngestError) -> Self {
        stopped.error
    }
}

impl Ingested {
    /// Adds what became of the items of a batch.
    pub(super) fn add(&mut self, outcomes: &[Result<Saved, String>]) {
        self.batches += 1;
        for outcome in outcomes {
            let index = self.done;
            self.done += 1;
            let not_saved = match outcome {
                Ok(saved) => self.counts.add(&saved.outcome).map(|why| NotSaved::Rejected { index, why }),
                Err(reason) => {
                    self.counts.unreadable += 1;
                    Some(NotSaved::Unreadable { index, reason: reason.clone() })
                }
            };
            self.not_saved.extend(not_saved.filter(|_| self.not_saved.len() < MOST_NAMED));
        }
    }
}

impl IngestCounts {
    /// Counts an outcome. Returns the reason if it is that of a rejection.
    fn add(&mut self, outcome: &Outcome) -> Option<Rejection> {
        let count = match outcome {
            Outcome::Added => &mut self.added,
            Outcome::Revised { .. } => &mut self.revised,
            Outcome::Older { .. } => &mut self.older,
            Outcome::Unchanged => &mut self.unchanged,
            Outcome::Removed { .. } => &mut self.removed,
            Outcome::Rejected { .. } => &mut self.rejected,
        };
        *count += 1;
        match outcome {
            Outcome::Rejected { why } => Some(*why),
            _ => None,
        }
    }
}
