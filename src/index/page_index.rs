//! The table that lists, for each page on which terms begin, the segment, the page and how the first term
//! of it begins.

use rusqlite::Row;

use super::leaf::Leaf;
use super::segments::Segment;
use super::{Index, Step, damaged, read_block};
use crate::Snapshot;
use crate::store::Blobs;

/// A page number is stored with a flag in its last bit.
pub(super) fn page_number(stored: i64) -> Step<u32> {
    u32::try_from(stored >> 1).map_err(|_| damaged("a page number is out of range"))
}

/// Returns an error unless the pages of all segments are listed, and of no others. That each list has no
/// gap is left to [`check`](super::check): here it is looked at from both ends.
pub(super) fn require(snapshot: &Snapshot<'_>, pages: &dyn Blobs, segments: &[Segment]) -> Step<()> {
    let mut by_id: Vec<&Segment> = segments.iter().collect();
    by_id.sort_by_key(|segment| segment.id);
    let mut before = -1;
    for segment in by_id {
        let id = i64::from(segment.id);
        if listed_after(snapshot, before)? != Some(id) || !begins_with_first_page(snapshot, id)? {
            return Err(damaged("segments and listed pages differ"));
        }
        if !segment.is_merged() && !ends_with_last_terms(snapshot, pages, segment)? {
            return Err(damaged("pages of a segment aren't listed"));
        }
        before = id;
    }
    match listed_after(snapshot, before)? {
        None => Ok(()),
        Some(_) => Err(damaged("pages of an unknown segment are listed")),
    }
}

/// The next segment of which pages are listed.
fn listed_after(snapshot: &Snapshot<'_>, segment: i64) -> Step<Option<i64>> {
    let sql = "SELECT segid FROM article_fts_idx WHERE segid > ?1 ORDER BY segid LIMIT 1";
    Ok(snapshot.row(sql, [segment], |row| row.get("segid"))?)
}

/// The first page is listed under the empty term, and stays listed when it is gone.
fn begins_with_first_page(snapshot: &Snapshot<'_>, segment: i64) -> Step<bool> {
    let sql = "SELECT pgno FROM article_fts_idx WHERE segid = ?1 AND term = x''";
    let page: Option<i64> = snapshot.row(sql, [segment], |row| row.get("pgno"))?;
    Ok(page.map(page_number).transpose()? == Some(1))
}

/// Behind the last page that is listed, no term begins.
fn ends_with_last_terms(snapshot: &Snapshot<'_>, pages: &dyn Blobs, segment: &Segment) -> Step<bool> {
    let sql = "SELECT pgno FROM article_fts_idx WHERE segid = ?1 ORDER BY term DESC LIMIT 1";
    let page: Option<i64> = snapshot.row(sql, [segment.id], |row| row.get("pgno"))?;
    let page = page.map_or(Ok(0), page_number)?;
    if page >= segment.last_page {
        return Ok(page == segment.last_page);
    }
    let mut last = Vec::new();
    read_block(pages, segment.page_id(segment.last_page), &mut last)?;
    let last = Leaf::parse(last).ok_or_else(|| damaged("a page can't be read"))?;
    Ok(!last.has_terms())
}

/// A row of the table.
pub(super) struct Listed {
    /// It is behind all terms of the pages before, and not behind the first one of this page.
    pub(super) term: Vec<u8>,
    pub(super) page: u32,
}

/// The first page of a segment that is listed, or the next one behind a term.
pub(super) fn listed_page_after(
    index: &Index<'_>,
    segment: &Segment,
    term: Option<&[u8]>,
) -> Step<Option<Listed>> {
    let first = "SELECT term, pgno FROM article_fts_idx WHERE segid = ?1 ORDER BY term LIMIT 1";
    let next = "SELECT term, pgno FROM article_fts_idx WHERE segid = ?1 AND term > ?2 ORDER BY term LIMIT 1";
    let read = |row: &Row<'_>| Ok((row.get("term")?, row.get("pgno")?));
    let listed = match term {
        None => index.snapshot.row(first, [segment.id], read)?,
        Some(term) => index.snapshot.row(next, (segment.id, term), read)?,
    };
    listed.map(|(term, page)| Ok(Listed { term, page: page_number(page)? })).transpose()
}
