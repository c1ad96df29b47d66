//! The articles of which sources said something in their run.
//!
//! What is said in a transaction counts in it at once, and after it only if it was committed.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::source_ids::SourceId;
use crate::id::ArticleId;
use crate::store::TransactionEnd;

/// The articles of which sources said something in their run.
#[derive(Debug, Default)]
pub(super) struct RunArticles {
    /// Those of transactions that were committed.
    committed: ArticleSet,
    /// Those of transactions that hadn't ended when they were last looked at.
    pending: Vec<(TransactionEnd, ArticleSet)>,
}

/// A transaction in which sources say something.
#[derive(Clone, Debug)]
pub(super) struct RunTransaction {
    /// The id of the archive.
    pub archive: Arc<str>,
    pub end: TransactionEnd,
}

/// A state of a source, and an article of which it says something.
#[derive(Clone, Copy, Debug)]
pub(super) struct SaidBy {
    pub source: SourceId,
    pub dated: Option<DateTime<Utc>>,
    pub article: ArticleId,
}

/// Articles of which states of sources said something, in 20 to 40 bytes for 64 whose ids follow each other. The key is a hash of
/// 64 bits of the source and the id without its last bits; that two are the same by chance is ignored.
#[derive(Debug, Default)]
struct ArticleSet(HashMap<u64, u64>);

impl RunArticles {
    pub(super) fn contains(&mut self, of: SaidBy, transaction: &RunTransaction) -> bool {
        self.settle();
        let place = of.place(&transaction.archive);
        let pending = self.pending.iter().filter(|(end, _)| end.is_same(&transaction.end));
        [&self.committed]
            .into_iter()
            .chain(pending.map(|(_, pending)| pending))
            .any(|set| set.contains(place))
    }

    pub(super) fn insert(&mut self, of: SaidBy, transaction: &RunTransaction) {
        self.settle();
        let place = of.place(&transaction.archive);
        match self.pending.iter_mut().find(|(end, _)| end.is_same(&transaction.end)) {
            Some((_, pending)) => pending.insert(place),
            None => {
                let mut pending = ArticleSet::default();
                pending.insert(place);
                self.pending.push((transaction.end.clone(), pending));
            }
        }
    }

    /// Keeps the articles of transactions that were committed, and forgets those of transactions that were rolled back.
    fn settle(&mut self) {
        for (end, pending) in self.pending.extract_if(.., |(end, _)| end.is_committed().is_some()) {
            if end.is_committed() == Some(true) {
                self.committed.extend(pending);
            }
        }
    }
}

impl SaidBy {
    /// Returns the number under which it is in a set, and its bit there.
    fn place(self, archive: &str) -> (u64, u64) {
        let id = self.article.0;
        let mut hasher = DefaultHasher::new();
        (archive, self.source.0, self.dated, id.div_euclid(64)).hash(&mut hasher);
        (hasher.finish(), 1 << id.rem_euclid(64))
    }
}

impl ArticleSet {
    fn contains(&self, (number, bit): (u64, u64)) -> bool {
        self.0.get(&number).is_some_and(|bits| bits & bit != 0)
    }

    fn insert(&mut self, (number, bit): (u64, u64)) {
        *self.0.entry(number).or_default() |= bit;
    }

    fn extend(&mut self, other: Self) {
        for place in other.0 {
            self.insert(place);
        }
    }
}
