//! The statistics of a query's terms in the archive.

use chrono::Utc;

use crate::model::clock::{last_clock, minutes_of_clock};
use crate::model::language_extent::LanguageExtent;
use crate::search::exec::matches::Matches;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::plan::{Plan, PlannedTerm};
use crate::search::query::Query;
use crate::search::query::cursor::{LanguageWeights, Recency, Statistics, Weights};
use crate::text::list_of;

/// A language whose part of the archive is less than this, or of which the others together are less, has the statistics of the archive: what
/// is rare in few articles says little, and where there is hardly anything else, they are the same.
const LEAST_PART: u64 = 16;
/// The articles in this language are in any.
const UNDETERMINED: &str = "und";

/// Reads what the terms weigh and how long an article is, in the archive and in the languages in which that is something else.
pub(crate) fn read(
    matches: &Matches<'_>,
    plan: &Plan,
    index: &Index<'_>,
    recency: Option<Recency>,
) -> Interruptible<Statistics> {
    let terms = Terms::read(matches, plan)?;
    let facts = ArchiveFacts::of(index)?;
    let words = facts.extents.values().map(|extent| extent.words).fold(0, u64::saturating_add);
    let archive = LanguageExtent { articles: index.row_count(), words };
    let weights = terms.weights(archive, archive, None);
    let mut languages = Vec::new();
    // Where no term scores, all articles score alike.
    for (tag, extent) in facts.extents.iter().filter(|_| !weights.terms.is_empty()) {
        let is_apart = tag != UNDETERMINED && is_part(extent.articles, archive.articles);
        let its = terms.weights(if is_apart { *extent } else { archive }, archive, Some(tag));
        if its != weights {
            languages.push(LanguageWeights { tag: tag.clone(), weights: its });
        }
    }
    Ok(Statistics { weights, languages, recency, is_relaxed: false })
}

/// Returns true if so many articles are a good part of all, and so are the others.
fn is_part(articles: u64, all: u64) -> bool {
    let least = all.div_ceil(LEAST_PART);
    (least..=all.saturating_sub(least)).contains(&articles)
}

/// A phrase that finds a term.
struct Counted {
    /// The number of articles that have each of its words.
    rows: Vec<u64>,
    /// The languages in which it counts; `None` if it counts in all.
    languages: Option<Vec<String>>,
}

/// The terms that score.
struct Terms {
    /// For each the phrases that find it.
    phrases: Vec<Vec<Counted>>,
    /// For each the lists of stop words that have it.
    stop_in: Vec<&'static [&'static str]>,
}

impl Terms {
    fn read(matches: &Matches<'_>, plan: &Plan) -> Interruptible<Self> {
        let mut phrases = Vec::<Vec<Counted>>::new();
        for (term, phrase) in matches.scoring() {
            if phrases.len() <= term {
                phrases.resize_with(term + 1, Vec::new);
            }
            if let Some(phrases) = phrases.get_mut(term) {
                let languages = phrase.languages().map(|languages| languages.these.clone());
                phrases.push(Counted { rows: phrase.counts()?, languages });
            }
        }
        let scoring = plan.required.iter().flatten().flat_map(PlannedTerm::scoring);
        Ok(Self { phrases, stop_in: scoring.map(|term| term.stop_in).collect() })
    }

    /// Returns the weights in a language that has such a part of the archive. A stop word has none there, unless all are stop words.
    ///
    /// A word of one language is rare in the others. So that no language is better for it, the weights are scaled: over the terms that score they
    /// add up to what they are in the archive.
    fn weights(&self, part: LanguageExtent, archive: LanguageExtent, tag: Option<&String>) -> Weights {
        let list = tag.map(|tag| list_of(tag));
        let is_stop = |stop_in: &&[&str]| list.is_some_and(|list| stop_in.contains(&list));
        let has_others = !self.stop_in.iter().all(is_stop);
        let weigh = |all, tag| -> Vec<f64> {
            let each = self.phrases.iter().zip(&self.stop_in);
            let weigh = |(phrases, stop_in): (&Vec<Counted>, _)| match has_others && is_stop(stop_in) {
                true => 0.0,
                false => weight(phrases, all, tag),
            };
            each.map(weigh).collect()
        };
        let mut terms = weigh(part.articles, tag.filter(|_| part != archive));
        if part != archive {
            let sum = |weights: &[f64]| weights.iter().sum::<f64>();
            let scale = sum(&weigh(archive.articles, None)) / sum(&terms);
            terms.iter_mut().for_each(|weight| *weight *= scale);
        }
        let average = part.words as f64 / part.articles.max(1) as f64;
        Weights { terms, average: average.max(1.0) }
    }
}

/// Returns the weight of a term, which is that of the phrase with the least; in a language, of those that count there, if any does.
fn weight(phrases: &[Counted], all: u64, tag: Option<&String>) -> f64 {
    let counts_there = |phrase: &&Counted| match (&phrase.languages, tag) {
        (Some(languages), Some(tag)) => languages.contains(tag),
        _ => true,
    };
    let sum =
        |phrase: &Counted| phrase.rows.iter().map(|rows| inverse_document_frequency(*rows, all)).sum::<f64>();
    let there = phrases.iter().filter(counts_there).map(sum).fold(f64::INFINITY, f64::min);
    if there.is_finite() { there } else { phrases.iter().map(sum).fold(f64::INFINITY, f64::min) }
}

/// Multiplies the weights of the first terms by factors.
pub(crate) fn boost(statistics: &mut Statistics, factors: &[f64]) {
    let languages = statistics.languages.iter_mut().map(|language| &mut language.weights);
    for weights in languages.chain([&mut statistics.weights]) {
        weights.terms.iter_mut().zip(factors).for_each(|(weight, factor)| *weight *= factor);
    }
}

/// Returns from when a query counts the age of articles: from the newest that is not of the future.
pub(crate) fn recency(index: &Index<'_>, query: &Query) -> Interruptible<Recency> {
    // The clock begins with the year 1, and a cursor has no number below 0.
    let now = query.now.unwrap_or_else(Utc::now);
    let last = last_clock(now).max(0);
    let mut newest = ArchiveFacts::of(index)?.newest;
    if newest.is_some_and(|newest| newest > last) {
        let sql = "SELECT max(clock) AS newest FROM article_text WHERE clock <= ?1";
        newest = index.snapshot().row(sql, [last], |row| row.get("newest"))?.flatten();
    }
    // Less than a minute is a minute: the clock knows nothing shorter.
    let half = query.half_life.num_minutes().max(1) as f64;
    Ok(Recency { now: minutes_of_clock(newest.unwrap_or(last)), half })
}

/// Returns the weight of a word that so many rows have, in a part of so many: all of these at most.
pub(crate) fn inverse_document_frequency(rows: u64, all: u64) -> f64 {
    let (rows, all) = (rows.min(all) as f64, all as f64);
    (1.0 + (all - rows + 0.5) / (rows + 0.5)).ln()
}
