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
    /// What was found, in the query's order.
    pub hits: Vec<T>,
    /// Number of articles that answer, on all pages together.
    #[serde(flatten)]
    pub total: Total,
    /// Where the next page begins, for [`Query::page_after`](crate::Query::page_after); `None` where this is
    /// the last.
    pub next: Option<Cursor>,
    /// Number of articles that were looked at because they have what is asked for, in whatever language;
    /// without those that were passed because they clearly can't enter the page.
    pub rows_read: usize,
    /// What of the query was ignored, cut, or isn't known to the archive.
    pub notes: Vec<Note>,
}

/// Number of articles that answer a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// So many at least.
    #[serde(rename = "total")]
    pub count: usize,
    /// True if there are just so many.
    #[serde(rename = "total_is_exact")]
    pub is_exact: bool,
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_exact { "" } else { "at least " })?;
        self.count.fmt(f)
    }
}
