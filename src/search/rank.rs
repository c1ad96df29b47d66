//! How well an article answers: BM25 over weighted columns, and how long ago it was published.

use std::cmp::Ordering;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use chrono::TimeDelta;

use super::matches::{Matches, Scored};
use super::pattern::PatternRows;
use crate::clock::minutes_of_clock;
use crate::index::{Index, Step, column};

const K1: f64 = 1.2;
const B: f64 = 0.75;
/// What an occurrence in the headline counts; one anywhere else counts 1.
const HEADLINE: f64 = 2.0;
/// How many rows wait for a decision: few at first, and where reading stops as soon as it can.
const SHORT_WAIT: usize = 32;
const LONG_WAIT: usize = 1024;

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
        for (term, pattern) in matches.scoring() {
            let mut weight = 0.0;
            for rows in pattern.counts() {
                weight += rarity(rows?, index.rows());
            }
            if weights.len() <= term {
                weights.resize(term + 1, f64::INFINITY);
            }
            if let Some(least) = weights.get_mut(term) {
                *least = weight.min(*least);
            }
        }
        let (headlines, others) = printed(index.words());
        let words = headlines.saturating_add(others) as f64;
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

    /// The sum over the terms, for an article of so many words that has each so often.
    fn relevance(&self, frequencies: &[f64], words: f64) -> f64 {
        let norm = K1 * (1.0 - B + B * words / self.average);
        let terms = self.weights.iter().zip(frequencies).filter(|(_, f)| **f > 0.0);
        terms.map(|(weight, f)| weight * (K1 + 1.0) * f / (f + norm)).sum()
    }
}

/// The inverse document frequency of a word in so many of all rows.
fn rarity(rows: u64, all: u64) -> f64 {
    let (rows, all) = (rows as f64, (all.max(rows)) as f64);
    (1.0 + (all - rows + 0.5) / (rows + 0.5)).ln()
}

/// The words of the headline, and those of all other parts, as printed.
fn printed(words: &[u64; column::COUNT]) -> (u64, u64) {
    let mut others = 0_u64;
    for (at, words) in words.iter().enumerate() {
        if !matches!(at, column::HEADLINE | column::SCOPE | column::FORMS_HEAD | column::FORMS) {
            // A damaged index may claim any number of them.
            others = others.saturating_add(*words);
        }
    }
    (words[column::HEADLINE], others)
}

/// How long an article is: its words as printed or, if they are more, their forms. So the place of a form
/// says how long the article is at least.
fn length(words: &[u64; column::COUNT]) -> u64 {
    let (headline, others) = printed(words);
    headline.max(words[column::FORMS_HEAD]).saturating_add(others.max(words[column::FORMS]))
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

    fn into_rows(self) -> Vec<Ranked> {
        self.rows.into_sorted_vec().into_iter().map(|row| row.0).collect()
    }
}

/// A row of which all is known but how long the article is.
struct Candidate {
    /// Its score if the article is as short as it can be.
    at_best: Ranked,
    /// How often it has each pattern: where that stands among those of all candidates.
    frequencies: usize,
}

/// Scores the rows that it is shown, and keeps the best.
pub(super) struct Ranking<'i, 's> {
    index: &'i Index<'i>,
    scoring: &'s Scoring,
    scored: Vec<Scored>,
    /// Whether the rows are shown whatever their language.
    ignores_languages: bool,
    best: Best,
    /// Looking up how long an article is costs more than all else here. So they wait, and those that
    /// may be the best are looked up first: few others can enter then.
    waiting: Vec<Candidate>,
    frequencies: Vec<f64>,
    /// How often a row has each term.
    most: Vec<f64>,
    patience: usize,
    buffer: Vec<u8>,
}

impl<'i, 's> Ranking<'i, 's> {
    pub(super) fn new(
        index: &'i Index<'i>,
        scoring: &'s Scoring,
        matches: &Matches<'_>,
        ignores_languages: bool,
        best: Best,
    ) -> Self {
        Self {
            index,
            scoring,
            scored: matches.scored(),
            ignores_languages,
            best,
            waiting: Vec::new(),
            frequencies: Vec::new(),
            most: vec![0.0; scoring.weights.len()],
            patience: SHORT_WAIT,
            buffer: Vec::new(),
        }
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
        let start = self.frequencies.len();
        self.frequencies.resize(start + self.scored.len(), 0.0);
        let mut ends = [0_u64; column::COUNT];
        for (number, pattern) in matches.scoring_here() {
            let frequency = frequency(pattern, &mut self.buffer, &mut ends)?;
            if let Some(here) = self.frequencies.get_mut(start + number) {
                *here = frequency;
            }
        }
        // An article is at least as long as what was seen of it.
        let at_best = self.score(start, length(&ends) as f64, clock);
        if self.is_beaten(at_best) {
            self.frequencies.truncate(start);
            return Ok(());
        }
        self.waiting.push(Candidate { at_best, frequencies: start });
        if self.waiting.len() < self.patience { Ok(()) } else { self.settle() }
    }

    /// Whether a row can't enter if this is the best it can be.
    fn is_beaten(&self, at_best: Ranked) -> bool {
        self.best.worst().is_some_and(|worst| at_best <= worst)
    }

    fn score(&mut self, frequencies: usize, words: f64, clock: i64) -> Ranked {
        self.most.fill(0.0);
        let frequencies = self.frequencies.get(frequencies..).unwrap_or_default();
        for (scored, frequency) in self.scored.iter().zip(frequencies) {
            if let Some(most) = self.most.get_mut(scored.term) {
                *most = frequency.max(*most);
            }
        }
        Ranked { score: self.scoring.score(self.scoring.relevance(&self.most, words), clock), clock }
    }

    /// Decides about those that wait.
    fn settle(&mut self) -> Step<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_unstable_by_key(|candidate| Reverse(candidate.at_best));
        for Candidate { at_best, frequencies } in waiting.drain(..) {
            if self.is_beaten(at_best) {
                break;
            }
            let clock = at_best.clock;
            let words = length(&self.index.words_of(clock)?) as f64;
            let mut row = self.score(frequencies, words, clock);
            if self.is_beaten(row) {
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
        self.waiting = waiting;
        self.frequencies.clear();
        if self.scoring.recency.is_none() {
            self.patience = LONG_WAIT.min(self.patience * 2);
        }
        Ok(())
    }

    /// Takes back what doesn't count in the language of the article. Whether the rest answers.
    fn answers_in_its_language(&mut self, frequencies: usize, clock: i64) -> Step<bool> {
        let scope = self.index.snapshot().scope_of(clock)?.unwrap_or_default();
        let frequencies = self.frequencies.get_mut(frequencies..).unwrap_or_default();
        let (mut asked, mut answered) = (BTreeSet::new(), BTreeSet::new());
        for (scored, frequency) in self.scored.iter().zip(frequencies) {
            if let Some(languages) = &scored.languages {
                asked.insert(scored.clause);
                if !languages.let_through(&scope) {
                    *frequency = 0.0;
                }
            }
            if *frequency > 0.0 {
                answered.insert(scored.clause);
            }
        }
        Ok(asked.is_subset(&answered))
    }

    /// The best rows, the best of them first.
    pub(super) fn finish(mut self) -> Step<Vec<Ranked>> {
        self.settle()?;
        Ok(self.best.into_rows())
    }
}

/// How often a pattern stands in the row that is read, by weight. Notes how far it reaches.
fn frequency(pattern: &PatternRows<'_>, buffer: &mut Vec<u8>, ends: &mut [u64; column::COUNT]) -> Step<f64> {
    let mut frequency = 0.0;
    let width = pattern.width();
    pattern.occurrences(buffer, |column, at| {
        frequency += match column {
            column::HEADLINE | column::FORMS_HEAD => HEADLINE,
            column::SCOPE => 0.0,
            _ => 1.0,
        };
        if let Some(end) = ends.get_mut(column) {
            *end = (*end).max(u64::from(at.saturating_add(width)));
        }
    })?;
    Ok(frequency)
}
