//! Words in the document at which their documents stand.

use crate::fts5::TermFrequencyBound;
use crate::search::exec::phrase_rows::PhraseRows;
use crate::search::exec::text_rows::TextRows;
use crate::search::index::Interruptible;
use crate::search::plan::phrase::Languages;

/// The documents of words, by where these stand in one.
#[derive(Clone, Copy)]
pub(crate) enum WordsIn<'r, 'i> {
    Phrase(&'r PhraseRows<'i>),
    Text(&'r TextRows<'i>),
}

impl<'r> WordsIn<'r, '_> {
    /// Returns the languages in which they count, if not in all.
    pub(crate) fn languages(self) -> Option<&'r Languages> {
        match self {
            Self::Phrase(docs) => docs.languages(),
            Self::Text(_) => None,
        }
    }

    /// Returns true if any document was passed because they stand in it too seldom.
    pub(crate) fn has_skipped(self) -> bool {
        match self {
            Self::Phrase(docs) => docs.has_skipped(),
            Self::Text(_) => false,
        }
    }

    /// Returns what can be told of the document without reading where they stand in it.
    pub(crate) fn frequency_bound(self) -> TermFrequencyBound {
        match self {
            Self::Phrase(docs) => docs.frequency_bound(),
            Self::Text(docs) => docs.frequency_bound(),
        }
    }

    /// Returns in how many documents each of the words stands, at most.
    pub(crate) fn counts(self) -> Interruptible<Vec<u64>> {
        match self {
            Self::Phrase(docs) => docs.counts(),
            Self::Text(docs) => docs.counts(),
        }
    }

    /// Visits the columns in which they stand in the document: how often, and up to which word they reach, as far as that
    /// is known.
    pub(crate) fn by_column(
        self,
        buffer: &mut Vec<u8>,
        mut visit: impl FnMut(usize, u32, u64),
    ) -> Interruptible<()> {
        match self {
            Self::Phrase(docs) => {
                let width = u64::from(docs.width());
                docs.by_column(buffer, |column, count, last| visit(column, count, u64::from(last) + width))
            }
            Self::Text(docs) => {
                docs.by_column().for_each(|(column, count)| visit(column, count, 1));
                Ok(())
            }
        }
    }
}
