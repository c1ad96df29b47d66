//! The words of articles among the terms of the index.

use std::ops::ControlFlow;

use super::{Index, Interruptible, column};
use crate::fts5::PostingsLocation;
use crate::text::{SCOPE, SEPARATOR};

/// A word in one segment of the index.
pub(crate) struct Word<'p> {
    term: &'p str,
    location: &'p PostingsLocation,
}

impl Word<'_> {
    pub(crate) fn term(&self) -> &str {
        self.term
    }

    /// Returns about how many bytes of postings it has here.
    pub(crate) fn cost(&self) -> u64 {
        self.location.cost()
    }

    /// Returns true if an article has it as a word of its text, and not only as the stem of others; as far
    /// as the first page tells.
    pub(crate) fn is_printed(&self) -> bool {
        let is_of_words = |(column, _)| !matches!(column, column::SCOPE | column::FORMS_HEAD | column::FORMS);
        self.location.head_positions().is_some_and(|mut positions| positions.any(is_of_words))
    }
}

impl Index<'_> {
    /// Visits a word in each segment that has it.
    pub(crate) fn word(&self, term: &str, mut visit: impl FnMut(&Word<'_>)) -> Interruptible<()> {
        self.locations(term)?.iter().for_each(|location| visit(&Word { term, location }));
        Ok(())
    }

    /// Visits the words that begin so, scope tokens aside: each as often as segments have it, in no order
    /// to rely on.
    pub(crate) fn each_word(
        &self,
        beginning: &str,
        mut visit: impl FnMut(&Word<'_>) -> ControlFlow<()>,
    ) -> Interruptible<()> {
        Ok(self.each_term(beginning, |term, location| visit_word(term, &location, &mut visit))?)
    }

    /// Visits the words that begin so, or of very many the most frequent ones, as far as the numbers of
    /// their pages tell.
    pub(crate) fn each_frequent_word(
        &self,
        beginning: &str,
        mut visit: impl FnMut(&Word<'_>) -> ControlFlow<()>,
    ) -> Interruptible<()> {
        Ok(self.each_frequent_term(beginning, |term, location| visit_word(term, &location, &mut visit))?)
    }

    /// Visits the scope tokens that begin so, by what follows, with about how many bytes of postings each
    /// has in a segment.
    pub(crate) fn each_token(&self, beginning: &str, mut visit: impl FnMut(&str, u64)) -> Interruptible<()> {
        self.each_term(beginning, |term, location| {
            if let Ok(rest) = str::from_utf8(term.get(beginning.len()..).unwrap_or_default()) {
                visit(rest, location.cost());
            }
            ControlFlow::Continue(())
        })?;
        Ok(())
    }
}

fn visit_word(
    term: &[u8],
    location: &PostingsLocation,
    visit: &mut impl FnMut(&Word<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match str::from_utf8(term) {
        Ok(term) if !term.starts_with([SCOPE, SEPARATOR]) => visit(&Word { term, location }),
        // A word that FTS5 cut in the middle of a letter can't be asked for.
        _ => ControlFlow::Continue(()),
    }
}
