//! The articles of which sources said something in their run.
//!
//! What is heard in a transaction counts in it at once, and after it only if it was committed.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::source_ids::SourceId;
use crate::id::ArticleId;
use crate::store::Fate;

/// The articles of which sources said something in their run.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Those of transactions that were committed.
    kept: ArticleSet,
    /// Those of transactions that were not over lately.
    staged: Vec<(Fate, ArticleSet)>,
}

/// A transaction in which sources are heard.
#[derive(Clone, Debug)]
pub(super) struct Hearing {
    /// The id of the archive.
    pub archive: Arc<str>,
    pub fate: Fate,
}

/// A state of a source, and an article of which it says something.
#[derive(Clone, Copy, Debug)]
pub(super) struct SaidBy {
    pub source: SourceId,
    pub dated: Option<DateTime<Utc>>,
    pub article: ArticleId,
}

/// What states of sources said something of, in 20 to 40 bytes for 64 articles whose ids follow each other. By a hash of 64 bits
/// of all but the last bits of the id: two that are the same by chance are not to be met with.
#[derive(Debug, Default)]
struct ArticleSet(HashMap<u64, u64>);

impl Heard {
    pub(super) fn contains(&mut self, of: SaidBy, hearing: &Hearing) -> bool {
        self.settle();
        let place = of.place(&hearing.archive);
        let staged = self.staged.iter().filter(|(fate, _)| fate.is_same(&hearing.fate));
        [&self.kept].into_iter().chain(staged.map(|(_, staged)| staged)).any(|set| set.contains(place))
    }

    pub(super) fn insert(&mut self, of: SaidBy, hearing: &Hearing) {
        self.settle();
        let place = of.place(&hearing.archive);
        match self.staged.iter_mut().find(|(fate, _)| fate.is_same(&hearing.fate)) {
            Some((_, staged)) => staged.insert(place),
            None => {
                let mut staged = ArticleSet::default();
                staged.insert(place);
                self.staged.push((hearing.fate.clone(), staged));
            }
        }
    }

    /// Keeps what was heard in transactions that are committed, and forgets that of those that were undone.
    fn settle(&mut self) {
        for (fate, staged) in self.staged.extract_if(.., |(fate, _)| fate.is_committed().is_some()) {
            if fate.is_committed() == Some(true) {
                self.kept.extend(staged);
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
