//! Sets and takes away the marks of articles.

use super::name::{clean_name, clean_note};
use crate::error::{Error, Result};
use crate::id::{ArticleId, MarkId};
use crate::store::{Snapshot, Transaction};
use crate::text::fold_name;

/// An article, and its row of the index.
pub(crate) type Placed = (ArticleId, i64);

impl Transaction<'_> {
    /// Marks an article, and returns true if it didn't have the mark.
    ///
    /// Any name will do, up to 256 bytes: it is compared without regard to capitals and accents, blanks in it are made
    /// one, and control characters are blanks. The mark is new if the archive has none of that name. It has the time of
    /// this transaction; one that the article has keeps its time and note. Neither the article nor the index changes, and
    /// there is no revision.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such article, and [`Error::Invalid`] if the name is blank or too long.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// assert!(archive.write(|tx| tx.mark(id, "starred"))?);
    /// assert!(!archive.write(|tx| tx.mark(id, "Starred"))?);
    /// assert_eq!(archive.read(|s| s.marks_of(id))?[0].name, "starred");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn mark(&mut self, id: ArticleId, name: &str) -> Result<bool> {
        Ok(self.mark_all([id], name)? > 0)
    }

    /// Marks an article with a note, in place of the one that the mark has; an empty one takes that away. Returns true if
    /// anything changed.
    ///
    /// # Errors
    ///
    /// As for [`mark`](Self::mark); [`Error::Invalid`] if the note has more than 64 KiB.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.mark_with_note(id, "to file", "See the budget."))?;
    /// assert_eq!(archive.read(|s| s.marks_of(id))?[0].note, "See the budget.");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn mark_with_note(&mut self, id: ArticleId, name: &str, note: &str) -> Result<bool> {
        let note = clean_note(note)?;
        let placed = self.placed([id])?;
        Ok(self.set(&placed, name, Some(&note))? > 0)
    }

    /// Marks many articles, and returns how many of them didn't have the mark.
    ///
    /// # Errors
    ///
    /// As for [`mark`](Self::mark). If one of the articles isn't there, none is marked.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let items = [NewArticle::new("Ferry delayed", ""), NewArticle::new("Market moves", "")];
    /// let saved = archive.write(|tx| tx.save_all(&items))?;
    /// let ids: Vec<_> = saved.iter().filter_map(|saved| saved.id).collect();
    /// assert_eq!(archive.write(|tx| tx.mark_all(ids, "unread"))?, 2);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn mark_all(&mut self, ids: impl IntoIterator<Item = ArticleId>, name: &str) -> Result<usize> {
        let placed = self.placed(ids)?;
        self.set(&placed, name, None)
    }

    /// Takes a mark and its note away from an article, and returns true if it had the mark.
    ///
    /// # Errors
    ///
    /// As for [`mark`](Self::mark). A mark that the archive doesn't know is no error: nothing has it.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?.id.unwrap();
    /// archive.write(|tx| tx.mark(id, "unread"))?;
    /// assert!(archive.write(|tx| tx.unmark(id, "unread"))?);
    /// assert!(archive.read(|s| s.marks_of(id))?.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn unmark(&mut self, id: ArticleId, name: &str) -> Result<bool> {
        Ok(self.unmark_all([id], name)? > 0)
    }

    /// Takes a mark away from many articles, and returns how many of them had it.
    ///
    /// # Errors
    ///
    /// As for [`unmark`](Self::unmark). If one of the articles isn't there, nothing changes.
    pub fn unmark_all(&mut self, ids: impl IntoIterator<Item = ArticleId>, name: &str) -> Result<usize> {
        let placed = self.placed(ids)?;
        self.take_away(&placed, name)
    }

    /// Marks articles of which the rows are known.
    pub(crate) fn set(&mut self, placed: &[Placed], name: &str, note: Option<&str>) -> Result<usize> {
        let mark = self.find_or_add_mark(name)?;
        let sql = "INSERT INTO article_mark (mark, clock, at, note) VALUES (?1, ?2, ?3, coalesce(?4, ''))
                   ON CONFLICT (mark, clock) DO UPDATE SET note = ?4 WHERE ?4 <> note";
        let now = self.now().timestamp();
        let mut statement = self.statement(sql)?;
        let mut changed = Vec::new();
        for (article, clock) in placed {
            if statement.execute((mark.0, clock, now, note))? > 0 {
                changed.push(*article);
            }
        }
        drop(statement);
        self.note_marked(&changed)?;
        Ok(changed.len())
    }

    /// Takes a mark away from articles of which the rows are known.
    pub(crate) fn take_away(&mut self, placed: &[Placed], name: &str) -> Result<usize> {
        let marks = self.mark_ids_named(&clean_name(name)?)?;
        let mut statement = self.statement("DELETE FROM article_mark WHERE mark = ?1 AND clock = ?2")?;
        let mut changed = Vec::new();
        for (article, clock) in placed {
            let mut had = 0;
            for mark in &marks {
                had += statement.execute((mark.0, clock))?;
            }
            if had > 0 {
                changed.push(*article);
            }
        }
        drop(statement);
        self.note_marked(&changed)?;
        Ok(changed.len())
    }

    /// Notes that marks of articles have changed: a number of the sequence of changes each.
    pub(crate) fn note_marked(&mut self, articles: &[ArticleId]) -> Result<()> {
        if articles.is_empty() {
            return Ok(());
        }
        let first = self.next_changes(articles.len())?;
        let sql = "INSERT INTO marked (article, change) VALUES (?1, ?2)
                   ON CONFLICT (article) DO UPDATE SET change = excluded.change";
        let mut statement = self.statement(sql)?;
        for (change, article) in (first..).zip(articles) {
            statement.execute((article.0, change))?;
        }
        Ok(())
    }

    fn find_or_add_mark(&mut self, name: &str) -> Result<MarkId> {
        let name = clean_name(name)?;
        if let Some(known) = self.mark_named(&name)? {
            return Ok(known.id);
        }
        let id = self.next_id::<MarkId>()?;
        let sql = "INSERT INTO mark (id, name, folded) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING";
        self.execute(sql, (id.0, &name, fold_name(&name)))?;
        Ok(id)
    }
}

impl Snapshot<'_> {
    /// Returns the rows of articles, each once.
    fn placed(&self, ids: impl IntoIterator<Item = ArticleId>) -> Result<Vec<Placed>> {
        let mut ids: Vec<ArticleId> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        let mut statement = self.statement("SELECT clock FROM article_text WHERE article = ?1")?;
        let mut placed = Vec::with_capacity(ids.len());
        for id in ids {
            let mut rows = statement.query([id.0])?;
            let row = rows.next()?.ok_or_else(|| Error::not_found("article", id))?;
            placed.push((id, row.get("clock")?));
        }
        Ok(placed)
    }
}
