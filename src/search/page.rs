//! A page of results.

use std::fmt;

use serde::Serialize;

use crate::search::hit::Hit;
use crate::search::query::cursor::Cursor;
use crate::search::query::note::Note;

/// A page of what answers a query: articles as [`Hit`]s, or whatever else was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Page<T = Hit> {
    /// The hits, in the query's order.
    pub hits: Vec<T>,
    /// Number of articles that answer, on all pages together.
    #[serde(flatten)]
    pub total: Total,
    /// Beginning of the next page, for [`Query::page_after`](crate::Query::page_after); `None` where this is
    /// the last.
    ///
    /// Beside the note [`DeadlinePassed`](Note::DeadlinePassed), `None` is not the end: nothing was reached in
    /// time. The same holds for the cursor that the query came with, where there are no hits. Ask again with
    /// a longer [`deadline`](crate::Query::deadline).
    pub next: Option<Cursor>,
    /// Number of candidates that were read: articles that have what is asked for, in whatever language. Those that were
    /// passed over because they can't enter the page aren't counted.
    pub rows_read: usize,
    /// Notes on the parts of the query that were ignored, cut, or aren't known to the archive.
    pub notes: Vec<Note>,
}

/// Number of articles that answer a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// The number; a lower bound if it isn't exact.
    #[serde(rename = "total")]
    pub count: usize,
    /// True if the number is exact.
    #[serde(rename = "total_is_exact")]
    pub is_exact: bool,
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_exact { "" } else { "at least " })?;
        self.count.fmt(f)
    }
}
