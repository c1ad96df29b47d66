//! The terms of one segment from its first page to its last.

use crate::fts5::format::Segment;
use crate::fts5::format::leaf::{Leaf, Terms};
use crate::fts5::page_index::Listed;
use crate::fts5::terms::unreadable;
use crate::fts5::{Index, Interruptible, PostingsLocation, Stop};

/// Goes through the terms of a segment, and makes sure that they are in order and that those pages are
/// listed on which terms begin, and no others.
pub(super) struct SegmentTerms<'i> {
    index: &'i Index<'i>,
    segment: Segment,
    page: u32,
    leaf: Leaf,
    terms: Terms,
    /// The next page on which a term begins, where the last term of this one was reached.
    next: Option<(u32, Leaf)>,
    /// Location of the term that is read.
    location: Option<PostingsLocation>,
    /// The term that is read, and where there is none the last one.
    term: Vec<u8>,
    /// The beginning of a term under which the last page was listed.
    listed: Vec<u8>,
}

impl<'i> SegmentTerms<'i> {
    pub(super) fn begin(index: &'i Index<'i>, segment: Segment) -> Interruptible<Self> {
        let page = segment.first_page;
        let leaf = index.leaf(&segment, page)?;
        let terms = leaf.terms();
        let (location, term, listed) = (None, Vec::new(), Vec::new());
        let mut this = Self { index, segment, page, leaf, terms, next: None, location, term, listed };
        if !this.leaf.has_terms() {
            this.look_ahead()?;
        } else if page > 1 {
            // Page 1 is listed under the empty term, which opening the index has seen.
            this.require_listed(page, &first_term(&this.leaf)?)?;
        }
        this.advance()?;
        Ok(this)
    }

    pub(super) fn term(&self) -> Option<&[u8]> {
        self.location.is_some().then_some(&self.term)
    }

    /// Goes to the next term, and returns where the one stands that is left behind.
    pub(super) fn advance(&mut self) -> Interruptible<Option<PostingsLocation>> {
        let left = self.location.take();
        if let Some((page, leaf)) = self.next.take() {
            (self.page, self.terms, self.leaf) = (page, leaf.terms(), leaf);
        }
        let Some(found) = self.terms.next(&self.leaf).ok_or_else(unreadable)? else { return Ok(left) };
        if self.terms.term <= self.term {
            return Err(Stop::damaged("terms are out of order"));
        }
        self.term.clone_from(&self.terms.term);
        let last = if found.is_last { self.look_ahead()? } else { self.page };
        self.location = Some(PostingsLocation::of(&self.segment, &self.leaf, self.page, found, last));
        Ok(left)
    }

    /// Reads on to the next page on which a term begins, and returns its number or the last one.
    fn look_ahead(&mut self) -> Interruptible<u32> {
        for page in self.page + 1..=self.segment.last_page {
            let leaf = self.index.leaf(&self.segment, page)?;
            if leaf.has_terms() {
                self.require_listed(page, &first_term(&leaf)?)?;
                self.next = Some((page, leaf));
                return Ok(page);
            }
        }
        match self.listed_next()? {
            None => Ok(self.segment.last_page),
            Some(_) => Err(Stop::damaged("a page is listed that has no terms")),
        }
    }

    /// Returns an error unless this page is the next that is listed, under what is behind the last term
    /// before it and not behind its own first term.
    fn require_listed(&mut self, page: u32, first: &[u8]) -> Interruptible<()> {
        match self.listed_next()? {
            Some(listed)
                if listed.page == page
                    && *listed.term <= *first
                    && (self.term.is_empty() || listed.term > self.term) =>
            {
                self.listed = listed.term;
                Ok(())
            }
            _ => Err(Stop::damaged("a page isn't listed as its terms are")),
        }
    }

    /// Returns the next page that is listed, but for those that were merged into another segment.
    ///
    /// Each round passes a row of the list.
    fn listed_next(&mut self) -> Interruptible<Option<Listed>> {
        while let Some(listed) = self.index.page_index.listed_after(&self.segment, &self.listed)? {
            if listed.page >= self.segment.first_page {
                return Ok(Some(listed));
            }
            self.listed = listed.term;
        }
        Ok(None)
    }
}

fn first_term(leaf: &Leaf) -> Interruptible<Vec<u8>> {
    let mut terms = leaf.terms();
    terms.next(leaf).ok_or_else(unreadable)?;
    Ok(terms.term)
}
