//! The list of organizations.

use crate::error::Result;
use crate::id::OrganizationId;
use crate::model::Organization;
use crate::search::lists::counts::CountSql;
use crate::search::lists::kind::Kind;
use crate::search::lists::listing::{ListPage, Listing};
use crate::store::Snapshot;
use crate::text::fold_beginning;

static ORGANIZATIONS: Kind<'o', Organization> = Kind {
    what: "organizations",
    is_of_tags: false,
    is_of_sections: false,
    fold: fold_beginning,
    names: |_| {
        "SELECT o.id, o.folded AS key FROM organization o
         WHERE (o.folded, o.id) > (:key, :id) AND (:merged OR o.merged_into IS NULL)
           AND (:beginning = '' OR o.id IN (
               SELECT iif(:merged, m.id, coalesce(m.merged_into, m.id)) FROM organization m
               WHERE m.folded >= :beginning AND m.folded < :end))
         ORDER BY o.folded, o.id LIMIT :limit"
    },
    counts: CountSql {
        one: "SELECT count(DISTINCT c.article) AS articles
              FROM organization o JOIN credit c ON c.organization = o.id
              WHERE o.id = ?1 OR o.merged_into = ?1",
        each: &["SELECT organization AS id, article FROM credit
                 WHERE organization IS NOT NULL ORDER BY organization, article"],
        several: "SELECT DISTINCT merged_into AS id FROM organization WHERE merged_into IS NOT NULL",
    },
    read: |snapshot, id| snapshot.organization(OrganizationId(id)),
};

impl Snapshot<'_> {
    /// Lists organizations by name, a page at a time, each with the number of articles in whose byline it is.
    ///
    /// ```
    /// use dateline::{Archive, Listing, NewArticle, NewCredit};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").credit(NewCredit::organization("Coastal Press"));
    /// archive.write(|tx| tx.save(&article))?;
    /// let list = archive.read(|s| s.organizations(&Listing::new()))?;
    /// assert_eq!((list.entries[0].entry.name.as_str(), list.entries[0].articles), ("Coastal Press", 1));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`people`](Self::people).
    pub fn organizations(&self, listing: &Listing) -> Result<ListPage<Organization>> {
        ORGANIZATIONS.page(self, listing)
    }
}
