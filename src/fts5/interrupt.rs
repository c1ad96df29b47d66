//! Ending a read before it is done.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::Error;

/// Reason why reading stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The time is up, or will be: what was read until now is the answer.
    Deadline,
    /// The caller wants no answer any more.
    Canceled,
    /// It can't go on. In a box, so that the result of a step is small: there are millions of them.
    Failed(Box<Error>),
}

/// The result of something that a deadline, a caller or an error may stop.
pub(crate) type Interruptible<T> = Result<T, Stop>;

impl Stop {
    /// Returns the error of an index of which a part is missing or contradicts another.
    pub(crate) fn damaged(what: &str) -> Self {
        Self::Failed(Box::new(Error::Damaged(format!("full-text index: {what}"))))
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(Box::new(error))
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Error::from(error).into()
    }
}

/// Ends a read that takes too long, or whose answer nobody waits for any more.
#[derive(Default)]
pub(crate) struct Interrupt {
    deadline: Option<Instant>,
    canceled: Option<Arc<AtomicBool>>,
    ticks: Cell<u32>,
}

/// Asking the time costs about as much as reading some rows.
const TICKS: u32 = 256;

impl Interrupt {
    /// Returns an interrupt at an instant, or once a flag is set, whichever comes first.
    pub(crate) fn new(deadline: Option<Instant>, canceled: Option<Arc<AtomicBool>>) -> Self {
        Self { deadline, canceled, ticks: Cell::new(0) }
    }

    /// Counts a small step, and [checks](Self::check) after each few hundred of them.
    pub(crate) fn tick(&self) -> Interruptible<()> {
        let ticks = self.ticks.get() + 1;
        self.ticks.set(ticks % TICKS);
        if ticks < TICKS { Ok(()) } else { self.check() }
    }

    /// Returns an error if reading is to end.
    pub(crate) fn check(&self) -> Interruptible<()> {
        if self.canceled.as_ref().is_some_and(|canceled| canceled.load(Ordering::Relaxed)) {
            return Err(Stop::Canceled);
        }
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => Err(Stop::Deadline),
            _ => Ok(()),
        }
    }
}
