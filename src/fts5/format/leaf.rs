//! A leaf page of a segment: terms in their order, each with its rows.

use std::cmp::Ordering;
use std::ops::Range;

use super::varint;

/// A leaf page, and the places of its parts.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) bytes: Vec<u8>,
    /// The first row number that continues the last term of the page before, if there is one.
    pub(crate) continued: Option<usize>,
    /// The end of the postings and the beginning of the list of where terms stand.
    size: usize,
}

/// A term of a page.
pub(crate) struct Found {
    /// Its rows, as far as they stand on this page.
    pub(crate) rows: Range<usize>,
    /// True if its rows may go on on the next page.
    pub(crate) is_last: bool,
}

impl Leaf {
    /// Reads the header of a page; `None` if it can't be one.
    pub(crate) fn parse(bytes: Vec<u8>) -> Option<Self> {
        let [a, b, c, d] = *bytes.first_chunk::<4>()?;
        let continued = usize::from(u16::from_be_bytes([a, b]));
        let size = usize::from(u16::from_be_bytes([c, d]));
        if size < 4 || size > bytes.len() || continued > size {
            return None;
        }
        Some(Self { bytes, continued: (continued > 0).then_some(continued), size })
    }

    /// Returns where that ends which continues the page before: at the first term, if there is one.
    pub(crate) fn end_of_continued(&self) -> Option<usize> {
        let mut at = self.size;
        if at == self.bytes.len() {
            return Some(self.size);
        }
        varint::read_size(&self.bytes, &mut at).filter(|first| *first <= self.size)
    }

    /// Returns true if a term begins on this page.
    pub(crate) fn has_terms(&self) -> bool {
        self.size < self.bytes.len()
    }

    /// Returns the first row number that continues the page before.
    pub(crate) fn first_row(&self) -> Option<i64> {
        let mut at = self.continued?;
        varint::read(&self.bytes, &mut at).map(u64::cast_signed)
    }

    /// Returns the rows on this page of the term before the first one that begins on it.
    pub(crate) fn continued_rows(&self) -> Option<Range<usize>> {
        let end = self.end_of_continued()?;
        Some(self.continued.unwrap_or(end).min(end)..end)
    }

    /// Returns a part of the page.
    pub(crate) fn part(&self, range: Range<usize>) -> Option<&[u8]> {
        self.bytes.get(range)
    }

    /// Looks for a term. The outer `None` is a page that can't be read.
    ///
    /// Terms stand in their order, so that the first one behind `wanted` ends the search; each step takes
    /// a number off the footer.
    pub(crate) fn find(&self, wanted: &[u8]) -> Option<Option<Found>> {
        let mut terms = self.terms();
        while let Some(found) = terms.next(self)? {
            match terms.term.as_slice().cmp(wanted) {
                Ordering::Less => {}
                Ordering::Equal => return Some(Some(found)),
                Ordering::Greater => break,
            }
        }
        Some(None)
    }

    /// Begins to go through the terms of the page.
    pub(crate) fn terms(&self) -> Terms {
        Terms { footer: self.size, next: None, term: Vec::new(), is_first: true }
    }
}

/// Goes through the terms of a page. It doesn't hold the page, so that the two can stand side by side.
pub(crate) struct Terms {
    /// Place in the footer of the distance from the last term to the next one.
    footer: usize,
    /// Place of the next term, once one was read.
    next: Option<usize>,
    /// The term that was read last.
    pub(crate) term: Vec<u8>,
    is_first: bool,
}

impl Terms {
    /// Goes to the next term of the page, which is then in `term`, and returns where its rows stand. The outer
    /// `None` is a page that can't be read.
    pub(crate) fn next(&mut self, leaf: &Leaf) -> Option<Option<Found>> {
        let bytes = &leaf.bytes;
        let here = match self.next {
            Some(here) => here,
            None if self.is_first && leaf.has_terms() => varint::read_size(bytes, &mut self.footer)?,
            None => return Some(None),
        };
        self.next = match self.footer < bytes.len() {
            true => Some(here.checked_add(varint::read_size(bytes, &mut self.footer)?)?),
            false => None,
        };
        let mut at = here;
        let kept = if self.is_first { 0 } else { varint::read_size(bytes, &mut at)? };
        let added = varint::read_size(bytes, &mut at)?;
        let suffix = bytes.get(at..at.checked_add(added)?)?;
        if kept > self.term.len() {
            return None;
        }
        self.term.truncate(kept);
        self.term.extend_from_slice(suffix);
        self.is_first = false;
        let end = self.next.unwrap_or(leaf.size);
        let rows = at + added..end;
        if rows.end > leaf.size || rows.start > rows.end {
            return None;
        }
        Some(Some(Found { rows, is_last: self.next.is_none() }))
    }
}
