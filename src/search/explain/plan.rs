//! The plan of a query, with the statistics of its words.

use std::rc::Rc;

use crate::fts5::Direction;
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::language_filter::LanguageSets;
use crate::search::exec::phrase_rows::PhraseRows;
use crate::search::exec::text_rows::{TextRows, Texts};
use crate::search::exec::word_rows::WordRows;
use crate::search::explain::explanation::{
    PhraseExplanation, PlanExplanation, TermExplanation, WordStatistics,
};
use crate::search::index::{Index, Interruptible, column};
use crate::search::plan::phrase::Phrase;
use crate::search::plan::planner::Planner;
use crate::search::plan::text_phrase::TextPhrase;
use crate::search::plan::{Plan, PlannedConditions, PlannedTerm};
use crate::search::query::Query;
use crate::search::query::cursor::Statistics;
use crate::search::query::term::{Conditions, Term};
use crate::search::rank::statistics::inverse_document_frequency;
use crate::text::{SCOPE, terms};

/// Explains a plan, with the weights of the statistics if it was scored.
pub(super) fn explain(
    index: &Index<'_>,
    query: &Query,
    plan: &Plan,
    statistics: Option<&Statistics>,
) -> Interruptible<PlanExplanation> {
    let weights = statistics.map_or(&[][..], |statistics| &statistics.weights.terms);
    let mut explainer =
        Explainer { index, planner: Planner::new(index)?, sets: LanguageSets::new(index, Direction::Back) };
    let range = query.range();
    let mut explained = PlanExplanation {
        from: range.from,
        to: range.to,
        days: query.days(),
        is_empty: plan.is_empty,
        ..Default::default()
    };
    let mut groups = query.groups().iter();
    // Every article is planned for where nothing is asked for, even if nothing of the query can be used.
    for clause in plan.required.iter().filter(|_| !query.finds_nothing()) {
        let group = groups.next().map_or(&[][..], Vec::as_slice);
        explained.clauses.push(explainer.terms(group, clause, EVERY, weights)?);
    }
    explained.excluded = explainer.terms(query.excluded(), &plan.excluded, "is:hidden", &[])?;
    Ok(explained)
}

/// The term of a clause in which a query asks for nothing.
const EVERY: &str = "every article";

/// Explains a term that the archive doesn't know.
fn unknown(term: String) -> TermExplanation {
    let (phrases, clauses, excluded) = Default::default();
    TermExplanation { term, phrases, listed: None, clauses, excluded, weight: None }
}

struct Explainer<'i> {
    index: &'i Index<'i>,
    planner: Planner<'i>,
    sets: Rc<LanguageSets<'i>>,
}

impl Explainer<'_> {
    /// Explains the terms of a query beside what was planned for them. What was planned beyond them goes
    /// by the name `implied`.
    fn terms(
        &mut self,
        terms: &[Term],
        planned: &[PlannedTerm],
        implied: &str,
        weights: &[f64],
    ) -> Interruptible<Vec<TermExplanation>> {
        let mut explained = Vec::with_capacity(terms.len());
        let mut planned = planned.iter();
        for term in terms {
            // A name that the archive doesn't know is left out of the plan.
            let found = if self.planner.term(term)?.is_some() { planned.next() } else { None };
            explained.push(match (term, found.and_then(|found| found.all.as_ref())) {
                (Term::All(all), Some(planned)) => self.all(all, planned, weights)?,
                _ => self.term(term.to_string(), found, weights)?,
            });
        }
        for more in planned {
            explained.push(self.term(implied.to_owned(), Some(more), weights)?);
        }
        Ok(explained)
    }

    /// Explains the terms between parentheses beside what was planned for them.
    fn all(
        &mut self,
        all: &Conditions,
        planned: &PlannedConditions,
        weights: &[f64],
    ) -> Interruptible<TermExplanation> {
        let mut explained = unknown(format!("({all})"));
        let mut groups = all.groups.iter();
        for clause in &planned.required {
            let group = groups.next().map_or(&[][..], Vec::as_slice);
            explained.clauses.push(self.terms(group, clause, EVERY, weights)?);
        }
        explained.excluded = self.terms(&all.excluded, &planned.excluded, "", &[])?;
        Ok(explained)
    }

    fn term(
        &self,
        term: String,
        planned: Option<&PlannedTerm>,
        weights: &[f64],
    ) -> Interruptible<TermExplanation> {
        let Some(planned) = planned else { return Ok(unknown(term)) };
        let weight = planned.scores.and_then(|number| weights.get(number)).copied();
        let phrases = planned.phrases.iter().map(|phrase| self.phrase(phrase, weight.is_some()));
        let texts = planned.texts.iter().map(|phrase| self.text_phrase(phrase, weight.is_some()));
        let phrases = phrases.chain(texts).collect::<Interruptible<Vec<_>>>()?;
        let listed = if phrases.is_empty() { Some(self.listed(planned)?) } else { None };
        Ok(TermExplanation { phrases, listed, weight, ..unknown(term) })
    }

    /// Returns the number of articles that a term has by tables, each mark's counted by itself.
    fn listed(&self, planned: &PlannedTerm) -> Interruptible<u64> {
        let mut listed = planned.listed.len() as u64;
        for mark in &planned.marks {
            listed += self.index.snapshot().count_marked(*mark)?;
        }
        Ok(listed)
    }

    fn phrase(&self, phrase: &Phrase, scores: bool) -> Interruptible<PhraseExplanation> {
        self.index.reset_open_terms();
        self.index.interrupt().check()?;
        let rows = PhraseRows::open(phrase, self.index, Direction::Back, &self.sets)?;
        let words = phrase.words.iter().zip(rows.words());
        let words = words.map(|(word, rows)| self.word(word, rows)).collect::<Interruptible<Vec<_>>>()?;
        Ok(PhraseExplanation {
            weight: if scores { Some(self.weight(&rows.counts()?)) } else { None },
            words,
            is_prefix: phrase.is_prefix,
            is_confirmed: false,
            columns: columns(phrase),
            languages: phrase.languages.as_ref().map(|languages| languages.these.clone()),
        })
    }

    /// Explains a phrase that texts confirm, with the words by which its candidates are found.
    fn text_phrase(&self, phrase: &TextPhrase, scores: bool) -> Interruptible<PhraseExplanation> {
        let mut words = Vec::new();
        for found_by in phrase.words.iter().flatten() {
            words.extend(self.phrase(found_by, false)?.words);
        }
        self.index.reset_open_terms();
        let texts = Texts::new(self.index.snapshot());
        let rows = TextRows::open(phrase, self.index, Direction::Back, &self.sets, &texts)?;
        Ok(PhraseExplanation {
            weight: if scores { Some(self.weight(&rows.counts()?)) } else { None },
            words,
            is_prefix: phrase.words.iter().flatten().any(|phrase| phrase.is_prefix),
            is_confirmed: true,
            columns: names(|column| phrase.columns.has(column)),
            languages: None,
        })
    }

    /// Returns the weight of a phrase of which so many documents have each word.
    fn weight(&self, counts: &[u64]) -> f64 {
        counts.iter().map(|count| inverse_document_frequency(*count, self.index.row_count())).sum()
    }

    fn word(&self, word: &str, rows: &WordRows<'_>) -> Interruptible<WordStatistics> {
        Ok(WordStatistics {
            word: terms::unterm(word).into_owned(),
            expansions: match rows {
                WordRows::One(_) => None,
                WordRows::Any(words) => Some(words.members().len()),
            },
            document_frequency: rows.count(self.index)?,
            is_counted: rows.is_counted()?,
            postings_bytes: rows.cost(),
        })
    }
}

/// Returns the names of the columns in which a phrase counts. A scope token is looked for in all, and
/// stands in one.
fn columns(phrase: &Phrase) -> Vec<&'static str> {
    if phrase.words.iter().any(|word| word.starts_with(SCOPE)) {
        return names(|column| column == column::SCOPE);
    }
    names(|column| phrase.columns.has(column) && column != column::SCOPE)
}

fn names(has: impl Fn(usize) -> bool) -> Vec<&'static str> {
    let names = column::NAMES.into_iter().enumerate().filter(|(column, _)| has(*column));
    names.map(|(_, name)| name).collect()
}
