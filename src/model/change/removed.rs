//! Tombstones: what is kept of articles that were removed.
//!
//! What an article said is gone. Its id and its number in the sequence of changes stay, and its uri, so that those who
//! follow the archive can follow; and hashes of its addresses and of what it is told apart by, so that a source that offers
//! it again is known.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::Row;
use serde::Serialize;

use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::column::instant;
use crate::store::{Snapshot, Statement, Transaction, statement};

/// A hash of something that a removed article said, after a byte that says of what.
pub(crate) type RemovedHash = [u8; 16];

/// Most tombstones of one hash that are compared with a new article: the latest.
const MOST_CANDIDATES: u32 = 16;

/// An article that was removed: what is still known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Removed {
    /// The id that it had, which is never given again.
    pub article: ArticleId,
    /// Its public identity; empty if it was [forgotten](Transaction::forget).
    pub uri: String,
    /// The time of its removal.
    pub at: DateTime<Utc>,
    /// The article that it was merged into, if it was.
    pub merged_into: Option<ArticleId>,
    /// True if it isn't saved again when it is offered again.
    pub is_kept_out: bool,
}

/// What is kept of a removed article to know it again.
pub(crate) struct Tombstone {
    /// The number of its removal.
    pub change: i64,
    pub article: ArticleId,
    pub uri: String,
    pub facts: BTreeSet<RemovedHash>,
}

impl Snapshot<'_> {
    /// Returns what is still known of a removed article; `None` if no article of this id was removed.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").key("wire", "F1")))?.id.unwrap();
    /// archive.write(|tx| tx.remove_article(id))?;
    /// let removed = archive.read(|s| s.removed_article(id))?.unwrap();
    /// assert_eq!((removed.uri.as_str(), removed.is_kept_out), ("wire:F1", true));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn removed_article(&self, id: ArticleId) -> Result<Option<Removed>> {
        self.row(
            "SELECT article, uri, at, merged_into, length(facts) > 0 AS is_kept_out FROM removed WHERE article = ?1",
            [id.0],
            Removed::from_row,
        )
    }

    /// Returns the articles of a `uri` that were removed, the one removed last first. One that was allowed to come back may
    /// have been removed again.
    pub fn removed_articles_by_uri(&self, uri: &str) -> Result<Vec<Removed>> {
        self.rows(
            "SELECT article, uri, at, merged_into, length(facts) > 0 AS is_kept_out FROM removed
             WHERE uri = ?1 AND uri <> '' ORDER BY change DESC",
            [uri],
            Removed::from_row,
        )
    }

    /// Returns true if any removed article is kept out.
    pub(crate) fn has_tombstones(&self) -> Result<bool> {
        Ok(self.row("SELECT 1 FROM removed_key LIMIT 1", [], |_| Ok(()))?.is_some())
    }

    /// Finds the tombstones that have a hash, the latest first.
    pub(crate) fn tombstones_of(&self, hash: &RemovedHash) -> Result<Vec<Tombstone>> {
        self.rows(
            "SELECT r.change, r.article, r.uri, r.facts FROM removed_key k JOIN removed r ON r.change = k.change
             WHERE k.hash = ?1 ORDER BY k.change DESC LIMIT ?2",
            (hash, MOST_CANDIDATES),
            |row| {
                let facts: Vec<u8> = row.get("facts")?;
                let facts =
                    facts.chunks_exact(size_of::<RemovedHash>()).filter_map(|hash| hash.try_into().ok());
                Ok(Tombstone {
                    change: row.get("change")?,
                    article: ArticleId(row.get("article")?),
                    uri: row.get("uri")?,
                    facts: facts.collect(),
                })
            },
        )
    }
}

impl Transaction<'_> {
    /// Lets a removed article be saved again when it is offered again. It comes back under another id.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if no article of this id was removed.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Outcome};
    ///
    /// let archive = Archive::in_memory()?;
    /// let ferry = NewArticle::new("Ferry delayed", "").key("wire", "F1");
    /// let id = archive.write(|tx| tx.save(&ferry))?.id.unwrap();
    /// archive.write(|tx| tx.remove_article(id))?;
    /// assert_eq!(archive.write(|tx| tx.save(&ferry))?.outcome, Outcome::Removed { article: id });
    /// archive.write(|tx| tx.allow(id))?;
    /// assert_eq!(archive.write(|tx| tx.save(&ferry))?.outcome, Outcome::Added);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn allow(&mut self, id: ArticleId) -> Result<()> {
        let change = self.change_of_removal(id)?;
        self.apply(&[
            statement!("DELETE FROM removed_key WHERE change = ?1", change),
            statement!("UPDATE removed SET facts = x'' WHERE change = ?1", change),
        ])
    }

    /// Forgets a removed article, but for its id and the number of its removal: nothing tells any more what it was. It may be
    /// saved again, as if it had never been there.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if no article of this id was removed.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").key("wire", "F1")))?.id.unwrap();
    /// archive.write(|tx| {
    ///     tx.remove_article(id)?;
    ///     tx.forget(id)
    /// })?;
    /// assert_eq!(archive.read(|s| s.removed_article(id))?.unwrap().uri, "");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn forget(&mut self, id: ArticleId) -> Result<()> {
        self.allow(id)?;
        self.apply(&[statement!("UPDATE removed SET uri = '' WHERE article = ?1 OR merged_into = ?1", id.0)])
    }

    fn change_of_removal(&self, id: ArticleId) -> Result<i64> {
        let change =
            self.row("SELECT change FROM removed WHERE article = ?1", [id.0], |row| row.get("change"))?;
        change.ok_or_else(|| Error::not_found("removed article", id))
    }
}

/// Returns the statement that keeps what was removed, with what it is told apart by.
pub(crate) fn removal(change: i64, removed: &Removed, facts: &BTreeSet<RemovedHash>) -> Statement {
    statement!(
        "INSERT INTO removed (change, article, uri, at, merged_into, facts, added)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT added FROM article WHERE id = ?2))
         ON CONFLICT (change) DO NOTHING",
        change,
        removed.article.0,
        removed.uri.clone(),
        removed.at.timestamp(),
        removed.merged_into.map(|id| id.0),
        facts.iter().flatten().copied().collect::<Vec<u8>>(),
    )
}

/// Returns the statement that lets what was removed be looked up by a hash.
pub(crate) fn removed_key(hash: &RemovedHash, change: i64) -> Statement {
    let sql = "INSERT INTO removed_key (hash, change) VALUES (?1, ?2) ON CONFLICT (hash, change) DO NOTHING";
    statement!(sql, hash.to_vec(), change)
}

impl Removed {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            article: ArticleId(row.get("article")?),
            uri: row.get("uri")?,
            at: instant(row, "at")?,
            merged_into: row.get::<_, Option<_>>("merged_into")?.map(ArticleId),
            is_kept_out: row.get("is_kept_out")?,
        })
    }
}
