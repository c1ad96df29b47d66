//! The list of tags.

use crate::error::Result;
use crate::id::TagId;
use crate::model::Tag;
use crate::search::lists::counts::CountSql;
use crate::search::lists::kind::Kind;
use crate::search::lists::listing::{ListPage, Listing};
use crate::store::Snapshot;
use crate::text::fold_beginning;

static TAGS: Kind<'t', Tag> = Kind {
    what: "tags",
    is_of_tags: true,
    is_of_sections: false,
    fold: fold_beginning,
    names: |_| {
        "SELECT n.tag AS id, n.folded AS key
         FROM tag_name n JOIN tag t ON t.id = n.tag AND t.scheme = n.scheme AND t.name = n.name
         WHERE (n.folded, n.tag) > (:key, :id) AND (:merged OR t.merged_into IS NULL)
           AND (:scheme IS NULL OR t.scheme = :scheme)
           AND (:below IS NULL OR t.parent = (SELECT coalesce(merged_into, id) FROM tag WHERE id = :below))
           AND (NOT :top OR t.parent IS NULL)
           AND (:beginning = '' OR t.id IN (
               SELECT iif(:merged, m.id, coalesce(m.merged_into, m.id))
               FROM tag_name b JOIN tag m ON m.id = b.tag
               WHERE b.folded >= :beginning AND b.folded < :end))
         ORDER BY n.folded, n.tag LIMIT :limit"
    },
    counts: CountSql {
        one: "WITH RECURSIVE below (id) AS (
                  VALUES (?1)
                  UNION
                  SELECT child.id FROM below JOIN tag child ON child.parent = below.id
              )
              SELECT count(DISTINCT a.article) AS articles
              FROM below JOIN tag t ON t.id = below.id OR t.merged_into = below.id
              JOIN article_tag a ON a.tag = t.id",
        each: &["SELECT tag AS id, article FROM article_tag ORDER BY tag, article"],
        several: "SELECT merged_into AS id FROM tag WHERE merged_into IS NOT NULL
                  UNION
                  SELECT parent FROM tag WHERE parent IS NOT NULL",
    },
    read: |snapshot, id| snapshot.tag_as_saved(TagId(id)),
};

impl Snapshot<'_> {
    /// Lists tags by name, a page at a time, each with the number of articles that have it, one merged into it, or one
    /// below it.
    ///
    /// ```
    /// use dateline::{Archive, Listing};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.find_or_add_tag("", "Transport")?;
    ///     tx.find_or_add_tag("", "Fishing")
    /// })?;
    /// let tags = archive.read(|s| s.tags(&Listing::new()))?.entries;
    /// assert_eq!(tags.iter().map(|tag| tag.entry.name.as_str()).collect::<Vec<_>>(), ["Fishing", "Transport"]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`people`](Self::people).
    pub fn tags(&self, listing: &Listing) -> Result<ListPage<Tag>> {
        TAGS.page(self, listing)
    }
}
