//! The documents that answer a plan.

use std::sync::Arc;

use crate::fts5::{Direction, MinFrequency};
use crate::search::exec::doc_set::DocSet;
use crate::search::exec::language_filter::{LanguageSets, tokens};
use crate::search::exec::listed::Listed;
use crate::search::exec::marked_rows::MarkedRows;
use crate::search::exec::phrase_rows::PhraseRows;
use crate::search::exec::union::Union;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::times::Times;
use crate::search::plan::{Plan, PlannedTerm};

/// Some of the documents of one term.
struct TermRows<'i> {
    docs: Source<'i>,
    /// Documents that are none of the term's, though the source has them.
    unlisted: Option<Listed>,
    /// The number of the term, if it has one.
    term: Option<usize>,
    /// The number of the term and that of the phrase, if the term scores.
    scores: Option<(usize, usize)>,
}

/// Source of documents.
enum Source<'i> {
    Phrase(PhraseRows<'i>),
    Mark(MarkedRows<'i>),
    List(Listed),
}

impl DocSet for Source<'_> {
    fn doc(&self) -> Option<i64> {
        match self {
            Self::Phrase(docs) => docs.doc(),
            Self::Mark(docs) => docs.doc(),
            Self::List(docs) => docs.doc(),
        }
    }

    fn matches(&mut self) -> Interruptible<bool> {
        match self {
            Self::Phrase(docs) => docs.matches(),
            Self::Mark(docs) => docs.matches(),
            Self::List(docs) => docs.matches(),
        }
    }

    fn advance(&mut self) -> Interruptible<()> {
        match self {
            Self::Phrase(docs) => docs.advance(),
            Self::Mark(docs) => docs.advance(),
            Self::List(docs) => docs.advance(),
        }
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        match self {
            Self::Phrase(docs) => docs.seek(key),
            Self::Mark(docs) => docs.seek(key),
            Self::List(docs) => docs.seek(key),
        }
    }

    fn cost(&self) -> u64 {
        match self {
            Self::Phrase(docs) => docs.cost(),
            Self::Mark(docs) => docs.cost(),
            Self::List(docs) => docs.cost(),
        }
    }
}

impl TermRows<'_> {
    fn is_unlisted(&mut self) -> Interruptible<bool> {
        let (Some(unlisted), Some(key)) = (&mut self.unlisted, self.docs.doc()) else { return Ok(false) };
        unlisted.seek(key)?;
        Ok(unlisted.doc() == Some(key))
    }

    fn has_language_filter(&self) -> bool {
        matches!(&self.docs, Source::Phrase(phrase) if phrase.languages().is_some())
    }
}

impl DocSet for TermRows<'_> {
    fn doc(&self) -> Option<i64> {
        self.docs.doc()
    }

    fn matches(&mut self) -> Interruptible<bool> {
        if self.is_unlisted()? {
            self.advance()?;
            return Ok(false);
        }
        self.docs.matches()
    }

    fn advance(&mut self) -> Interruptible<()> {
        self.docs.advance()
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        self.docs.seek(key)
    }

    fn cost(&self) -> u64 {
        self.docs.cost()
    }
}

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
    /// The clauses, the rarest first.
    required: Vec<Union<TermRows<'i>>>,
    excluded: Union<TermRows<'i>>,
    /// The least key that is in the span of time.
    last: i64,
    times: Times,
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
        let mut scored = 0..;
        let mut any = |terms: &[PlannedTerm]| -> Interruptible<Union<TermRows<'i>>> {
            let mut members = Vec::new();
            for term in terms {
                let phrases = if term.is_listed { &[][..] } else { &term.phrases };
                for phrase in phrases {
                    let docs = Source::Phrase(PhraseRows::open(phrase, index, direction, &sets)?);
                    let scores = term.scores.and_then(|term| Some((term, scored.next()?)));
                    let unlisted = (!term.unlisted.is_empty())
                        .then(|| Listed::new(Arc::clone(&term.unlisted), direction));
                    members.push(TermRows { docs, unlisted, term: term.scores, scores });
                }
                let mut add = |docs| {
                    members.push(TermRows { docs, unlisted: None, term: term.scores, scores: None });
                };
                for mark in &term.marks {
                    add(Source::Mark(MarkedRows::open(index, *mark, direction, first, last)?));
                }
                if !term.listed.is_empty() {
                    add(Source::List(Listed::new(Arc::clone(&term.listed), direction)));
                }
            }
            let mut docs = Union::of(members);
            docs.seek(first)?;
            Ok(docs)
        };
        let mut required =
            plan.required.iter().map(|clause| any(clause)).collect::<Interruptible<Vec<_>>>()?;
        required.sort_by_key(Union::cost);
        let excluded = any(&plan.excluded)?;
        Ok(Self { index, direction, required, excluded, last, times: plan.times.clone() })
    }

    /// Returns the phrases that score.
    pub(crate) fn scored(&self) -> Vec<Scored> {
        let mut scored = Vec::new();
        for (clause, docs) in (0..).zip(&self.required) {
            for (term, number, phrase) in docs.members().iter().filter_map(scoring) {
                scored.push((number, Scored { term, clause, scope: phrase.languages().map(tokens) }));
            }
        }
        scored.sort_by_key(|(number, _)| *number);
        scored.into_iter().map(|(_, scored)| scored).collect()
    }

    /// Returns each phrase that scores, with the number of its term.
    pub(crate) fn scoring(&self) -> impl Iterator<Item = (usize, &PhraseRows<'i>)> {
        let all = self.required.iter().flat_map(|clause| clause.members());
        all.filter_map(scoring).map(|(term, _, phrase)| (term, phrase))
    }

    /// Returns those of them that the document has that [`next`](Self::next) found, each with its own
    /// number.
    pub(crate) fn scoring_here(&self) -> impl Iterator<Item = (usize, &PhraseRows<'i>)> {
        let here = self.required.iter().flat_map(|clause| clause.here());
        here.filter_map(scoring).map(|(_, number, phrase)| (number, phrase))
    }

    /// Returns the numbers of the terms that the document has that [`next`](Self::next) found.
    pub(crate) fn terms_here(&self) -> impl Iterator<Item = usize> {
        let here = self.required.iter().flat_map(|clause| clause.here());
        here.filter_map(|docs| docs.term)
    }

    /// Finds, from this call on, documents whatever the language in which a word counts, if the phrases that
    /// score tell afterwards whether a document answers. Returns false if nothing changes.
    pub(crate) fn ignore_languages(&mut self) -> bool {
        let tell = |clause: &Union<TermRows<'_>>| {
            let members = clause.members();
            !members.iter().any(TermRows::has_language_filter)
                || members.iter().all(|docs| docs.scores.is_some())
        };
        let mut all = self.required.iter().flat_map(|clause| clause.members());
        if !all.any(TermRows::has_language_filter) || !self.required.iter().all(tell) {
            return false;
        }
        for docs in self.required.iter_mut().flat_map(Union::members_mut) {
            if let Source::Phrase(phrase) = &mut docs.docs {
                phrase.ignore_languages();
            }
        }
        true
    }

    /// Passes, from this call on, documents in which a term has a lower frequency than `least`. Where something
    /// else rules out most documents, that would take longer than it saves, and false is returned.
    pub(crate) fn require_frequency(&mut self, least: impl Fn(usize) -> MinFrequency) -> bool {
        let [only] = self.required.as_mut_slice() else { return false };
        if self.excluded.cost() > only.cost() / 2 {
            return false;
        }
        for docs in only.members_mut() {
            if let (Source::Phrase(phrase), Some((term, _))) = (&mut docs.docs, docs.scores) {
                phrase.require_frequency(least(term));
            }
        }
        true
    }

    /// Returns true if any document was passed because it has a term less often than is required.
    pub(crate) fn has_skipped(&self) -> bool {
        self.scoring().any(|(_, phrase)| phrase.has_skipped())
    }

    /// Returns the clock of the next document that answers. Asked again behind the last, it is `None`
    /// again. Each round that doesn't end passes a document that is excluded, or one near the ends of the span of time.
    pub(crate) fn next(&mut self) -> Interruptible<Option<i64>> {
        loop {
            let Some(key) = self.aligned()? else { return Ok(None) };
            self.index.interrupt().tick()?;
            let clock = self.direction.doc(key);
            if self.times.holds(clock) && !self.is_excluded(key)? {
                return Ok(Some(clock));
            }
            self.advance()?;
        }
    }

    /// Goes on to the first document of this clock that may answer, or to one behind it. Never goes back.
    pub(crate) fn seek(&mut self, clock: i64) -> Interruptible<()> {
        let key = self.direction.doc(clock);
        self.required.first_mut().map_or(Ok(()), |docs| docs.seek(key))
    }

    /// Leaves the document that [`next`](Self::next) found.
    pub(crate) fn advance(&mut self) -> Interruptible<()> {
        self.required.first_mut().map_or(Ok(()), Union::advance)
    }

    /// Returns the first document from here on that every clause has.
    ///
    /// No document before `key`, at which the first clause stands, is in all clauses. A round that doesn't
    /// end makes `key` smaller: either another clause has nothing at `key`, and the first follows it, or a
    /// clause that only may have had it has gone on.
    fn aligned(&mut self) -> Interruptible<Option<i64>> {
        let Some((first, others)) = self.required.split_first_mut() else { return Ok(None) };
        'row: loop {
            let Some(key) = first.doc().filter(|key| *key >= self.last) else { return Ok(None) };
            for docs in &mut *others {
                docs.seek(key)?;
                let Some(here) = docs.doc() else { return Ok(None) };
                if here < key {
                    first.seek(here)?;
                    continue 'row;
                }
            }
            if first.matches()? && all_match(others)? {
                return Ok(Some(key));
            }
        }
    }

    fn is_excluded(&mut self, key: i64) -> Interruptible<bool> {
        self.excluded.seek(key)?;
        while self.excluded.doc() == Some(key) {
            if self.excluded.matches()? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Returns true if all have the document at which they stand. If not, one of them has gone on.
fn all_match(all: &mut [Union<TermRows<'_>>]) -> Interruptible<bool> {
    for docs in all {
        if !docs.matches()? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Returns the numbers of a term that scores and of its phrase, and the phrase.
fn scoring<'r, 'i>(docs: &'r TermRows<'i>) -> Option<(usize, usize, &'r PhraseRows<'i>)> {
    match (&docs.docs, docs.scores) {
        (Source::Phrase(phrase), Some((term, number))) => Some((term, number, phrase)),
        _ => None,
    }
}
