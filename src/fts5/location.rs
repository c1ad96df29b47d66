//! Locations of the postings of a term.

use std::sync::Arc;

use super::format::doclist::{self, Entry};
use super::format::leaf::{Found, Leaf};
use super::format::{Positions, Segment};

/// Approximate number of bytes of a page.
pub(crate) const PAGE: u64 = 4096;

/// Location of the postings of one term in one segment.
#[derive(Clone, Debug)]
pub(crate) struct PostingsLocation {
    pub(crate) segment: Segment,
    /// The page on which the term stands.
    pub(crate) first: u32,
    /// The last page that may hold rows of it.
    pub(crate) last: u32,
    /// Its rows on the first page.
    pub(crate) head: Arc<[u8]>,
}

impl PostingsLocation {
    /// Returns the location of a term that was found on a page. Its rows end on page `last` if it is the last term
    /// of the page.
    pub(crate) fn of(segment: &Segment, leaf: &Leaf, page: u32, found: Found, last: u32) -> Self {
        Self {
            segment: *segment,
            first: page,
            last: if found.is_last { last } else { page },
            head: leaf.part(found.rows).unwrap_or_default().into(),
        }
    }

    /// Returns the number of bytes that it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.head.len()
    }

    /// Returns about how many bytes of postings there are.
    pub(crate) fn cost(&self) -> u64 {
        u64::from(self.last - self.first) * PAGE + self.head.len() as u64
    }

    /// Returns the positions of the term in the rows of the first page; `None` if that can't be read.
    pub(crate) fn head_positions(&self) -> Option<impl Iterator<Item = (usize, u32)>> {
        let mut entries = Vec::new();
        doclist::decode(&self.head, 0..self.head.len(), false, |rowid| rowid, &mut entries)?;
        Some(entries.into_iter().flat_map(|Entry { at, len, .. }| {
            let end = self.head.len().min(at as usize + len as usize);
            Positions::of(self.head.get(at as usize..end).unwrap_or_default())
        }))
    }
}
