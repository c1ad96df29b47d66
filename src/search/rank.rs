//! How well an article answers: BM25 over weighted columns, and how long ago it was published.

use std::cmp::Ordering;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::TimeDelta;

use super::matches::Matches;
use super::pattern::PatternRows;
use crate::clock::minutes_of_clock;
use crate::index::{Index, Step, column};

const K1: f64 = 1.2;
const B: f64 = 0.75;
/// What an occurrence in the headline counts; one anywhere else counts 1.
const HEADLINE: f64 = 5.0;
/// The most words of the columns of stems that one word of an article leaves there: two stems, and
/// itself where a sign stands beside it.
const FORMS_OF_A_WORD: u32 = 3;

/// What a score is made with, besides the article. A cursor carries it on, so that all pages are
/// scored alike while the archive grows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scoring {
    /// The weight of each term: its inverse document frequency.
    pub(super) weights: Vec<f64>,
    /// Words of an article, on average.
    pub(super) average: f64,
    /// What recency counts, if it does.
    pub(super) recency: Option<Recency>,
}

/// How an article's weight falls with its age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Recency {
    /// The minute of the clock from which age is counted.
    pub(super) now: i64,
    /// After so many minutes the weight is a half.
    pub(super) half: f64,
}

impl Recency {
    pub(super) fn new(now: i64, half_life: TimeDelta) -> Self {
        // Less than a minute is a minute: the clock knows nothing shorter.
        Self { now: minutes_of_clock(now), half: half_life.num_minutes().max(1) as f64 }
    }

    /// Falls, or stays, with every row that is older.
    fn weight(&self, clock: i64) -> f64 {
        let age = self.now.saturating_sub(minutes_of_clock(clock)).max(0);
        self.half / (self.half + age as f64)
    }
}

impl Scoring {
    /// What the archive says of the terms of a query.
    pub(super) fn of(matches: &Matches<'_>, index: &Index<'_>, recency: Option<Recency>) -> Step<Self> {
        let mut weights = Vec::new();
        for (number, leaf) in matches.scoring() {
            let mut least = f64::INFINITY;
            for pattern in leaf.patterns.members() {
                let mut weight = 0.0;
                for rows in pattern.counts() {
                    weight += rarity(rows?, index.rows());
                }
                least = least.min(weight);
            }
            if weights.len() <= number {
                weights.resize(number + 1, 0.0);
            }
            if let Some(weight) = weights.get_mut(number) {
                *weight = if least.is_finite() { least } else { 0.0 };
            }
        }
        let words = length(index.words()) as f64;
        let average = (words / (index.rows().max(1)) as f64).max(1.0);
        Ok(Self { weights, average, recency })
    }

    fn recency_of(&self, clock: i64) -> f64 {
        self.recency.map_or(1.0, |recency| recency.weight(clock))
    }

    /// What no article from this row on reaches.
    fn bound(&self, clock: i64) -> f64 {
        let all: f64 = self.weights.iter().map(|weight| weight * (K1 + 1.0)).sum();
        self.score(all, clock)
    }

    fn score(&self, relevance: f64, clock: i64) -> f64 {
        // Where no term scores, the order is that of time.
        let relevance = if self.weights.is_empty() && self.recency.is_some() { 1.0 } else { relevance };
        relevance * self.recency_of(clock)
    }

    /// The sum over the terms, for an article of so many words.
    fn relevance(&self, frequencies: &[f64], words: f64) -> f64 {
        let norm = K1 * (1.0 - B + B * words / self.average);
        let terms = self.weights.iter().zip(frequencies);
        terms.map(|(weight, f)| if *f > 0.0 { weight * (K1 + 1.0) * (f / (f + norm)) } else { 0.0 }).sum()
    }
}

/// The inverse document frequency of a word in so many of all rows.
fn rarity(rows: u64, all: u64) -> f64 {
    let (rows, all) = (rows as f64, (all.max(rows)) as f64);
    (1.0 + (all - rows + 0.5) / (rows + 0.5)).ln()
}

/// The words of an article as printed.
fn length(words: &[u64; column::COUNT]) -> u64 {
    // A damaged index may claim any number of them.
    let of = |counts: &[u64]| counts.iter().fold(0_u64, |all, count| all.saturating_add(*count));
    let derived = [words[column::SCOPE], words[column::FORMS_HEAD], words[column::FORMS]];
    of(words).saturating_sub(of(&derived))
}

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

    /// The best first.
    pub(super) fn into_rows(self) -> Vec<Ranked> {
        self.rows.into_sorted_vec().into_iter().map(|row| row.0).collect()
    }
}

/// Scores the rows that it is shown, and keeps the best.
pub(super) struct Ranking<'i, 's> {
    index: &'i Index<'i>,
    scoring: &'s Scoring,
    pub(super) best: Best,
    frequencies: Vec<f64>,
    buffer: Vec<u8>,
}

impl<'i, 's> Ranking<'i, 's> {
    pub(super) fn new(index: &'i Index<'i>, scoring: &'s Scoring, best: Best) -> Self {
        let frequencies = vec![0.0; scoring.weights.len()];
        Self { index, scoring, best, frequencies, buffer: Vec::new() }
    }

    /// Whether nothing from this row on can enter any more, if rows get older.
    pub(super) fn is_settled(&self, clock: i64) -> bool {
        self.best.room == 0
            || self.best.worst().is_some_and(|worst| {
                let bound = Ranked { score: self.scoring.bound(clock), clock };
                bound < worst
            })
    }

    /// Scores the row at which the matches are.
    pub(super) fn rank(&mut self, matches: &Matches<'_>, clock: i64) -> Step<()> {
        self.frequencies.fill(0.0);
        let mut ends = [0_u32; column::COUNT];
        for (number, leaf) in matches.scoring_at(clock) {
            let mut most = 0.0_f64;
            for pattern in leaf.patterns.here() {
                most = most.max(frequency(pattern, &mut self.buffer, &mut ends)?);
            }
            if let Some(frequency) = self.frequencies.get_mut(number) {
                *frequency = most;
            }
        }
        let score = |words: f64| Ranked {
            score: self.scoring.score(self.scoring.relevance(&self.frequencies, words), clock),
            clock,
        };
        // An article is at least as long as what was seen of it. Looking up how long it is costs more
        // than all else here, and few could enter even as the shortest possible.
        let shortest = score(f64::from(least_length(&ends)));
        if self.best.worst().is_none_or(|worst| shortest > worst) {
            let words = length(&self.index.words_of(clock)?) as f64;
            self.best.add(score(words));
        }
        Ok(())
    }
}

/// How often a pattern stands in the row that is read, by weight. Notes how far it reaches.
fn frequency(pattern: &PatternRows<'_>, buffer: &mut Vec<u8>, ends: &mut [u32; column::COUNT]) -> Step<f64> {
    let mut frequency = 0.0;
    let width = pattern.width();
    pattern.occurrences(buffer, |column, at| {
        frequency += match column {
            column::HEADLINE | column::FORMS_HEAD => HEADLINE,
            column::SCOPE => 0.0,
            _ => 1.0,
        };
        if let Some(end) = ends.get_mut(column) {
            *end = (*end).max(at.saturating_add(width));
        }
    })?;
    Ok(frequency)
}

/// How many words an article has at least in which columns reach so far.
fn least_length(ends: &[u32; column::COUNT]) -> u32 {
    let headline = ends[column::HEADLINE].max(ends[column::FORMS_HEAD].div_ceil(FORMS_OF_A_WORD));
    let mut others = 0_u32;
    for (at, end) in ends.iter().enumerate() {
        if !matches!(at, column::HEADLINE | column::SCOPE | column::FORMS_HEAD | column::FORMS) {
            others = others.saturating_add(*end);
        }
    }
    headline.saturating_add(others.max(ends[column::FORMS].div_ceil(FORMS_OF_A_WORD)))
}
