//! Tags that no article has.

use super::Tag;
use crate::error::{Error, Result};
use crate::id::TagId;
use crate::store::{Snapshot, Transaction, statement};

impl Snapshot<'_> {
    /// Returns the tags that no article has and no tag stands below, the one first known first.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").tag("Harbour"))?;
    ///     tx.find_or_add_tag("", "Harbuor")?;
    ///     let unused = tx.unused_tags()?;
    ///     assert_eq!(unused[0].name, "Harbuor");
    ///     tx.remove_tag(unused[0].id)
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn unused_tags(&self) -> Result<Vec<Tag>> {
        let ids = self.unused_tag_ids()?;
        ids.into_iter().filter_map(|id| self.tag_as_saved(id).transpose()).collect()
    }

    fn unused_tag_ids(&self) -> Result<Vec<TagId>> {
        self.rows(
            "SELECT t.id FROM tag t
             WHERE t.merged_into IS NULL
               AND NOT EXISTS (SELECT 1 FROM tag child WHERE child.parent = t.id)
               AND NOT EXISTS (
                   SELECT 1 FROM tag q
                   WHERE (q.id = t.id OR q.merged_into = t.id)
                     AND EXISTS (SELECT 1 FROM article_tag a WHERE a.tag = q.id))
             ORDER BY t.id",
            [],
            |row| row.get("id").map(TagId),
        )
    }

    /// Names an article that has a tag, or one merged into it, or a tag that stands below it.
    fn user_of_tag(&self, id: TagId) -> Result<Option<String>> {
        self.row(
            "SELECT coalesce(
                 (SELECT 'article ' || min(a.article) FROM article_tag a JOIN tag t ON t.id = a.tag
                  WHERE t.id = ?1 OR t.merged_into = ?1),
                 (SELECT 'tag ' || min(id) FROM tag WHERE parent = ?1)) AS user",
            [id.0],
            |row| row.get("user"),
        )
        .map(Option::flatten)
    }
}

impl Transaction<'_> {
    /// Removes a tag that no article has and no tag stands below, with all its names and whatever was merged into it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::InUse`] if an article has it or a tag stands below it.
    pub fn remove_tag(&mut self, id: TagId) -> Result<()> {
        let id = self.known_tag(id)?.id;
        if let Some(by) = self.user_of_tag(id)? {
            return Err(Error::InUse { what: "tag", id: id.to_string(), by });
        }
        self.delete_tag(id)
    }

    /// Removes every tag that no article has and no tag stands below, and returns their number.
    pub fn remove_unused_tags(&mut self) -> Result<usize> {
        let unused = self.unused_tag_ids()?;
        self.whole(|tx| unused.iter().try_for_each(|id| tx.delete_tag(*id)))?;
        Ok(unused.len())
    }

    fn delete_tag(&mut self, id: TagId) -> Result<()> {
        let statements = [
            statement!("DELETE FROM tag WHERE merged_into = ?1", id.0),
            statement!("DELETE FROM tag WHERE id = ?1", id.0),
        ];
        self.whole(|tx| tx.apply(&statements))?;
        self.note_change_of(id)
    }
}
