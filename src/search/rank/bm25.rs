//! The score of an article: BM25 over weighted columns, and how long ago it was published.

use crate::fts5::{FAR, MinFrequency};
use crate::model::clock::minutes_of_clock;
use crate::search::index::column;
use crate::search::query::cursor::{LanguageWeights, Recency, Statistics, Weights};

pub(crate) const K1: f64 = 1.6;
pub(crate) const B: f64 = 0.75;
/// Weight of an occurrence in the headline; one anywhere else counts 1.
pub(crate) const HEADLINE: f64 = 2.0;
/// What the age of an article leaves of its score, however old it is.
pub(crate) const LEAST_RECENCY: f64 = 0.35;
/// A bound that is computed in another way than a score may be so much less than it by rounding.
const ROUNDING: f64 = 1.0 + 1e-12;
/// Number of frequencies, from 0 on, for which a bound of a term's score is computed.
pub(crate) const COUNTED: usize = 32;

/// Scores articles by the statistics of a search.
pub(crate) struct Bm25 {
    pub(crate) statistics: Statistics,
    /// Of each term the greatest weight in any language, and the greatest average: no article scores more by its own.
    bounds: Weights,
}

impl Bm25 {
    pub(crate) fn new(statistics: Statistics) -> Self {
        Self { bounds: bounds(&statistics), statistics }
    }

    /// Returns weights by which every article scores as much as by its own, or more.
    pub(crate) fn bounds(&self) -> &Weights {
        &self.bounds
    }

    /// Returns the weights in a language, by its number.
    pub(crate) fn weights_of(&self, language: Option<usize>) -> &Weights {
        let language = language.and_then(|number| self.statistics.languages.get(number));
        language.map_or(&self.statistics.weights, |language| &language.weights)
    }

    /// Returns for each term if it is so weak that an article with weak ones alone doesn't reach a score.
    pub(crate) fn weak_terms(&self, score: f64) -> Vec<bool> {
        let most =
            |term: usize| self.bounds.terms.get(term).map_or(0.0, |weight| weight * (K1 + 1.0) * ROUNDING);
        let mut terms: Vec<usize> = (0..self.bounds.terms.len()).collect();
        terms.sort_by(|one, other| most(*one).total_cmp(&most(*other)));
        let mut weak = vec![false; terms.len()];
        let mut sum = 0.0;
        for term in terms {
            sum += most(term);
            if sum >= score {
                break;
            }
            weak.get_mut(term).into_iter().for_each(|weak| *weak = true);
        }
        weak
    }

    /// Returns what an article's age leaves of its score: all, where no age is counted.
    pub(crate) fn recency_of(&self, clock: i64) -> f64 {
        self.statistics.recency.map_or(1.0, |recency| recency_weight(recency, clock))
    }

    /// Returns true if no article that is older than this loses more by its age.
    pub(crate) fn is_aged(&self, clock: i64) -> bool {
        self.statistics.recency.is_none_or(|recency| recency_weight(recency, clock) <= LEAST_RECENCY)
    }

    /// Returns true if an article may score more than all newer ones, however old it is.
    pub(crate) fn is_ageless(&self) -> bool {
        self.statistics.recency.is_none() && !self.statistics.weights.terms.is_empty()
    }

    /// Returns an upper bound of the score of every article from this row on.
    pub(crate) fn bound(&self, clock: i64) -> f64 {
        let all: f64 = self.bounds.terms.iter().map(|weight| weight * (K1 + 1.0)).sum();
        self.score(all, clock)
    }

    /// Returns the frequency that a term must have in an article for a score, if the article has all other terms
    /// as often as you like and is as short as can be. Ages are left out.
    pub(crate) fn least(&self, term: usize, score: f64) -> MinFrequency {
        let most = |weight: &f64| weight * (K1 + 1.0) * ROUNDING;
        let weight = self.bounds.terms.get(term).map_or(0.0, most);
        let others = self.bounds.terms.iter().map(most).sum::<f64>() - weight;
        let least = |words: f64| {
            let is_too_rare =
                |count: &usize| weight * self.bounds.share(*count as f64, words) + others < score;
            (1..COUNTED).take_while(is_too_rare).count() + 1
        };
        MinFrequency {
            near: least(0.0),
            far: least(f64::from(FAR)),
            weight: HEADLINE as usize,
            heavy_columns: column::HEADLINE_END,
        }
    }

    /// Returns an upper bound of the score of an article whose terms have these shares of their highest scores.
    pub(crate) fn reached(&self, shares: impl Iterator<Item = f64>, clock: i64) -> f64 {
        let parts = self.bounds.terms.iter().zip(shares).map(|(weight, share)| weight * share);
        self.score(parts.sum::<f64>() * (K1 + 1.0) * ROUNDING, clock)
    }

    pub(crate) fn score(&self, relevance: f64, clock: i64) -> f64 {
        // Where no term scores, the order is that of time.
        let relevance = if self.statistics.weights.terms.is_empty() && self.statistics.recency.is_some() {
            1.0
        } else {
            relevance
        };
        relevance * self.recency_of(clock)
    }
}

impl Weights {
    /// Returns the frequency at which a term scores half of what it scores at most.
    pub(crate) fn norm(&self, words: f64) -> f64 {
        K1 * (1.0 - B + B * words / self.average)
    }

    /// Returns the part of its highest score that a term of this frequency has in an article of so many words.
    pub(crate) fn share(&self, frequency: f64, words: f64) -> f64 {
        frequency / (frequency + self.norm(words))
    }

    /// Returns the sum over the terms, for an article of so many words in which they have these frequencies.
    pub(crate) fn relevance(&self, frequencies: &[f64], words: f64) -> f64 {
        let norm = self.norm(words);
        let terms = self.terms.iter().zip(frequencies).filter(|(_, f)| **f > 0.0);
        // A sum of nothing would be -0.
        terms.fold(0.0, |sum, (weight, f)| sum + part(*weight, *f, norm))
    }
}

fn bounds(statistics: &Statistics) -> Weights {
    let mut bounds = statistics.weights.clone();
    for LanguageWeights { weights, .. } in &statistics.languages {
        bounds.average = bounds.average.max(weights.average);
        for (bound, weight) in bounds.terms.iter_mut().zip(&weights.terms) {
            *bound = weight.max(*bound);
        }
    }
    bounds
}

/// Returns what one term adds to the score of an article.
pub(crate) fn part(weight: f64, frequency: f64, norm: f64) -> f64 {
    weight * (K1 + 1.0) * frequency / (frequency + norm)
}

/// Returns the weight of an article's age. It never grows with the age.
fn recency_weight(recency: Recency, clock: i64) -> f64 {
    let age = recency.now.saturating_sub(minutes_of_clock(clock)).max(0);
    (recency.half / (recency.half + age as f64)).max(LEAST_RECENCY)
}

/// Returns the weight of an occurrence in a column.
pub(crate) fn weight(column: usize) -> f64 {
    match column {
        column::HEADLINE | column::FORMS_HEAD => HEADLINE,
        column::SCOPE => 0.0,
        _ => 1.0,
    }
}
