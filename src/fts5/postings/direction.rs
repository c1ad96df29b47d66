//! The order in which rows are read.

/// Direction in which postings are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From the newest row to the oldest.
    Back,
    /// From the oldest to the newest.
    Forth,
}

impl Direction {
    /// Returns the doc of a row: its place in reading order. In both directions, docs get smaller as reading
    /// goes on. Applied to a doc, it returns the row.
    pub(crate) fn doc(self, rowid: i64) -> i64 {
        match self {
            Self::Back => rowid,
            Self::Forth => !rowid,
        }
    }
}
