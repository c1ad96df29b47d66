//! Marks as the values of a facet.

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::fts5::Direction;
use crate::id::MarkId;
use crate::search::counts::facet_values::{FEW, common};
use crate::search::exec::marked_rows::MarkedRows;
use crate::search::index::{Index, Interruptible};
use crate::search::query::term::Term;
use crate::store::Snapshot;

/// Counts the articles that have each mark. They are given from the newest to the oldest.
pub(crate) fn count(clocks: &[i64], index: &Index<'_>) -> Interruptible<HashMap<i64, usize>> {
    if clocks.len() <= FEW { count_by_article(clocks, index) } else { count_by_mark(clocks, index) }
}

fn count_by_article(clocks: &[i64], index: &Index<'_>) -> Interruptible<HashMap<i64, usize>> {
    let mut counts = HashMap::new();
    let mut statement = index.snapshot().statement("SELECT mark FROM article_mark WHERE clock = ?1")?;
    for clock in clocks {
        index.interrupt().tick()?;
        let mut rows = statement.query([clock]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            *counts.entry(row.get("mark").map_err(Error::from)?).or_default() += 1;
        }
    }
    Ok(counts)
}

fn count_by_mark(clocks: &[i64], index: &Index<'_>) -> Interruptible<HashMap<i64, usize>> {
    let mut counts = HashMap::new();
    let marks = index.snapshot().rows("SELECT id FROM mark", [], |row| row.get("id").map(MarkId))?;
    let newest = clocks.first().copied().unwrap_or(i64::MAX);
    for mark in marks {
        let mut rows = MarkedRows::open(index, mark, Direction::Back, newest, 0)?;
        let common = common(&mut rows, clocks, index)?;
        if common > 0 {
            counts.insert(mark.0, common);
        }
    }
    Ok(counts)
}

/// Returns the name of a mark, and the term by which a query asks for it.
pub(crate) fn named(snapshot: &Snapshot<'_>, mark: i64) -> Result<Option<(String, Term)>> {
    let mark = MarkId(mark);
    Ok(snapshot.name_of_mark(mark)?.map(|name| (name, Term::Is(mark.into()))))
}
