//! Sections of publications.

use rusqlite::Row;
use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::id::{PublicationId, SectionId};
use crate::store::Snapshot;
use crate::text::slug;

/// A section of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Section {
    /// Its id in this archive.
    pub id: SectionId,
    /// The publication.
    pub publication: PublicationId,
    /// The name as first printed.
    pub name: String,
    /// The section that it is a part of.
    pub parent: Option<SectionId>,
    /// The section of another publication that this one became when the
    /// [publications were merged](crate::Transaction::merge_publications).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<SectionId>,
}

impl Snapshot<'_> {
    /// Returns a section by id. The id of one that was merged into another gives the other.
    pub fn section(&self, id: SectionId) -> Result<Option<Section>> {
        match self.kept_section_id(id)? {
            Some(kept) => self.section_as_saved(kept),
            None => Ok(None),
        }
    }

    /// Returns a section by id, be it one that was merged into another.
    pub(crate) fn section_as_saved(&self, id: SectionId) -> Result<Option<Section>> {
        self.row(
            "SELECT id, publication, name, parent, merged_into FROM section WHERE id = ?1",
            [id.0],
            Section::from_row,
        )
    }

    /// Returns the id of the section that one was merged into, or its own.
    pub(crate) fn kept_section_id(&self, id: SectionId) -> Result<Option<SectionId>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM section WHERE id = ?1";
        self.row(sql, [id.0], |row| row.get("id").map(SectionId))
    }

    /// Returns the section of a publication by what its name is compared by.
    pub(crate) fn section_named(&self, publication: PublicationId, slug: &str) -> Result<Option<Section>> {
        self.row(
            "SELECT q.id, q.publication, q.name, q.parent, q.merged_into
             FROM section s JOIN section q ON q.id = coalesce(s.merged_into, s.id)
             WHERE s.publication = ?1 AND s.slug = ?2 ORDER BY s.id LIMIT 1",
            (publication.0, slug),
            Section::from_row,
        )
    }

    /// Returns the ids of the sections of this name in all publications, those merged into one of them included.
    pub(crate) fn section_ids_named(&self, name: &str) -> Result<Vec<SectionId>> {
        self.rows(
            "SELECT DISTINCT r.id
             FROM section s JOIN section q ON q.id = coalesce(s.merged_into, s.id)
             JOIN section r ON r.id = q.id OR r.merged_into = q.id
             WHERE s.slug = ?1 ORDER BY r.id",
            [slug(name)],
            |row| row.get("id").map(SectionId),
        )
    }

    /// Returns every id that stands for a section: its own, and those merged into it.
    pub(crate) fn same_section_ids(&self, id: SectionId) -> Result<Vec<i64>> {
        self.rows(
            "SELECT q.id
             FROM (SELECT coalesce(merged_into, id) AS kept FROM section WHERE id = ?1) k
             JOIN section q ON q.id = k.kept OR q.merged_into = k.kept
             ORDER BY q.id",
            [id.0],
            |row| row.get("id"),
        )
    }

    /// Returns the sections of a publication that weren't merged into another, each with its slug.
    pub(super) fn own_sections(&self, publication: PublicationId) -> Result<Vec<(Section, String)>> {
        self.rows(
            "SELECT id, publication, name, parent, merged_into, slug FROM section
             WHERE publication = ?1 AND merged_into IS NULL ORDER BY id",
            [publication.0],
            |row| Ok((Section::from_row(row)?, row.get("slug")?)),
        )
    }
}

impl Section {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: SectionId(row.get("id")?),
            publication: PublicationId(row.get("publication")?),
            name: row.get("name")?,
            parent: row.get::<_, Option<_>>("parent")?.map(SectionId),
            merged_into: row.get::<_, Option<_>>("merged_into")?.map(SectionId),
        })
    }
}

/// Writes a section in JSON as its name.
pub(in crate::model) fn write_section<S: Serializer>(
    section: &Option<Section>,
    out: S,
) -> std::result::Result<S::Ok, S::Error> {
    section.as_ref().map(|section| &section.name).serialize(out)
}
