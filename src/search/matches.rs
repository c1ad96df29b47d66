//! The rows that answer a plan.

use super::pattern::PatternRows;
use super::plan::{Leaf, Plan};
use super::rows::{Rows, Union};
use crate::index::{Direction, Index, Step};

/// The rows of one term of a query.
pub(super) struct LeafRows<'i> {
    pub(super) patterns: Union<PatternRows<'i>>,
    /// Its number among the terms that say how well an article answers, if it is one.
    pub(super) scores: Option<usize>,
}

impl LeafRows<'_> {
    fn open<'i>(leaf: &Leaf, index: &'i Index<'i>, direction: Direction) -> Step<LeafRows<'i>> {
        let patterns = leaf.patterns.iter().map(|pattern| pattern.rows(index, direction));
        Ok(LeafRows { patterns: Union::of(patterns.collect::<Step<_>>()?), scores: leaf.scores })
    }
}

impl Rows for LeafRows<'_> {
    fn key(&self) -> Option<i64> {
        self.patterns.key()
    }

    fn advance(&mut self) -> Step<()> {
        self.patterns.advance()
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        self.patterns.seek(key)
    }

    fn size(&self) -> u64 {
        self.patterns.size()
    }
}

/// Reads the rows that a plan wants, in order.
pub(super) struct Matches<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    /// Each wanted; the rarest first.
    wanted: Vec<Union<LeafRows<'i>>>,
    unwanted: Vec<LeafRows<'i>>,
    /// The least key that is in the span of time.
    last: i64,
}

impl<'i> Matches<'i> {
    pub(super) fn open(plan: &Plan, index: &'i Index<'i>, direction: Direction) -> Step<Self> {
        index.begin();
        let (newest, oldest) = (plan.to.saturating_sub(1), plan.from);
        let (first, last) = match direction {
            Direction::Back => (newest, oldest),
            Direction::Forth => (direction.key(oldest), direction.key(newest)),
        };
        let leaves = |leaves: &[Leaf]| -> Step<Vec<LeafRows<'i>>> {
            leaves.iter().map(|leaf| LeafRows::open(leaf, index, direction)).collect()
        };
        let mut wanted = Vec::with_capacity(plan.wanted.len());
        for clause in &plan.wanted {
            let mut rows = Union::of(leaves(clause)?);
            rows.seek(first)?;
            wanted.push(rows);
        }
        wanted.sort_by_key(Union::size);
        Ok(Self { index, direction, wanted, unwanted: leaves(&plan.unwanted)?, last })
    }

    /// The terms that score, each with its number, in any order.
    pub(super) fn scoring(&self) -> impl Iterator<Item = (usize, &LeafRows<'i>)> {
        let leaves = self.wanted.iter().flat_map(|clause| clause.members());
        leaves.filter_map(|leaf| Some((leaf.scores?, leaf)))
    }

    /// Those of them that this row has.
    pub(super) fn scoring_at(&self, rowid: i64) -> impl Iterator<Item = (usize, &LeafRows<'i>)> {
        let key = self.direction.key(rowid);
        self.scoring().filter(move |(_, leaf)| leaf.key() == Some(key))
    }

    /// The next row that answers. Asked again behind the last, it is `None` again.
    pub(super) fn next(&mut self) -> Step<Option<i64>> {
        loop {
            let Some(key) = self.aligned()? else { return Ok(None) };
            self.index.watch().tick()?;
            if !self.is_unwanted(key)? {
                return Ok(Some(self.direction.key(key)));
            }
            self.advance()?;
        }
    }

    /// Leaves the row that [`next`](Self::next) found.
    pub(super) fn advance(&mut self) -> Step<()> {
        self.wanted.first_mut().map_or(Ok(()), Union::advance)
    }

    fn aligned(&mut self) -> Step<Option<i64>> {
        let Some(mut key) = self.wanted.first().and_then(Union::key) else { return Ok(None) };
        loop {
            let before = key;
            for rows in &mut self.wanted {
                rows.seek(key)?;
                let Some(here) = rows.key() else { return Ok(None) };
                key = key.min(here);
            }
            if key < self.last {
                return Ok(None);
            }
            if key == before {
                return Ok(Some(key));
            }
        }
    }

    fn is_unwanted(&mut self, key: i64) -> Step<bool> {
        for rows in &mut self.unwanted {
            rows.seek(key)?;
            if rows.key() == Some(key) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
