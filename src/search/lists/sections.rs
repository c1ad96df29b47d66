//! The list of sections.

use crate::error::Result;
use crate::id::SectionId;
use crate::model::Section;
use crate::search::lists::counts::CountSql;
use crate::search::lists::kind::Kind;
use crate::search::lists::listing::{ListPage, Listing};
use crate::store::Snapshot;
use crate::text::slug;

static SECTIONS: Kind<'s', Section> = Kind {
    what: "sections",
    is_of_tags: false,
    is_of_sections: true,
    fold: slug,
    names: |_| {
        "SELECT s.id, s.slug AS key FROM section s
         WHERE (s.slug, s.id) > (:key, :id) AND (:merged OR s.merged_into IS NULL)
           AND (:publication IS NULL OR s.publication IN (
               SELECT q.id
               FROM (SELECT coalesce(merged_into, id) AS kept FROM publication WHERE id = :publication) k
               JOIN publication q ON q.id = k.kept OR q.merged_into = k.kept))
           AND (:beginning = '' OR s.slug >= :beginning AND s.slug < :end)
         ORDER BY s.slug, s.id LIMIT :limit"
    },
    counts: CountSql {
        one: "SELECT count(*) AS articles
              FROM section s JOIN article a ON a.section = s.id
              WHERE s.id = ?1 OR s.merged_into = ?1",
        each: &["SELECT section AS id, id AS article FROM article
                 WHERE section IS NOT NULL ORDER BY section, id"],
        several: "SELECT DISTINCT merged_into AS id FROM section WHERE merged_into IS NOT NULL",
    },
    read: |snapshot, id| snapshot.section_as_saved(SectionId(id)),
};

impl Snapshot<'_> {
    /// Lists sections by name, a page at a time, each with the number of its articles: those of all publications, or of
    /// [one](Listing::publication).
    ///
    /// ```
    /// use dateline::{Archive, Listing, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").publication("Harbour News").section("City");
    /// archive.write(|tx| tx.save(&article))?;
    /// archive.read(|s| {
    ///     let news = s.publications_named("Harbour News")?[0].id;
    ///     let sections = s.sections(&Listing::new().publication(news))?;
    ///     assert_eq!(sections.entries[0].entry.name, "City");
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`people`](Self::people).
    pub fn sections(&self, listing: &Listing) -> Result<ListPage<Section>> {
        SECTIONS.page(self, listing)
    }
}
