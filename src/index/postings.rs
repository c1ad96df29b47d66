//! The rows of one term in the whole index.

use super::glance::{Glance, Least};
use super::run::Run;
use super::{Step, varint};

/// Reads the rows of a term one way, and where in each it stands.
pub(crate) struct Postings<'i> {
    /// From the newest segment to the oldest.
    runs: Vec<Run<'i>>,
    key: Option<i64>,
    /// Which run has the row that is read.
    at: usize,
    /// How often the term has to stand in a row, if that matters.
    least: Option<Least>,
}

impl<'i> Postings<'i> {
    pub(super) fn merge(runs: Vec<Run<'i>>) -> Step<Self> {
        let mut postings = Self { runs, key: None, at: 0, least: None };
        postings.settle()?;
        Ok(postings)
    }

    /// The row that is read, by its key; `None` behind the last.
    pub(crate) fn key(&self) -> Option<i64> {
        self.key
    }

    pub(crate) fn advance(&mut self) -> Step<()> {
        self.go_on()?;
        self.pass_rare()
    }

    /// From now on, passes the rows in which the term clearly stands less often.
    pub(crate) fn demand(&mut self, least: Least) {
        self.least = Some(least).filter(|least| !least.is_nothing());
    }

    fn pass_rare(&mut self) -> Step<()> {
        let Some(least) = self.least else { return Ok(()) };
        if let [only] = self.runs.as_mut_slice() {
            only.pass_rare(&least)?;
            return self.settle();
        }
        while self.key.is_some() && least.is_missed_by(self.glance()) {
            self.go_on()?;
        }
        Ok(())
    }

    /// What can be told of the row that is read without reading where the term stands in it.
    pub(crate) fn glance(&self) -> Glance {
        self.runs.get(self.at).map_or_else(Glance::default, Run::glance)
    }

    fn go_on(&mut self) -> Step<()> {
        let Some(key) = self.key else { return Ok(()) };
        if let [only] = self.runs.as_mut_slice() {
            only.advance()?;
        } else {
            self.pass(key)?;
        }
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
        self.settle()?;
        self.pass_rare()
    }

    /// Passes the rows of this key and of greater ones, and says how many they were.
    pub(crate) fn pass_to(&mut self, key: i64) -> Step<u64> {
        let mut passed = 0;
        if let [only] = self.runs.as_mut_slice() {
            passed = only.pass_to(key)?;
            self.settle()?;
        }
        while self.key.is_some_and(|here| here >= key) {
            passed += 1;
            self.advance()?;
        }
        Ok(passed)
    }

    /// Where the term stands in the row that is read.
    pub(crate) fn positions<'b>(&'b self, buffer: &'b mut Vec<u8>) -> Step<Positions<'b>> {
        let bytes = match self.runs.get(self.at) {
            Some(run) => run.places(buffer)?,
            None => &[],
        };
        Ok(Positions::of(bytes))
    }

    /// In how many rows the term stands. Where its postings fill more than a few pages of a segment, that is
    /// estimated from the number of pages and one of them.
    pub(crate) fn rows(&self) -> Step<u64> {
        if let [only] = self.runs.as_slice() {
            return only.rows();
        }
        let (mut estimated, mut known) = (0, Vec::new());
        for run in &self.runs {
            match run.estimate()? {
                Some(rows) => estimated += rows,
                None => run.each_row(|key, is_deleted| known.push((key, is_deleted)))?,
            }
        }
        // A changed row stands in several segments, and a deleted one is noted in a newer one. The
        // sort is stable: of one row, what the newest says comes first.
        known.sort_by_key(|(key, _)| *key);
        known.dedup_by_key(|(key, _)| *key);
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
            if let [only] = self.runs.as_slice()
                && !only.is_deleted()
            {
                self.key = only.key();
                return Ok(());
            }
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
    rest: &'b [u8],
    column: usize,
    offset: u64,
}

impl<'b> Positions<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, column: 0, offset: 0 }
    }

    /// Visits each column that has any: how many, and which is the last.
    pub(crate) fn by_column(self, mut visit: impl FnMut(usize, u32, u32)) {
        let Self { mut rest, mut column, offset: mut last } = self;
        let mut count = 0;
        while let Some((step, behind)) = varint::split(rest) {
            rest = behind;
            if let Some(step) = step.checked_sub(2) {
                (count, last) = (count + 1, last.saturating_add(step));
                continue;
            }
            let Some((next, behind)) = varint::split(rest).filter(|_| step == 1) else { break };
            if count > 0 {
                visit(column, count, place(last));
            }
            (rest, column) = (behind, usize::try_from(next).unwrap_or(usize::MAX));
            (count, last) = (0, 0);
        }
        if count > 0 {
            visit(column, count, place(last));
        }
    }
}

fn place(offset: u64) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl Iterator for Positions<'_> {
    type Item = (usize, u32);

    /// What can't be read ends the list.
    fn next(&mut self) -> Option<(usize, u32)> {
        let (mut step, mut rest) = varint::split(self.rest)?;
        if step == 1 {
            let (column, behind) = varint::split(rest)?;
            self.column = usize::try_from(column).ok()?;
            self.offset = 0;
            (step, rest) = varint::split(behind)?;
        }
        self.rest = rest;
        self.offset = self.offset.checked_add(step.checked_sub(2)?)?;
        Some((self.column, u32::try_from(self.offset).ok()?))
    }
}
