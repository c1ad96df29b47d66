//! Failures that end a command.

use std::fmt;
use std::io;
use std::path::Path;

use dateline::{Error, IngestError};

/// One sentence for the person at the terminal.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Returns the failure of a file or folder that can't be read or written.
    pub fn at(path: &Path, error: &io::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }

    /// Returns a failure with what can be done about its cause.
    fn with_way_out(failure: &dyn fmt::Display, cause: &Error) -> Self {
        Self(match way_out(cause) {
            Some(way) => format!("{failure} ({way})"),
            None => failure.to_string(),
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::with_way_out(&error, &error)
    }
}

impl From<IngestError> for Failure {
    fn from(stopped: IngestError) -> Self {
        Self::with_way_out(&stopped, &stopped.error)
    }
}

/// Returns what can be done about an error with this program, where its sentence doesn't say.
fn way_out(error: &Error) -> Option<&'static str> {
    match error {
        Error::NotFound { what: "archive", .. } => {
            Some("make one with `dateline ingest`, or name another with --db")
        }
        Error::Busy => Some("--busy-timeout 300 waits for it up to five minutes"),
        Error::Damaged(_) => Some("`dateline check` says where"),
        _ => None,
    }
}
