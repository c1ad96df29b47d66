//! The marks that an archive knows: renames and removes them.

use super::Mark;
use super::name::clean_name;
use crate::error::{Error, Result};
use crate::id::{ArticleId, MarkId};
use crate::store::{Snapshot, Transaction};
use crate::text::fold_name;

impl Transaction<'_> {
    /// Gives a mark another name; the articles keep it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the archive doesn't know the mark, and [`Error::Invalid`] if the name is blank, too long or
    /// another mark's.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.mark(id, "starred"))?;
    /// archive.write(|tx| tx.rename_mark("starred", "Favourite"))?;
    /// assert_eq!(archive.read(|s| s.marks_of(id))?[0].name, "Favourite");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn rename_mark(&mut self, name: &str, new: &str) -> Result<()> {
        let (mark, new) = (self.known_mark(name)?, clean_name(new)?);
        if mark.name == new {
            return Ok(());
        }
        if self.mark_named(&new)?.is_some_and(|other| other.id != mark.id) {
            return Err(Error::invalid("mark", format!("{new:?} is another mark")));
        }
        self.execute(
            "UPDATE mark SET name = ?2, folded = ?3 WHERE id = ?1",
            (mark.id.0, &new, fold_name(&new)),
        )?;
        let articles = self.articles_marked(mark.id)?;
        self.note_marked(&articles)
    }

    /// Removes a mark with its notes from all articles, and from what the archive knows. Returns the number of articles
    /// that had it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the archive doesn't know the mark.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.mark(id, "unread"))?;
    /// assert_eq!(archive.write(|tx| tx.remove_mark("unread"))?, 1);
    /// assert!(archive.read(|s| s.mark_named("unread"))?.is_none());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn remove_mark(&mut self, name: &str) -> Result<usize> {
        let mark = self.known_mark(name)?;
        let articles = self.articles_marked(mark.id)?;
        self.execute("DELETE FROM mark WHERE id = ?1", [mark.id.0])?;
        self.note_marked(&articles)?;
        Ok(articles.len())
    }
}

impl Snapshot<'_> {
    fn known_mark(&self, name: &str) -> Result<Mark> {
        self.mark_named(name)?
            .ok_or_else(|| Error::not_found("mark", name.chars().take(40).collect::<String>()))
    }

    fn articles_marked(&self, mark: MarkId) -> Result<Vec<ArticleId>> {
        self.rows(
            "SELECT t.article FROM article_mark m JOIN article_text t ON t.clock = m.clock
             WHERE m.mark = ?1 ORDER BY t.article",
            [mark.0],
            |row| row.get("article").map(ArticleId),
        )
    }
}
