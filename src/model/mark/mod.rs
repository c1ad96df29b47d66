//! Marks: what readers say of articles, such as `unread` or `starred`.
//!
//! A mark is a row beside the article's clock. It is no part of what the article says: setting one makes no revision,
//! and changes nothing in the index. Each change of an article's marks takes a number of the sequence of changes.

mod name;
mod set;
mod vocabulary;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::column::instant;
use crate::error::Result;
use crate::id::{ArticleId, MarkId};
use crate::store::Snapshot;
use crate::text::fold_name;
pub(crate) use name::clean_label;
use name::clean_name;

pub(crate) use set::Placed;

/// A mark that articles may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mark {
    /// Its id in this archive.
    pub id: MarkId,
    /// Its name, as it was first given.
    pub name: String,
}

/// A mark of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ArticleMark {
    /// Id of the mark in this archive.
    pub id: MarkId,
    /// Name of the mark.
    pub name: String,
    /// When the article got it.
    pub at: DateTime<Utc>,
    /// The note beside it; empty if there is none.
    pub note: String,
}

impl Snapshot<'_> {
    /// Returns the marks of an article, by name. An article that isn't there has none.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.mark_with_note(id, "to file", "for the budget"))?;
    /// let marks = archive.read(|s| s.marks_of(id))?;
    /// assert_eq!((marks[0].name.as_str(), marks[0].note.as_str()), ("to file", "for the budget"));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn marks_of(&self, id: ArticleId) -> Result<Vec<ArticleMark>> {
        self.rows(
            "SELECT k.id, k.name, m.at, m.note
             FROM article_text t JOIN article_mark m ON m.clock = t.clock JOIN mark k ON k.id = m.mark
             WHERE t.article = ?1 ORDER BY k.name, k.id",
            [id.0],
            |row| {
                Ok(ArticleMark {
                    id: MarkId(row.get("id")?),
                    name: row.get("name")?,
                    at: instant(row, "at")?,
                    note: row.get("note")?,
                })
            },
        )
    }

    /// Returns the mark of a name, whatever its capitals.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.mark(id, "To file"))?;
    /// assert_eq!(archive.read(|s| s.mark_named("to  FILE"))?.unwrap().name, "To file");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn mark_named(&self, name: &str) -> Result<Option<Mark>> {
        let Ok(name) = clean_name(name) else { return Ok(None) };
        let sql = "SELECT id, name FROM mark WHERE folded = ?1 ORDER BY id LIMIT 1";
        self.row(sql, [fold_name(&name)], |row| {
            Ok(Mark { id: MarkId(row.get("id")?), name: row.get("name")? })
        })
    }

    /// Returns the ids of the marks of a name: one, or several where a later folding has made two names one.
    pub(crate) fn mark_ids_named(&self, name: &str) -> Result<Vec<MarkId>> {
        let sql = "SELECT id FROM mark WHERE folded = ?1 ORDER BY id";
        self.rows(sql, [fold_name(name)], |row| row.get("id").map(MarkId))
    }

    /// Returns the marks with a name that begins so, or of which a later word does; the beginning is folded.
    pub(crate) fn marks_beginning(&self, beginning: &str) -> Result<Vec<Mark>> {
        self.rows(
            "SELECT id, name FROM mark
             WHERE substr(folded, 1, length(?1)) = ?1 OR instr(folded, ' ' || ?1) > 0 ORDER BY id",
            [beginning],
            |row| Ok(Mark { id: MarkId(row.get("id")?), name: row.get("name")? }),
        )
    }

    /// Returns the name of a mark.
    pub(crate) fn name_of_mark(&self, id: MarkId) -> Result<Option<String>> {
        self.row("SELECT name FROM mark WHERE id = ?1", [id.0], |row| row.get("name"))
    }

    /// Returns the number of articles that have a mark, hidden ones included.
    pub(crate) fn count_marked(&self, id: MarkId) -> Result<u64> {
        let sql = "SELECT count(*) AS articles FROM article_mark WHERE mark = ?1";
        let count = self.row(sql, [id.0], |row| row.get("articles").map(i64::unsigned_abs))?;
        Ok(count.unwrap_or(0))
    }
}
