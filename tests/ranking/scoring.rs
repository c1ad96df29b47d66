//! The formula of `docs/ranking.md`, for each article from its own words.

use std::collections::{BTreeMap, BTreeSet};

use dateline::{ArticleId, Order};

use crate::ask::{Ask, Kind, Term};
use crate::brute::{Match, Model, Row};
use crate::story::primary;

pub const K1: f64 = 1.6;
const B: f64 = 0.75;
/// What the age leaves at least.
pub const LEAST_RECENCY: f64 = 0.35;
const HALF_LIFE: f64 = 180.0 * 24.0 * 60.0;
/// Those of the words of the test that are on a list of stop words.
const STOP_WORDS: [(&str, &str); 2] = [("en", "the"), ("fr", "ai")];

/// The statistics with which articles are scored.
#[derive(Clone, Debug)]
pub struct Scoring {
    pub archive: Weights,
    /// Those of each language of the archive.
    pub languages: BTreeMap<&'static str, Weights>,
    now: i64,
    half: f64,
}

#[derive(Clone, Debug)]
pub struct Weights {
    pub terms: Vec<f64>,
    pub average: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    pub id: ArticleId,
    pub score: f64,
    pub clock: (i64, i64),
}

impl Model {
    pub fn scoring(&self, ask: &Ask) -> Scoring {
        let now = ask.now.timestamp().div_euclid(60);
        let newest = self.rows.iter().map(|row| row.clock.0).filter(|minute| *minute <= now).max();
        let terms: Vec<&Term> = ask.scoring().collect();
        let languages: BTreeSet<_> = self.rows.iter().map(|row| primary(row.story.language)).collect();
        Scoring {
            archive: self.weights(&terms, None),
            languages: languages.into_iter().map(|tag| (tag, self.weights(&terms, Some(tag)))).collect(),
            now: newest.unwrap_or(now),
            half: ask.half_life.map_or(HALF_LIFE, |half| half.num_minutes().max(1) as f64),
        }
    }

    fn weights(&self, terms: &[&Term], language: Option<&'static str>) -> Weights {
        let is_its = |row: &&Row| language.is_none_or(|tag| primary(row.story.language) == tag);
        let rows: Vec<&Row> = self.rows.iter().filter(is_its).collect();
        let is_stop = |term: &Term| language.is_some_and(|tag| is_stop_word(tag, term));
        let scores = |term: &Term| !is_stop(term) || terms.iter().all(|term| is_stop(term));
        let weigh = |all, language| -> Vec<f64> {
            let weight = |term: &&Term| match scores(term) {
                true => least(&self.counts(term, language), all),
                false => 0.0,
            };
            terms.iter().map(weight).collect()
        };
        let of_archive = weigh(self.rows.len(), None);
        let average = |words: usize, rows: usize| (words as f64 / rows.max(1) as f64).max(1.0);
        // A sixteenth of the articles in the language, and as many in others.
        let others = self.rows.len() - rows.len();
        if language.is_none() || 16 * rows.len().min(others) < self.rows.len() {
            let words: f64 = self.rows.iter().map(Row::words).sum();
            return Weights { terms: of_archive, average: average(words as usize, self.rows.len()) };
        }
        let words: f64 = rows.iter().map(|row| row.words()).sum();
        let its = weigh(rows.len(), language);
        let sum = |weights: &[f64]| weights.iter().sum::<f64>();
        let scale = sum(&of_archive) / sum(&its);
        Weights {
            terms: its.iter().map(|weight| weight * scale).collect(),
            average: average(words as usize, rows.len()),
        }
    }
}

fn is_stop_word(language: &str, term: &Term) -> bool {
    let is_it = |word: &str| STOP_WORDS.contains(&(language, &*word.to_lowercase()));
    matches!(term, Term::Words { words, kind: Kind::Form | Kind::Exact, .. }
        if words.len() == 1 && is_it(&words[0]))
}

fn least(counts: &[Vec<u64>], all: usize) -> f64 {
    counts
        .iter()
        .map(|words| words.iter().map(|n| idf(*n as f64, all)).sum::<f64>())
        .fold(f64::INFINITY, f64::min)
}

pub fn idf(n: f64, all: usize) -> f64 {
    let all = all as f64;
    let n = n.min(all);
    (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
}

impl Scoring {
    /// Returns the articles that answer, in their order.
    pub fn order(&self, matches: &[Match<'_>], order: Order) -> Vec<Scored> {
        let mut scored: Vec<Scored> = matches.iter().map(|found| self.scored(found, order)).collect();
        scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.clock.cmp(&a.clock)));
        if order == Order::Oldest {
            scored.reverse();
        }
        scored
    }

    pub fn has_terms(&self) -> bool {
        !self.archive.terms.is_empty()
    }

    fn scored(&self, found: &Match<'_>, order: Order) -> Scored {
        let row = found.row;
        let score = match order {
            Order::BestMatch => self.best_match(found),
            // Where nothing scores, the newer is the better.
            Order::Relevance if !self.has_terms() => self.recency(row),
            Order::Relevance => self.best_match(found) * self.recency(row),
            _ => 0.0,
        };
        Scored { id: row.id, score, clock: row.clock }
    }

    fn best_match(&self, found: &Match<'_>) -> f64 {
        let terms = self.weights(found.row).terms.iter().zip(&found.frequencies);
        terms.map(|(weight, f)| weight * (K1 + 1.0) * f / (f + self.norm(found.row))).sum()
    }

    /// Those of a language that is new since the first page are the archive's, and where nothing scores.
    pub fn weights(&self, row: &Row) -> &Weights {
        let its = self.languages.get(primary(row.story.language)).filter(|_| self.has_terms());
        its.unwrap_or(&self.archive)
    }

    pub fn norm(&self, row: &Row) -> f64 {
        K1 * (1.0 - B + B * row.words() / self.weights(row).average)
    }

    fn recency(&self, row: &Row) -> f64 {
        let age = (self.now - row.clock.0).max(0) as f64;
        (1.0 / (1.0 + age / self.half)).max(LEAST_RECENCY)
    }
}
