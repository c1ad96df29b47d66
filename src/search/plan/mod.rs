//! Plans of searches: names as ids, words as forms, dates as a span of the clock.

pub(crate) mod archive_facts;
pub(crate) mod entities;
pub(crate) mod filters;
pub(crate) mod hidden;
pub(crate) mod marks;
pub(crate) mod phrase;
pub(crate) mod planner;
pub(crate) mod sentence;
pub(crate) mod text_phrase;
pub(crate) mod times;
pub(crate) mod words;

use std::ops::Range;
use std::sync::Arc;

use crate::id::MarkId;
use crate::model::scope::Scope;
use crate::search::plan::phrase::Phrase;
use crate::search::plan::text_phrase::TextPhrase;
use crate::search::plan::times::Times;
use crate::search::query::note::Note;

/// The plan of a search in the index.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// The clauses: an article must answer at least one term of each.
    pub required: Vec<Vec<PlannedTerm>>,
    /// The clause of which it must answer several terms, and how many; `None` if one term of each is enough.
    pub most: Option<MostTerms>,
    /// The terms that it must not answer.
    pub excluded: Vec<PlannedTerm>,
    /// The clocks that the dates leave.
    pub times: Times,
    /// The part of them that is read.
    pub from: i64,
    pub to: i64,
    /// True if it is clear without asking that nothing answers.
    pub is_empty: bool,
    pub notes: Vec<Note>,
}

/// Terms of one clause of which an article must answer several.
#[derive(Clone, Debug)]
pub(crate) struct MostTerms {
    /// Their numbers among those that score.
    pub terms: Range<usize>,
    /// The number of them that an article must answer.
    pub least: usize,
}

/// Planned terms that hold together.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlannedConditions {
    /// The clauses: an article must answer at least one term of each.
    pub required: Vec<Vec<PlannedTerm>>,
    /// The terms that it must not answer.
    pub excluded: Vec<PlannedTerm>,
}

/// One term: any of some phrases or marks, or what is listed, or terms that hold together.
#[derive(Clone, Debug)]
pub(crate) struct PlannedTerm {
    pub phrases: Vec<Phrase>,
    /// Phrases that texts confirm.
    pub texts: Vec<TextPhrase>,
    /// Marks, with any of which an article answers.
    pub marks: Vec<MarkId>,
    /// Articles that answer though no phrase finds them, by their clocks: the earliest first.
    pub listed: Arc<[i64]>,
    /// Articles that don't answer though a phrase finds them, likewise.
    pub unlisted: Arc<[i64]>,
    /// True if all that answer are listed, so that no phrase need be read.
    pub is_listed: bool,
    /// Terms of which it consists, in place of all these.
    pub all: Option<PlannedConditions>,
    /// Its number among the terms that say how well an article answers, if it is one.
    pub scores: Option<usize>,
    /// The lists of stop words that have it.
    pub stop_in: &'static [&'static str],
}

impl PlannedTerm {
    pub(crate) fn scope(scope: Scope) -> Self {
        Self::filter(vec![Phrase::scope(scope.token())])
    }

    pub(crate) fn filter(phrases: Vec<Phrase>) -> Self {
        let (texts, marks, listed, unlisted, stop_in) = Default::default();
        Self { phrases, texts, marks, listed, unlisted, is_listed: false, all: None, scores: None, stop_in }
    }

    /// Plans terms that hold together.
    pub(crate) fn all(conditions: PlannedConditions) -> Self {
        Self { all: Some(conditions), ..Self::filter(Vec::new()) }
    }

    /// Returns the terms that say how well an article answers, of which it consists.
    pub(crate) fn scoring(&self) -> Vec<&Self> {
        match &self.all {
            Some(all) => all.required.iter().flatten().flat_map(Self::scoring).collect(),
            None => self.scores.iter().map(|_| self).collect(),
        }
    }

    /// Lets it say nothing of how well an article answers.
    pub(crate) fn only_select(&mut self) {
        self.scores = None;
        if let Some(all) = &mut self.all {
            let required = all.required.iter_mut().flatten();
            required.chain(&mut all.excluded).for_each(Self::only_select);
        }
    }

    /// Plans all that are listed, the earliest first.
    pub(crate) fn listed(listed: Arc<[i64]>) -> Self {
        Self { listed, is_listed: true, ..Self::filter(Vec::new()) }
    }
}
