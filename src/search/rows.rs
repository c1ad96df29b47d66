//! Rows of the index in reading order, and the union of several.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use crate::index::{Direction, Postings, Step};

/// Something that reads rows in order, each by its key, which gets smaller from row to row.
pub(super) trait Rows {
    /// The row that is read; `None` behind the last.
    fn key(&self) -> Option<i64>;
    /// Goes on to the next row.
    fn advance(&mut self) -> Step<()>;
    /// Goes on to the first row of this key or a smaller one. Never goes back.
    fn seek(&mut self, key: i64) -> Step<()>;
    /// About how much there is to read.
    fn size(&self) -> u64;
}

impl Rows for Postings<'_> {
    fn key(&self) -> Option<i64> {
        self.key()
    }

    fn advance(&mut self) -> Step<()> {
        self.advance()
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        self.seek(key)
    }

    fn size(&self) -> u64 {
        self.size()
    }
}

/// Rows that are known beforehand.
pub(super) struct Listed {
    /// The lowest first.
    rowids: Rc<[i64]>,
    direction: Direction,
    /// How many were read.
    read: usize,
}

impl Listed {
    pub(super) fn new(rowids: Rc<[i64]>, direction: Direction) -> Self {
        Self { rowids, direction, read: 0 }
    }
}

impl Rows for Listed {
    fn key(&self) -> Option<i64> {
        let at = match self.direction {
            Direction::Forth => self.read,
            Direction::Back => self.rowids.len().checked_sub(self.read + 1)?,
        };
        self.rowids.get(at).map(|rowid| self.direction.key(*rowid))
    }

    fn advance(&mut self) -> Step<()> {
        self.read = (self.read + 1).min(self.rowids.len());
        Ok(())
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        let behind = match self.direction {
            Direction::Forth => self.rowids.partition_point(|rowid| self.direction.key(*rowid) > key),
            Direction::Back => self.rowids.len() - self.rowids.partition_point(|rowid| *rowid <= key),
        };
        self.read = self.read.max(behind);
        Ok(())
    }

    fn size(&self) -> u64 {
        self.rowids.len() as u64
    }
}

/// The rows that any of its members has.
pub(super) struct Union<R> {
    members: Vec<R>,
    /// The members that are ahead, the nearest on top.
    ahead: BinaryHeap<(i64, Reverse<usize>)>,
    /// Those that have the row that is read.
    here: Vec<usize>,
}

impl<R: Rows> Union<R> {
    pub(super) fn of(members: Vec<R>) -> Self {
        let mut union = Self { members, ahead: BinaryHeap::new(), here: Vec::new() };
        (0..union.members.len()).for_each(|at| union.push(at));
        union.settle();
        union
    }

    /// All members, wherever they are.
    pub(super) fn members(&self) -> &[R] {
        &self.members
    }

    /// The members that have the row that is read.
    pub(super) fn here(&self) -> impl Iterator<Item = &R> {
        self.here.iter().filter_map(|at| self.members.get(*at))
    }

    fn push(&mut self, at: usize) {
        if let Some(key) = self.members.get(at).and_then(R::key) {
            self.ahead.push((key, Reverse(at)));
        }
    }

    fn settle(&mut self) {
        let Some(&(key, _)) = self.ahead.peek() else { return };
        while let Some(&(next, Reverse(at))) = self.ahead.peek() {
            if next < key {
                break;
            }
            self.ahead.pop();
            self.here.push(at);
        }
    }

    fn step(&mut self, at: usize, mut step: impl FnMut(&mut R) -> Step<()>) -> Step<()> {
        self.members.get_mut(at).map_or(Ok(()), &mut step)?;
        self.push(at);
        Ok(())
    }
}

impl<R: Rows> Rows for Union<R> {
    fn key(&self) -> Option<i64> {
        self.here().next().and_then(R::key)
    }

    fn advance(&mut self) -> Step<()> {
        if let [only] = self.members.as_mut_slice() {
            // The one member is here for as long as it has rows.
            return only.advance();
        }
        let mut here = std::mem::take(&mut self.here);
        for at in here.drain(..) {
            self.step(at, R::advance)?;
        }
        self.here = here;
        self.settle();
        Ok(())
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        if let [only] = self.members.as_mut_slice() {
            return only.seek(key);
        }
        if self.key().is_none_or(|here| here <= key) {
            return Ok(());
        }
        let mut here = std::mem::take(&mut self.here);
        for at in here.drain(..) {
            self.step(at, |member| member.seek(key))?;
        }
        self.here = here;
        while let Some(&(next, Reverse(at))) = self.ahead.peek() {
            if next <= key {
                break;
            }
            self.ahead.pop();
            self.step(at, |member| member.seek(key))?;
        }
        self.settle();
        Ok(())
    }

    fn size(&self) -> u64 {
        self.members.iter().map(R::size).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_rows_are_read_either_way() {
        let rowids: Rc<[i64]> = [3, 5, 8, 13].into();
        let read = |direction: Direction, from: i64| -> Vec<i64> {
            let mut rows = Listed::new(Rc::clone(&rowids), direction);
            rows.seek(direction.key(from)).unwrap();
            // Never back.
            rows.seek(i64::MAX).unwrap();
            let mut read = Vec::new();
            while let Some(key) = rows.key() {
                read.push(direction.key(key));
                rows.advance().unwrap();
            }
            rows.advance().unwrap();
            assert_eq!(rows.key(), None);
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
