//! The rows that answer a plan.

use std::rc::Rc;

use super::gate::Gates;
use super::pattern::{Languages, PatternRows};
use super::plan::{Leaf, Plan};
use super::rows::{Listed, Rows, Union};
use crate::index::{Direction, Index, Least, Step};

/// Some of the rows of one term.
struct TermRows<'i> {
    rows: Source<'i>,
    /// If its term is one of those that say how well an article answers: the number of the term, and
    /// its own number.
    scores: Option<(usize, usize)>,
}

/// Where rows are known from.
enum Source<'i> {
    Pattern(PatternRows<'i>),
    List(Listed),
}

impl TermRows<'_> {
    fn has_gate(&self) -> bool {
        matches!(&self.rows, Source::Pattern(pattern) if pattern.languages().is_some())
    }
}

impl Rows for TermRows<'_> {
    fn key(&self) -> Option<i64> {
        match &self.rows {
            Source::Pattern(rows) => rows.key(),
            Source::List(rows) => rows.key(),
        }
    }

    fn check(&mut self) -> Step<bool> {
        match &mut self.rows {
            Source::Pattern(rows) => rows.check(),
            Source::List(rows) => rows.check(),
        }
    }

    fn advance(&mut self) -> Step<()> {
        match &mut self.rows {
            Source::Pattern(rows) => rows.advance(),
            Source::List(rows) => rows.advance(),
        }
    }

    fn seek(&mut self, key: i64) -> Step<()> {
        match &mut self.rows {
            Source::Pattern(rows) => rows.seek(key),
            Source::List(rows) => rows.seek(key),
        }
    }

    fn size(&self) -> u64 {
        match &self.rows {
            Source::Pattern(rows) => rows.size(),
            Source::List(rows) => rows.size(),
        }
    }
}

/// What a pattern scores for.
pub(super) struct Scored {
    /// The number of its term.
    pub(super) term: usize,
    /// The number of the clause that it is an alternative of.
    pub(super) clause: usize,
    /// If it doesn't count in all languages, the scope tokens of the articles in which it does.
    pub(super) scope: Option<Vec<String>>,
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
        index.begin();
        let (newest, oldest) = (plan.to.saturating_sub(1), plan.from);
        let (first, last) = match direction {
            Direction::Back => (newest, oldest),
            Direction::Forth => (direction.key(oldest), direction.key(newest)),
        };
        let gates = Gates::new(index, direction);
        let mut scored = 0..;
        let mut any = |leaves: &[Leaf]| -> Step<Union<TermRows<'i>>> {
            let mut members = Vec::new();
            for leaf in leaves {
                for pattern in &leaf.patterns {
                    let rows = Source::Pattern(pattern.rows(index, direction, &gates)?);
                    let scores = leaf.scores.and_then(|term| Some((term, scored.next()?)));
                    members.push(TermRows { rows, scores });
                }
                if !leaf.listed.is_empty() {
                    let rows = Source::List(Listed::new(Rc::clone(&leaf.listed), direction));
                    members.push(TermRows { rows, scores: None });
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
            for (term, number, pattern) in rows.members().iter().filter_map(scoring) {
                let scope = pattern.languages().map(Languages::tokens);
                scored.push((number, Scored { term, clause, scope }));
            }
        }
        scored.sort_by_key(|(number, _)| *number);
        scored.into_iter().map(|(_, scored)| scored).collect()
    }

    /// Each pattern that scores, with the number of its term.
    pub(super) fn scoring(&self) -> impl Iterator<Item = (usize, &PatternRows<'i>)> {
        let all = self.wanted.iter().flat_map(|clause| clause.members());
        all.filter_map(scoring).map(|(term, _, pattern)| (term, pattern))
    }

    /// Those of them that the row has that [`next`](Self::next) found, each with its own number.
    pub(super) fn scoring_here(&self) -> impl Iterator<Item = (usize, &PatternRows<'i>)> {
        let here = self.wanted.iter().flat_map(|clause| clause.here());
        here.filter_map(scoring).map(|(_, number, pattern)| (number, pattern))
    }

    /// The numbers of the terms that the row has that [`next`](Self::next) found.
    pub(super) fn terms_here(&self) -> impl Iterator<Item = usize> {
        let here = self.wanted.iter().flat_map(|clause| clause.here());
        here.filter_map(|rows| rows.scores.map(|(term, _)| term))
    }

    /// From now on, finds rows whatever the language in which a word counts, if the patterns that score
    /// tell afterwards whether a row answers. False if nothing changes.
    pub(super) fn ignore_languages(&mut self) -> bool {
        let tell = |clause: &Union<TermRows<'_>>| {
            let members = clause.members();
            !members.iter().any(TermRows::has_gate) || members.iter().all(|rows| rows.scores.is_some())
        };
        let mut all = self.wanted.iter().flat_map(|clause| clause.members());
        if !all.any(TermRows::has_gate) || !self.wanted.iter().all(tell) {
            return false;
        }
        for rows in self.wanted.iter_mut().flat_map(Union::members_mut) {
            if let Source::Pattern(pattern) = &mut rows.rows {
                pattern.ignore_languages();
            }
        }
        true
    }

    /// From now on, passes what has a term less often than `least` says. Where something else rules out
    /// most rows, that would take longer than it saves, and false is returned.
    pub(super) fn demand(&mut self, least: impl Fn(usize) -> Least) -> bool {
        let [only] = self.wanted.as_mut_slice() else { return false };
        if self.unwanted.size() > only.size() / 2 {
            return false;
        }
        for rows in only.members_mut() {
            if let (Source::Pattern(pattern), Some((term, _))) = (&mut rows.rows, rows.scores) {
                pattern.demand(least(term));
            }
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
        let Some((first, others)) = self.wanted.split_first_mut() else { return Ok(None) };
        'row: loop {
            let Some(key) = first.key().filter(|key| *key >= self.last) else { return Ok(None) };
            for rows in &mut *others {
                rows.seek(key)?;
                let Some(here) = rows.key() else { return Ok(None) };
                if here < key {
                    first.seek(here)?;
                    continue 'row;
                }
            }
            if first.check()? && check(others)? {
                return Ok(Some(key));
            }
        }
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

/// Whether all have the row at which they stand. If not, one of them has gone on.
fn check(all: &mut [Union<TermRows<'_>>]) -> Step<bool> {
    for rows in all {
        if !rows.check()? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The numbers of a term that scores and of its pattern, and the pattern.
fn scoring<'r, 'i>(rows: &'r TermRows<'i>) -> Option<(usize, usize, &'r PatternRows<'i>)> {
    match (&rows.rows, rows.scores) {
        (Source::Pattern(pattern), Some((term, number))) => Some((term, number, pattern)),
        _ => None,
    }
}
