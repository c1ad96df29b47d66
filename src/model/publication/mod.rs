//! Publications and their sections.

mod merge;
mod section;

use rusqlite::Row;
use serde::{Serialize, Serializer};

use crate::error::{Error, Result};
use crate::id::PublicationId;
use crate::model::new_article::{NewPublication, said};
use crate::store::{Snapshot, Transaction};
use crate::text::{domain_key, fold_name};

pub(super) use section::write_section;

pub use section::Section;

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
    /// The publication that this one was merged into since: an article keeps the one that it was saved with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PublicationId>,
}

impl Snapshot<'_> {
    /// Returns a publication by id. The id of one that was merged into another gives the other.
    pub fn publication(&self, id: PublicationId) -> Result<Option<Publication>> {
        match self.kept_publication_id(id)? {
            Some(kept) => self.publication_as_saved(kept),
            None => Ok(None),
        }
    }

    /// Returns a publication by id, be it one that was merged into another.
    pub(crate) fn publication_as_saved(&self, id: PublicationId) -> Result<Option<Publication>> {
        self.row(
            "SELECT id, title, domain, language, country, time_zone, merged_into FROM publication WHERE id = ?1",
            [id.0],
            Publication::from_row,
        )
    }

    /// Returns the publications of a title or a domain, whatever its capitals, with or without `www.`; of one that was
    /// merged, the other.
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
        let domain = domain_key(title_or_domain).unwrap_or_default();
        self.rows(
            "SELECT DISTINCT q.id, q.title, q.domain, q.language, q.country, q.time_zone, q.merged_into
             FROM publication p JOIN publication q ON q.id = coalesce(p.merged_into, p.id)
             WHERE p.folded = ?1 AND p.folded <> '' OR p.domain = ?2 AND p.domain <> ''
             ORDER BY q.id",
            [&folded, &domain],
            Publication::from_row,
        )
    }

    /// Returns the publication of a domain, the first known of several; of one that was merged, the other.
    pub(crate) fn publication_of_domain(&self, domain: &str) -> Result<Option<Publication>> {
        self.row(
            "SELECT q.id, q.title, q.domain, q.language, q.country, q.time_zone, q.merged_into
             FROM publication p JOIN publication q ON q.id = coalesce(p.merged_into, p.id)
             WHERE p.domain = ?1 AND p.domain <> '' ORDER BY p.id LIMIT 1",
            [domain],
            Publication::from_row,
        )
    }

    /// Returns the publications of a folded title; of those that were merged, the others.
    pub(crate) fn publications_titled(&self, folded: &str) -> Result<Vec<Publication>> {
        self.rows(
            "SELECT DISTINCT q.id, q.title, q.domain, q.language, q.country, q.time_zone, q.merged_into
             FROM publication p JOIN publication q ON q.id = coalesce(p.merged_into, p.id)
             WHERE p.folded = ?1 AND p.folded <> '' ORDER BY q.id",
            [folded],
            Publication::from_row,
        )
    }

    /// Returns every publication, merged ones included.
    pub(crate) fn all_publications(&self) -> Result<Vec<Publication>> {
        self.rows(
            "SELECT id, title, domain, language, country, time_zone, merged_into FROM publication ORDER BY id",
            [],
            Publication::from_row,
        )
    }

    /// Returns a publication with all that were merged into the same: the names by which it is known.
    pub(crate) fn publications_merged_with(&self, id: PublicationId) -> Result<Vec<Publication>> {
        self.rows(
            "SELECT q.id, q.title, q.domain, q.language, q.country, q.time_zone, q.merged_into
             FROM (SELECT coalesce(merged_into, id) AS kept FROM publication WHERE id = ?1) k
             JOIN publication q ON q.id = k.kept OR q.merged_into = k.kept
             ORDER BY q.id",
            [id.0],
            Publication::from_row,
        )
    }

    /// Returns the id of the publication that one was merged into, or its own.
    pub(crate) fn kept_publication_id(&self, id: PublicationId) -> Result<Option<PublicationId>> {
        let sql = "SELECT coalesce(merged_into, id) AS id FROM publication WHERE id = ?1";
        self.row(sql, [id.0], |row| row.get("id").map(PublicationId))
    }

    /// Returns true if any publication was merged into another.
    pub(crate) fn has_merged_publications(&self) -> Result<bool> {
        let sql = "SELECT 1 AS one FROM publication WHERE merged_into IS NOT NULL LIMIT 1";
        Ok(self.row(sql, [], |_| Ok(()))?.is_some())
    }

    fn known_publication(&self, id: PublicationId) -> Result<Publication> {
        self.publication(id)?.ok_or_else(|| Error::not_found("publication", id))
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
    ///     let publication = tx.publications_named("Harbour News")?[0].id;
    ///     tx.set_publication_time_zone(publication, "Europe/Lisbon")
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn set_publication_time_zone(&mut self, id: PublicationId, zone: &str) -> Result<()> {
        let zone: chrono_tz::Tz = zone
            .parse()
            .map_err(|_| Error::invalid("time_zone", format!("there is no time zone {zone:?}")))?;
        let id = self.known_publication(id)?.id;
        // The articles that were saved with a merged one are of this one now.
        let sql = "UPDATE publication SET time_zone = ?2 WHERE id = ?1 OR merged_into = ?1";
        self.execute(sql, (id.0, zone.name()))?;
        self.note_change_of(id)
    }
}

impl Publication {
    /// Makes the form in which a document has it.
    pub(in crate::model) fn to_new(&self) -> NewPublication {
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
            merged_into: row.get::<_, Option<_>>("merged_into")?.map(PublicationId),
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
