//! Computes everything derived again, and the index from nothing.

use rusqlite::types::Value;
use serde::Serialize;

use super::article::{self, DerivedColumns};
use super::crowded::mark_crowded;
use super::fill_index::fill_index;
use super::languages::mend_languages;
use super::{addresses, analyzer, image_urls, keys, sequences};
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::save::Slots;
use crate::store::{Snapshot, Statement, Transaction};

/// Articles between two reports.
const STEP: usize = 1000;

/// Stage of a rebuild.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RebuildStage {
    /// The derived columns of articles.
    Articles,
    /// The full-text index.
    Index,
}

/// Progress of a rebuild, for [`Archive::rebuild_with`](crate::Archive::rebuild_with).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RebuildProgress {
    /// The stage it is at.
    pub stage: RebuildStage,
    /// Number of articles that are done in this stage.
    pub done: usize,
    /// Number of articles in the archive.
    pub total: usize,
}

/// Result of a rebuild.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rebuilt {
    /// Number of articles in the index.
    pub articles: usize,
    /// Number of articles, names and URLs of which a derived column was stored otherwise.
    pub mended: usize,
    /// Number of articles that can't be read, and were left as they are.
    pub unreadable: usize,
}

/// Rebuilds the archive. No trigger may run on the connection, and it may write to the tables of FTS5.
pub(crate) fn rebuild(
    tx: &mut Transaction<'_>,
    progress: &mut dyn FnMut(RebuildProgress),
) -> Result<Rebuilt> {
    let keys = keys::mend(tx)? + addresses::mend(tx)? + image_urls::mend(tx)?;
    let sequences = sequences::mend(tx)?;
    tx.apply(&sequences)?;
    let (mended, unreadable) = rebuild_articles(tx, progress)?;
    tx.apply(&mark_crowded())?;
    tx.apply(&[analyzer::mend()])?;
    empty_index(tx)?;
    let mut index = |done, total| progress(RebuildProgress { stage: RebuildStage::Index, done, total });
    let articles = fill_index(tx, &mut index)?;
    mend_languages(tx)?;
    Ok(Rebuilt { articles, mended: keys + mended, unreadable })
}

/// Stores what follows from each article, and returns how many of them had something else, and how many
/// can't be read.
fn rebuild_articles(
    tx: &mut Transaction<'_>,
    progress: &mut dyn FnMut(RebuildProgress),
) -> Result<(usize, usize)> {
    let ids = article::ids(tx)?;
    let (total, mut mended, mut unreadable, mut slots) = (ids.len(), 0, 0, Slots::default());
    for (number, id) in (1..).zip(ids) {
        if let Ok(columns) = DerivedColumns::read(tx, id)? {
            let statements = columns.mend(tx, &mut slots)?;
            tx.apply(&statements)?;
            mended += usize::from(!statements.is_empty());
        } else {
            // It stays as it is: only a backup has what is lost.
            unreadable += 1;
        }
        if number % STEP == 0 || number == total {
            progress(RebuildProgress { stage: RebuildStage::Articles, done: number, total });
        }
    }
    Ok((mended, unreadable))
}

/// Returns the statements that store what follows from a few articles. There must be no index of them yet.
pub(crate) fn mend_articles(snapshot: &Snapshot<'_>, ids: &[ArticleId]) -> Result<Vec<Statement>> {
    let (mut slots, mut statements) = (Slots::default(), Vec::new());
    for id in ids {
        if let Ok(columns) = DerivedColumns::read(snapshot, *id)? {
            statements.extend(columns.mend(snapshot, &mut slots)?);
        }
    }
    Ok(statements)
}

/// The settings of FTS5 that a host may have chosen.
const SETTINGS: &str = "SELECT k, v FROM article_fts_config
     WHERE k IN ('automerge', 'crisismerge', 'deletemerge', 'hashsize', 'pgsz', 'rank', 'secure-delete', 'usermerge')";

/// Makes the index anew without a row, with the settings that it has. FTS5's own command to do so needs a version of the format that it
/// knows, and all of its tables.
pub(super) fn empty_index(tx: &mut Transaction<'_>) -> Result<()> {
    tx.conn().execute_batch(
        "CREATE TABLE IF NOT EXISTS article_fts_config (k PRIMARY KEY, v) WITHOUT ROWID;
         INSERT INTO article_fts_config (k, v) VALUES ('version', 4)
         ON CONFLICT (k) DO UPDATE SET v = excluded.v",
    )?;
    let settings =
        tx.rows(SETTINGS, [], |row| Ok((row.get::<_, String>("k")?, row.get::<_, Value>("v")?)))?;
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'article_fts'";
    let create: Option<String> = tx.row(sql, [], |row| row.get("sql"))?;
    let create = create.ok_or_else(|| Error::Damaged("table article_fts is missing".into()))?;
    tx.conn().execute_batch("DROP TABLE article_fts")?;
    tx.conn().execute_batch(&create)?;
    for (setting, value) in settings {
        // A value that FTS5 refuses had no effect before.
        let _ = tx.execute("INSERT INTO article_fts (article_fts, rank) VALUES (?1, ?2)", (setting, value));
    }
    Ok(())
}
