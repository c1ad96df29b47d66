//! What readers keep beside articles: their marks, the words of notes, and articles by their ids.

use std::sync::Arc;

use crate::error::Error;
use crate::id::ArticleId;
use crate::search::highlight::highlighter::Highlighter;
use crate::search::index::{Index, Interruptible};
use crate::search::query::term::{Field, Term};

/// Notes have no language, and so their words no forms.
const NO_LANGUAGE: &str = "und";

/// Returns the clocks of the articles that have a note, the earliest first.
pub(crate) fn noted(index: &Index<'_>) -> Interruptible<Arc<[i64]>> {
    let sql = "SELECT DISTINCT clock FROM article_mark WHERE note <> '' ORDER BY clock";
    Ok(index.snapshot().rows(sql, [], |row| row.get("clock"))?.into())
}

/// Returns the clocks of the articles that have a note in which words stand, the earliest first.
pub(crate) fn noted_with(index: &Index<'_>, words: &Term) -> Interruptible<Arc<[i64]>> {
    let highlighter = Highlighter::of_language([words], NO_LANGUAGE);
    let sql = "SELECT clock, note FROM article_mark WHERE note <> '' ORDER BY clock";
    let mut statement = index.snapshot().statement(sql)?;
    let mut rows = statement.query([]).map_err(Error::from)?;
    let mut clocks = Vec::new();
    while let Some(row) = rows.next().map_err(Error::from)? {
        index.interrupt().tick()?;
        let note: String = row.get("note").map_err(Error::from)?;
        let mut stands_there = false;
        highlighter.scan(&note, Some(Field::Note), |_, _| stands_there = true);
        if stands_there {
            clocks.push(row.get("clock").map_err(Error::from)?);
        }
    }
    clocks.dedup();
    Ok(clocks.into())
}

/// Returns the clocks of articles, the earliest first. What isn't there has none.
pub(crate) fn placed(index: &Index<'_>, ids: &[ArticleId]) -> Interruptible<Arc<[i64]>> {
    let mut statement = index.snapshot().statement("SELECT clock FROM article_text WHERE article = ?1")?;
    let mut clocks: Vec<i64> = Vec::with_capacity(ids.len());
    for id in ids {
        index.interrupt().tick()?;
        let mut rows = statement.query([id.0]).map_err(Error::from)?;
        if let Some(row) = rows.next().map_err(Error::from)? {
            clocks.push(row.get("clock").map_err(Error::from)?);
        }
    }
    clocks.sort_unstable();
    Ok(clocks.into())
}
