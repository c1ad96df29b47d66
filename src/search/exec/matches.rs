//! The documents that answer a plan.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::fts5::{Direction, MinFrequency};
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::language_filter::{LanguageSets, tokens};
use crate::search::exec::listed::Listed;
use crate::search::exec::marked_rows::MarkedRows;
use crate::search::exec::phrase_rows::PhraseRows;
use crate::search::exec::term_rows::{Conjunction, Nested, Source, TermRows};
use crate::search::exec::text_rows::{TextRows, Texts};
use crate::search::exec::union::Union;
use crate::search::exec::words_in::WordsIn;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::times::Times;
use crate::search::plan::{MostTerms, Plan, PlannedTerm};

/// A phrase that scores, and the term and clause it belongs to.
pub(crate) struct Scored {
    /// The number of its term.
    pub(crate) term: usize,
    /// The number of the clause that it is an alternative of.
    pub(crate) clause: usize,
    /// The scope tokens of the articles in which it counts; `None` if it counts in all languages.
    pub(crate) scope: Option<Vec<String>>,
}

/// Reads the documents that a plan asks for, in order.
pub(crate) struct Matches<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    all: Conjunction<'i>,
    times: Times,
    most: Option<MostTerms>,
    /// Room for the numbers of the terms that a document has.
    terms: Vec<usize>,
}

/// Opens the documents of planned terms.
struct Opener<'i> {
    index: &'i Index<'i>,
    direction: Direction,
    /// The keys of the first and the last document in the span of time.
    first: i64,
    last: i64,
    sets: Rc<LanguageSets<'i>>,
    texts: Rc<Texts<'i>>,
    /// Number of phrases that score, of those that are opened.
    scored: usize,
}

impl<'i> Opener<'i> {
    fn all(
        &mut self,
        required: &[Vec<PlannedTerm>],
        excluded: &[PlannedTerm],
    ) -> Interruptible<Conjunction<'i>> {
        let required = required.iter().map(|clause| self.any(clause));
        let mut required = required.collect::<Interruptible<Vec<_>>>()?;
        required.sort_by_key(Union::cost);
        Ok(Conjunction { required, excluded: self.any(excluded)?, last: self.last })
    }

    fn any(&mut self, terms: &[PlannedTerm]) -> Interruptible<Union<TermRows<'i>>> {
        let mut members = Vec::new();
        for term in terms {
            self.term(term, &mut members)?;
        }
        let mut docs = Union::of(members);
        docs.seek(self.first)?;
        Ok(docs)
    }

    fn term(&mut self, term: &PlannedTerm, members: &mut Vec<TermRows<'i>>) -> Interruptible<()> {
        for docs in self.words(term)? {
            let scores = term.scores.map(|term| (term, self.scored));
            self.scored += usize::from(scores.is_some());
            let unlisted =
                (!term.unlisted.is_empty()).then(|| Listed::new(Arc::clone(&term.unlisted), self.direction));
            members.push(TermRows { docs, unlisted, term: term.scores, scores });
        }
        let mut add = |docs| members.push(TermRows { docs, unlisted: None, term: term.scores, scores: None });
        for mark in &term.marks {
            let docs = MarkedRows::open(self.index, *mark, self.direction, self.first, self.last)?;
            add(Source::Mark(docs));
        }
        if !term.listed.is_empty() {
            add(Source::List(Listed::new(Arc::clone(&term.listed), self.direction)));
        }
        if let Some(all) = &term.all {
            let all = self.all(&all.required, &all.excluded)?;
            add(Source::All(Box::new(Nested::of(all)?)));
        }
        Ok(())
    }

    /// Opens the documents of a term's phrases, if these must be read.
    fn words(&self, term: &PlannedTerm) -> Interruptible<Vec<Source<'i>>> {
        let mut sources = Vec::with_capacity(term.phrases.len() + term.texts.len());
        for phrase in if term.is_listed { &[][..] } else { &term.phrases } {
            sources.push(Source::Phrase(PhraseRows::open(phrase, self.index, self.direction, &self.sets)?));
        }
        for phrase in if term.is_listed { &[][..] } else { &term.texts } {
            let docs = TextRows::open(phrase, self.index, self.direction, &self.sets, &self.texts)?;
            sources.push(Source::Text(Box::new(docs)));
        }
        Ok(sources)
    }
}

impl<'i> Matches<'i> {
    pub(crate) fn open(plan: &Plan, index: &'i Index<'i>, direction: Direction) -> Interruptible<Self> {
        index.reset_open_terms();
        let (newest, oldest) = (plan.to.saturating_sub(1), plan.from);
        let (first, last) = match direction {
            Direction::Back => (newest, oldest),
            Direction::Forth => (direction.doc(oldest), direction.doc(newest)),
        };
        let sets = LanguageSets::new(index, direction);
        let texts = Texts::new(index.snapshot());
        let mut opener = Opener { index, direction, first, last, sets, texts, scored: 0 };
        let all = opener.all(&plan.required, &plan.excluded)?;
        let (times, most) = (plan.times.clone(), plan.most.clone());
        Ok(Self { index, direction, all, times, most, terms: Vec::new() })
    }

    /// Returns the phrases that score.
    pub(crate) fn scored(&self) -> Vec<Scored> {
        let mut scored = Vec::new();
        for (clause, docs) in (0..).zip(&self.all.required) {
            let singles = docs.members().iter().flat_map(|docs| docs.singles());
            for (term, number, phrase) in singles.filter_map(TermRows::scoring) {
                scored.push((number, Scored { term, clause, scope: phrase.languages().map(tokens) }));
            }
        }
        scored.sort_by_key(|(number, _)| *number);
        scored.into_iter().map(|(_, scored)| scored).collect()
    }

    /// Returns each phrase that scores, with the number of its term.
    pub(crate) fn scoring(&self) -> impl Iterator<Item = (usize, WordsIn<'_, 'i>)> {
        self.all.singles().filter_map(TermRows::scoring).map(|(term, _, phrase)| (term, phrase))
    }

    /// Visits those of them that the document has that [`next`](Self::next) found, each with its own
    /// number.
    pub(crate) fn visit_scoring_here<'r>(&'r self, mut visit: impl FnMut(usize, WordsIn<'r, 'i>)) {
        self.all.visit_here(&mut |docs| {
            if let Some((_, number, phrase)) = docs.scoring() {
                visit(number, phrase);
            }
        });
    }

    /// Visits the numbers of the terms that the document has that [`next`](Self::next) found.
    pub(crate) fn visit_terms_here(&self, mut visit: impl FnMut(usize)) {
        self.all.visit_here(&mut |docs| docs.term.into_iter().for_each(&mut visit));
    }

    /// Returns true if the document that every clause has answers as many terms as it must.
    fn has_most_terms(&mut self) -> bool {
        self.most.clone().is_none_or(|most| self.count_terms(&most.terms) >= most.least)
    }

    /// Returns how many of some terms the document has that every clause has.
    pub(crate) fn count_terms(&mut self, of: &Range<usize>) -> usize {
        let mut terms = std::mem::take(&mut self.terms);
        terms.clear();
        self.visit_terms_here(|term| terms.extend(of.contains(&term).then_some(term)));
        terms.sort_unstable();
        terms.dedup();
        self.terms = terms;
        self.terms.len()
    }

    /// Finds, from this call on, documents whatever the language in which a word counts, if the phrases that
    /// score tell afterwards whether a document answers. Returns false if nothing changes.
    pub(crate) fn ignore_languages(&mut self) -> bool {
        let tell = |clause: &Union<TermRows<'_>>| {
            let members = clause.members();
            !members.iter().any(TermRows::has_language_filter)
                || members.iter().all(|docs| docs.scores.is_some())
        };
        let mut all = self.all.required.iter().flat_map(|clause| clause.members());
        if !all.any(TermRows::has_language_filter) || !self.all.required.iter().all(tell) {
            return false;
        }
        let all = self.all.required.iter_mut().flat_map(Union::members_mut);
        all.for_each(TermRows::ignore_languages);
        true
    }

    /// Passes, from this call on, documents in which a term has a lower frequency than `least`. Where something
    /// else rules out most documents, that would take longer than it saves, and false is returned.
    pub(crate) fn require_frequency(&mut self, least: impl Fn(usize) -> MinFrequency) -> bool {
        let [only] = self.all.required.as_mut_slice() else { return false };
        if self.all.excluded.cost() > only.cost() / 2 {
            return false;
        }
        only.members_mut().iter_mut().for_each(|docs| docs.require_frequency(&least));
        true
    }

    /// Looks, from this call on, for weak terms only in documents that have another one, where they are alternatives of the only
    /// clause. Returns true if there are such.
    pub(crate) fn follow(&mut self, is_weak: impl Fn(usize) -> bool) -> bool {
        let [only] = self.all.required.as_mut_slice() else { return false };
        only.follow(|docs| docs.is_weak(&is_weak))
    }

    /// Returns true if there are terms that are looked for only so.
    pub(crate) fn has_followers(&self) -> bool {
        self.all.required.iter().any(Union::has_followers)
    }

    /// Returns true if any document was passed because it has a term less often than is required.
    pub(crate) fn has_skipped(&self) -> bool {
        self.scoring().any(|(_, phrase)| phrase.has_skipped())
    }

    /// Returns the clock of the next document that answers. Asked again behind the last, it is `None`
    /// again. Each round that doesn't end passes a document that is excluded, or one near the ends of the span of time.
    pub(crate) fn next(&mut self) -> Interruptible<Option<i64>> {
        loop {
            let Some(key) = self.all.next_required()? else { return Ok(None) };
            self.index.interrupt().tick()?;
            let clock = self.direction.doc(key);
            if self.times.holds(clock) && self.has_most_terms() && !self.all.is_excluded(key)? {
                return Ok(Some(clock));
            }
            self.advance()?;
        }
    }

    /// Goes on to the first document of this clock that may answer, or to one behind it. Never goes back.
    pub(crate) fn seek(&mut self, clock: i64) -> Interruptible<()> {
        self.all.seek(self.direction.doc(clock))
    }

    /// Leaves the document that [`next`](Self::next) found.
    pub(crate) fn advance(&mut self) -> Interruptible<()> {
        self.all.advance()
    }
}
