//! The words of the archive that can be suggested, folded: those that some article has as printed.

use std::ops::ControlFlow;

use crate::search::index::{Index, Interruptible, Word};
use crate::text::terms::{is_whole_word, printed, printed_word, term};

/// A word in one segment of the index.
pub(crate) struct Suggestion<'w> {
    /// The word, folded.
    pub(crate) word: &'w str,
    /// About how many bytes of postings it has here.
    pub(crate) cost: u64,
    /// True if an article has it as a word of its text, as far as the first page tells.
    pub(crate) is_printed: bool,
}

/// Visits the words that begin so, or of very many the most frequent ones.
pub(crate) fn each_frequent(
    index: &Index<'_>,
    beginning: &str,
    mut visit: impl FnMut(Suggestion<'_>),
) -> Interruptible<()> {
    for beginning in [term(beginning).into_owned(), printed(beginning)] {
        index.each_frequent_word(&beginning, |found| {
            tell(found, &mut visit);
            ControlFlow::Continue(())
        })?;
    }
    Ok(())
}

/// Visits all words that begin so.
pub(crate) fn each(
    index: &Index<'_>,
    beginning: &str,
    mut visit: impl FnMut(Suggestion<'_>),
) -> Interruptible<()> {
    for beginning in [term(beginning).into_owned(), printed(beginning)] {
        index.each_word(&beginning, |found| {
            tell(found, &mut visit);
            ControlFlow::Continue(())
        })?;
    }
    Ok(())
}

/// Visits one word in each segment that has it.
pub(crate) fn one(index: &Index<'_>, word: &str, mut visit: impl FnMut(Suggestion<'_>)) -> Interruptible<()> {
    for term in [term(word).into_owned(), printed(word)] {
        index.word(&term, |found| tell(found, &mut visit))?;
    }
    Ok(())
}

/// Tells of a term if it is a word. Some terms say themselves that they are printed.
fn tell(found: &Word<'_>, visit: &mut impl FnMut(Suggestion<'_>)) {
    if let Some(word) = printed_word(found.term()) {
        visit(Suggestion { word: &word, cost: found.cost(), is_printed: true });
    } else if is_whole_word(found.term()) {
        visit(Suggestion { word: found.term(), cost: found.cost(), is_printed: found.is_printed() });
    }
}
