//! The scores of a page as sums of their parts.

use std::cmp::Reverse;

use crate::fts5::Direction;
use crate::model::clock::minutes_of_clock;
use crate::model::doc_length::DocLength;
use crate::search::article_ids::article_at;
use crate::search::exec::matches::Matches;
use crate::search::exec::words_in::WordsIn;
use crate::search::explain::explanation::{ScoreExplanation, TermScore};
use crate::search::index::{Index, Interruptible, column};
use crate::search::plan::{Plan, PlannedTerm};
use crate::search::query::Query;
use crate::search::query::cursor::{Ranked, Weights};
use crate::search::rank::article_languages::ArticleLanguages;
use crate::search::rank::bm25::{Bm25, HEADLINE, part, weight};
use crate::text::terms;

/// Explains the scores of rows, in the order in which they come.
pub(super) fn explain(
    index: &Index<'_>,
    query: &Query,
    plan: &Plan,
    bm25: Bm25,
    rows: &[Ranked],
) -> Interruptible<Vec<ScoreExplanation>> {
    let mut by_clock: Vec<_> = rows.iter().enumerate().collect();
    by_clock.sort_by_key(|(_, row)| Reverse(row.clock));
    let mut explainer = Explainer::new(index, query, plan, bm25)?;
    let mut matches = Matches::open(plan, index, Direction::Back)?;
    let mut explained = Vec::with_capacity(rows.len());
    for (place, row) in by_clock {
        matches.seek(row.clock)?;
        if matches.next()? == Some(row.clock) {
            explained.extend(explainer.row(*row, &matches)?.map(|score| (place, score)));
        }
    }
    explained.sort_by_key(|(place, _)| *place);
    Ok(explained.into_iter().map(|(_, score)| score).collect())
}

struct Explainer<'i> {
    index: &'i Index<'i>,
    bm25: Bm25,
    /// The terms that score, as a query spells them.
    terms: Vec<String>,
    /// The phrases that score by their numbers, each with the number of its term.
    phrases: Vec<(usize, String)>,
    languages: ArticleLanguages<'i>,
    buffer: Vec<u8>,
}

/// Occurrences of a phrase in an article.
#[derive(Clone, Copy, Default)]
struct Occurrences {
    in_headline: u64,
    elsewhere: u64,
    frequency: f64,
}

impl<'i> Explainer<'i> {
    fn new(index: &'i Index<'i>, query: &Query, plan: &Plan, bm25: Bm25) -> Interruptible<Self> {
        let required = query.conditions.required_terms().into_iter();
        let scoring = required.filter(|term| term.scores());
        Ok(Self {
            index,
            languages: ArticleLanguages::open(index, &bm25.statistics.languages)?,
            bm25,
            terms: scoring.map(ToString::to_string).collect(),
            phrases: plan.required.iter().flatten().flat_map(scoring_phrases).collect(),
            buffer: Vec::new(),
        })
    }

    /// Explains the score of the row at which the matches stand; `None` where no article has it.
    fn row(&mut self, row: Ranked, matches: &Matches<'_>) -> Interruptible<Option<ScoreExplanation>> {
        let Some(id) = article_at(self.index.snapshot(), row.clock)? else { return Ok(None) };
        let length = DocLength::of(&self.index.tokens_of::<{ column::COUNT }>(row.clock)?).words();
        let number = self.languages.of(row.clock)?;
        let language = number.and_then(|number| self.bm25.statistics.languages.get(number));
        let language = language.map(|language| language.tag.clone());
        let weights = self.bm25.weights_of(number).clone();
        let terms = self.terms(matches, &weights, length as f64)?;
        let frequencies: Vec<f64> = terms.iter().map(|term| term.frequency).collect();
        let relevance = weights.relevance(&frequencies, length as f64);
        let recency = self.bm25.statistics.recency;
        Ok(Some(ScoreExplanation {
            id,
            score: row.score,
            relevance: if terms.is_empty() && recency.is_some() { 1.0 } else { relevance },
            recency: self.bm25.recency_of(row.clock),
            age_minutes: recency.map(|recency| {
                u64::try_from(recency.now.saturating_sub(minutes_of_clock(row.clock))).unwrap_or(0)
            }),
            language,
            length,
            norm: weights.norm(length as f64),
            terms,
        }))
    }

    fn terms(
        &mut self,
        matches: &Matches<'_>,
        weights: &Weights,
        length: f64,
    ) -> Interruptible<Vec<TermScore>> {
        let mut found = vec![(Occurrences::default(), None); weights.terms.len()];
        let mut outcome = Ok(());
        matches.visit_scoring_here(|number, rows| {
            let Some((term, phrase)) = self.phrases.get(number) else { return };
            match Occurrences::of(rows, &mut self.buffer) {
                Ok(here) => {
                    let most = found.get_mut(*term).filter(|most| most.0.frequency < here.frequency);
                    most.into_iter().for_each(|most| *most = (here, Some(phrase.clone())));
                }
                Err(stop) => outcome = Err(stop),
            }
        });
        outcome?;
        let norm = weights.norm(length);
        let terms = self.terms.iter().zip(&weights.terms).zip(found);
        Ok(terms
            .map(|((term, weight), (found, phrase))| term_score(term, phrase, *weight, found, norm))
            .collect())
    }
}

fn term_score(term: &str, phrase: Option<String>, weight: f64, found: Occurrences, norm: f64) -> TermScore {
    let Occurrences { in_headline, elsewhere, frequency } = found;
    TermScore {
        term: term.to_owned(),
        phrase,
        weight,
        in_headline,
        elsewhere,
        frequency,
        share: frequency / (frequency + norm),
        score: part(weight, frequency, norm),
    }
}

impl Occurrences {
    fn of(phrase: WordsIn<'_, '_>, buffer: &mut Vec<u8>) -> Interruptible<Self> {
        let mut found = Self::default();
        phrase.by_column(buffer, |column, count, _| {
            let counts = weight(column);
            if counts == HEADLINE {
                found.in_headline += u64::from(count);
            } else if counts > 0.0 {
                found.elsewhere += u64::from(count);
            }
            found.frequency += counts * f64::from(count);
        })?;
        Ok(found)
    }
}

/// Returns the phrases of a term, if it scores, with the number of the term.
fn scoring_phrases(term: &PlannedTerm) -> Vec<(usize, String)> {
    if let Some(all) = &term.all {
        return all.required.iter().flatten().flat_map(scoring_phrases).collect();
    }
    let Some(number) = term.scores else { return Vec::new() };
    let phrases = term.phrases.iter().map(|phrase| {
        let rest = if phrase.is_prefix { "*" } else { "" };
        phrase.words.iter().map(|word| terms::unterm(word)).collect::<Vec<_>>().join(" ") + rest
    });
    let texts = term.texts.iter().map(|phrase| phrase.sequence.to_string());
    phrases.chain(texts).map(|phrase| (number, phrase)).collect()
}
