//! The best of the articles that answer.

use std::cmp::Ordering;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::matches::{Matches, Scored};
use super::pattern::PatternRows;
use super::plan::Plan;
use super::printed::Printed;
use super::scopes::Scopes;
use super::score::{COUNTED, HEADLINE, Reach, Scoring, weight};
use crate::index::{FAR, Index, Step};

/// How many rows wait for a decision where reading stops as soon as it can, and where all is read: the
/// more, the fewer are looked up, but what isn't decided can't be asked of the rows to come.
const SHORT_WAIT: usize = 64;
const LONG_WAIT: usize = 256;
/// Lengths that are looked up in vain before printed words are read to look up fewer.
const MANY_IN_VAIN: usize = 128;

/// A row and its score. The better is the greater; of equals, the newer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    pub(super) score: f64,
    pub(super) clock: i64,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(self.clock.cmp(&other.clock))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The best rows so far.
pub(super) struct Best {
    rows: BinaryHeap<Reverse<Ranked>>,
    room: usize,
    /// Only what comes behind this.
    after: Option<Ranked>,
}

impl Best {
    pub(super) fn new(room: usize, after: Option<Ranked>) -> Self {
        Self { rows: BinaryHeap::with_capacity(room.saturating_add(1)), room, after }
    }

    fn admits(&self, row: Ranked) -> bool {
        self.after.is_none_or(|after| row < after) && self.worst().is_none_or(|worst| row > worst)
    }

    /// The row that has to be beaten, once there is no room left.
    fn worst(&self) -> Option<Ranked> {
        if self.rows.len() < self.room { None } else { self.rows.peek().map(|row| row.0) }
    }

    fn add(&mut self, row: Ranked) {
        if self.admits(row) {
            self.rows.push(Reverse(row));
            if self.rows.len() > self.room {
                self.rows.pop();
            }
        }
    }

    /// The best rows, the best of them first.
    pub(super) fn into_rows(self) -> Vec<Ranked> {
        self.rows.into_sorted_vec().into_iter().map(|row| row.0).collect()
    }
}

/// A row of which all is known but how long the article is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// Its score if the article is as short as it can be.
    at_best: Ranked,
    /// Where it begins how often it has each pattern.
    frequencies: usize,
}

/// Scores the rows that it is shown, and keeps the best.
pub(super) struct Ranking<'i, 's> {
    index: &'i Index<'i>,
    plan: &'s Plan,
    scoring: &'s Scoring,
    scored: Vec<Scored>,
    /// Whether the rows are shown whatever their language.
    ignores_languages: bool,
    best: &'s mut Best,
    /// Looking up how long an article is costs more than all else here. So they wait, and those that
    /// may be the best are looked up first: few others can enter then.
    waiting: Vec<Candidate>,
    /// How often each pattern stands in the row that is read, and then in those that wait.
    frequencies: Vec<f64>,
    /// How often a row has each term.
    most: Vec<f64>,
    /// How often it has each at most, at a glance.
    counts: Vec<usize>,
    /// Of what a term scores at most, the part that an article reaches at most that has it so often: one of
    /// any length, and one in which a word stands far from the beginning.
    near: [f64; COUNTED],
    far: [f64; COUNTED],
    /// Whether each term is one pattern, in their order.
    is_one_each: bool,
    patience: usize,
    has_demanded: bool,
    /// How many lengths were looked up of rows that can't enter.
    in_vain: usize,
    /// Opened when many lengths were looked up in vain.
    printed: Option<Printed<'i>>,
    scopes: Scopes<'i>,
    buffer: Vec<u8>,
}

impl<'i, 's> Ranking<'i, 's> {
    pub(super) fn new(
        index: &'i Index<'i>,
        plan: &'s Plan,
        scoring: &'s Scoring,
        matches: &Matches<'_>,
        ignores_languages: bool,
        best: &'s mut Best,
    ) -> Self {
        let scored = matches.scored();
        let patience = if scoring.recency.is_some() { SHORT_WAIT } else { LONG_WAIT };
        let mut frequencies = Vec::with_capacity((patience + 1) * scored.len());
        frequencies.resize(scored.len(), 0.0);
        let is_one_each = scored.iter().map(|scored| scored.term).eq(0..scoring.weights.len());
        Self {
            index,
            plan,
            scoring,
            scored,
            is_one_each,
            ignores_languages,
            best,
            waiting: Vec::with_capacity(patience),
            frequencies,
            most: vec![0.0; scoring.weights.len()],
            counts: vec![0; scoring.weights.len()],
            near: std::array::from_fn(|count| scoring.share(count as f64, 0.0)),
            far: std::array::from_fn(|count| scoring.share(count as f64, f64::from(FAR))),
            patience,
            has_demanded: false,
            in_vain: 0,
            printed: None,
            scopes: Scopes::new(index.snapshot()),
            buffer: Vec::new(),
        }
    }

    /// Whether nothing from this row on can enter any more, since rows get older.
    pub(super) fn is_settled(&self, clock: i64) -> bool {
        if self.scoring.is_ageless() {
            return false;
        }
        let bound = Ranked { score: self.scoring.bound(clock), clock };
        self.best.worst().is_some_and(|worst| bound < worst)
    }

    /// Scores the row at which the matches are.
    pub(super) fn rank(&mut self, matches: &mut Matches<'_>, clock: i64) -> Step<()> {
        if self.is_hopeless(matches, clock) {
            return Ok(());
        }
        let length = self.least_length(matches)?;
        let mut at_best = self.score(0, length as f64, clock);
        if self.is_beaten(at_best) {
            return Ok(());
        }
        if let Some(printed) = &mut self.printed {
            let as_printed = printed.length(clock, &mut self.buffer)?;
            if as_printed > length {
                at_best = self.score(0, as_printed as f64, clock);
                if self.is_beaten(at_best) {
                    return Ok(());
                }
            }
        }
        self.waiting.push(Candidate { at_best, frequencies: self.frequencies.len() });
        self.frequencies.extend_from_within(..self.scored.len());
        if self.waiting.len() < self.patience {
            return Ok(());
        }
        self.settle()?;
        if let Some(worst) = self.best.worst().filter(|_| self.scoring.recency.is_none()) {
            self.has_demanded = matches.demand(|term| self.scoring.least(term, worst.score));
            if self.printed.is_none() && self.in_vain >= MANY_IN_VAIN {
                self.printed = Some(Printed::of(self.plan, self.index)?);
            }
        }
        Ok(())
    }

    /// Whether rows were passed that answer but can't enter.
    pub(super) fn has_demanded(&self) -> bool {
        self.has_demanded
    }

    /// Whether it is clear at a glance, without reading where the words stand, that a row can't enter.
    fn is_hopeless(&mut self, matches: &Matches<'_>, clock: i64) -> bool {
        let Some(worst) = self.best.worst() else { return false };
        // What was demanded of a single term has ruled out as much.
        if self.has_demanded && self.scoring.weights.len() == 1 {
            return false;
        }
        self.counts.fill(0);
        let mut is_far = false;
        for (number, pattern) in matches.scoring_here() {
            let glance = pattern.glance();
            is_far |= glance.is_far;
            let one = if glance.has_headline { HEADLINE as usize } else { 1 };
            if let Some(most) = self.scored.get(number).and_then(|scored| self.counts.get_mut(scored.term)) {
                *most = glance.count.saturating_mul(one).max(*most);
            }
        }
        let shares = if is_far { &self.far } else { &self.near };
        let here = self.counts.iter().map(|count| shares.get(*count).copied().unwrap_or(1.0));
        self.scoring.reached(here, clock) < worst.score
    }

    /// Reads how often a row has each pattern, and says how many words the article has at least: those up
    /// to the last place.
    fn least_length(&mut self, matches: &Matches<'_>) -> Step<u64> {
        let here = self.frequencies.get_mut(..self.scored.len()).unwrap_or_default();
        here.fill(0.0);
        let mut length = 0;
        for (number, pattern) in matches.scoring_here() {
            let seen = Seen::of(pattern, &mut self.buffer)?;
            length = seen.length.max(length);
            if let Some(here) = here.get_mut(number) {
                *here = seen.frequency;
            }
        }
        Ok(length)
    }

    /// Whether a row can't enter if this is the best it can be.
    fn is_beaten(&self, at_best: Ranked) -> bool {
        self.best.worst().is_some_and(|worst| at_best <= worst)
    }

    fn score(&mut self, frequencies: usize, words: f64, clock: i64) -> Ranked {
        let frequencies = self.frequencies.get(frequencies..).unwrap_or_default();
        if self.is_one_each {
            let frequencies = frequencies.get(..self.scored.len()).unwrap_or(frequencies);
            let relevance = self.scoring.relevance(frequencies, words);
            return Ranked { score: self.scoring.score(relevance, clock), clock };
        }
        self.most.fill(0.0);
        for (scored, frequency) in self.scored.iter().zip(frequencies) {
            if let Some(most) = self.most.get_mut(scored.term) {
                *most = frequency.max(*most);
            }
        }
        Ranked { score: self.scoring.score(self.scoring.relevance(&self.most, words), clock), clock }
    }

    /// Decides about those that wait.
    pub(super) fn settle(&mut self) -> Step<()> {
        // A heap, because few of them are looked at before all others are beaten.
        let mut waiting = BinaryHeap::from(std::mem::take(&mut self.waiting));
        while let Some(Candidate { at_best, frequencies }) = waiting.pop() {
            if self.is_beaten(at_best) {
                break;
            }
            let clock = at_best.clock;
            let words = Reach::of(&self.index.words_of(clock)?).length() as f64;
            let mut row = self.score(frequencies, words, clock);
            if self.is_beaten(row) {
                self.in_vain += 1;
                continue;
            }
            if self.ignores_languages {
                if !self.answers_in_its_language(frequencies, clock)? {
                    continue;
                }
                row = self.score(frequencies, words, clock);
            }
            self.best.add(row);
        }
        self.waiting = waiting.into_vec();
        self.waiting.clear();
        self.frequencies.truncate(self.scored.len());
        Ok(())
    }

    /// Takes back what doesn't count in the language of the article. Whether the rest answers.
    fn answers_in_its_language(&mut self, frequencies: usize, clock: i64) -> Step<bool> {
        let frequencies = self.frequencies.get_mut(frequencies..).unwrap_or_default();
        let here = self.scopes.of(clock)?;
        let mut frequencies = frequencies.iter_mut();
        // The patterns of a clause are numbered one after another.
        for clause in self.scored.chunk_by(|one, next| one.clause == next.clause) {
            let (mut is_asked, mut is_answered) = (false, false);
            for (scored, frequency) in clause.iter().zip(&mut frequencies) {
                if let Some(scope) = &scored.scope {
                    is_asked = true;
                    if !here.clone().any(|here| scope.iter().any(|token| token == here)) {
                        *frequency = 0.0;
                    }
                }
                is_answered |= *frequency > 0.0;
            }
            if is_asked && !is_answered {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What is seen of a pattern in the row that is read.
struct Seen {
    /// How often it stands there, by weight.
    frequency: f64,
    /// An article in which it stands there has so many words at least.
    length: u64,
}

impl Seen {
    fn of(pattern: &PatternRows<'_>, buffer: &mut Vec<u8>) -> Step<Self> {
        let width = u64::from(pattern.width());
        let mut seen = Self { frequency: 0.0, length: 0 };
        let mut reach = Reach::default();
        let mut before = None;
        pattern.by_column(buffer, |column, count, last| {
            if before >= Some(column) {
                seen.length = seen.length.max(std::mem::take(&mut reach).length());
            }
            before = Some(column);
            seen.frequency += weight(column) * f64::from(count);
            reach.add(column, u64::from(last) + width);
        })?;
        seen.length = seen.length.max(reach.length());
        Ok(seen)
    }
}
