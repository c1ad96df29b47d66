//! The rows of one term in one segment.

use std::ops::Range;

use super::direction::Direction;
use super::term_frequency_bound::{MinFrequency, TermFrequencyBound};
use crate::fts5::format::doclist::{self, Entry};
use crate::fts5::format::leaf::Leaf;
use crate::fts5::{Index, Interruptible, PostingsLocation, Stop};

/// Number of rows that are passed one by one before looking for the page of a row far ahead.
const NEAR: usize = 8;

/// Reads the rows of a [`PostingsLocation`] one way, a page at a time.
pub(super) struct SegmentPostings<'i> {
    pub(super) index: &'i Index<'i>,
    pub(super) direction: Direction,
    pub(super) location: PostingsLocation,
    /// The page whose rows are decoded.
    pub(super) page: u32,
    /// Its bytes, if it is not the first one.
    bytes: Option<Vec<u8>>,
    /// Its rows in reading order, and how many bytes they are.
    pub(super) entries: Vec<Entry>,
    pub(super) filled: usize,
    /// Number of entries that were passed.
    passed: usize,
    /// True if any row was skipped because the term stands there less often than is required.
    pub(super) has_skipped: bool,
}

impl<'i> SegmentPostings<'i> {
    pub(super) fn open(
        index: &'i Index<'_>,
        location: PostingsLocation,
        direction: Direction,
    ) -> Interruptible<Self> {
        let page = match direction {
            Direction::Back => location.last,
            Direction::Forth => location.first,
        };
        let mut postings = Self {
            index,
            direction,
            location,
            page,
            bytes: None,
            entries: vec![],
            filled: 0,
            passed: 0,
            has_skipped: false,
        };
        if page > postings.location.first {
            let leaf = index.first_leaf(&postings.location.segment, page)?;
            postings.open_page(page, leaf)?;
        } else {
            postings.load(page)?;
        }
        postings.skip_empty_pages()?;
        Ok(postings)
    }

    /// Returns the row that is read, by its place in reading order.
    pub(super) fn doc(&self) -> Option<i64> {
        self.entries.get(self.passed).map(|entry| entry.doc)
    }

    /// Returns true if the row is only a note that it was deleted.
    pub(super) fn is_deleted(&self) -> bool {
        self.entries.get(self.passed).is_some_and(|entry| entry.len == 0)
    }

    pub(super) fn advance(&mut self) -> Interruptible<()> {
        self.passed += 1;
        if self.passed < self.entries.len() { Ok(()) } else { self.skip_empty_pages() }
    }

    /// Goes on to the first row of this doc or a smaller one.
    pub(super) fn seek(&mut self, doc: i64) -> Interruptible<()> {
        let mut rest = self.entries.iter().skip(self.passed).take(NEAR);
        if let Some(near) = rest.position(|entry| entry.doc <= doc) {
            self.passed += near;
            return Ok(());
        }
        if self.entries.last().is_none_or(|last| last.doc > doc) && !self.is_last_page() {
            self.find_page(self.direction.doc(doc))?;
        }
        self.passed = self.passed.max(self.entries.partition_point(|entry| entry.doc > doc));
        self.skip_empty_pages()
    }

    /// Passes the rows of this doc and of greater ones, and returns how many of them aren't deleted.
    ///
    /// Each round passes all such rows of a page, and pages are loaded one way.
    pub(super) fn count_through(&mut self, doc: i64) -> Interruptible<u64> {
        let mut passed = 0;
        while let Some(here) = self.doc()
            && here >= doc
        {
            let rest = self.entries.get(self.passed..).unwrap_or_default();
            let behind = rest.get(..rest.partition_point(|entry| entry.doc >= doc)).unwrap_or_default();
            passed += behind.iter().filter(|entry| entry.len > 0).count() as u64;
            self.passed += behind.len();
            self.skip_empty_pages()?;
        }
        Ok(passed)
    }

    /// Returns what can be told of the term's frequency in the row that is read without reading its positions.
    pub(super) fn frequency_bound(&self) -> TermFrequencyBound {
        let Some(entry) = self.entries.get(self.passed) else { return TermFrequencyBound::default() };
        frequency_bound(self.bytes(), entry)
    }

    /// Goes on to the first row, from this one on, in which the term may stand often enough.
    ///
    /// Each round passes the rest of a page, and pages are loaded one way.
    pub(super) fn skip_below(&mut self, min: &MinFrequency) -> Interruptible<()> {
        loop {
            let rest = self.entries.get(self.passed..).unwrap_or_default();
            let bytes = self.bytes();
            let is_enough = |entry| !min.is_missed_by(frequency_bound(bytes, entry));
            if let Some(below) = rest.iter().position(is_enough) {
                self.has_skipped = self.has_skipped || has_rows(rest.get(..below).unwrap_or_default());
                self.passed += below;
                return Ok(());
            }
            self.has_skipped = self.has_skipped || has_rows(rest);
            self.passed = self.entries.len();
            self.skip_empty_pages()?;
            if self.passed >= self.entries.len() {
                return Ok(());
            }
        }
    }

    /// Returns the bytes that say where the term stands in the row that is read.
    ///
    /// They may go over the end of the page. Each round takes the part of them on the next page of the segment.
    pub(super) fn positions<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Interruptible<&'b [u8]> {
        let Some(entry) = self.entries.get(self.passed) else { return Ok(&[]) };
        let (at, len) = (entry.at as usize, entry.len as usize);
        let bytes = self.bytes();
        if let Some(positions) = bytes.get(at..at + len) {
            return Ok(positions);
        }
        buffer.clear();
        buffer.extend_from_slice(bytes.get(at..).unwrap_or_default());
        let mut page = self.page;
        while buffer.len() < len {
            page += 1;
            if page > self.location.segment.last_page {
                return Err(Stop::damaged("a row is cut short"));
            }
            let leaf = self.index.leaf(&self.location.segment, page)?;
            let end = leaf.continued.or_else(|| leaf.end_of_continued());
            let part =
                end.and_then(|end| leaf.part(4..end)).ok_or_else(|| Stop::damaged("a row is cut short"))?;
            buffer.extend_from_slice(part.get(..len - buffer.len()).unwrap_or(part));
        }
        Ok(buffer)
    }

    /// Returns about how many bytes there are to read.
    pub(super) fn cost(&self) -> u64 {
        self.location.cost()
    }

    fn is_last_page(&self) -> bool {
        match self.direction {
            Direction::Back => self.page <= self.location.first,
            Direction::Forth => self.page >= self.location.last,
        }
    }

    /// Loads the next page that has a row which isn't behind, if there is one. Each round loads the next page.
    fn skip_empty_pages(&mut self) -> Interruptible<()> {
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
    ///
    /// Invariant: such a page is not before `low`, and before `high`. `middle` is between them and becomes one
    /// of them, so that the search ends. It gallops away from the page that is at hand, then halves.
    fn find_page(&mut self, rowid: i64) -> Interruptible<()> {
        let (mut low, mut high) = match self.direction {
            Direction::Back => (self.location.first, self.page),
            Direction::Forth => (self.page, self.location.last + 1),
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
            Some((page, leaf)) => self.open_page(page, leaf),
            None if start == self.page => Ok(()),
            None => self.load(start),
        }
    }

    /// Returns the first row of a page, or where none begins on it, of the next one before it after `low`;
    /// with the page.
    fn first_row_from(&self, mut page: u32, low: u32) -> Interruptible<Option<(u32, Leaf, i64)>> {
        while page > low {
            let leaf = self.index.leaf(&self.location.segment, page)?;
            if let Some(first) = leaf.first_row() {
                return Ok(Some((page, leaf, first)));
            }
            page -= 1;
        }
        Ok(None)
    }

    fn load(&mut self, page: u32) -> Interruptible<()> {
        let memory = self.bytes.take().unwrap_or_default();
        if page > self.location.first {
            let leaf = self.index.leaf_into(&self.location.segment, page, memory)?;
            return self.open_page(page, leaf);
        }
        (self.page, self.passed) = (page, 0);
        let head = &self.location.head;
        self.filled = head.len();
        decode(head, 0..head.len(), self.direction, &mut self.entries)
    }

    /// Goes to the rows of a page behind the first one.
    fn open_page(&mut self, page: u32, leaf: Leaf) -> Interruptible<()> {
        (self.page, self.passed) = (page, 0);
        let rows = self.continued_rows(&leaf, page)?;
        let mut bytes = leaf.bytes;
        bytes.truncate(rows.end);
        self.filled = rows.len();
        decode(&bytes, rows, self.direction, &mut self.entries)?;
        self.bytes = Some(bytes);
        Ok(())
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(&self.location.head)
    }

    /// Returns the bytes of a page, `None` for those of the first one, and which of them are rows of the term.
    pub(super) fn rows_on(&self, page: u32) -> Interruptible<(Option<Vec<u8>>, Range<usize>)> {
        if page == self.location.first {
            return Ok((None, 0..self.location.head.len()));
        }
        let leaf = self.index.leaf(&self.location.segment, page)?;
        let rows = self.continued_rows(&leaf, page)?;
        Ok((Some(leaf.bytes), rows))
    }

    /// Returns which bytes of a page behind the first one are rows of the term. On no page but the last does
    /// another term begin.
    fn continued_rows(&self, leaf: &Leaf, page: u32) -> Interruptible<Range<usize>> {
        if leaf.has_terms() && page < self.location.last {
            return Err(Stop::damaged("a page isn't listed"));
        }
        leaf.continued_rows().ok_or_else(unreadable)
    }
}

/// Returns true if any entry is a row in which the term stands, rather than the mark of one that was deleted.
fn has_rows(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.len > 0)
}

/// Returns what can be told of a row on the page that consists of these bytes.
fn frequency_bound(bytes: &[u8], entry: &Entry) -> TermFrequencyBound {
    TermFrequencyBound::of(bytes.get(entry.at as usize..).unwrap_or_default(), entry.len as usize)
}

/// Reads the rows in a range of bytes into `entries`, in reading order.
pub(super) fn decode(
    bytes: &[u8],
    range: Range<usize>,
    direction: Direction,
    entries: &mut Vec<Entry>,
) -> Interruptible<()> {
    let rows = match direction {
        Direction::Back => doclist::decode(bytes, range, true, |rowid| rowid, entries),
        Direction::Forth => doclist::decode(bytes, range, false, |rowid| !rowid, entries),
    };
    rows.ok_or_else(unreadable)
}

pub(super) fn unreadable() -> Stop {
    Stop::damaged("rows can't be read")
}
