//! The end of a transaction, for what is kept in memory of what it wrote.

use std::sync::{Arc, OnceLock};

/// The end of a transaction, which all copies share.
#[derive(Clone, Debug, Default)]
pub(crate) struct TransactionEnd(Arc<OnceLock<bool>>);

/// A transaction that goes on. Dropped before it is committed, it was rolled back.
#[derive(Default)]
pub(super) struct PendingCommit(TransactionEnd);

impl TransactionEnd {
    /// Returns true if it was committed, false if it was rolled back, and `None` as long as it goes on.
    pub fn is_committed(&self) -> Option<bool> {
        self.0.get().copied()
    }

    /// Returns true if both are of one transaction.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl PendingCommit {
    pub(super) fn end(&self) -> &TransactionEnd {
        &self.0
    }

    pub(super) fn committed(self) {
        let _ = self.0.0.set(true);
    }
}

impl Drop for PendingCommit {
    fn drop(&mut self) {
        // One that was committed stays so.
        let _ = self.0.0.set(false);
    }
}
