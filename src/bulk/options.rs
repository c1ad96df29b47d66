//! The ways in which articles are brought in by the thousand.

use std::num::NonZeroUsize;
use std::thread;

use chrono::{DateTime, Utc};

use super::ingested::Ingested;
use crate::save::SaveOptions;
use crate::search::CancelToken;

/// The most threads that work where nobody says how many, and the most that ever do.
const USUAL_JOBS: usize = 4;
const MOST_JOBS: usize = 64;

/// Ways to bring in articles by the thousand, for [`Archive::ingest`](crate::Archive::ingest).
///
/// ```
/// use dateline::{Archive, CancelToken, IngestOptions, NewArticle, SaveOptions};
///
/// let archive = Archive::in_memory()?;
/// let cancel = CancelToken::new();
/// let options = IngestOptions::new()
///     .jobs(4)
///     .batch(1000)
///     .cancel(&cancel)
///     .saving(SaveOptions::new().mark_new(["unread"]))
///     .optimize(false);
/// let ingested = archive.ingest([NewArticle::new("Ferry delayed", "Fog held up the ferry.")], &options)?;
/// assert_eq!(ingested.counts.added, 1);
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct IngestOptions {
    pub(super) jobs: usize,
    pub(super) batch: usize,
    pub(super) cancel: CancelToken,
    pub(crate) at: Option<DateTime<Utc>>,
    pub(crate) saving: SaveOptions,
    optimizes: bool,
}

impl IngestOptions {
    /// Returns the options that suit most inputs.
    pub fn new() -> Self {
        Self {
            jobs: thread::available_parallelism().map_or(1, NonZeroUsize::get).min(USUAL_JOBS),
            batch: 500,
            cancel: CancelToken::new(),
            at: None,
            saving: SaveOptions::new(),
            optimizes: true,
        }
    }

    /// Sets the number of threads that work beside the one that goes through the input: one of them writes, the others
    /// analyze. With one, or none, the calling thread does all; more than 64 are taken as 64. The archive is the same with any
    /// number. Default: as many as the machine runs at once, and four at most, because the one that writes has the most to do.
    pub fn jobs(self, jobs: usize) -> Self {
        Self { jobs: jobs.min(MOST_JOBS), ..self }
    }

    /// Sets the number of items that are saved in one transaction, at most; with some 4 MiB of text a batch ends sooner. Default: 500.
    pub fn batch(self, articles: usize) -> Self {
        Self { batch: articles.max(1), ..self }
    }

    /// Sets a token by which another thread stops the ingest. Nothing more of the input is read, what was read is stored, and
    /// [`Ingested::is_canceled`](crate::Ingested::is_canceled) is set: it is no error.
    pub fn cancel(self, token: &CancelToken) -> Self {
        Self { cancel: token.clone(), ..self }
    }

    /// Sets the time of all saves; left out, each batch has the time at which it is written. The same articles saved at the
    /// same time make the same archive.
    pub fn at(self, now: DateTime<Utc>) -> Self {
        Self { at: Some(now), ..self }
    }

    /// Sets what is done with what it adds.
    pub fn saving(self, options: SaveOptions) -> Self {
        Self { saving: options, ..self }
    }

    /// Sets whether the segments of the index are merged at the end, as [`Archive::optimize`](crate::Archive::optimize) does: if
    /// at least as many articles were added as the archive had before, and there was more than one batch. Other writers wait
    /// meanwhile, and it can't be canceled. Default: yes.
    pub fn optimize(self, optimizes: bool) -> Self {
        Self { optimizes, ..self }
    }

    /// Returns true if the segments of the index are to be merged after a run, in an archive that had so many articles. Each
    /// batch makes a segment.
    pub(crate) fn optimizes_after(&self, ingested: &Ingested, before: u64) -> bool {
        let added = ingested.counts.added;
        self.optimizes && !self.cancel.is_canceled() && ingested.batches > 1 && added > 0 && added >= before
    }
}

impl Default for IngestOptions {
    fn default() -> Self {
        Self::new()
    }
}
