//! The score of an article: BM25 over weighted columns, and how long ago it was published.

use chrono::TimeDelta;

use super::matches::Matches;
use crate::index::{FAR, Index, Least, Step, column};
use crate::model::clock::minutes_of_clock;

const K1: f64 = 1.2;
const B: f64 = 0.75;
/// What an occurrence in the headline counts; one anywhere else counts 1.
pub(super) const HEADLINE: f64 = 2.0;
/// A bound that is computed in another way than a score may be so much less than it by rounding.
const ROUNDING: f64 = 1.0 + 1e-12;
/// Of terms that are more frequent in an article, no difference is made at a glance.
pub(super) const COUNTED: usize = 32;
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
        let all = Reach::of(index.words());
        let words = all.headline.saturating_add(all.others) as f64;
        let average = (words / (index.rows().max(1)) as f64).max(1.0);
        Ok(Self { weights, average, recency })
    }

    fn recency_of(&self, clock: i64) -> f64 {
        self.recency.map_or(1.0, |recency| recency.weight(clock))
    }

    /// Whether an article may score more than all newer ones, however old it is.
    pub(super) fn is_ageless(&self) -> bool {
        self.recency.is_none() && !self.weights.is_empty()
    }

    /// What no article from this row on reaches.
    pub(super) fn bound(&self, clock: i64) -> f64 {
        let all: f64 = self.weights.iter().map(|weight| weight * (K1 + 1.0)).sum();
        self.score(all, clock)
    }

    /// How often an article must have a term to reach a score, if it has all others as often as you like
    /// and is as short as can be. Ages are left out.
    pub(super) fn least(&self, term: usize, score: f64) -> Least {
        let most = |weight: &f64| weight * (K1 + 1.0) * ROUNDING;
        let weight = self.weights.get(term).map_or(0.0, most);
        let others = self.weights.iter().map(most).sum::<f64>() - weight;
        let least = |words: f64| {
            let is_too_rare = |count: &usize| weight * self.share(*count as f64, words) + others < score;
            (1..COUNTED).take_while(is_too_rare).count() + 1
        };
        Least { near: least(0.0), far: least(f64::from(FAR)), headline: HEADLINE as usize }
    }

    /// What an article reaches at most whose terms have these shares of what they score at most.
    pub(super) fn reached(&self, shares: impl Iterator<Item = f64>, clock: i64) -> f64 {
        let parts = self.weights.iter().zip(shares).map(|(weight, share)| weight * share);
        self.score(parts.sum::<f64>() * (K1 + 1.0) * ROUNDING, clock)
    }

    pub(super) fn score(&self, relevance: f64, clock: i64) -> f64 {
        // Where no term scores, the order is that of time.
        let relevance = if self.weights.is_empty() && self.recency.is_some() { 1.0 } else { relevance };
        relevance * self.recency_of(clock)
    }

    fn norm(&self, words: f64) -> f64 {
        K1 * (1.0 - B + B * words / self.average)
    }

    /// The part of what a term scores at most that an article of so many words reaches.
    pub(super) fn share(&self, frequency: f64, words: f64) -> f64 {
        frequency / (frequency + self.norm(words))
    }

    /// The sum over the terms, for an article of so many words that has each so often.
    pub(super) fn relevance(&self, frequencies: &[f64], words: f64) -> f64 {
        let norm = self.norm(words);
        let terms = self.weights.iter().zip(frequencies).filter(|(_, f)| **f > 0.0);
        terms.map(|(weight, f)| weight * (K1 + 1.0) * f / (f + norm)).sum()
    }
}

/// The inverse document frequency of a word in so many of all rows.
fn rarity(rows: u64, all: u64) -> f64 {
    let (rows, all) = (rows as f64, (all.max(rows)) as f64);
    (1.0 + (all - rows + 0.5) / (rows + 0.5)).ln()
}

/// Words of an article, by where they stand.
#[derive(Default)]
pub(super) struct Reach {
    headline: u64,
    headline_forms: u64,
    others: u64,
    other_forms: u64,
}

impl Reach {
    pub(super) fn add(&mut self, column: usize, words: u64) {
        let sum = match column {
            column::HEADLINE => &mut self.headline,
            column::FORMS_HEAD => &mut self.headline_forms,
            column::FORMS => &mut self.other_forms,
            column::SCOPE => return,
            _ => &mut self.others,
        };
        // A damaged index may claim any number of them.
        *sum = sum.saturating_add(words);
    }

    /// How long an article is: its words as printed or, if they are more, their forms. So the place of a
    /// form says how long the article is at least.
    pub(super) fn length(&self) -> u64 {
        self.headline.max(self.headline_forms).saturating_add(self.others.max(self.other_forms))
    }

    pub(super) fn of(words: &[u64; column::COUNT]) -> Self {
        let mut reach = Self::default();
        words.iter().enumerate().for_each(|(column, words)| reach.add(column, *words));
        reach
    }
}

/// What one occurrence counts.
pub(super) fn weight(column: usize) -> f64 {
    match column {
        column::HEADLINE | column::FORMS_HEAD => HEADLINE,
        column::SCOPE => 0.0,
        _ => 1.0,
    }
}
