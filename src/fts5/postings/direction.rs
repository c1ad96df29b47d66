//! The order in which rows are read.

/// Which way postings are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From the newest row to the oldest.
    Back,
    /// From the oldest to the newest.
    Forth,
}

impl Direction {
    /// Returns a row by its place in reading order, its doc: whichever way is read, docs only get smaller.
    /// Applied to a doc, it returns the row.
    pub(crate) fn doc(self, rowid: i64) -> i64 {
        match self {
            Self::Back => rowid,
            Self::Forth => !rowid,
        }
    }
}
