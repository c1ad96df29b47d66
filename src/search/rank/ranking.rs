//! Scores documents, and looks up the lengths of few of them.

use std::collections::BinaryHeap;

use crate::fts5::FAR;
use crate::model::doc_length::DocLength;
use crate::search::exec::matches::{Matches, Scored};
use crate::search::exec::scope_column::Scopes;
use crate::search::exec::words_in::WordsIn;
use crate::search::index::{Index, Interruptible, column};
use crate::search::query::cursor::{Ranked, Weights};
use crate::search::rank::article_languages::ArticleLanguages;
use crate::search::rank::bm25::{Bm25, COUNTED, HEADLINE, weight};
use crate::search::rank::top::Best;

/// Number of rows that wait for a decision where reading stops as soon as it can, and where all is read: the
/// more, the fewer are looked up, but what isn't decided can't be asked of the rows to come.
const SHORT_WAIT: usize = 64;
const LONG_WAIT: usize = 256;

/// A row of which all is known but the length of the article.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// Its score if the article is as short as it can be.
    at_best: Ranked,
    /// Index of the first of its frequencies in [`Ranking::frequencies`].
    frequencies: usize,
    /// The number of its language among those that have weights of their own.
    language: Option<usize>,
}

/// Scores the rows that it is shown, and keeps the best.
pub(crate) struct Ranking<'i, 's> {
    index: &'i Index<'i>,
    bm25: &'s Bm25,
    scored: Vec<Scored>,
    /// True if the rows are shown whatever their language.
    ignores_languages: bool,
    best: &'s mut Best,
    /// Rows whose length isn't looked up yet. A look-up costs more than all else here. So they wait, and those
    /// that may be the best are looked up first: few others can enter then.
    waiting: Vec<Candidate>,
    /// Frequency of each phrase in the row that is read, and then in those that wait.
    frequencies: Vec<f64>,
    /// Frequency of each term in a row.
    most: Vec<f64>,
    /// Upper bound of the frequency of each term in a row, told without reading its positions.
    counts: Vec<usize>,
    /// Upper bound of the part of its highest score that a term reaches, by its frequency: in an article of any
    /// length, and in one in which a word stands far from the beginning.
    near: [f64; COUNTED],
    far: [f64; COUNTED],
    /// True if each term is one phrase, in their order.
    is_one_each: bool,
    patience: usize,
    has_required: bool,
    /// True if rows that have weak terms alone are passed.
    has_passed: bool,
    languages: ArticleLanguages<'i>,
    scopes: Scopes<'i>,
    buffer: Vec<u8>,
}

impl<'i, 's> Ranking<'i, 's> {
    pub(crate) fn new(
        index: &'i Index<'i>,
        bm25: &'s Bm25,
        matches: &Matches<'_>,
        ignores_languages: bool,
        best: &'s mut Best,
    ) -> Interruptible<Self> {
        let scored = matches.scored();
        let patience = if bm25.statistics.recency.is_some() { SHORT_WAIT } else { LONG_WAIT };
        let mut frequencies = Vec::with_capacity((patience + 1) * scored.len());
        frequencies.resize(scored.len(), 0.0);
        let is_one_each = scored.iter().map(|scored| scored.term).eq(0..bm25.bounds().terms.len());
        Ok(Self {
            index,
            bm25,
            scored,
            is_one_each,
            ignores_languages,
            best,
            waiting: Vec::with_capacity(patience),
            frequencies,
            most: vec![0.0; bm25.bounds().terms.len()],
            counts: vec![0; bm25.bounds().terms.len()],
            near: std::array::from_fn(|count| bm25.bounds().share(count as f64, 0.0)),
            far: std::array::from_fn(|count| bm25.bounds().share(count as f64, f64::from(FAR))),
            patience,
            has_required: false,
            has_passed: false,
            languages: ArticleLanguages::open(index, &bm25.statistics.languages)?,
            scopes: Scopes::new(index.snapshot()),
            buffer: Vec::new(),
        })
    }

    /// Returns true if nothing from this row on can enter any more, since rows get older.
    pub(crate) fn is_settled(&self, clock: i64) -> bool {
        if self.bm25.is_ageless() {
            return false;
        }
        let bound = Ranked { score: self.bm25.bound(clock), clock };
        self.best.worst().is_some_and(|worst| bound < worst)
    }

    /// Scores the row at which the matches are.
    pub(crate) fn rank(&mut self, matches: &mut Matches<'_>, clock: i64) -> Interruptible<()> {
        if self.is_hopeless(matches, clock) {
            return Ok(());
        }
        let length = self.least_length(matches)?;
        let language = self.languages.of(clock)?;
        let at_best = self.score(self.bm25.weights_of(language), 0, length as f64, clock);
        if self.is_beaten(at_best) {
            return Ok(());
        }
        self.waiting.push(Candidate { at_best, frequencies: self.frequencies.len(), language });
        self.frequencies.extend_from_within(..self.scored.len());
        if self.waiting.len() < self.patience {
            return Ok(());
        }
        self.settle()?;
        self.pass_weak(matches, clock);
        Ok(())
    }

    /// Lets the matches pass what can't enter from this row on. What follows is as old, or older.
    fn pass_weak(&mut self, matches: &mut Matches<'_>, clock: i64) {
        // There the search ends.
        if self.is_settled(clock) {
            return;
        }
        let Some(worst) = self.best.worst() else { return };
        let relevance = worst.score / self.bm25.recency_of(clock);
        let weak = self.bm25.weak_terms(relevance);
        self.has_passed |= matches.follow(|term| weak.get(term).copied().unwrap_or(false));
        // Before, the search may end where nothing older can enter, which is not to be passed over.
        if self.bm25.is_aged(clock) {
            self.has_required = matches.require_frequency(|term| self.bm25.least(term, relevance));
        }
    }

    /// Returns true if rows were passed that answer but can't enter.
    pub(crate) fn has_passed(&self) -> bool {
        self.has_passed || self.has_required
    }

    /// Returns true if it is clear at a glance, without reading where the words stand, that a row can't enter.
    fn is_hopeless(&mut self, matches: &Matches<'_>, clock: i64) -> bool {
        let Some(worst) = self.best.worst() else { return false };
        // What was required of a single term has ruled out as much.
        if self.has_required && self.bm25.bounds().terms.len() == 1 {
            return false;
        }
        self.counts.fill(0);
        let mut is_far = false;
        let Self { scored, counts, .. } = self;
        matches.visit_scoring_here(|number, phrase| {
            let bound = phrase.frequency_bound();
            is_far |= bound.is_far;
            let one = if bound.first_column < column::HEADLINE_END { HEADLINE as usize } else { 1 };
            if let Some(most) = scored.get(number).and_then(|scored| counts.get_mut(scored.term)) {
                *most = bound.count.saturating_mul(one).max(*most);
            }
        });
        let shares = if is_far { &self.far } else { &self.near };
        let here = self.counts.iter().map(|count| shares.get(*count).copied().unwrap_or(1.0));
        self.bm25.reached(here, clock) < worst.score
    }

    /// Reads the frequency of each phrase in a row, and returns a lower bound of the article's length in words:
    /// the last position.
    fn least_length(&mut self, matches: &Matches<'_>) -> Interruptible<u64> {
        let here = self.frequencies.get_mut(..self.scored.len()).unwrap_or_default();
        here.fill(0.0);
        let (mut length, mut outcome) = (0, Ok(()));
        matches.visit_scoring_here(|number, phrase| match Seen::of(phrase, &mut self.buffer) {
            Ok(seen) => {
                length = seen.length.max(length);
                here.get_mut(number).into_iter().for_each(|here| *here = seen.frequency);
            }
            Err(stop) => outcome = Err(stop),
        });
        outcome.map(|()| length)
    }

    /// Returns true if a row can't enter if this is the best it can be.
    fn is_beaten(&self, at_best: Ranked) -> bool {
        self.best.worst().is_some_and(|worst| at_best <= worst)
    }

    fn score(&mut self, weights: &Weights, frequencies: usize, words: f64, clock: i64) -> Ranked {
        let frequencies = self.frequencies.get(frequencies..).unwrap_or_default();
        if self.is_one_each {
            let frequencies = frequencies.get(..self.scored.len()).unwrap_or(frequencies);
            let relevance = weights.relevance(frequencies, words);
            return Ranked { score: self.bm25.score(relevance, clock), clock };
        }
        self.most.fill(0.0);
        for (scored, frequency) in self.scored.iter().zip(frequencies) {
            if let Some(most) = self.most.get_mut(scored.term) {
                *most = frequency.max(*most);
            }
        }
        Ranked { score: self.bm25.score(weights.relevance(&self.most, words), clock), clock }
    }

    /// Decides about those that wait.
    pub(crate) fn settle(&mut self) -> Interruptible<()> {
        // A heap, because few of them are looked at before all others are beaten.
        let mut waiting = BinaryHeap::from(std::mem::take(&mut self.waiting));
        while let Some(Candidate { at_best, frequencies, language }) = waiting.pop() {
            if self.is_beaten(at_best) {
                break;
            }
            let clock = at_best.clock;
            let words = DocLength::of(&self.index.tokens_of::<{ column::COUNT }>(clock)?).words() as f64;
            let weights = self.bm25.weights_of(language);
            let mut row = self.score(weights, frequencies, words, clock);
            if self.is_beaten(row) {
                continue;
            }
            if self.ignores_languages {
                if !self.answers_in_its_language(frequencies, clock)? {
                    continue;
                }
                row = self.score(weights, frequencies, words, clock);
            }
            self.best.add(row);
        }
        self.waiting = waiting.into_vec();
        self.waiting.clear();
        self.frequencies.truncate(self.scored.len());
        Ok(())
    }

    /// Sets to 0 the frequencies of the phrases that don't count in the language of the article. Returns true if
    /// each clause that has such phrases still has one that counts.
    fn answers_in_its_language(&mut self, frequencies: usize, clock: i64) -> Interruptible<bool> {
        let frequencies = self.frequencies.get_mut(frequencies..).unwrap_or_default();
        let here = self.scopes.of(clock)?;
        let mut frequencies = frequencies.iter_mut();
        // The phrases of a clause are numbered one after another.
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

/// Occurrences of a phrase in the row that is read.
struct Seen {
    /// Their number, by weight.
    frequency: f64,
    /// Lower bound of the article's length in words.
    length: u64,
}

impl Seen {
    fn of(phrase: WordsIn<'_, '_>, buffer: &mut Vec<u8>) -> Interruptible<Self> {
        let mut seen = Self { frequency: 0.0, length: 0 };
        let mut reach = DocLength::default();
        let mut before = None;
        phrase.by_column(buffer, |column, count, end| {
            if before >= Some(column) {
                seen.length = seen.length.max(std::mem::take(&mut reach).words());
            }
            before = Some(column);
            seen.frequency += weight(column) * f64::from(count);
            reach.add(column, end);
        })?;
        seen.length = seen.length.max(reach.words());
        Ok(seen)
    }
}
