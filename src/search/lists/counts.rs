//! Numbers of articles, counted from the rows that the index follows.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::error::Result;
use crate::store::Snapshot;

/// The statements that count the articles of one kind.
pub(super) struct CountSql {
    /// Counts the articles of `?1` with all that stands for it.
    pub(super) one: &'static str,
    /// Select each `id` that is stored beside its `article`, in the order of both.
    pub(super) each: &'static [&'static str],
    /// Selects each `id` for which others stand too.
    pub(super) several: &'static str,
}

/// The numbers of articles of all of a kind, by id. `LIST` is the letter of its list: a connection keeps one of each.
pub(super) struct AllCounts<const LIST: char>(HashMap<i64, u64>);

impl<const LIST: char> AllCounts<LIST> {
    /// Counts all of a kind, once until somebody writes.
    pub(super) fn of(snapshot: &Snapshot<'_>, sql: &CountSql) -> Result<Arc<Self>> {
        snapshot.cached(|| all(snapshot, sql).map(Self))
    }

    pub(super) fn get(&self, id: i64) -> u64 {
        self.0.get(&id).copied().unwrap_or(0)
    }
}

/// Counts the articles of one.
pub(super) fn one(snapshot: &Snapshot<'_>, sql: &CountSql, id: i64) -> Result<u64> {
    let articles = snapshot.row(sql.one, [id], |row| row.get::<_, i64>("articles"))?;
    Ok(articles.unwrap_or(0).unsigned_abs())
}

fn all(snapshot: &Snapshot<'_>, sql: &CountSql) -> Result<HashMap<i64, u64>> {
    let mut counts = HashMap::new();
    let mut several: BTreeSet<i64> =
        snapshot.rows(sql.several, [], |row| row.get("id"))?.into_iter().collect();
    for each in sql.each {
        let mut statement = snapshot.statement(each)?;
        let mut rows = statement.query([])?;
        let mut last = None;
        // An article may name one twice.
        while let Some(row) = rows.next()? {
            let next: (i64, i64) = (row.get("id")?, row.get("article")?);
            if last == Some(next) {
                continue;
            }
            if last.is_none_or(|(id, _)| id != next.0) && counts.contains_key(&next.0) {
                several.insert(next.0);
            }
            *counts.entry(next.0).or_default() += 1;
            last = Some(next);
        }
    }
    // What several rows stand for may be said by two of them of one article.
    for id in several {
        counts.insert(id, one(snapshot, sql, id)?);
    }
    Ok(counts)
}
