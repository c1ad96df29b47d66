//! The rows of one term in the whole index.

mod direction;
mod estimate;
mod segment_postings;
mod term_frequency_bound;

use super::format::Positions;
use super::{Index, Interruptible, PostingsLocation};
use segment_postings::SegmentPostings;

pub(crate) use direction::Direction;
pub(crate) use term_frequency_bound::{FAR, MinFrequency, TermFrequencyBound};

/// The rows of a term as a document set, with the positions of the term in each.
pub(crate) struct Postings<'i> {
    /// From the newest segment to the oldest.
    segments: Vec<SegmentPostings<'i>>,
    doc: Option<i64>,
    /// Index of the segment that has the row that is read.
    at: usize,
    /// The frequency that the term must have in a row, if any is required.
    min_frequency: Option<MinFrequency>,
    has_skipped: bool,
}

impl<'i> Postings<'i> {
    /// Opens the postings that stand at these places, which are given from the newest segment to the oldest.
    pub(super) fn open(
        index: &'i Index<'_>,
        locations: impl IntoIterator<Item = PostingsLocation>,
        direction: Direction,
    ) -> Interruptible<Self> {
        let segments = locations.into_iter().map(|place| SegmentPostings::open(index, place, direction));
        let segments = segments.collect::<Interruptible<_>>()?;
        let mut postings = Self { segments, doc: None, at: 0, min_frequency: None, has_skipped: false };
        postings.settle()?;
        Ok(postings)
    }

    /// Returns the row that is read, by its place in reading order; `None` behind the last.
    pub(crate) fn doc(&self) -> Option<i64> {
        self.doc
    }

    /// Goes to the next row.
    pub(crate) fn advance(&mut self) -> Interruptible<()> {
        self.go_on()?;
        self.skip_below()
    }

    /// Skips all further rows in which the term clearly has a lower frequency.
    pub(crate) fn require_frequency(&mut self, min: MinFrequency) {
        self.min_frequency = Some(min).filter(|min| !min.is_nothing());
    }

    /// Returns true if any row was skipped because the term stands there less often than is required.
    pub(crate) fn has_skipped(&self) -> bool {
        self.has_skipped || self.segments.iter().any(|segment| segment.has_skipped)
    }

    fn skip_below(&mut self) -> Interruptible<()> {
        let Some(min) = self.min_frequency else { return Ok(()) };
        if let [only] = self.segments.as_mut_slice() {
            only.skip_below(&min)?;
            return self.settle();
        }
        while self.doc.is_some() && min.is_missed_by(self.frequency_bound()) {
            self.has_skipped = true;
            self.go_on()?;
        }
        Ok(())
    }

    /// Returns what can be told of the term's frequency in the row that is read without reading its positions.
    pub(crate) fn frequency_bound(&self) -> TermFrequencyBound {
        self.segments.get(self.at).map_or_else(TermFrequencyBound::default, SegmentPostings::frequency_bound)
    }

    fn go_on(&mut self) -> Interruptible<()> {
        let Some(doc) = self.doc else { return Ok(()) };
        if let [only] = self.segments.as_mut_slice() {
            only.advance()?;
        } else {
            self.pass(doc)?;
        }
        self.settle()
    }

    /// Goes on to the first row of this doc or a smaller one. Never goes back.
    pub(crate) fn seek(&mut self, doc: i64) -> Interruptible<()> {
        if self.doc.is_none_or(|here| here <= doc) {
            return Ok(());
        }
        for segment in &mut self.segments {
            segment.seek(doc)?;
        }
        self.settle()?;
        self.skip_below()
    }

    /// Passes the rows of this doc and of greater ones, and returns how many they were.
    pub(crate) fn count_through(&mut self, doc: i64) -> Interruptible<u64> {
        let mut passed = 0;
        if let [only] = self.segments.as_mut_slice() {
            passed = only.count_through(doc)?;
            self.settle()?;
        }
        while self.doc.is_some_and(|here| here >= doc) {
            passed += 1;
            self.advance()?;
        }
        Ok(passed)
    }

    /// Returns where the term stands in the row that is read. `buffer` is used where that goes over the end
    /// of a page.
    pub(crate) fn positions<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Interruptible<Positions<'b>> {
        let bytes = match self.segments.get(self.at) {
            Some(segment) => segment.positions(buffer)?,
            None => &[],
        };
        Ok(Positions::of(bytes))
    }

    /// Returns in how many rows the term stands. Where its postings fill more than a few pages of a segment,
    /// that is estimated from the number of pages and one of them.
    pub(crate) fn row_count(&self) -> Interruptible<u64> {
        if let [only] = self.segments.as_slice() {
            return only.row_count();
        }
        let (mut estimated, mut known) = (0, Vec::new());
        for segment in &self.segments {
            match segment.estimate()? {
                Some(rows) => estimated += rows,
                None => segment.each_row(|doc, is_deleted| known.push((doc, is_deleted)))?,
            }
        }
        // A changed row stands in several segments, and a deleted one is noted in a newer one. The
        // sort is stable: of one row, what the newest says comes first.
        known.sort_by_key(|(doc, _)| *doc);
        known.dedup_by_key(|(doc, _)| *doc);
        Ok(estimated + known.iter().filter(|(_, is_deleted)| !is_deleted).count() as u64)
    }

    /// Returns true if no segment has so much of it that [`row_count`](Self::row_count) is an estimate.
    pub(crate) fn is_counted(&self) -> Interruptible<bool> {
        for segment in &self.segments {
            if segment.estimate()?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns about how many bytes of postings there are.
    pub(crate) fn cost(&self) -> u64 {
        self.segments.iter().map(SegmentPostings::cost).sum()
    }

    fn pass(&mut self, doc: i64) -> Interruptible<()> {
        for segment in &mut self.segments {
            if segment.doc() == Some(doc) {
                segment.advance()?;
            }
        }
        Ok(())
    }

    /// Finds the next row among the segments. What the newest of them says of a row holds.
    ///
    /// Each round but the last passes a deleted row in at least one segment, and segments never go back.
    fn settle(&mut self) -> Interruptible<()> {
        loop {
            if let [only] = self.segments.as_slice()
                && !only.is_deleted()
            {
                self.doc = only.doc();
                return Ok(());
            }
            self.doc = None;
            for (at, segment) in self.segments.iter().enumerate() {
                let doc = segment.doc();
                if doc > self.doc {
                    (self.doc, self.at) = (doc, at);
                }
            }
            match self.doc {
                Some(doc) if self.segments.get(self.at).is_some_and(SegmentPostings::is_deleted) => {
                    self.pass(doc)?;
                }
                _ => return Ok(()),
            }
        }
    }
}
