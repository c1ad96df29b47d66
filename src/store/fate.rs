//! How a transaction has ended, for what is kept in memory of what it wrote.

use std::sync::{Arc, OnceLock};

/// The end of a transaction, as all see it that have a copy.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fate(Arc<OnceLock<bool>>);

/// Transaction whose end is told. Dropped before it is committed, it is undone.
#[derive(Default)]
pub(super) struct Undecided(Fate);

impl Fate {
    /// Returns true if it was committed, false if it was undone, and `None` as long as it goes on.
    pub fn is_committed(&self) -> Option<bool> {
        self.0.get().copied()
    }

    /// Returns true if both are of one transaction.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Undecided {
    pub(super) fn fate(&self) -> &Fate {
        &self.0
    }

    pub(super) fn committed(self) {
        let _ = self.0.0.set(true);
    }
}

impl Drop for Undecided {
    fn drop(&mut self) {
        // One that was committed stays so.
        let _ = self.0.0.set(false);
    }
}
