//! Errors, as decisions that a caller can take.

use std::path::PathBuf;

use crate::fts5;
use crate::id::PersonId;
use crate::search::query::note::Note;

/// The result of an operation on the archive.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Reason why an operation on the archive failed.
///
/// No error loses anything that was stored before: a failed write is rolled back whole, and a file
/// that is refused at opening is left as it was, byte for byte, but for a write that was cut off (see
/// [`Archive::open`](crate::Archive::open)).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The path can't name an archive (it is empty, a URI, a directory, a pipe or a device), or a
    /// new backup (something is there).
    #[error("{}: {reason}", path.display())]
    InvalidPath {
        /// The path as given.
        path: PathBuf,
        /// The reason, in words.
        reason: &'static str,
    },
    /// The file is not an SQLite database.
    #[error("{}: not an SQLite database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is an SQLite database of another program.
    #[error("{}: another program's database", path.display())]
    NotAnArchive {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of this crate wrote the file.
    #[error("the archive has schema version {found}, newer than {latest}, the latest this program knows")]
    TooNew {
        /// Schema version of the file.
        found: u32,
        /// The latest schema version that this crate knows.
        latest: u32,
    },
    /// The file ends before the database does.
    #[error("{}: the file is cut short", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
    },
    /// The file's record of applied migrations doesn't agree with this crate's.
    #[error("damaged migration history: {0}")]
    DamagedHistory(String),
    /// Tables, indexes or triggers are not as this crate made them.
    #[error("the schema is not the one of version {version}: {difference}")]
    ForeignSchema {
        /// Schema version that the file states.
        version: u32,
        /// The first object that differs.
        difference: String,
    },
    /// The linked SQLite lacks fixes that the archive relies on.
    #[error("SQLite {found} is linked; 3.53.2 or newer is needed")]
    SqliteTooOld {
        /// Version of the linked SQLite.
        found: String,
    },
    /// The linked SQLite was compiled without a module that the call needs.
    #[error("the linked SQLite has no {module}: it was compiled without it")]
    SqliteLacks {
        /// The module.
        module: &'static str,
    },
    /// A migration could not be applied; the file is as it was before.
    #[error("migrating to schema version {version} failed: {reason}")]
    Migration {
        /// Schema version of the migration that failed.
        version: u32,
        /// The reason, in words.
        reason: String,
    },
    /// Another program, or another thread of this one, held the archive for longer than the
    /// [busy timeout](crate::Options::busy_timeout). Try again later.
    #[error("the archive is busy: another program or thread is writing to it")]
    Busy,
    /// No space is left for the file. Nothing of the failed write was kept.
    #[error("no space is left for the archive")]
    DiskFull,
    /// The file or its folder can't be written.
    #[error("the archive is read-only")]
    ReadOnly,
    /// The file is damaged: run [`Archive::check`](crate::Archive::check), restore a backup.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// The full-text index is in a format that this crate doesn't read: a newer SQLite or a foreign program
    /// wrote it. What is stored can still be read by id, [checked](crate::Archive::check) and
    /// [backed up](crate::Archive::backup); to search again, rebuild the index.
    #[error("the full-text index has {found}, which can't be read: rebuild it")]
    UnsupportedIndex {
        /// The version that was found.
        found: String,
    },
    /// No such article, person, image … in this archive, or no archive at that path.
    #[error("no {what} {id}")]
    NotFound {
        /// The kind of thing.
        what: &'static str,
        /// The id or name that was asked for.
        id: String,
    },
    /// It can't be removed: something in the archive refers to it.
    #[error("{what} {id} is used by {by}")]
    InUse {
        /// The kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
        /// The thing that refers to it.
        by: String,
    },
    /// The two people are [kept apart](crate::Transaction::keep_apart), and can't be merged until
    /// [`Transaction::allow_merge`](crate::Transaction::allow_merge).
    #[error("people {one} and {other} are kept apart, and can't be merged")]
    KeptApart {
        /// One of them, or of those merged into them: the one known for longer.
        one: PersonId,
        /// The other.
        other: PersonId,
    },
    /// It can't be removed or moved: rows of a host's tables refer to it by a foreign key that forbids that.
    #[error("rows of {} refer to it", tables.join(", "))]
    Referenced {
        /// The tables. Of several with `ON DELETE RESTRICT` all that may be meant.
        tables: Vec<String>,
    },
    /// A closure that has the connection may write tables whose names begin with `ext_`, and nothing else.
    #[error("refused to a host: {what}")]
    Forbidden {
        /// The action that was refused.
        what: String,
    },
    /// Nothing of the write was kept: a closure that had the connection panicked in it, or rolled it back.
    #[error("nothing of the write was kept: a closure that had the connection panicked, or rolled it back")]
    Undone,
    /// Every number that can be an id of the table, or a number of a change, is given, as far as the file
    /// says: another tool has set a sequence to its end. [`Archive::rebuild`](crate::Archive::rebuild)
    /// sets it to what is stored.
    #[error("no id of {table} is left: rebuild the archive")]
    NoIdLeft {
        /// The table, or the column that counts changes.
        table: &'static str,
    },
    /// Several people go by the name; take one by id.
    #[error("several are called {name:?}: which {what} is meant?")]
    Ambiguous {
        /// The kind of thing.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A value that the archive can't hold.
    #[error("{field}: {reason}")]
    Invalid {
        /// The field.
        field: &'static str,
        /// The reason why it can't be held.
        reason: String,
    },
    /// `read` or `write` was called from inside a `write` of the same thread: the one would not see
    /// what is being written, the other would wait for itself. In memory, where one connection does
    /// all, `write`, `check`, `backup` and `rebuild` from inside a `read` as well.
    #[error("the archive is already in use by this thread")]
    Reentrant,
    /// The handle was opened before this process was forked off. Open the archive anew.
    #[error("the archive was opened by the parent of this process")]
    Forked,
    /// Reading or writing the file, its folder or a backup failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The query is [strict](crate::Query::strict), and can't be answered just as it is asked.
    #[error("the query can't be taken at its word: {}", sentences(notes))]
    NotAsAsked {
        /// Notes on all that would be ignored, cut, or isn't known to the archive.
        notes: Vec<Note>,
    },
    /// A position in the changes of another archive: of one that this is a copy of, or that was made of this one. What has
    /// changed since can't be told; begin again with [`Position::default`](crate::Position::default).
    #[error("the position is of archive {of:?}, and this is {archive:?}")]
    OtherArchive {
        /// The id of the position's archive.
        of: String,
        /// The id of this one.
        archive: String,
    },
    /// A position that the archive never came to: its file was put back to an earlier state. What has changed since can't be
    /// told; begin again with [`Position::default`](crate::Position::default).
    #[error("the position is after change {position}, and the archive's last one is {last}")]
    PositionAhead {
        /// The number of the position.
        position: i64,
        /// The number of the archive's last change.
        last: i64,
    },
    /// A standing query that can't be read: a later version of this crate wrote it, in words that this one doesn't know, or it
    /// is damaged. No other one is touched by that.
    #[error("the standing query {name:?} can't be read: {reason}")]
    UnreadableQuery {
        /// The name of the query.
        name: String,
        /// The reason, in words.
        reason: String,
    },
    /// The archive isn't empty: an export can be imported into an empty one only.
    #[error("the archive isn't empty: an export is imported into an empty one")]
    NotEmpty,
    /// A line can't be imported, and nothing of the export was kept: it is cut short, was changed, refers to what isn't
    /// there, or can't be read.
    #[error("line {line}: {reason}")]
    Import {
        /// Number of the line, from 1 on.
        line: u64,
        /// The reason, in words.
        reason: String,
    },
    /// An export can't be written to where it goes.
    #[error("the export can't be written: {0}")]
    Export(std::io::Error),
    /// What ran inside of [`Archive::ingest`](crate::Archive::ingest) panicked: the input, the analysis, or the save.
    #[error("{what} panicked: {message}")]
    Panicked {
        /// What was run.
        what: &'static str,
        /// The words of the panic.
        message: String,
    },
    /// The search was ended by its [`CancelToken`](crate::CancelToken).
    #[error("the search was canceled")]
    Canceled,
    /// Anything else that SQLite reports.
    #[error("storage: {0}")]
    Storage(StorageError),
}

/// An error of the storage engine that no caller can act on other than by reporting it.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StorageError(Box<rusqlite::Error>);

fn sentences(notes: &[Note]) -> String {
    notes.iter().map(Note::to_string).collect::<Vec<_>>().join("; ")
}

impl Error {
    pub(crate) fn not_found(what: &'static str, id: impl std::fmt::Display) -> Self {
        Self::NotFound { what, id: id.to_string() }
    }

    pub(crate) fn invalid(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Invalid { field, reason: reason.into() }
    }

    /// Returns true if a row breaks a rule of the schema.
    pub(crate) fn is_of_a_constraint(&self) -> bool {
        let code = rusqlite::ErrorCode::ConstraintViolation;
        matches!(self, Self::Storage(StorageError(error)) if error.sqlite_error_code() == Some(code))
    }

    /// Returns true if a stored value is at fault, and not the reading of it.
    pub(crate) fn is_of_a_value(&self) -> bool {
        match self {
            Self::Damaged(_) => true,
            Self::Storage(StorageError(error)) => !matches!(**error, rusqlite::Error::SqliteFailure(..)),
            _ => false,
        }
    }
}

// Whichever rusqlite there is, it is no part of the API without its feature.
#[cfg_attr(not(feature = "rusqlite"), doc(hidden))]
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::AuthorizationForStatementDenied) => Self::Forbidden { what: error.to_string() },
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(error.to_string()),
            _ => match (unsupported_index(&error), error.to_string()) {
                (Some(found), _) => Self::UnsupportedIndex { found },
                (None, what) if lacks_table_of_index(&what) => Self::Damaged(what),
                (None, _) => Self::Storage(StorageError(Box::new(error))),
            },
        }
    }
}

/// Returns true if a table is missing that FTS5 keeps its index in. The schema is compared without them.
fn lacks_table_of_index(what: &str) -> bool {
    what.contains("vtable constructor failed") || what.contains("no such table") && what.contains("_fts_")
}

/// Returns the version of the index that FTS5 doesn't know, which it says only in words.
fn unsupported_index(error: &rusqlite::Error) -> Option<String> {
    let message = error.to_string();
    let (_, found) = message.split_once("invalid fts5 file format (found ")?;
    let (version, _) = found.split_once(',')?;
    Some(format!("format {version}"))
}

impl From<fts5::Error> for Error {
    fn from(error: fts5::Error) -> Self {
        match error {
            fts5::Error::Damaged(what) => Self::Damaged(what),
            fts5::Error::Unsupported(found) => Self::UnsupportedIndex { found },
            fts5::Error::Sqlite(error) => error.into(),
        }
    }
}

impl From<fts5::Stop> for Error {
    fn from(stop: fts5::Stop) -> Self {
        match stop {
            fts5::Stop::Failed(error) => (*error).into(),
            // A search answers a deadline with what it has found; what else reads the index has none.
            fts5::Stop::Canceled | fts5::Stop::Deadline => Self::Canceled,
        }
    }
}
