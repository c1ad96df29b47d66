//! The rows that answer a plan.

use super::gate::Gates;
use super::pattern::PatternRows;
use super::plan::{Leaf, Plan};
use super::rows::{Rows, Union};
use crate::index::{Direction, Index, Step};

/// The rows of one pattern of a term.
pub(super) struct TermRows<'i> {
    pub(super) pattern: PatternRows<'i>,
    /// The number of its term among those that say how well an article answers, if it is one.
    pub(super) scores: Option<usize>,
}

impl Rows for TermRows<'_> {
    fn key(&self) -> Option<i64> {
        self.pattern.key()
    }

    fn check(&mut self) -> Step<bool> {
        self.pattern.check()
    }

    fn advance(&mut self) -> Step<()> {
        self.pattern.advance()
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        self.pattern.seek(key)
    }

    fn size(&self) -> u64 {
        self.pattern.size()
    }
}

/// Reads the rows that a plan wants, in order.
pub(super) struct Matches<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    /// Each wanted; the rarest first.
    wanted: Vec<Union<TermRows<'i>>>,
    unwanted: Union<TermRows<'i>>,
    /// The least key that is in the span of time.
    last: i64,
}

impl<'i> Matches<'i> {
    pub(super) fn open(plan: &Plan, index: &'i Index<'i>, direction: Direction) -> Step<Self> {
        let (newest, oldest) = (plan.to.saturating_sub(1), plan.from);
        let (first, last) = match direction {
            Direction::Back => (newest, oldest),
            Direction::Forth => (direction.key(oldest), direction.key(newest)),
        };
        let mut gates = Gates::new(index, direction);
        let mut any = |leaves: &[Leaf]| -> Step<Union<TermRows<'i>>> {
            let mut members = Vec::new();
            for leaf in leaves {
                for pattern in &leaf.patterns {
                    let pattern = pattern.rows(index, direction, &mut gates)?;
                    members.push(TermRows { pattern, scores: leaf.scores });
                }
            }
            let mut rows = Union::of(members);
            rows.seek(first)?;
            Ok(rows)
        };
        let mut wanted = plan.wanted.iter().map(|clause| any(clause)).collect::<Step<Vec<_>>>()?;
        wanted.sort_by_key(Union::size);
        let unwanted = any(&plan.unwanted)?;
        Ok(Self { index, direction, wanted, unwanted, last })
    }

    /// The patterns that score, each with the number of its term.
    pub(super) fn scoring(&self) -> impl Iterator<Item = (usize, &PatternRows<'i>)> {
        let all = self.wanted.iter().flat_map(|clause| clause.members());
        all.filter_map(|rows| Some((rows.scores?, &rows.pattern)))
    }

    /// How many terms score.
    pub(super) fn terms(&self) -> usize {
        self.scoring().map(|(term, _)| term + 1).max().unwrap_or(0)
    }

    /// Those of them that the row has that [`next`](Self::next) found.
    pub(super) fn scoring_here(&self) -> impl Iterator<Item = (usize, &PatternRows<'i>)> {
        let here = self.wanted.iter().flat_map(|clause| clause.here());
        here.filter_map(|rows| Some((rows.scores?, &rows.pattern)))
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
            if key == before && self.check()? {
                return Ok(Some(key));
            }
            key = self.wanted.iter().map_while(Union::key).fold(key, i64::min);
        }
    }

    /// Whether all have the row at which they stand. If not, at least one has gone on.
    fn check(&mut self) -> Step<bool> {
        for rows in &mut self.wanted {
            if !rows.check()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_unwanted(&mut self, key: i64) -> Step<bool> {
        self.unwanted.seek(key)?;
        while self.unwanted.key() == Some(key) {
            if self.unwanted.check()? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
