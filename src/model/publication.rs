//! Publications and their sections.

use rusqlite::Row;
use serde::{Serialize, Serializer};

use super::new_article::{NewPublication, said};
use crate::error::{Error, Result};
use crate::id::{PublicationId, SectionId};
use crate::store::{Snapshot, Transaction};
use crate::text::{fold_name, slug};

/// A newspaper, site, magazine or wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Publication {
    /// Its id in this archive.
    pub id: PublicationId,
    /// Its title; empty where only the domain is known.
    pub title: String,
    /// Its home domain, without `www.`; empty where not known.
    pub domain: String,
    /// BCP 47 language tag, `und` where not known.
    pub language: String,
    /// ISO 3166 country code, or empty.
    pub country: String,
    /// IANA time zone in which it prints times, or empty.
    pub time_zone: String,
}

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
}

impl Snapshot<'_> {
    /// Returns a publication by id.
    pub fn publication(&self, id: PublicationId) -> Result<Option<Publication>> {
        self.row(
            "SELECT id, title, domain, language, country, time_zone FROM publication WHERE id = ?1",
            [id.0],
            Publication::from_row,
        )
    }

    /// Returns all publications, by title.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").publication("Harbour News")))?;
    /// assert_eq!(archive.read(|s| s.publications())?[0].title, "Harbour News");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn publications(&self) -> Result<Vec<Publication>> {
        self.rows(
            "SELECT id, title, domain, language, country, time_zone FROM publication ORDER BY folded, id",
            [],
            Publication::from_row,
        )
    }

    /// Returns the publications of a title or a domain, whatever its capitals, with or without `www.`.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").publication("Harbour News")))?;
    /// assert_eq!(archive.read(|s| s.publications_named("harbour news"))?.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn publications_named(&self, title_or_domain: &str) -> Result<Vec<Publication>> {
        let folded = fold_name(title_or_domain);
        let domain = folded.strip_prefix("www.").unwrap_or(&folded);
        self.rows(
            "SELECT id, title, domain, language, country, time_zone FROM publication
             WHERE folded = ?1 AND folded <> '' OR domain = ?2 AND domain <> ''
             ORDER BY id",
            [&folded, domain],
            Publication::from_row,
        )
    }

    /// Returns a section by id.
    pub fn section(&self, id: SectionId) -> Result<Option<Section>> {
        self.row("SELECT id, publication, name, parent FROM section WHERE id = ?1", [id.0], Section::from_row)
    }

    /// Returns the sections of a publication, by name.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").publication("Harbour News").section("City");
    /// archive.write(|tx| tx.save(&article))?;
    /// let sections = archive.read(|s| s.sections_of(s.publications()?[0].id))?;
    /// assert_eq!(sections[0].name, "City");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn sections_of(&self, publication: PublicationId) -> Result<Vec<Section>> {
        self.rows(
            "SELECT id, publication, name, parent FROM section WHERE publication = ?1 ORDER BY slug",
            [publication.0],
            Section::from_row,
        )
    }

    /// Returns the section of a publication by what its name is compared by.
    pub(crate) fn section_named(&self, publication: PublicationId, slug: &str) -> Result<Option<Section>> {
        self.row(
            "SELECT id, publication, name, parent FROM section WHERE publication = ?1 AND slug = ?2",
            (publication.0, slug),
            Section::from_row,
        )
    }

    /// Returns the sections of this name in all publications.
    pub(crate) fn sections_named(&self, name: &str) -> Result<Vec<Section>> {
        self.rows(
            "SELECT id, publication, name, parent FROM section WHERE slug = ?1 ORDER BY id",
            [slug(name)],
            Section::from_row,
        )
    }
}

impl Transaction<'_> {
    /// Says in which IANA time zone a publication prints times. Articles saved from now on are placed
    /// by it; those stored stay where they are until they are saved again.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], and [`Error::Invalid`] if there is no such zone.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Ferry delayed", "").publication("Harbour News"))?;
    ///     let publication = tx.publications()?[0].id;
    ///     tx.set_publication_time_zone(publication, "Europe/Lisbon")
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn set_publication_time_zone(&mut self, id: PublicationId, zone: &str) -> Result<()> {
        let zone: chrono_tz::Tz = zone
            .parse()
            .map_err(|_| Error::invalid("time_zone", format!("there is no time zone {zone:?}")))?;
        let sql = "UPDATE publication SET time_zone = ?2 WHERE id = ?1";
        match self.execute(sql, (id.0, zone.name()))? {
            0 => Err(Error::not_found("publication", id)),
            _ => Ok(()),
        }
    }
}

impl Publication {
    /// Makes the form in which a document has it.
    pub(super) fn to_new(&self) -> NewPublication {
        NewPublication {
            title: self.title.clone(),
            domain: said(&self.domain),
            language: said(&self.language).filter(|tag| tag != "und"),
            country: said(&self.country),
            time_zone: said(&self.time_zone),
        }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: PublicationId(row.get("id")?),
            title: row.get("title")?,
            domain: row.get("domain")?,
            language: row.get("language")?,
            country: row.get("country")?,
            time_zone: row.get("time_zone")?,
        })
    }
}

impl Section {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: SectionId(row.get("id")?),
            publication: PublicationId(row.get("publication")?),
            name: row.get("name")?,
            parent: row.get::<_, Option<_>>("parent")?.map(SectionId),
        })
    }
}

/// Writes a publication in JSON as its title, or as its domain where it has no title.
pub(super) fn write_publication<S: Serializer>(
    publication: &Option<Publication>,
    out: S,
) -> std::result::Result<S::Ok, S::Error> {
    let name = publication.as_ref().map(|publication| match publication.title.as_str() {
        "" => &publication.domain,
        _ => &publication.title,
    });
    name.serialize(out)
}

/// Writes a section in JSON as its name.
pub(super) fn write_section<S: Serializer>(
    section: &Option<Section>,
    out: S,
) -> std::result::Result<S::Ok, S::Error> {
    section.as_ref().map(|section| &section.name).serialize(out)
}
