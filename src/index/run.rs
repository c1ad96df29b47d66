//! The rows of one term in one segment.

use std::ops::Range;

use super::leaf::Leaf;
use super::segments::Segment;
use super::{Direction, Index, Step, damaged, varint};

/// Postings of up to this many pages are counted; of longer ones, some pages are.
const COUNTED_PAGES: u32 = 4;
/// Rows that are passed one by one before looking for the page of a row far ahead.
const NEAR: usize = 8;

/// Where the postings of one term stand in one segment.
#[derive(Clone, Debug)]
pub(super) struct Location {
    pub(super) segment: Segment,
    /// The page on which the term stands.
    pub(super) first: u32,
    /// The last page that may hold rows of it.
    pub(super) last: u32,
    /// Its rows on the first page.
    pub(super) head: Vec<u8>,
}

/// A row, and where it says at which places the term stands.
#[derive(Clone, Copy, Debug)]
struct Entry {
    rowid: i64,
    at: u32,
    len: u32,
}

/// Reads the rows of a [`Location`] one way, a page at a time.
pub(super) struct Run<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    place: Location,
    page: u32,
    /// The page, if it is not the first one, of which the rows are at hand.
    bytes: Option<Vec<u8>>,
    /// The rows of the page from the oldest to the newest.
    entries: Vec<Entry>,
    /// How many of them are behind, in reading order.
    passed: usize,
}

impl<'i> Run<'i> {
    pub(super) fn new(index: &'i Index<'i>, place: Location, direction: Direction) -> Step<Self> {
        let page = match direction {
            Direction::Back => place.last,
            Direction::Forth => place.first,
        };
        let mut run = Self { index, direction, place, page, bytes: None, entries: vec![], passed: 0 };
        run.load(page)?;
        run.skip_empty_pages()?;
        Ok(run)
    }

    /// The row that is read, by its key.
    pub(super) fn key(&self) -> Option<i64> {
        self.entry(self.passed).map(|entry| self.direction.key(entry.rowid))
    }

    /// Whether the row is only a note that it was deleted.
    pub(super) fn is_deleted(&self) -> bool {
        self.entry(self.passed).is_some_and(|entry| entry.len == 0)
    }

    pub(super) fn advance(&mut self) -> Step<()> {
        self.passed += 1;
        self.skip_empty_pages()
    }

    /// Goes on to the first row of this key or a smaller one.
    pub(super) fn seek(&mut self, key: i64) -> Step<()> {
        for _ in 0..NEAR {
            match self.key() {
                Some(here) if here > key => self.passed += 1,
                Some(_) => return Ok(()),
                None => break,
            }
        }
        let rowid = self.direction.key(key);
        if !self.reaches(rowid) && !self.is_last_page() {
            self.find_page(rowid)?;
        }
        let older = |limit: i64| self.entries.partition_point(|entry| entry.rowid < limit);
        let passed = match self.direction {
            Direction::Back => self.entries.len() - older(rowid.saturating_add(1)),
            Direction::Forth => older(rowid),
        };
        self.passed = self.passed.max(passed);
        self.skip_empty_pages()
    }

    /// The bytes that say where the term stands in the row that is read.
    pub(super) fn places<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Step<&'b [u8]> {
        let Some(entry) = self.entry(self.passed) else { return Ok(&[]) };
        let (at, len) = (entry.at as usize, entry.len as usize);
        let bytes = self.bytes();
        if let Some(places) = bytes.get(at..at + len) {
            return Ok(places);
        }
        buffer.clear();
        buffer.extend_from_slice(bytes.get(at..).unwrap_or_default());
        let mut page = self.page;
        while buffer.len() < len {
            page += 1;
            if page > self.place.segment.last_page {
                return Err(damaged("a row is cut short"));
            }
            let leaf = self.index.leaf(&self.place.segment, page)?;
            let end = leaf.continued.or_else(|| leaf.end_of_continued());
            let part = end.and_then(|end| leaf.part(4..end)).ok_or_else(|| damaged("a row is cut short"))?;
            buffer.extend_from_slice(part.get(..len - buffer.len()).unwrap_or(part));
        }
        Ok(buffer)
    }

    /// How many rows there are: counted, or where they fill many pages, judged by some of these.
    pub(super) fn rows(&self) -> Step<u64> {
        let pages = self.place.last - self.place.first + 1;
        if pages <= COUNTED_PAGES {
            let mut rows = 0;
            for page in self.place.first..=self.place.last {
                rows += self.rows_of(page)?;
            }
            return Ok(rows);
        }
        let sampled = [self.place.first + pages / 3, self.place.first + 2 * pages / 3];
        let rows = self.rows_of(sampled[0])? + self.rows_of(sampled[1])?;
        // The first page and the last are not full.
        Ok(rows * u64::from(pages - 1) / 2)
    }

    /// About how many bytes there are to read.
    pub(super) fn size(&self) -> u64 {
        u64::from(self.place.last - self.place.first) * 4096 + self.place.head.len() as u64
    }

    fn rows_of(&self, page: u32) -> Step<u64> {
        if page == self.page {
            return Ok(self.entries.len() as u64);
        }
        let mut entries = Vec::new();
        let (bytes, range) = self.rows_on(page)?;
        decode(bytes.as_deref().unwrap_or(&self.place.head), range, &mut entries)
            .ok_or_else(|| damaged("rows can't be read"))?;
        Ok(entries.len() as u64)
    }

    fn entry(&self, passed: usize) -> Option<Entry> {
        match self.direction {
            Direction::Forth => self.entries.get(passed).copied(),
            Direction::Back => {
                let at = self.entries.len().checked_sub(passed + 1)?;
                self.entries.get(at).copied()
            }
        }
    }

    /// Whether a row, if it is there at all, stands on this page or was passed.
    fn reaches(&self, rowid: i64) -> bool {
        match self.direction {
            Direction::Back => self.entries.first().is_some_and(|oldest| oldest.rowid <= rowid),
            Direction::Forth => self.entries.last().is_some_and(|newest| newest.rowid >= rowid),
        }
    }

    fn is_last_page(&self) -> bool {
        match self.direction {
            Direction::Back => self.page <= self.place.first,
            Direction::Forth => self.page >= self.place.last,
        }
    }

    fn skip_empty_pages(&mut self) -> Step<()> {
        while self.passed >= self.entries.len() && !self.is_last_page() {
            let next = match self.direction {
                Direction::Back => self.page - 1,
                Direction::Forth => self.page + 1,
            };
            self.load(next)?;
        }
        Ok(())
    }

    /// Loads the last page that begins with this row or an older one.
    fn find_page(&mut self, rowid: i64) -> Step<()> {
        // What begins no later than the row is before `high`, and not before `low`.
        let (mut low, mut high) = match self.direction {
            Direction::Back => (self.place.first, self.page),
            Direction::Forth => (self.page, self.place.last + 1),
        };
        let (mut page, mut stride, mut gallops) = (low, 1, true);
        while high - low > 1 {
            let middle = match self.direction {
                Direction::Back if gallops => high.saturating_sub(stride).max(low + 1),
                Direction::Forth if gallops => (low + stride).min(high - 1),
                _ => low + (high - low) / 2,
            };
            let begins_later = match self.first_row_from(middle, low)? {
                Some((_, first)) if first > rowid => true,
                Some((begun, _)) => {
                    page = begun;
                    false
                }
                // All of these pages are places of the row before.
                None => false,
            };
            gallops &= begins_later == (self.direction == Direction::Back);
            *(if begins_later { &mut high } else { &mut low }) = middle;
            stride *= 2;
        }
        if page == self.page { Ok(()) } else { self.load(page) }
    }

    /// The first row of a page, or where none begins on it, of the next one before it after `low`.
    fn first_row_from(&self, mut page: u32, low: u32) -> Step<Option<(u32, i64)>> {
        while page > low {
            if let Some(first) = self.index.leaf(&self.place.segment, page)?.first_row() {
                return Ok(Some((page, first)));
            }
            page -= 1;
        }
        Ok(None)
    }

    fn load(&mut self, page: u32) -> Step<()> {
        let (bytes, range) = self.rows_on(page)?;
        self.page = page;
        self.passed = 0;
        self.bytes = bytes;
        if let Some(bytes) = &mut self.bytes {
            bytes.truncate(range.end);
        }
        let bytes = self.bytes.as_deref().unwrap_or(&self.place.head);
        decode(bytes, range, &mut self.entries).ok_or_else(|| damaged("rows can't be read"))
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(&self.place.head)
    }

    /// The bytes of a page, `None` for those that are at hand, and which of them are our rows.
    fn rows_on(&self, page: u32) -> Step<(Option<Vec<u8>>, Range<usize>)> {
        if page == self.place.first {
            return Ok((None, 0..self.place.head.len()));
        }
        let leaf = self.index.leaf(&self.place.segment, page)?;
        let end = leaf.end_of_continued().ok_or_else(|| damaged("a page can't be read"))?;
        let start = leaf.continued.unwrap_or(end).min(end);
        let Leaf { bytes, .. } = leaf;
        Ok((Some(bytes), start..end))
    }
}

/// Reads the rows in a range of bytes, of which the first is given whole and each other by its
/// distance. The places of the last one may go on on the next page.
fn decode(bytes: &[u8], range: Range<usize>, entries: &mut Vec<Entry>) -> Option<()> {
    entries.clear();
    let bytes = bytes.get(..range.end)?;
    let mut at = range.start;
    let mut rowid = 0_i64;
    while at < range.end {
        let step = varint::read(bytes, &mut at)?.cast_signed();
        // The first stands for itself, which is its distance from nothing.
        let next = rowid.wrapping_add(step);
        if next <= rowid && !entries.is_empty() {
            return None;
        }
        rowid = next;
        let len = varint::read_size(bytes, &mut at)? >> 1;
        entries.push(Entry { rowid, at: u32::try_from(at).ok()?, len: u32::try_from(len).ok()? });
        at = at.checked_add(len)?;
    }
    Some(())
}

impl Leaf {
    /// The rows of a term on this page, as a run keeps them.
    pub(super) fn rows(&self, range: Range<usize>) -> Vec<u8> {
        self.part(range).unwrap_or_default().to_vec()
    }
}
