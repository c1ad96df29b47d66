//! The articles that are hidden now.

use std::sync::Arc;

use crate::fts5::Direction;
use crate::model::article::visibility::Turned;
use crate::model::scope::Scope;
use crate::search::exec::doc_set::DocSet;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::PlannedTerm;

/// Bytes of postings up to which all hidden articles are listed: some ten thousand of them. A list is passed faster than
/// postings, and where it is empty there is nothing to pass.
const MAX_LISTED_BYTES: u64 = 1 << 15;

/// The articles that are hidden now: those of which the index says so, but for what has turned since.
pub(crate) struct Hidden {
    turned: Arc<Turned>,
    /// The clocks of all of them, the earliest first; `None` if they are too many.
    all: Option<Arc<[i64]>>,
}

impl Hidden {
    /// Looks up what is hidden, once until somebody writes or the next article turns.
    pub(crate) fn of(index: &Index<'_>) -> Interruptible<Arc<Self>> {
        let turned = index.snapshot().turned()?;
        let is_current = |hidden: &Self| Arc::ptr_eq(&hidden.turned, &turned);
        index.snapshot().cached_while(is_current, || {
            let all = Self::list(index, &turned)?;
            Ok(Self { turned: Arc::clone(&turned), all })
        })
    }

    fn list(index: &Index<'_>, turned: &Turned) -> Interruptible<Option<Arc<[i64]>>> {
        if index.cost(Scope::Hidden.token())? > MAX_LISTED_BYTES {
            return Ok(None);
        }
        let mut rows = index.postings(&Scope::Hidden.token(), Direction::Back)?;
        let mut clocks = turned.hidden.to_vec();
        while let Some(clock) = DocSet::doc(&rows) {
            index.interrupt().tick()?;
            if turned.shown.binary_search(&clock).is_err() {
                clocks.push(clock);
            }
            rows.advance()?;
        }
        clocks.sort_unstable();
        Ok(Some(clocks.into()))
    }

    /// Returns true if it is known that nothing is hidden.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.as_ref().is_some_and(|all| all.is_empty())
    }

    /// Plans the term of all that is hidden.
    pub(crate) fn term(&self) -> PlannedTerm {
        let term = PlannedTerm::scope(Scope::Hidden);
        match &self.all {
            Some(all) => PlannedTerm { listed: Arc::clone(all), is_listed: true, ..term },
            None => PlannedTerm {
                listed: Arc::clone(&self.turned.hidden),
                unlisted: Arc::clone(&self.turned.shown),
                ..term
            },
        }
    }
}
