//! Reasons why a search stops before its end.

use crate::error::Error;
use crate::fts5;

/// Reason why a search stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The time is up, or will be: what was found until now is the answer.
    Deadline,
    /// It can't go on. In a box, so that the result of a step is small: there are millions of them.
    Failed(Box<Error>),
}

/// The result of a step of a search that a deadline or an error may stop.
pub(crate) type Interruptible<T> = Result<T, Stop>;

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(Box::new(error))
    }
}

impl From<fts5::Stop> for Stop {
    #[cold]
    fn from(stop: fts5::Stop) -> Self {
        match stop {
            fts5::Stop::Deadline => Self::Deadline,
            stop => Error::from(stop).into(),
        }
    }
}
