//! Estimates of the number of rows of a term in a segment.

use super::segment_postings::{SegmentPostings, decode, unreadable};
use crate::fts5::Interruptible;
use crate::fts5::format::doclist::{self, Entry};
use crate::fts5::location::PAGE;

/// Postings of up to this many pages are counted; of longer ones, one page is.
const COUNTED_PAGES: u32 = 2;
/// More pages are counted of a term that more than one in so many rows has: its weight changes most with a few
/// rows more or less.
const FREQUENT: u64 = 4;
const COUNTED_PAGES_OF_FREQUENT: u32 = 8;
/// Bytes of rows that a page must have for an estimate.
const SAMPLE: usize = 1024;

/// Number of rows of a page that aren't deleted, and of their bytes.
#[derive(Clone, Copy)]
struct Sample {
    rows: u64,
    bytes: usize,
}

impl SegmentPostings<'_> {
    /// Returns how many rows there are, where they fill so many pages that it is judged by one of these.
    pub(super) fn estimate(&self) -> Interruptible<Option<u64>> {
        let pages = self.location.last - self.location.first + 1;
        if pages <= COUNTED_PAGES {
            return Ok(None);
        }
        // The newest rows are at hand already, as a rule.
        let newest = self.sample(self.location.last)?;
        let full = match newest.bytes {
            ..SAMPLE => self.sample(self.location.first + pages / 2)?,
            _ => newest,
        };
        let all = self.location.head.len() as u64 + PAGE * u64::from(pages - 2) + newest.bytes as u64;
        let rows = full.rows * all / full.bytes.max(1) as u64;
        let is_frequent = rows > self.index.row_count() / FREQUENT;
        Ok((pages > COUNTED_PAGES_OF_FREQUENT || !is_frequent).then_some(rows))
    }

    /// Returns how many rows there are that aren't deleted: counted, or else estimated.
    pub(super) fn row_count(&self) -> Interruptible<u64> {
        if let Some(rows) = self.estimate()? {
            return Ok(rows);
        }
        let mut rows = 0;
        for page in self.location.first..=self.location.last {
            rows += self.sample(page)?.rows;
        }
        Ok(rows)
    }

    fn sample(&self, page: u32) -> Interruptible<Sample> {
        if page == self.page {
            let rows = self.entries.iter().filter(|entry| entry.len > 0).count() as u64;
            return Ok(Sample { rows, bytes: self.filled });
        }
        let (bytes, range) = self.rows_on(page)?;
        let bytes = bytes.as_deref().unwrap_or(&self.location.head);
        let bytes = bytes.get(range).ok_or_else(unreadable)?;
        Ok(Sample { rows: doclist::count(bytes).ok_or_else(unreadable)?, bytes: bytes.len() })
    }

    /// Visits all rows, those too that are only noted as deleted, with true for these.
    pub(super) fn each_row(&self, mut visit: impl FnMut(i64, bool)) -> Interruptible<()> {
        (self.location.first..=self.location.last).try_for_each(|page| self.each_row_of(page, &mut visit))
    }

    fn each_row_of(&self, page: u32, mut visit: impl FnMut(i64, bool)) -> Interruptible<()> {
        let mut visit = |entries: &[Entry]| entries.iter().for_each(|row| visit(row.doc, row.len == 0));
        if page == self.page {
            visit(&self.entries);
            return Ok(());
        }
        let mut entries = Vec::new();
        let (bytes, range) = self.rows_on(page)?;
        decode(bytes.as_deref().unwrap_or(&self.location.head), range, self.direction, &mut entries)?;
        visit(&entries);
        Ok(())
    }
}
