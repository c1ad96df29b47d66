//! The documents of a term, and those of terms put together.

use crate::fts5::MinFrequency;
use crate::search::exec::doc_set::{DocSet, align, all_match};
use crate::search::exec::listed::Listed;
use crate::search::exec::marked_rows::MarkedRows;
use crate::search::exec::phrase_rows::PhraseRows;
use crate::search::exec::text_rows::TextRows;
use crate::search::exec::union::Union;
use crate::search::exec::words_in::WordsIn;
use crate::search::index::Interruptible;

/// Some of the documents of one term.
pub(crate) struct TermRows<'i> {
    pub docs: Source<'i>,
    /// Documents that are none of the term's, though the source has them.
    pub unlisted: Option<Listed>,
    /// The number of the term, if it has one.
    pub term: Option<usize>,
    /// The number of the term and that of the phrase, if the term scores.
    pub scores: Option<(usize, usize)>,
}

/// Source of documents.
pub(crate) enum Source<'i> {
    Phrase(PhraseRows<'i>),
    Text(Box<TextRows<'i>>),
    Mark(MarkedRows<'i>),
    List(Listed),
    All(Box<Nested<'i>>),
}

impl DocSet for Source<'_> {
    fn doc(&self) -> Option<i64> {
        match self {
            Self::Phrase(docs) => docs.doc(),
            Self::Text(docs) => docs.doc(),
            Self::Mark(docs) => docs.doc(),
            Self::List(docs) => docs.doc(),
            Self::All(docs) => docs.doc(),
        }
    }

    fn matches(&mut self) -> Interruptible<bool> {
        match self {
            Self::Phrase(docs) => docs.matches(),
            Self::Text(docs) => docs.matches(),
            Self::Mark(docs) => docs.matches(),
            Self::List(docs) => docs.matches(),
            Self::All(docs) => docs.matches(),
        }
    }

    fn advance(&mut self) -> Interruptible<()> {
        match self {
            Self::Phrase(docs) => docs.advance(),
            Self::Text(docs) => docs.advance(),
            Self::Mark(docs) => docs.advance(),
            Self::List(docs) => docs.advance(),
            Self::All(docs) => docs.advance(),
        }
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        match self {
            Self::Phrase(docs) => docs.seek(key),
            Self::Text(docs) => docs.seek(key),
            Self::Mark(docs) => docs.seek(key),
            Self::List(docs) => docs.seek(key),
            Self::All(docs) => docs.seek(key),
        }
    }

    fn cost(&self) -> u64 {
        match self {
            Self::Phrase(docs) => docs.cost(),
            Self::Text(docs) => docs.cost(),
            Self::Mark(docs) => docs.cost(),
            Self::List(docs) => docs.cost(),
            Self::All(docs) => docs.cost(),
        }
    }
}

impl<'i> TermRows<'i> {
    fn is_unlisted(&mut self) -> Interruptible<bool> {
        let (Some(unlisted), Some(key)) = (&mut self.unlisted, self.docs.doc()) else { return Ok(false) };
        unlisted.seek(key)?;
        Ok(unlisted.doc() == Some(key))
    }

    pub(crate) fn has_language_filter(&self) -> bool {
        match &self.docs {
            Source::Phrase(phrase) => phrase.languages().is_some(),
            Source::All(nested) => nested.all.has_language_filter(),
            Source::Text(_) | Source::Mark(_) | Source::List(_) => false,
        }
    }

    /// Finds documents whatever the language in which a word counts.
    pub(crate) fn ignore_languages(&mut self) {
        if let Source::Phrase(phrase) = &mut self.docs {
            phrase.ignore_languages();
        }
    }

    /// Returns true if a document that has nothing else is weak: of a term that scores, if that is; one that only selects always.
    pub(crate) fn is_weak(&self, is_weak: impl Fn(usize) -> bool) -> bool {
        match (&self.docs, self.scores) {
            (Source::All(_), _) => false,
            (_, Some((term, _))) => is_weak(term),
            (_, None) => true,
        }
    }

    /// Passes documents in which the term has a lower frequency than `least`.
    pub(crate) fn require_frequency(&mut self, least: impl Fn(usize) -> MinFrequency) {
        if let (Source::Phrase(phrase), Some((term, _))) = (&mut self.docs, self.scores) {
            phrase.require_frequency(least(term));
        }
    }

    /// Returns the numbers of a term that scores and of its phrase, and the words in the document.
    pub(crate) fn scoring(&self) -> Option<(usize, usize, WordsIn<'_, 'i>)> {
        let (term, number) = self.scores?;
        let words = match &self.docs {
            Source::Phrase(docs) => WordsIn::Phrase(docs),
            Source::Text(docs) => WordsIn::Text(docs),
            Source::Mark(_) | Source::List(_) | Source::All(_) => return None,
        };
        Some((term, number, words))
    }

    /// Returns the documents of the single terms of which it consists: most often it is one.
    pub(crate) fn singles<'r>(&'r self) -> impl Iterator<Item = &'r Self> + use<'r, 'i> {
        let (one, several) = match &self.docs {
            Source::All(nested) => (None, nested.all.singles().collect()),
            _ => (Some(self), Vec::new()),
        };
        one.into_iter().chain(several)
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

/// The documents that every clause has, and no excluded term.
///
/// It stands where its first clause does, and aligns the others with it when it is asked.
pub(crate) struct Conjunction<'i> {
    /// The clauses, the rarest first.
    pub required: Vec<Union<TermRows<'i>>>,
    pub excluded: Union<TermRows<'i>>,
    /// The least key that is in the span of time.
    pub last: i64,
}

impl<'i> Conjunction<'i> {
    /// Returns the documents of the single terms that are required.
    pub(crate) fn singles(&self) -> impl Iterator<Item = &TermRows<'i>> {
        let all = self.required.iter().flat_map(|clause| clause.members());
        all.flat_map(|docs| docs.singles())
    }

    /// Visits the terms that have the document, once it is known to match, and those of which they consist.
    pub(crate) fn visit_here<'r>(&'r self, visit: &mut dyn FnMut(&'r TermRows<'i>)) {
        for docs in self.required.iter().flat_map(Union::here) {
            visit(docs);
            if let Source::All(nested) = &docs.docs {
                nested.all.visit_here(visit);
            }
        }
    }

    pub(crate) fn has_language_filter(&self) -> bool {
        let all = self.required.iter().chain([&self.excluded]).flat_map(|clause| clause.members());
        all.into_iter().any(TermRows::has_language_filter)
    }

    /// Goes on to the first document of this key or a smaller one that may be one of its own. Never goes back.
    pub(crate) fn seek(&mut self, key: i64) -> Interruptible<()> {
        self.required.first_mut().map_or(Ok(()), |docs| docs.seek(key))
    }

    pub(crate) fn advance(&mut self) -> Interruptible<()> {
        self.required.first_mut().map_or(Ok(()), Union::advance)
    }

    pub(crate) fn cost(&self) -> u64 {
        self.required.first().map_or(0, Union::cost)
    }

    /// Returns the first document from here on at which every clause stands, though each only may have it.
    fn aligned(&mut self) -> Interruptible<Option<i64>> {
        align(&mut self.required, self.last)
    }

    /// Returns the first document from here on that every clause has. A round that doesn't end finds a clause that only may
    /// have had it, and has gone on.
    pub(crate) fn next_required(&mut self) -> Interruptible<Option<i64>> {
        loop {
            let Some(key) = self.aligned()? else { return Ok(None) };
            if all_match(&mut self.required)? {
                return Ok(Some(key));
            }
        }
    }

    pub(crate) fn is_excluded(&mut self, key: i64) -> Interruptible<bool> {
        self.excluded.seek(key)?;
        while self.excluded.doc() == Some(key) {
            if self.excluded.matches()? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Terms put together that are one alternative of a clause.
pub(crate) struct Nested<'i> {
    all: Conjunction<'i>,
    /// The document at which every clause stands.
    doc: Option<i64>,
}

impl<'i> Nested<'i> {
    pub(crate) fn of(mut all: Conjunction<'i>) -> Interruptible<Self> {
        let doc = all.aligned()?;
        Ok(Self { all, doc })
    }
}

impl DocSet for Nested<'_> {
    fn doc(&self) -> Option<i64> {
        self.doc
    }

    fn matches(&mut self) -> Interruptible<bool> {
        let Some(key) = self.doc else { return Ok(true) };
        if all_match(&mut self.all.required)? {
            if !self.all.is_excluded(key)? {
                return Ok(true);
            }
            self.all.advance()?;
        }
        self.doc = self.all.aligned()?;
        Ok(false)
    }

    fn advance(&mut self) -> Interruptible<()> {
        if self.doc.is_some() {
            self.all.advance()?;
            self.doc = self.all.aligned()?;
        }
        Ok(())
    }

    fn seek(&mut self, key: i64) -> Interruptible<()> {
        if self.doc.is_some_and(|here| here > key) {
            self.all.seek(key)?;
            self.doc = self.all.aligned()?;
        }
        Ok(())
    }

    fn cost(&self) -> u64 {
        self.all.cost()
    }
}
