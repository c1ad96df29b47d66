//! The rows of one term in the whole index.

use super::run::Run;
use super::{Step, varint};

/// Reads the rows of a term one way, and where in each it stands.
pub(crate) struct Postings<'i> {
    /// From the newest segment to the oldest.
    runs: Vec<Run<'i>>,
    key: Option<i64>,
    /// Which run has the row that is read.
    at: usize,
}

impl<'i> Postings<'i> {
    pub(super) fn merge(runs: Vec<Run<'i>>) -> Step<Self> {
        let mut postings = Self { runs, key: None, at: 0 };
        postings.settle()?;
        Ok(postings)
    }

    /// The row that is read, by its key; `None` behind the last.
    pub(crate) fn key(&self) -> Option<i64> {
        self.key
    }

    pub(crate) fn advance(&mut self) -> Step<()> {
        let Some(key) = self.key else { return Ok(()) };
        self.pass(key)?;
        self.settle()
    }

    /// Goes on to the first row of this key or a smaller one. Never goes back.
    pub(crate) fn seek(&mut self, key: i64) -> Step<()> {
        if self.key.is_none_or(|here| here <= key) {
            return Ok(());
        }
        for run in &mut self.runs {
            run.seek(key)?;
        }
        self.settle()
    }

    /// Where the term stands in the row that is read.
    pub(crate) fn positions<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Step<Positions<'b>> {
        let bytes = match self.runs.get(self.at) {
            Some(run) => run.places(buffer)?,
            None => &[],
        };
        Ok(Positions { bytes, at: 0, column: 0, offset: 0 })
    }

    /// In how many rows the term stands. Where its postings fill more than four pages of a segment,
    /// that is estimated from the number of pages and two of them.
    pub(crate) fn rows(&self) -> Step<u64> {
        let (mut estimated, mut known) = (0, Vec::new());
        for run in &self.runs {
            match run.estimate()? {
                Some(rows) => estimated += rows,
                None => run.each_row(|rowid, is_deleted| known.push((rowid, is_deleted)))?,
            }
        }
        // A changed row stands in several segments, and a deleted one is noted in a newer one. The
        // sort is stable: of one row, what the newest says comes first.
        known.sort_by_key(|(rowid, _)| *rowid);
        known.dedup_by_key(|(rowid, _)| *rowid);
        Ok(estimated + known.iter().filter(|(_, is_deleted)| !is_deleted).count() as u64)
    }

    /// About how many bytes of postings there are.
    pub(crate) fn size(&self) -> u64 {
        self.runs.iter().map(Run::size).sum()
    }

    /// Whether no segment has so much of it that rows are estimated.
    #[cfg(test)]
    pub(super) fn is_short(&self) -> bool {
        self.runs.iter().all(|run| run.estimate().unwrap().is_none())
    }

    fn pass(&mut self, key: i64) -> Step<()> {
        for run in &mut self.runs {
            if run.key() == Some(key) {
                run.advance()?;
            }
        }
        Ok(())
    }

    /// Finds the next row among the runs. What the newest of them says of a row holds.
    fn settle(&mut self) -> Step<()> {
        loop {
            self.key = None;
            for (at, run) in self.runs.iter().enumerate() {
                let key = run.key();
                if key > self.key {
                    (self.key, self.at) = (key, at);
                }
            }
            match self.key {
                Some(key) if self.runs.get(self.at).is_some_and(Run::is_deleted) => self.pass(key)?,
                _ => return Ok(()),
            }
        }
    }
}

/// The places of a term in a row: the column, and the number of the word in it.
pub(crate) struct Positions<'b> {
    bytes: &'b [u8],
    at: usize,
    column: usize,
    offset: u64,
}

impl Iterator for Positions<'_> {
    type Item = (usize, u32);

    /// What can't be read ends the list.
    fn next(&mut self) -> Option<(usize, u32)> {
        let mut step = varint::read(self.bytes, &mut self.at)?;
        if step == 1 {
            self.column = varint::read_size(self.bytes, &mut self.at)?;
            self.offset = 0;
            step = varint::read(self.bytes, &mut self.at)?;
        }
        self.offset = self.offset.checked_add(step.checked_sub(2)?)?;
        Some((self.column, u32::try_from(self.offset).ok()?))
    }
}
