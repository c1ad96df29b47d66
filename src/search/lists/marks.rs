//! The list of marks.

use crate::error::Result;
use crate::id::MarkId;
use crate::model::Mark;
use crate::search::lists::counts::CountSql;
use crate::search::lists::kind::Kind;
use crate::search::lists::listing::{ListPage, Listing};
use crate::store::Snapshot;
use crate::text::fold_beginning;

static MARKS: Kind<'m', Mark> = Kind {
    what: "marks",
    is_of_tags: false,
    is_of_sections: false,
    fold: fold_beginning,
    names: |_| {
        "SELECT id, folded AS key FROM mark
         WHERE (folded, id) > (:key, :id) AND (:beginning = '' OR folded >= :beginning AND folded < :end)
         ORDER BY folded, id LIMIT :limit"
    },
    counts: CountSql {
        one: "SELECT count(*) AS articles FROM article_mark WHERE mark = ?1",
        each: &["SELECT mark AS id, clock AS article FROM article_mark ORDER BY mark, clock"],
        several: "SELECT id FROM mark WHERE FALSE",
    },
    read: |snapshot, id| {
        let name = snapshot.name_of_mark(MarkId(id))?;
        Ok(name.map(|name| Mark { id: MarkId(id), name }))
    },
};

impl Snapshot<'_> {
    /// Lists marks by name, a page at a time, each with the number of articles that have it.
    ///
    /// ```
    /// use dateline::{Archive, Listing, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     let id = tx.save(&NewArticle::new("Ferry delayed", ""))?.id.unwrap();
    ///     tx.mark(id, "unread")?;
    ///     tx.mark(id, "starred")
    /// })?;
    /// let list = archive.read(|s| s.marks(&Listing::new().beginning("star")))?;
    /// assert_eq!((list.entries[0].entry.name.as_str(), list.entries[0].articles), ("starred", 1));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`people`](Self::people).
    pub fn marks(&self, listing: &Listing) -> Result<ListPage<Mark>> {
        MARKS.page(self, listing)
    }
}
