//! The list of publications.

use crate::error::Result;
use crate::id::PublicationId;
use crate::model::Publication;
use crate::search::lists::counts::CountSql;
use crate::search::lists::kind::Kind;
use crate::search::lists::listing::{ListPage, Listing};
use crate::store::Snapshot;
use crate::text::fold_beginning;

static PUBLICATIONS: Kind<'u', Publication> = Kind {
    what: "publications",
    is_of_tags: false,
    is_of_sections: false,
    fold: fold_beginning,
    names: |_| {
        "SELECT id, key
         FROM (SELECT id, iif(title = '', domain, folded) AS key, merged_into FROM publication)
         WHERE (key, id) > (:key, :id) AND (:merged OR merged_into IS NULL)
           AND (:beginning = '' OR id IN (
               SELECT iif(:merged, m.id, coalesce(m.merged_into, m.id)) FROM publication m
               WHERE m.folded >= :beginning AND m.folded < :end
                  OR m.domain >= :beginning AND m.domain < :end))
         ORDER BY key, id LIMIT :limit"
    },
    counts: CountSql {
        one: "SELECT count(*) AS articles
              FROM publication p JOIN article a ON a.publication = p.id
              WHERE p.id = ?1 OR p.merged_into = ?1",
        each: &["SELECT publication AS id, id AS article FROM article
                 WHERE publication IS NOT NULL ORDER BY publication, id"],
        several: "SELECT DISTINCT merged_into AS id FROM publication WHERE merged_into IS NOT NULL",
    },
    read: |snapshot, id| snapshot.publication_as_saved(PublicationId(id)),
};

impl Snapshot<'_> {
    /// Lists publications by title, or by domain where they have none, a page at a time, each with the number of its
    /// articles. A domain may begin so as well.
    ///
    /// ```
    /// use dateline::{Archive, Listing, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").publication("Harbour News")))?;
    /// let list = archive.read(|s| s.publications(&Listing::new().beginning("harb")))?;
    /// assert_eq!((list.entries[0].entry.title.as_str(), list.entries[0].articles), ("Harbour News", 1));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`people`](Self::people).
    pub fn publications(&self, listing: &Listing) -> Result<ListPage<Publication>> {
        PUBLICATIONS.page(self, listing)
    }
}
