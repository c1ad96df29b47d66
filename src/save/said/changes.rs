//! The changes that a batch makes to what is kept of the words of sources.

use foldhash::{HashMap, HashSet};

use super::hash::Hash;
use super::run_articles::RunTransaction;
use super::source_ids::{SourceId, SourceIds};
use crate::id::ArticleId;

/// The hashes that a batch has added to those of the archive, and the sources whose stored hashes it has dropped.
#[derive(Default)]
pub(crate) struct Said {
    pub(super) added: HashMap<Hash, HashSet<(ArticleId, SourceId)>>,
    /// With the times of the states in which they were said, or 0.
    pub(super) by_source: HashMap<(ArticleId, SourceId), HashMap<Hash, i64>>,
    /// Articles and sources whose stored hashes count no more.
    pub(super) cleared: HashSet<(ArticleId, SourceId)>,
    pub(super) source_ids: SourceIds,
    /// The transaction, once a source said something in it.
    pub(super) transaction: Option<RunTransaction>,
}

impl Said {
    pub(super) fn clear(&mut self, of: (ArticleId, SourceId)) {
        for hash in self.by_source.remove(&of).unwrap_or_default().into_keys() {
            self.added.entry(hash).or_default().remove(&of);
        }
        self.cleared.insert(of);
    }

    pub(super) fn add(&mut self, of: (ArticleId, SourceId), hash: Hash, at: i64) {
        self.added.entry(hash).or_default().insert(of);
        let kept = self.by_source.entry(of).or_default().entry(hash).or_insert(at);
        *kept = at.max(*kept);
    }
}
