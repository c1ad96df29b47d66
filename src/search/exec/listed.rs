//! Documents that were found before the search, in a table.

use std::sync::Arc;

use crate::fts5::Direction;
use crate::search::exec::doc_set::DocSet;
use crate::search::index::Interruptible;

/// A document set of which the planner has listed all rows.
pub(crate) struct Listed {
    /// The lowest first.
    rowids: Arc<[i64]>,
    direction: Direction,
    /// Number of those that were read.
    read: usize,
}

impl Listed {
    pub(crate) fn new(rowids: Arc<[i64]>, direction: Direction) -> Self {
        Self { rowids, direction, read: 0 }
    }
}

impl DocSet for Listed {
    fn doc(&self) -> Option<i64> {
        let at = match self.direction {
            Direction::Forth => self.read,
            Direction::Back => self.rowids.len().checked_sub(self.read + 1)?,
        };
        self.rowids.get(at).map(|rowid| self.direction.doc(*rowid))
    }

    fn matches(&mut self) -> Interruptible<bool> {
        Ok(true)
    }

    fn advance(&mut self) -> Interruptible<()> {
        self.read = (self.read + 1).min(self.rowids.len());
        Ok(())
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        let behind = match self.direction {
            Direction::Forth => self.rowids.partition_point(|rowid| self.direction.doc(*rowid) > key),
            Direction::Back => self.rowids.len() - self.rowids.partition_point(|rowid| *rowid <= key),
        };
        self.read = self.read.max(behind);
        Ok(())
    }

    fn cost(&self) -> u64 {
        self.rowids.len() as u64
    }
}

/// Returns the number of keys, the greatest first, that are greater than one. Most often they are few.
pub(crate) fn gallop(keys: &[i64], key: i64) -> usize {
    let mut end = 1;
    while keys.get(end).is_some_and(|other| *other > key) {
        end *= 2;
    }
    let reached = keys.get(..=end).unwrap_or(keys);
    reached.partition_point(|other| *other > key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_rows_are_read_either_way() {
        let rowids: Arc<[i64]> = [3, 5, 8, 13].into();
        let read = |direction: Direction, from: i64| -> Vec<i64> {
            let mut rows = Listed::new(Arc::clone(&rowids), direction);
            rows.seek(direction.doc(from)).unwrap();
            // Never back.
            rows.seek(i64::MAX).unwrap();
            let mut read = Vec::new();
            while let Some(key) = rows.doc() {
                read.push(direction.doc(key));
                rows.advance().unwrap();
            }
            rows.advance().unwrap();
            assert_eq!(rows.doc(), None);
            read
        };
        assert_eq!(read(Direction::Back, 100), [13, 8, 5, 3]);
        assert_eq!(read(Direction::Back, 8), [8, 5, 3]);
        assert_eq!(read(Direction::Back, 7), [5, 3]);
        assert_eq!(read(Direction::Back, 2), [0; 0]);
        assert_eq!(read(Direction::Forth, 0), [3, 5, 8, 13]);
        assert_eq!(read(Direction::Forth, 5), [5, 8, 13]);
        assert_eq!(read(Direction::Forth, 6), [8, 13]);
        assert_eq!(read(Direction::Forth, 14), [0; 0]);
    }
}
