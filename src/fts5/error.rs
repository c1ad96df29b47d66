//! Errors of reading an index.

/// An error of reading an index.
#[derive(Debug)]
pub(crate) enum Error {
    /// The index contradicts itself: a part of it is missing, or was overwritten.
    Damaged(String),
    /// The index is in a format that this module doesn't know.
    Unsupported(String),
    /// SQLite failed to read.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            // A text or NULL where FTS5 keeps a number or bytes.
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::FromSqlConversionFailure(..) => Self::Damaged(error.to_string()),
            error => Self::Sqlite(error),
        }
    }
}
