//! The table that lists, for each page on which terms begin, the segment, the page and how the first term
//! of it begins.

use rusqlite::{Connection, OptionalExtension, Params};

use super::blob_column::Blobs;
use super::format::Segment;
use super::format::leaf::Leaf;
use super::{Interruptible, Stop, Table};

/// The list of pages of an index.
#[derive(Clone, Copy)]
pub(super) struct PageIndex<'a> {
    pub(super) conn: &'a Connection,
    pub(super) table: &'static Table,
}

impl PageIndex<'_> {
    /// Returns the page on which a term stands, if it is there.
    pub(super) fn page_of(&self, segment: &Segment, term: &[u8]) -> Interruptible<u32> {
        let page = self.page(self.table.select_page_of, (segment.id, term))?;
        let page = page.ok_or_else(|| Stop::damaged("a page isn't listed"))?;
        // While a segment is being merged into another, its first pages are gone already.
        Ok(page.max(segment.first_page))
    }

    /// Returns the next page behind `page` on which a term behind this one begins, or the last one: rows of
    /// the term before end there.
    pub(super) fn page_after(&self, segment: &Segment, term: &[u8], page: u32) -> Interruptible<u32> {
        let next = self.page(self.table.select_page_after, (segment.id, term))?;
        Ok(next.unwrap_or(segment.last_page).clamp(page, segment.last_page.max(page)))
    }

    /// Returns the pages on which terms begin that begin with `beginning`, each with the next such page or
    /// the last one: rows of its last term end there.
    pub(super) fn pages_of_beginning(
        &self,
        segment: &Segment,
        beginning: &[u8],
    ) -> Interruptible<Vec<(u32, u32)>> {
        let end_of_beginning = after_all(beginning);
        let mut statement = self.conn.prepare_cached(self.table.select_pages_between)?;
        let rows = statement
            .query_map((segment.id, beginning, &end_of_beginning), |row| row.get::<_, i64>("pgno"))?;
        let first = self.page_of(segment, beginning)?;
        let mut pages = vec![first];
        for page in rows {
            let page = page_number(page?)?;
            if page > first && page <= segment.last_page {
                pages.push(page);
            }
        }
        pages.retain(|page| *page <= segment.last_page);
        let Some(last) = pages.last() else { return Ok(Vec::new()) };
        let end = self.page_after(segment, &end_of_beginning, *last)?;
        let ends: Vec<u32> = pages.iter().copied().skip(1).chain([end]).collect();
        Ok(pages.into_iter().zip(ends).map(|(page, end)| (page, end.max(page))).collect())
    }

    /// Returns the page that is listed next behind a term.
    pub(super) fn listed_after(&self, segment: &Segment, term: &[u8]) -> Interruptible<Option<Listed>> {
        let mut statement = self.conn.prepare_cached(self.table.select_page_after)?;
        let next = statement.query_row((segment.id, term), |row| Ok((row.get("term")?, row.get("pgno")?)));
        next.optional()?.map(|(term, page)| Ok(Listed { term, page: page_number(page)? })).transpose()
    }

    /// Returns an error unless the pages of all segments are listed, and of no others. That each list has no
    /// gap is left to [`check`](super::check()): here it is looked at from both ends.
    pub(super) fn require(&self, pages: &dyn Blobs, segments: &[Segment]) -> Interruptible<()> {
        let mut by_id: Vec<&Segment> = segments.iter().collect();
        by_id.sort_by_key(|segment| segment.id);
        let mut listed = self.segment_after(-1)?;
        for segment in by_id {
            // The first page is listed under the empty term, and stays listed when it is gone.
            let is_listed = |(id, first): &(i64, Listed)| {
                *id == i64::from(segment.id) && first.term.is_empty() && first.page == 1
            };
            let Some((id, _)) = listed.filter(is_listed) else {
                return Err(Stop::damaged("segments and listed pages differ"));
            };
            if !segment.is_merged() && !self.ends_with_last_terms(pages, segment)? {
                return Err(Stop::damaged("pages of a segment aren't listed"));
            }
            listed = self.segment_after(id)?;
        }
        match listed {
            None => Ok(()),
            Some(_) => Err(Stop::damaged("pages of an unknown segment are listed")),
        }
    }

    /// Returns the next segment of which pages are listed, and the first of these.
    fn segment_after(&self, segment: i64) -> Interruptible<Option<(i64, Listed)>> {
        let mut statement = self.conn.prepare_cached(self.table.select_next_segment)?;
        let next = statement
            .query_row([segment], |row| Ok((row.get("segid")?, row.get("term")?, row.get("pgno")?)))
            .optional()?;
        next.map(|(id, term, page)| Ok((id, Listed { term, page: page_number(page)? }))).transpose()
    }

    /// Returns true if no term begins behind the last page that is listed.
    fn ends_with_last_terms(&self, pages: &dyn Blobs, segment: &Segment) -> Interruptible<bool> {
        let page = self.page(self.table.select_last_page, [segment.id])?.unwrap_or(0);
        if page >= segment.last_page {
            return Ok(page == segment.last_page);
        }
        let mut last = Vec::new();
        pages.require(segment.page_id(segment.last_page), &mut last)?;
        let last = Leaf::parse(last).ok_or_else(|| Stop::damaged("a page can't be read"))?;
        Ok(!last.has_terms())
    }

    /// Reads the number of the first page that a statement selects.
    fn page(&self, sql: &str, params: impl Params) -> Interruptible<Option<u32>> {
        let stored = self.conn.prepare_cached(sql)?.query_row(params, |row| row.get("pgno"));
        stored.optional()?.map(page_number).transpose()
    }
}

/// A page in the list.
pub(super) struct Listed {
    /// It is behind all terms of the pages before, and not behind the first one of this page.
    pub(super) term: Vec<u8>,
    pub(super) page: u32,
}

/// Returns a page number as it is, which is stored with a flag in its last bit.
fn page_number(stored: i64) -> Interruptible<u32> {
    u32::try_from(stored >> 1).map_err(|_| Stop::damaged("a page number is out of range"))
}

/// Returns the first key that is after all that begin with this one. No byte of UTF-8 is 0xFF.
fn after_all(beginning: &[u8]) -> Vec<u8> {
    let mut key = beginning.to_vec();
    key.push(0xFF);
    key
}
