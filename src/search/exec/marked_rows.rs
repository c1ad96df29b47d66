//! The documents that have a mark.

use crate::fts5::Direction;
use crate::id::MarkId;
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::listed::gallop;
use crate::search::index::{Index, Interruptible};

/// Rows of the first batch: a page and some. Each batch that was read whole is followed by one twice as long.
const FEWEST: usize = 32;
const MOST: usize = 4096;

/// The documents that have a mark, read from the table of marks a batch at a time: most searches end after a page, however
/// many articles are marked.
///
/// Invariant: `batch` has the documents from its first on down to its last, with none left out between, and behind the last
/// there is nothing if `is_last`. The set stands at `batch[read]`; at its end only where `is_last`.
pub(crate) struct MarkedRows<'i> {
    index: &'i Index<'i>,
    mark: MarkId,
    direction: Direction,
    /// Keys, in the order in which they are read.
    batch: Vec<i64>,
    read: usize,
    is_last: bool,
    /// Rows of the next batch.
    size: usize,
    cost: u64,
}

impl<'i> MarkedRows<'i> {
    /// Opens the set at its first document of the key `first` or a smaller one. Those smaller than `last` aren't asked for.
    pub(crate) fn open(
        index: &'i Index<'i>,
        mark: MarkId,
        direction: Direction,
        first: i64,
        last: i64,
    ) -> Interruptible<Self> {
        let (batch, size) = (Vec::new(), FEWEST);
        let mut rows = Self { index, mark, direction, batch, read: 0, is_last: false, size, cost: 0 };
        rows.read_from(first)?;
        rows.cost = rows.estimate(last);
        Ok(rows)
    }

    /// Returns the number of rows down to a key, as if they lay everywhere as close as in the first batch.
    fn estimate(&self, last: i64) -> u64 {
        let rows = self.batch.len() as u64;
        let (Some(newest), Some(oldest)) = (self.batch.first(), self.batch.last()) else { return 0 };
        if self.is_last {
            return rows;
        }
        let (whole, part) = (newest.abs_diff(last.min(*oldest)), newest.abs_diff(*oldest).max(1));
        rows.saturating_mul(whole / part).min(self.index.row_count())
    }

    /// Reads the batch that begins at a key.
    fn read_from(&mut self, key: i64) -> Interruptible<()> {
        self.index.interrupt().check()?;
        let sql = match self.direction {
            Direction::Back => {
                "SELECT clock FROM article_mark WHERE mark = ?1 AND clock <= ?2 ORDER BY clock DESC LIMIT ?3"
            }
            Direction::Forth => {
                "SELECT clock FROM article_mark WHERE mark = ?1 AND clock >= ?2 ORDER BY clock LIMIT ?3"
            }
        };
        let limit = i64::try_from(self.size).unwrap_or(i64::MAX);
        let params = (self.mark.0, self.direction.doc(key), limit);
        let key_of = |clock| self.direction.doc(clock);
        // By its number: to find a column by its name takes as long as the row.
        self.batch = self.index.snapshot().rows(sql, params, |row| row.get(0).map(key_of))?;
        self.read = 0;
        self.is_last = self.batch.len() < self.size;
        Ok(())
    }

    /// Reads the batch behind this one.
    fn read_on(&mut self) -> Interruptible<()> {
        self.size = (self.size * 2).min(MOST);
        match self.batch.last().and_then(|last| last.checked_sub(1)) {
            Some(key) => self.read_from(key),
            None => {
                self.is_last = true;
                Ok(())
            }
        }
    }
}

impl DocSet for MarkedRows<'_> {
    fn doc(&self) -> Option<i64> {
        self.batch.get(self.read).copied()
    }

    fn matches(&mut self) -> Interruptible<bool> {
        Ok(true)
    }

    fn advance(&mut self) -> Interruptible<()> {
        self.read = (self.read + 1).min(self.batch.len());
        if self.read == self.batch.len() && !self.is_last {
            self.read_on()?;
        }
        Ok(())
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        if self.doc().is_none_or(|here| here <= key) {
            return Ok(());
        }
        if self.batch.last().is_some_and(|last| *last <= key) || self.is_last {
            let rest = self.batch.get(self.read..).unwrap_or_default();
            self.read += gallop(rest, key);
            return Ok(());
        }
        // Where most of a batch was of use, a longer one may be; where it was passed, it only cost time.
        let is_used = self.read * 2 >= self.batch.len();
        self.size = if is_used { (self.size * 2).min(MOST) } else { FEWEST };
        self.read_from(key)
    }

    fn cost(&self) -> u64 {
        self.cost
    }
}
