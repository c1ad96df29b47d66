//! Rows of the index in reading order, and the union of several.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use crate::index::{Direction, Postings, Step};

/// Something that reads rows in order, each by its key, which gets smaller from row to row.
pub(super) trait Rows {
    /// The row that is read, or may be: that takes a [`check`](Self::check). `None` behind the last.
    fn key(&self) -> Option<i64>;
    /// Whether that row is one indeed. If not, goes on to the next that may be. Of the rows that
    /// something else rules out, none has to be checked.
    fn check(&mut self) -> Step<bool>;
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

    fn check(&mut self) -> Step<bool> {
        Ok(true)
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

    fn check(&mut self) -> Step<bool> {
        Ok(true)
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
    /// Those that have the row that is read, or may have it.
    here: Vec<usize>,
    key: Option<i64>,
}

impl<R: Rows> Union<R> {
    pub(super) fn of(members: Vec<R>) -> Self {
        let mut union = Self { members, ahead: BinaryHeap::new(), here: Vec::new(), key: None };
        (0..union.members.len()).for_each(|at| union.push(at));
        union.settle();
        union
    }

    /// All members, wherever they are.
    pub(super) fn members(&self) -> &[R] {
        &self.members
    }

    pub(super) fn members_mut(&mut self) -> &mut [R] {
        &mut self.members
    }

    /// The members that have the row that is read, once it is checked.
    pub(super) fn here(&self) -> impl Iterator<Item = &R> {
        self.here.iter().filter_map(|at| self.members.get(*at))
    }

    fn push(&mut self, at: usize) {
        if let Some(key) = self.members.get(at).and_then(R::key) {
            self.ahead.push((key, Reverse(at)));
        }
    }

    fn settle(&mut self) {
        self.key = self.ahead.peek().map(|(key, _)| *key);
        while let Some(&(next, Reverse(at))) = self.ahead.peek()
            && Some(next) == self.key
        {
            self.ahead.pop();
            self.here.push(at);
        }
    }

    /// Takes those that have the row that is read a step on.
    fn leave(&mut self, mut step: impl FnMut(&mut R) -> Step<()>) -> Step<()> {
        if let [at] = self.here.as_slice()
            && let Some(only) = self.members.get_mut(*at)
        {
            step(only)?;
            let key = only.key();
            // Most often it is still the nearest.
            if key > self.ahead.peek().map(|(key, _)| *key) {
                self.key = key;
                return Ok(());
            }
        } else {
            for at in &self.here {
                self.members.get_mut(*at).map_or(Ok(()), &mut step)?;
            }
        }
        let mut here = std::mem::take(&mut self.here);
        here.drain(..).for_each(|at| self.push(at));
        self.here = here;
        self.key = None;
        Ok(())
    }
}

impl<R: Rows> Rows for Union<R> {
    fn key(&self) -> Option<i64> {
        self.key
    }

    fn check(&mut self) -> Step<bool> {
        let mut at = 0;
        while let Some(member) = self.here.get(at).copied() {
            if self.members.get_mut(member).map_or(Ok(true), R::check)? {
                at += 1;
            } else {
                self.here.swap_remove(at);
                self.push(member);
            }
        }
        let is_one = !self.here.is_empty() || self.key.is_none();
        if !is_one {
            self.settle();
        }
        Ok(is_one)
    }

    fn advance(&mut self) -> Step<()> {
        self.leave(R::advance)?;
        if self.key.is_none() {
            self.settle();
        }
        Ok(())
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        if self.key.is_none_or(|here| here <= key) {
            return Ok(());
        }
        self.leave(|member| member.seek(key))?;
        if self.key.is_some_and(|here| here <= key) {
            return Ok(());
        }
        while let Some(&(next, Reverse(at))) = self.ahead.peek()
            && next > key
        {
            self.ahead.pop();
            self.members.get_mut(at).map_or(Ok(()), |member| member.seek(key))?;
            self.push(at);
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
