//! The rows of one term in one segment.

use std::ops::Range;

use super::glance::{Glance, Least};
use super::leaf::Leaf;
use super::segments::Segment;
use super::{Direction, Index, Positions, Step, Stop, damaged, varint};

/// About how many bytes a page has.
const PAGE: u64 = 4096;
/// Postings of up to this many pages are counted; of longer ones, one page is.
const COUNTED_PAGES: u32 = 2;
/// More are counted of a term that more than one in so many rows has: its weight changes most with a few
/// rows more or less.
const FREQUENT: u64 = 4;
const COUNTED_PAGES_OF_FREQUENT: u32 = 8;
/// Of a page with fewer bytes of rows, too little can be told.
const SAMPLE: usize = 1024;
/// About how many bytes a row takes.
const BYTES_OF_AN_ENTRY: usize = 8;
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

impl Location {
    /// About how many bytes of postings there are.
    pub(super) fn size(&self) -> u64 {
        u64::from(self.last - self.first) * PAGE + self.head.len() as u64
    }

    /// Where the term stands in the rows of the first page; `None` if that can't be read.
    pub(super) fn head_positions(&self) -> Option<impl Iterator<Item = (usize, u32)>> {
        let mut entries = Vec::new();
        decode(&self.head, 0..self.head.len(), Direction::Forth, &mut entries)?;
        Some(entries.into_iter().flat_map(|entry| {
            let end = self.head.len().min((entry.at + entry.len) as usize);
            Positions::of(self.head.get(entry.at as usize..end).unwrap_or_default())
        }))
    }
}

/// A row by its key, and where it says at which places the term stands.
#[derive(Clone, Copy, Debug)]
struct Entry {
    key: i64,
    at: u32,
    len: u32,
}

/// How many rows a page has that aren't deleted, and in how many bytes.
#[derive(Clone, Copy)]
struct Sample {
    rows: u64,
    bytes: usize,
}

/// Reads the rows of a [`Location`] one way, a page at a time.
pub(super) struct Run<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    place: Location,
    page: u32,
    /// The page, if it is not the first one, of which the rows are at hand.
    bytes: Option<Vec<u8>>,
    /// The rows of the page in reading order, and how many bytes they are.
    entries: Vec<Entry>,
    filled: usize,
    /// How many of them are behind.
    passed: usize,
}

impl<'i> Run<'i> {
    pub(super) fn new(index: &'i Index<'i>, place: Location, direction: Direction) -> Step<Self> {
        let page = match direction {
            Direction::Back => place.last,
            Direction::Forth => place.first,
        };
        let mut run =
            Self { index, direction, place, page, bytes: None, entries: vec![], filled: 0, passed: 0 };
        run.load(page)?;
        run.skip_empty_pages()?;
        Ok(run)
    }

    /// The row that is read, by its key.
    pub(super) fn key(&self) -> Option<i64> {
        self.entries.get(self.passed).map(|entry| entry.key)
    }

    /// Whether the row is only a note that it was deleted.
    pub(super) fn is_deleted(&self) -> bool {
        self.entries.get(self.passed).is_some_and(|entry| entry.len == 0)
    }

    pub(super) fn advance(&mut self) -> Step<()> {
        self.passed += 1;
        if self.passed < self.entries.len() { Ok(()) } else { self.skip_empty_pages() }
    }

    /// Goes on to the first row of this key or a smaller one.
    pub(super) fn seek(&mut self, key: i64) -> Step<()> {
        let mut rest = self.entries.iter().skip(self.passed).take(NEAR);
        if let Some(near) = rest.position(|entry| entry.key <= key) {
            self.passed += near;
            return Ok(());
        }
        if self.entries.last().is_none_or(|last| last.key > key) && !self.is_last_page() {
            self.find_page(self.direction.key(key))?;
        }
        self.passed = self.passed.max(self.entries.partition_point(|entry| entry.key > key));
        self.skip_empty_pages()
    }

    /// Passes the rows of this key and of greater ones, and says how many of them aren't deleted.
    pub(super) fn pass_to(&mut self, key: i64) -> Step<u64> {
        let mut passed = 0;
        while let Some(here) = self.key()
            && here >= key
        {
            let rest = self.entries.get(self.passed..).unwrap_or_default();
            let behind = rest.get(..rest.partition_point(|entry| entry.key >= key)).unwrap_or_default();
            passed += behind.iter().filter(|entry| entry.len > 0).count() as u64;
            self.passed += behind.len();
            self.skip_empty_pages()?;
        }
        Ok(passed)
    }

    /// What can be told of the row that is read without reading where the term stands in it.
    pub(super) fn glance(&self) -> Glance {
        let Some(entry) = self.entries.get(self.passed) else { return Glance::default() };
        glance(self.bytes(), entry)
    }

    /// Goes on to the first row, from this one on, in which the term may stand often enough.
    pub(super) fn pass_rare(&mut self, least: &Least) -> Step<()> {
        loop {
            let rest = self.entries.get(self.passed..).unwrap_or_default();
            let bytes = self.bytes();
            if let Some(rare) = rest.iter().position(|entry| !least.is_missed_by(glance(bytes, entry))) {
                self.passed += rare;
                return Ok(());
            }
            self.passed = self.entries.len();
            self.skip_empty_pages()?;
            if self.passed >= self.entries.len() {
                return Ok(());
            }
        }
    }

    /// The bytes that say where the term stands in the row that is read.
    pub(super) fn places<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Step<&'b [u8]> {
        let Some(entry) = self.entries.get(self.passed) else { return Ok(&[]) };
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

    /// How many rows there are, where they fill so many pages that it is judged by one of these.
    pub(super) fn estimate(&self) -> Step<Option<u64>> {
        let pages = self.place.last - self.place.first + 1;
        if pages <= COUNTED_PAGES {
            return Ok(None);
        }
        // The newest rows are at hand already, as a rule.
        let newest = self.sample(self.place.last)?;
        let full = match newest.bytes {
            ..SAMPLE => self.sample(self.place.first + pages / 2)?,
            _ => newest,
        };
        let all = self.place.head.len() as u64 + PAGE * u64::from(pages - 2) + newest.bytes as u64;
        let rows = full.rows * all / full.bytes.max(1) as u64;
        let is_frequent = rows > self.index.rows() / FREQUENT;
        Ok((pages > COUNTED_PAGES_OF_FREQUENT || !is_frequent).then_some(rows))
    }

    /// How many rows there are that aren't deleted: counted, or else estimated.
    pub(super) fn rows(&self) -> Step<u64> {
        if let Some(rows) = self.estimate()? {
            return Ok(rows);
        }
        let mut rows = 0;
        for page in self.place.first..=self.place.last {
            rows += self.sample(page)?.rows;
        }
        Ok(rows)
    }

    fn sample(&self, page: u32) -> Step<Sample> {
        if page == self.page {
            let rows = self.entries.iter().filter(|entry| entry.len > 0).count() as u64;
            return Ok(Sample { rows, bytes: self.filled });
        }
        let (bytes, range) = self.rows_on(page)?;
        let bytes = bytes.as_deref().unwrap_or(&self.place.head);
        let bytes = bytes.get(range).ok_or_else(unreadable)?;
        Ok(Sample { rows: count(bytes).ok_or_else(unreadable)?, bytes: bytes.len() })
    }

    /// Visits all rows, those too that are only noted as deleted, and says whether they are.
    pub(super) fn each_row(&self, mut visit: impl FnMut(i64, bool)) -> Step<()> {
        (self.place.first..=self.place.last).try_for_each(|page| self.each_row_of(page, &mut visit))
    }

    /// About how many bytes there are to read.
    pub(super) fn size(&self) -> u64 {
        self.place.size()
    }

    fn each_row_of(&self, page: u32, mut visit: impl FnMut(i64, bool)) -> Step<()> {
        let mut visit = |entries: &[Entry]| entries.iter().for_each(|row| visit(row.key, row.len == 0));
        if page == self.page {
            visit(&self.entries);
            return Ok(());
        }
        let mut entries = Vec::new();
        let (bytes, range) = self.rows_on(page)?;
        decode(bytes.as_deref().unwrap_or(&self.place.head), range, self.direction, &mut entries)
            .ok_or_else(unreadable)?;
        visit(&entries);
        Ok(())
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
        let start = low;
        let (mut found, mut stride, mut gallops) = (None, 1, true);
        while high - low > 1 {
            let middle = match self.direction {
                Direction::Back if gallops => high.saturating_sub(stride).max(low + 1),
                Direction::Forth if gallops => (low + stride).min(high - 1),
                _ => low + (high - low) / 2,
            };
            let begins_later = match self.first_row_from(middle, low)? {
                Some((_, _, first)) if first > rowid => true,
                Some((page, leaf, _)) => {
                    found = Some((page, leaf));
                    false
                }
                // All of these pages are places of the row before.
                None => false,
            };
            gallops &= begins_later == (self.direction == Direction::Back);
            *(if begins_later { &mut high } else { &mut low }) = middle;
            // The search that follows the gallop may have more steps than a number has bits.
            stride = stride.saturating_mul(2);
        }
        match found {
            Some((page, leaf)) => self.open(page, leaf),
            None if start == self.page => Ok(()),
            None => self.load(start),
        }
    }

    /// The first row of a page, or where none begins on it, of the next one before it after `low`; with
    /// the page.
    fn first_row_from(&self, mut page: u32, low: u32) -> Step<Option<(u32, Leaf, i64)>> {
        while page > low {
            let leaf = self.index.leaf(&self.place.segment, page)?;
            if let Some(first) = leaf.first_row() {
                return Ok(Some((page, leaf, first)));
            }
            page -= 1;
        }
        Ok(None)
    }

    fn load(&mut self, page: u32) -> Step<()> {
        let memory = self.bytes.take().unwrap_or_default();
        if page > self.place.first {
            let leaf = self.index.leaf_into(&self.place.segment, page, memory)?;
            return self.open(page, leaf);
        }
        (self.page, self.passed) = (page, 0);
        let head = &self.place.head;
        self.filled = head.len();
        decode(head, 0..head.len(), self.direction, &mut self.entries).ok_or_else(unreadable)
    }

    /// Goes to the rows of a page behind the first one.
    fn open(&mut self, page: u32, leaf: Leaf) -> Step<()> {
        (self.page, self.passed) = (page, 0);
        let rows = self.continued_rows(&leaf, page)?;
        let mut bytes = leaf.bytes;
        bytes.truncate(rows.end);
        self.filled = rows.len();
        decode(&bytes, rows, self.direction, &mut self.entries).ok_or_else(unreadable)?;
        self.bytes = Some(bytes);
        Ok(())
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
        let rows = self.continued_rows(&leaf, page)?;
        Ok((Some(leaf.bytes), rows))
    }

    /// The rows on a page behind the first one. On no page but the last does another term begin.
    fn continued_rows(&self, leaf: &Leaf, page: u32) -> Step<Range<usize>> {
        if leaf.has_terms() && page < self.place.last {
            return Err(damaged("a page isn't listed"));
        }
        leaf.continued_rows().ok_or_else(unreadable)
    }
}

/// Reads the rows in a range of bytes, of which the first is given whole and each other by its
/// distance. The places of the last one may go on on the next page.
fn decode(bytes: &[u8], range: Range<usize>, direction: Direction, entries: &mut Vec<Entry>) -> Option<()> {
    entries.clear();
    let end = range.end;
    let mut rest = bytes.get(range)?;
    entries.reserve(rest.len() / BYTES_OF_AN_ENTRY);
    let mut rowid = 0_i64;
    while !rest.is_empty() {
        let (step, behind) = varint::split(rest)?;
        let (size, places) = varint::split(behind)?;
        // The first stands for itself, which is its distance from nothing.
        let next = rowid.wrapping_add(step.cast_signed());
        if next <= rowid && !entries.is_empty() {
            return None;
        }
        rowid = next;
        // Its last bit is a mark.
        let len = usize::try_from(size >> 1).ok()?;
        let at = u32::try_from(end - places.len()).ok()?;
        entries.push(Entry { key: direction.key(rowid), at, len: u32::try_from(len).ok()? });
        rest = places.get(len..).unwrap_or_default();
    }
    if direction == Direction::Back {
        entries.reverse();
    }
    Some(())
}

/// What can be told of a row on the page that consists of these bytes.
fn glance(bytes: &[u8], entry: &Entry) -> Glance {
    Glance::of(bytes.get(entry.at as usize..).unwrap_or_default(), entry.len as usize)
}

/// How many rows in these bytes aren't deleted.
fn count(mut rest: &[u8]) -> Option<u64> {
    let mut rows = 0;
    while !rest.is_empty() {
        let (_, behind) = varint::split(rest)?;
        let (size, places) = varint::split(behind)?;
        let len = usize::try_from(size >> 1).ok()?;
        rows += u64::from(len > 0);
        rest = places.get(len..).unwrap_or_default();
    }
    Some(rows)
}

fn unreadable() -> Stop {
    damaged("rows can't be read")
}

impl Leaf {
    /// The rows on this page of the term before the first one that begins on it.
    fn continued_rows(&self) -> Option<Range<usize>> {
        let end = self.end_of_continued()?;
        Some(self.continued.unwrap_or(end).min(end)..end)
    }

    /// The rows of a term on this page, as a run keeps them.
    pub(super) fn rows(&self, range: Range<usize>) -> Vec<u8> {
        self.part(range).unwrap_or_default().to_vec()
    }
}
