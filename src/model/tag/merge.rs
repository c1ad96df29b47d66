//! Tags that turn out to be one, or two.

use crate::error::{Error, Result};
use crate::id::TagId;
use crate::store::{Snapshot, Transaction, statement};
use crate::text::fold_name;

impl Snapshot<'_> {
    /// Returns pairs of tags of one name in one vocabulary: each with the first of that name. Those that are one are left
    /// out.
    ///
    /// Names are one that differ only in case, accents and the like. Tags come to have one name only by a new
    /// version of the archive, which compares names otherwise: then they stay two until
    /// [`merge_tags`](Transaction::merge_tags) says that they are one.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// for (one, other) in archive.read(|snapshot| snapshot.tags_alike())? {
    ///     archive.write(|tx| tx.merge_tags(other, one))?;
    /// }
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn tags_alike(&self) -> Result<Vec<(TagId, TagId)>> {
        self.rows(
            "SELECT DISTINCT one, other
             FROM (SELECT min(coalesce(t.merged_into, t.id)) OVER (PARTITION BY n.scheme, n.folded) AS one,
                          coalesce(t.merged_into, t.id) AS other
                   FROM tag_name n JOIN tag t ON t.id = n.tag)
             WHERE one < other
             ORDER BY one, other",
            [],
            |row| Ok((TagId(row.get("one")?), TagId(row.get("other")?))),
        )
    }
}

impl Transaction<'_> {
    /// Says that two tags are one. All names of `from` are `into`'s from now on, and so are the tags
    /// below it; `into` stays where it is, or takes the place of `from` if it is below none. Every
    /// article keeps what it printed, and is found under either name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if they are one already or one is above the other.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").tag("Transports"))?;
    ///     let (from, into) = (tx.find_or_add_tag("", "Transports")?, tx.find_or_add_tag("", "Transport")?);
    ///     tx.merge_tags(from, into)
    /// })?;
    /// assert_eq!(archive.search(&"tag:transport".into())?.hits.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn merge_tags(&mut self, from: TagId, into: TagId) -> Result<()> {
        let (from, into) = (self.known_tag(from)?, self.known_tag(into)?);
        if from.id == into.id {
            return Err(Error::invalid("from", format!("{} is tag {} already", from.id, into.id)));
        }
        if self.is_above(from.id, into.id)? || self.is_above(into.id, from.id)? {
            return Err(Error::invalid("from", "one of the two is above the other"));
        }
        self.apply(&[
            statement!("UPDATE tag SET parent = ?2 WHERE parent = ?1", from.id.0, into.id.0),
            statement!(
                "UPDATE tag SET parent = ?2 WHERE id = ?1",
                into.id.0,
                into.parent.or(from.parent).map(|id| id.0)
            ),
            statement!(
                "UPDATE tag SET merged_into = ?2, parent = NULL WHERE id = ?1 OR merged_into = ?1",
                from.id.0,
                into.id.0,
            ),
        ])?;
        self.note_change_of(from.id)?;
        self.note_change_of(into.id)
    }

    /// Takes back that a tag was merged into another. Its names are its own again, and so are the articles that were tagged
    /// with it before the merge. What was tagged since then by one of those names stays with the other tag, and so do
    /// the tags below and whatever had been merged into this one before; it stands below none.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if it isn't merged into another, or if both are shown by one name in one
    /// vocabulary: then [`rename_tag`](Self::rename_tag).
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").tag("Transports"))?;
    ///     let (from, into) = (tx.find_or_add_tag("", "Transports")?, tx.find_or_add_tag("", "Transport")?);
    ///     tx.merge_tags(from, into)?;
    ///     tx.unmerge_tag(from)
    /// })?;
    /// assert_eq!(archive.search(&"tag:transport".into())?.hits.len(), 0);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn unmerge_tag(&mut self, id: TagId) -> Result<()> {
        let tag = self.tag_as_saved(id)?.ok_or_else(|| Error::not_found("tag", id))?;
        let Some(other) = tag.merged_into.map(|other| self.known_tag(other)).transpose()? else {
            return Err(Error::invalid("id", format!("tag {id} isn't merged into another")));
        };
        let shown = fold_name(&other.name);
        if tag.scheme == other.scheme && fold_name(&tag.name) == shown {
            let reason = format!("tags {id} and {} would both be called {:?}", other.id, tag.name);
            return Err(Error::invalid("name", reason));
        }
        // Of the names that both have got, the other keeps only the one by which it is shown.
        self.apply(&[
            statement!(
                "DELETE FROM tag_name
                 WHERE tag = ?2 AND folded <> ?3
                   AND EXISTS (SELECT 1 FROM tag_name n
                               WHERE n.tag = ?1 AND n.scheme = tag_name.scheme AND n.folded = tag_name.folded)",
                id.0,
                other.id.0,
                shown.clone(),
            ),
            statement!(
                "DELETE FROM tag_name WHERE tag = ?1 AND scheme = ?2 AND folded = ?3",
                id.0,
                other.scheme,
                shown,
            ),
            statement!("UPDATE tag SET merged_into = NULL WHERE id = ?1", id.0),
        ])?;
        self.note_change_of(id)?;
        self.note_change_of(other.id)
    }
}
