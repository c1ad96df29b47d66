//! Tags and their spellings.

mod merge;
mod unused;

use serde::Serialize;

use crate::error::{Error, Result};
use crate::id::TagId;
use crate::model::person::named;
use crate::store::{Snapshot, Statement, Transaction, statement};
use crate::text::fold_name;

/// A tag, with every spelling of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tag {
    /// Its id in this archive.
    pub id: TagId,
    /// The vocabulary it belongs to; empty for free keywords.
    pub scheme: String,
    /// The name to show.
    pub name: String,
    /// Every name it goes by, that one included, in the order of the alphabet.
    pub names: Vec<String>,
    /// The tag that it is a part of.
    pub parent: Option<TagId>,
    /// The tag that this one was merged into, in a [list](crate::Listing::with_merged) that has such too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<TagId>,
}

impl Snapshot<'_> {
    /// Returns a tag by id. The id of one that was merged into another gives the other.
    pub fn tag(&self, id: TagId) -> Result<Option<Tag>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM tag WHERE id = ?1";
        match self.row(sql, [id.0], |row| row.get("id").map(TagId))? {
            Some(kept) => self.tag_as_saved(kept),
            None => Ok(None),
        }
    }

    /// Returns a tag by id, be it one that was merged into another.
    pub(crate) fn tag_as_saved(&self, id: TagId) -> Result<Option<Tag>> {
        let sql = "SELECT scheme, name, parent, merged_into FROM tag WHERE id = ?1";
        let found = self.row(sql, [id.0], |row| {
            Ok(Tag {
                id,
                scheme: row.get("scheme")?,
                name: row.get("name")?,
                names: Vec::new(),
                parent: row.get::<_, Option<_>>("parent")?.map(TagId),
                merged_into: row.get::<_, Option<_>>("merged_into")?.map(TagId),
            })
        })?;
        let Some(mut tag) = found else { return Ok(None) };
        tag.names = self.rows(
            "SELECT DISTINCT n.name FROM tag p JOIN tag_name n ON n.tag = p.id
             WHERE p.id = ?1 OR p.merged_into = ?1 ORDER BY n.name",
            [id.0],
            |row| row.get("name"),
        )?;
        Ok(Some(tag))
    }

    /// Returns the tag of a name in its vocabulary (empty: free keywords), whatever its capitals.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.find_or_add_tag("", "Middle East"))?;
    /// assert_eq!(archive.read(|s| s.tag_named("", "MIDDLE EAST"))?.unwrap().id, id);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn tag_named(&self, scheme: &str, name: &str) -> Result<Option<Tag>> {
        let id = self.row(
            "SELECT tag FROM tag_name WHERE scheme = ?1 AND folded = ?2 ORDER BY tag LIMIT 1",
            [scheme, &fold_name(name)],
            |row| row.get("tag").map(TagId),
        )?;
        match id {
            Some(id) => self.tag(id),
            None => Ok(None),
        }
    }

    /// Returns the tags of a name in all vocabularies.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.find_or_add_tag("topic", "Gold")?;
    ///     tx.find_or_add_tag("", "gold")
    /// })?;
    /// assert_eq!(archive.read(|s| s.tags_named("gold"))?.len(), 2);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn tags_named(&self, name: &str) -> Result<Vec<Tag>> {
        let ids = self.rows(
            "SELECT DISTINCT coalesce(t.merged_into, t.id) AS id
             FROM tag_name n JOIN tag t ON t.id = n.tag WHERE n.folded = ?1 ORDER BY id",
            [fold_name(name)],
            |row| row.get("id").map(TagId),
        )?;
        let mut tags = Vec::with_capacity(ids.len());
        for id in ids {
            tags.extend(self.tag(id)?);
        }
        Ok(tags)
    }

    /// Returns every id that stands for a tag: its own, those merged into it, and those of the tags below it.
    /// A merged tag has no parent and is none.
    pub(crate) fn same_tag_ids(&self, id: TagId) -> Result<Vec<i64>> {
        self.rows(
            "WITH RECURSIVE below (id) AS (
                 SELECT coalesce(merged_into, id) FROM tag WHERE id = ?1
                 UNION
                 SELECT child.id FROM below JOIN tag child ON child.parent = below.id
             )
             SELECT t.id FROM below JOIN tag t ON t.id = below.id OR t.merged_into = below.id
             ORDER BY t.id",
            [id.0],
            |row| row.get("id"),
        )
    }

    fn known_tag(&self, id: TagId) -> Result<Tag> {
        self.tag(id)?.ok_or_else(|| Error::not_found("tag", id))
    }
}

impl Transaction<'_> {
    /// Returns the tag of a name in its vocabulary (empty: free keywords), added if there is none.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the name is blank.
    pub fn find_or_add_tag(&mut self, scheme: &str, name: &str) -> Result<TagId> {
        let name = named(name)?;
        if let Some(tag) = self.tag_named(scheme, &name)? {
            return Ok(tag.id);
        }
        let id = self.next_id::<TagId>()?;
        let sql = "INSERT INTO tag (id, scheme, name) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING";
        let tag = statement!(sql, id.0, scheme.to_owned(), name.clone());
        self.apply(&[tag, tag_name(id, scheme, name)])?;
        self.note_change_of(id)?;
        Ok(id)
    }

    /// Gives a tag another name to show. The old one stays a name of it, and every article keeps
    /// what it printed.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if the name is blank or another tag's: then
    /// [`merge_tags`](Self::merge_tags).
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// let id = archive.write(|tx| tx.find_or_add_tag("", "Transport"))?;
    /// archive.write(|tx| tx.rename_tag(id, "Traffic"))?;
    /// assert_eq!(archive.read(|s| s.tag(id))?.unwrap().names, ["Traffic", "Transport"]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn rename_tag(&mut self, id: TagId, name: &str) -> Result<()> {
        self.add_tag_name(id, name)?;
        let (tag, name) = (self.known_tag(id)?, named(name)?);
        self.apply(&[
            statement!("UPDATE tag SET name = ?2 WHERE id = ?1", tag.id.0, name.clone()),
            // Lists find a tag by the spelling that is shown.
            statement!(
                "UPDATE tag_name SET name = ?4 WHERE scheme = ?1 AND folded = ?2 AND tag = ?3",
                tag.scheme,
                fold_name(&name),
                tag.id.0,
                name
            ),
        ])?;
        self.note_change_of(tag.id)
    }

    /// Adds a name that a tag goes by.
    ///
    /// # Errors
    ///
    /// As for [`rename_tag`](Self::rename_tag).
    pub fn add_tag_name(&mut self, id: TagId, name: &str) -> Result<()> {
        let (tag, name) = (self.known_tag(id)?, named(name)?);
        match self.tag_named(&tag.scheme, &name)? {
            Some(other) if other.id != tag.id => {
                Err(Error::invalid("name", format!("it is a name of tag {}; merge the two", other.id)))
            }
            _ => {
                self.apply(&[tag_name(tag.id, &tag.scheme, name)])?;
                self.note_change_of(tag.id)
            }
        }
    }

    /// Puts a tag below another, whose articles it then is among; `None` takes it out.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if the parent is the tag itself or below it.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").tag("Ferries"))?;
    ///     let (ferries, transport) = (tx.find_or_add_tag("", "Ferries")?, tx.find_or_add_tag("", "Transport")?);
    ///     tx.set_tag_parent(ferries, Some(transport))
    /// })?;
    /// assert_eq!(archive.search(&"tag:transport".into())?.hits.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn set_tag_parent(&mut self, id: TagId, parent: Option<TagId>) -> Result<()> {
        let id = self.known_tag(id)?.id;
        let parent = parent.map(|parent| self.known_tag(parent)).transpose()?.map(|tag| tag.id);
        if let Some(parent) = parent
            && self.is_above(id, parent)?
        {
            return Err(Error::invalid("parent", format!("tag {parent} is below tag {id}, or the same")));
        }
        self.apply(&[statement!("UPDATE tag SET parent = ?2 WHERE id = ?1", id.0, parent.map(|id| id.0))])?;
        self.note_change_of(id)
    }

    fn is_above(&self, one: TagId, other: TagId) -> Result<bool> {
        Ok(self.same_tag_ids(one)?.contains(&other.0))
    }
}

fn tag_name(id: TagId, scheme: &str, name: String) -> Statement {
    statement!(
        "INSERT INTO tag_name (scheme, folded, name, tag) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (scheme, folded, tag) DO NOTHING",
        scheme.to_owned(),
        fold_name(&name),
        name,
        id.0,
    )
}
