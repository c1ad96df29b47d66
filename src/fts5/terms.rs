//! Finding terms.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::format::Segment;
use super::{Direction, Index, Interruptible, Postings, PostingsLocation, Stop};

/// FTS5 marks the terms of its main index with this byte, those of prefix indexes with others.
pub(super) const MAIN: u8 = b'0';
/// About how many bytes a term takes that is kept, beside its letters and where it stands.
const BYTES_OF_A_TERM: usize = 128;
/// Highest number of pages that are read for the terms that begin so, if only frequent ones are wanted.
const MAX_PAGES: usize = 256;

impl Index<'_> {
    /// Returns the postings of a term.
    pub(crate) fn postings(
        &self,
        term: impl AsRef<[u8]>,
        direction: Direction,
    ) -> Interruptible<Postings<'_>> {
        Postings::open(self, self.locations(term)?.iter().cloned(), direction)
    }

    /// Returns about how many bytes of postings a term has.
    pub(crate) fn cost(&self, term: impl AsRef<[u8]>) -> Interruptible<u64> {
        Ok(self.locations(term)?.iter().map(PostingsLocation::cost).sum())
    }

    /// Returns where a term stands in each segment that has it, the newest segment first.
    pub(crate) fn locations(&self, term: impl AsRef<[u8]>) -> Interruptible<Arc<[PostingsLocation]>> {
        let term = term.as_ref();
        if let Some(known) = self.outline.known_terms.get(term) {
            return Ok(known);
        }
        let key = key_of(term);
        let mut locations = Vec::new();
        for segment in &self.outline.segments {
            locations.extend(self.locate(segment, &key)?);
        }
        let locations: Arc<[PostingsLocation]> = locations.into();
        let bytes =
            BYTES_OF_A_TERM + term.len() + locations.iter().map(PostingsLocation::bytes).sum::<usize>();
        self.outline.known_terms.insert(term.into(), Arc::clone(&locations), bytes);
        Ok(locations)
    }

    /// Returns the postings of every term that begins so, and the terms in their order.
    pub(crate) fn postings_of_beginning(
        &self,
        beginning: impl AsRef<[u8]>,
        direction: Direction,
    ) -> Interruptible<Vec<(Vec<u8>, Postings<'_>)>> {
        let mut locations = BTreeMap::<Vec<u8>, Vec<PostingsLocation>>::new();
        self.each_term(beginning, |term, location| {
            locations.entry(term.to_vec()).or_default().push(location);
            ControlFlow::Continue(())
        })?;
        let mut found = Vec::with_capacity(locations.len());
        for (term, locations) in locations {
            self.open_another()?;
            found.push((term, Postings::open(self, locations, direction)?));
        }
        Ok(found)
    }

    /// Returns true if any term begins so.
    pub(crate) fn has_beginning(&self, beginning: impl AsRef<[u8]>) -> Interruptible<bool> {
        let mut has = false;
        self.each_term(beginning, |_, _| {
            has = true;
            ControlFlow::Break(())
        })?;
        Ok(has)
    }

    /// Visits every term that begins so, in each segment where it stands, the newest segment first.
    pub(crate) fn each_term(
        &self,
        beginning: impl AsRef<[u8]>,
        mut visit: impl FnMut(&[u8], PostingsLocation) -> ControlFlow<()>,
    ) -> Interruptible<()> {
        let key = key_of(beginning.as_ref());
        for segment in &self.outline.segments {
            for (page, last) in self.page_index.pages_of_beginning(segment, &key)? {
                if self.terms_of_page(segment, &key, page, last, &mut visit)?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Visits the terms that begin so, or of very many the most frequent ones, as far as the numbers of
    /// their pages tell: each as often as segments have it, in no order to rely on.
    pub(crate) fn each_frequent_term(
        &self,
        beginning: impl AsRef<[u8]>,
        mut visit: impl FnMut(&[u8], PostingsLocation) -> ControlFlow<()>,
    ) -> Interruptible<()> {
        let key = key_of(beginning.as_ref());
        let mut pages = Vec::new();
        for segment in &self.outline.segments {
            let of_segment = self.page_index.pages_of_beginning(segment, &key)?;
            pages.extend(of_segment.into_iter().map(|(page, last)| (segment, page, last)));
        }
        // Rows of the last term of a page fill the pages up to the next one on which a term begins.
        pages.sort_by_key(|(_, page, last)| Reverse(last - page));
        for (segment, page, last) in pages.into_iter().take(MAX_PAGES) {
            if self.terms_of_page(segment, &key, page, last, &mut visit)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Visits the terms of a page that begin with `key`; rows of its last one end on page `last`.
    fn terms_of_page(
        &self,
        segment: &Segment,
        key: &[u8],
        page: u32,
        last: u32,
        visit: &mut impl FnMut(&[u8], PostingsLocation) -> ControlFlow<()>,
    ) -> Interruptible<ControlFlow<()>> {
        let leaf = self.leaf(segment, page)?;
        let mut terms = leaf.terms();
        // Each round takes a number off the footer of the page.
        while let Some(found) = terms.next(&leaf).ok_or_else(unreadable)? {
            if !terms.term.starts_with(key) {
                continue;
            }
            let location = PostingsLocation::of(segment, &leaf, page, found, last);
            if visit(terms.term.get(1..).unwrap_or_default(), location).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn locate(&self, segment: &Segment, key: &[u8]) -> Interruptible<Option<PostingsLocation>> {
        let page = self.page_index.page_of(segment, key)?;
        if page > segment.last_page {
            return Ok(None);
        }
        let leaf = self.leaf(segment, page)?;
        let Some(found) = leaf.find(key).ok_or_else(unreadable)? else { return Ok(None) };
        let last = if found.is_last { self.page_index.page_after(segment, key, page)? } else { page };
        Ok(Some(PostingsLocation::of(segment, &leaf, page, found, last)))
    }
}

pub(super) fn unreadable() -> Stop {
    Stop::damaged("terms can't be read")
}

fn key_of(term: &[u8]) -> Vec<u8> {
    let mut key = Vec::with_capacity(term.len() + 1);
    key.push(MAIN);
    key.extend_from_slice(term);
    key
}
