//! The rows that answer a plan.

use super::gate::Gates;
use super::pattern::{Languages, PatternRows};
use super::plan::{Leaf, Plan};
use super::rows::{Rows, Union};
use crate::index::{Direction, Index, Step};

/// The rows of one pattern of a term.
pub(super) struct TermRows<'i> {
    pub(super) pattern: PatternRows<'i>,
    /// If its term is one of those that say how well an article answers: the number of the term, and
    /// its own number.
    scores: Option<(usize, usize)>,
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

/// What a pattern scores for.
pub(super) struct Scored {
    /// The number of its term.
    pub(super) term: usize,
    /// The number of the clause that it is an alternative of.
    pub(super) clause: usize,
    /// The languages in which it counts, if not in all.
    pub(super) languages: Option<Languages>,
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
        let mut scored = 0..;
        let mut any = |leaves: &[Leaf]| -> Step<Union<TermRows<'i>>> {
            let mut members = Vec::new();
            for leaf in leaves {
                for pattern in &leaf.patterns {
                    let pattern = pattern.rows(index, direction, &mut gates)?;
                    let scores = leaf.scores.and_then(|term| Some((term, scored.next()?)));
                    members.push(TermRows { pattern, scores });
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

    /// The patterns that score.
    pub(super) fn scored(&self) -> Vec<Scored> {
        let mut scored = Vec::new();
        for (clause, rows) in (0..).zip(&self.wanted) {
            for TermRows { pattern, scores } in rows.members() {
                let languages = pattern.languages().cloned();
                scored.extend(scores.map(|(term, number)| (number, Scored { term, clause, languages })));
            }
        }
        scored.sort_by_key(|(number, _)| *number);
        scored.into_iter().map(|(_, scored)| scored).collect()
    }

    /// Each pattern that scores, with the number of its term.
    pub(super) fn scoring(&self) -> impl Iterator<Item = (usize, &PatternRows<'i>)> {
        let all = self.wanted.iter().flat_map(|clause| clause.members());
        all.filter_map(|rows| Some((rows.scores?.0, &rows.pattern)))
    }

    /// Those of them that the row has that [`next`](Self::next) found, each with its own number.
    pub(super) fn scoring_here(&self) -> impl Iterator<Item = (usize, &PatternRows<'i>)> {
        let here = self.wanted.iter().flat_map(|clause| clause.here());
        here.filter_map(|rows| Some((rows.scores?.1, &rows.pattern)))
    }

    /// From now on, finds rows whatever the language in which a word counts, if the patterns that score
    /// tell afterwards whether a row answers. False if nothing changes.
    pub(super) fn ignore_languages(&mut self) -> bool {
        let has_gate = |rows: &TermRows<'_>| rows.pattern.languages().is_some();
        let tell = |clause: &Union<TermRows<'_>>| {
            !clause.members().iter().any(has_gate)
                || clause.members().iter().all(|rows| rows.scores.is_some())
        };
        let mut all = self.wanted.iter().flat_map(|clause| clause.members());
        if !all.any(has_gate) || !self.wanted.iter().all(tell) {
            return false;
        }
        for rows in self.wanted.iter_mut().flat_map(Union::members_mut) {
            rows.pattern.ignore_languages();
        }
        true
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
