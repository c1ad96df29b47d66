//! When to stop.

use std::cell::Cell;
use std::time::Instant;

use crate::{CancelToken, Error};

/// Why reading stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The time is up, or will be: what was found until now is the answer.
    Deadline,
    /// It can't go on. In a box, so that the result of a step is small: there are millions of them.
    Failed(Box<Error>),
}

pub(crate) type Step<T> = Result<T, Stop>;

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// What ends a search that takes too long, or that nobody waits for any more.
pub(crate) struct Watch {
    deadline: Option<Instant>,
    cancel: Option<CancelToken>,
    ticks: Cell<u32>,
}

/// Asking the time costs about as much as reading some rows.
const TICKS: u32 = 256;

impl Watch {
    pub(crate) fn new(deadline: Option<Instant>, cancel: Option<CancelToken>) -> Self {
        Self { deadline, cancel, ticks: Cell::new(0) }
    }

    /// Counts something small, and checks from time to time.
    pub(crate) fn tick(&self) -> Step<()> {
        let ticks = self.ticks.get() + 1;
        self.ticks.set(ticks % TICKS);
        if ticks < TICKS { Ok(()) } else { self.check() }
    }

    pub(crate) fn check(&self) -> Step<()> {
        if self.cancel.as_ref().is_some_and(CancelToken::is_canceled) {
            return Err(Error::Canceled.into());
        }
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => Err(Stop::Deadline),
            _ => Ok(()),
        }
    }
}
