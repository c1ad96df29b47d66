//! The faults that a check finds.

use std::fmt;

use serde::Serialize;

/// Kind of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// The file itself: pages, indexes, rows that nothing else in the archive says. Restore a backup.
    File,
    /// A row refers to one that doesn't exist.
    Reference,
    /// The full-text index differs from the text it indexes, or can't be read. [Rebuild](crate::Archive::rebuild).
    Index,
    /// A table, index or trigger isn't as this crate made it.
    Schema,
    /// A derived value differs from the one that follows from what is stored. [Rebuild](crate::Archive::rebuild).
    Derived,
}

/// Something wrong that [`Archive::check`](crate::Archive::check) found.
///
/// ```
/// use dateline::{Archive, Fault, FaultKind};
///
/// fn must_restore(faults: &[Fault]) -> bool {
///     faults.iter().any(|fault| fault.kind == FaultKind::File)
/// }
///
/// assert!(!must_restore(&Archive::in_memory()?.check()?));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Fault {
    /// Kind of the fault.
    pub kind: FaultKind,
    /// Description of the fault, in words.
    pub what: String,
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into() }
    }
}

impl FaultKind {
    /// Returns the word for it in JSON and in what [`Fault`] displays.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Reference => "reference",
            Self::Index => "index",
            Self::Schema => "schema",
            Self::Derived => "derived",
        }
    }

    /// Returns the remedy in words.
    ///
    /// ```
    /// assert_eq!(dateline::FaultKind::Index.remedy(), "rebuild the archive");
    /// ```
    pub fn remedy(self) -> &'static str {
        match self {
            Self::File => "restore a backup",
            Self::Reference => "remove what refers to nothing, or restore a backup",
            Self::Schema => "take out what another program has put in, or restore a backup",
            Self::Index | Self::Derived => "rebuild the archive",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.as_str(), self.what)
    }
}
