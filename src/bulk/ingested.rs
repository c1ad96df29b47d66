//! What bringing in has come to.

use std::fmt;

use serde::Serialize;

use crate::error::Error;
use crate::save::{Outcome, Rejection, Saved};

/// What was not saved is named up to this number, and counted whatever it is.
const MOST_NAMED: usize = 1000;

/// The sums of [`Archive::ingest`](crate::Archive::ingest).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Ingested {
    /// Items of the input that are done with: all up to this one, and none after it.
    pub done: u64,
    /// Their number by what became of them.
    pub counts: IngestCounts,
    /// What was not saved, in the order of the input: the first thousand.
    pub not_saved: Vec<NotSaved>,
    /// True if it was [canceled](crate::IngestOptions::cancel) before the input came to its end.
    pub is_canceled: bool,
    /// True if the pieces of the index were merged at the end.
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
/// stays.
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
        Some(&self.error)
    }
}

impl From<IngestError> for Error {
    fn from(stopped: IngestError) -> Self {
        stopped.error
    }
}

impl Ingested {
    /// Adds what became of the items that follow.
    pub(super) fn add(&mut self, outcomes: &[Result<Saved, String>]) {
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
