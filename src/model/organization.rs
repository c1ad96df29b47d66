//! Organizations: news agencies, photo agencies, publishers.

use rusqlite::Row;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::column::word;
use super::words::words;
use crate::error::{Error, Result};
use crate::id::OrganizationId;
use crate::store::{Snapshot, Transaction};
use crate::text::fold_name;

words! {
    /// The trade of an organization.
    #[derive(Default)]
    #[non_exhaustive]
    OrganizationKind {
        /// A news agency.
        Agency = "agency"
        /// A photo agency.
        PhotoAgency = "photo_agency"
        /// A publisher.
        Publisher = "publisher"
        /// Anything else.
        #[default]
        Other = "other"
    }
}

/// A news agency, photo agency, publisher or other organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Organization {
    /// Its id in this archive.
    pub id: OrganizationId,
    /// Its name as first printed.
    pub name: String,
    /// Its trade.
    pub kind: OrganizationKind,
    /// The organization that this one was merged into, in a [list](crate::Listing::with_merged) that has such too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<OrganizationId>,
}

impl Snapshot<'_> {
    /// Returns an organization by id.
    pub fn organization(&self, id: OrganizationId) -> Result<Option<Organization>> {
        self.row(
            "SELECT id, name, kind, merged_into FROM organization WHERE id = ?1",
            [id.0],
            Organization::from_row,
        )
    }

    /// Returns the organization of a name, whatever its capitals.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewCredit};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").credit(NewCredit::organization("COASTAL PRESS"));
    /// archive.write(|tx| tx.save(&article))?;
    /// let agency = archive.read(|s| s.organization_named("Coastal Press"))?.unwrap();
    /// assert_eq!(archive.read(|s| s.organization(agency.id))?.unwrap().name, "COASTAL PRESS");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn organization_named(&self, name: &str) -> Result<Option<Organization>> {
        self.row(
            "SELECT id, name, kind, merged_into FROM organization WHERE folded = ?1",
            [fold_name(name)],
            Organization::from_row,
        )
    }
}

impl Transaction<'_> {
    /// Says what an organization does. A save takes whoever writes or supplies for an agency.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewCredit, OrganizationKind};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").credit(NewCredit::organization("Harbour Trust"));
    /// let organization = archive.write(|tx| {
    ///     tx.save(&article)?;
    ///     let id = tx.organization_named("Harbour Trust")?.unwrap().id;
    ///     tx.set_organization_kind(id, OrganizationKind::Publisher)?;
    ///     tx.organization(id)
    /// })?;
    /// assert_eq!(organization.unwrap().kind, OrganizationKind::Publisher);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn set_organization_kind(&mut self, id: OrganizationId, kind: OrganizationKind) -> Result<()> {
        let sql = "UPDATE organization SET kind = ?2 WHERE id = ?1";
        match self.execute(sql, (id.0, kind.as_str()))? {
            0 => Err(Error::not_found("organization", id)),
            _ => self.note_change_of(id),
        }
    }
}

impl Organization {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let kind = word(row, "kind", OrganizationKind::from_word)?;
        let merged_into = row.get::<_, Option<_>>("merged_into")?.map(OrganizationId);
        Ok(Self { id: OrganizationId(row.get("id")?), name: row.get("name")?, kind, merged_into })
    }

    /// Reads the columns `organization`, `organization_name` and `organization_kind` of a row that may
    /// have none.
    pub(super) fn from_joined(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let Some(id) = row.get("organization")? else { return Ok(None) };
        let kind = word(row, "organization_kind", OrganizationKind::from_word)?;
        let name = row.get("organization_name")?;
        Ok(Some(Self { id: OrganizationId(id), name, kind, merged_into: None }))
    }
}

/// Writes an organization in JSON as its id and, as `organization_name`, its name.
pub(super) fn write_organization<S: Serializer>(
    organization: &Option<Organization>,
    out: S,
) -> std::result::Result<S::Ok, S::Error> {
    let mut fields = out.serialize_struct("Organization", 2)?;
    fields.serialize_field("organization", &organization.as_ref().map(|known| known.id))?;
    fields.serialize_field("organization_name", &organization.as_ref().map(|known| &known.name))?;
    fields.end()
}

/// Writes an organization in JSON as its name.
pub(super) fn write_organization_name<S: Serializer>(
    organization: &Option<Organization>,
    out: S,
) -> std::result::Result<S::Ok, S::Error> {
    organization.as_ref().map(|known| &known.name).serialize(out)
}
