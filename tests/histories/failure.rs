//! What went wrong in a history.

use std::fmt;

/// What went wrong.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<dateline::Error> for Failure {
    fn from(error: dateline::Error) -> Self {
        Self(format!("an error: {error}"))
    }
}

/// Fails unless the archive has what the model expects.
pub fn same<T: PartialEq + fmt::Debug>(what: &str, model: &T, archive: &T) -> Result<(), Failure> {
    if model == archive {
        return Ok(());
    }
    Err(Failure(format!("{what}:\n    model   {model:?}\n    archive {archive:?}")))
}

/// Fails unless it holds.
pub fn holds(holds: bool, what: impl FnOnce() -> String) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(Failure(what())) }
}
