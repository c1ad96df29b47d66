//! Ending a search, or another long task, from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Ends a search from another thread: whoever typed the query has typed on, or gone away. Ends
/// [`Archive::ingest`](crate::Archive::ingest) as well.
///
/// A clone is another handle of the same. What was canceled stays canceled.
///
/// ```
/// use dateline::{Archive, CancelToken, Error, Query};
///
/// let archive = Archive::in_memory()?;
/// let cancel = CancelToken::new();
/// let query = Query::from("iran").cancel(&cancel);
/// let other = cancel.clone();
/// std::thread::spawn(move || other.cancel()).join().unwrap();
/// assert!(matches!(archive.search(&query), Err(Error::Canceled)));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Returns a token that cancels nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends every search of a query that was given this, with [`Error::Canceled`](crate::Error::Canceled), and every
    /// [ingest](crate::IngestOptions::cancel) once what it has read is stored.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns true if [`cancel`](Self::cancel) was called.
    pub fn is_canceled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Returns the flag that is set once it is canceled.
    pub(crate) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
