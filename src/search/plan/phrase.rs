//! Words that stand one after another in some columns of the index.

use crate::search::index::column;

/// A set of columns of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns(u16);

impl Columns {
    /// Every column, those of stems and of scope tokens too.
    pub(crate) const ALL: Self = Self((1 << column::COUNT) - 1);
    /// The columns that hold an article's words as they are printed.
    pub(crate) const WORDS: Self =
        Self(Self::ALL.0 & !(1 << column::SCOPE | 1 << column::FORMS_HEAD | 1 << column::FORMS));
    /// The columns that hold forms of words, the bigrams of runs, and what else the tokenizer doesn't make of a text.
    pub(crate) const FORMS: Self = Self(1 << column::FORMS_HEAD | 1 << column::FORMS);

    pub(crate) fn one(column: usize) -> Self {
        Self(1 << column)
    }

    pub(crate) fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(crate) fn has(self, column: usize) -> bool {
        column < column::COUNT && self.0 >> column & 1 == 1
    }
}

/// Words of the index that stand one after another in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// As the index has them; never none.
    pub(crate) words: Vec<String>,
    /// True if the last one may go on.
    pub(crate) is_prefix: bool,
    /// True if they are the bigrams of one word.
    pub(crate) is_run: bool,
    pub(crate) columns: Columns,
    /// The languages of the articles, or captions, in which alone it counts; `None` if it counts in all.
    pub(crate) languages: Option<Languages>,
}

/// Languages of an archive, by their first subtags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Languages {
    /// The languages in which a phrase counts.
    pub(crate) these: Vec<String>,
    /// All others that the archive has.
    pub(crate) others: Vec<String>,
}

impl Phrase {
    /// Returns a phrase of words as printed.
    pub(crate) fn printed(words: Vec<String>, columns: Columns) -> Self {
        Self { words, is_prefix: false, is_run: false, columns, languages: None }
    }

    /// Returns the phrase of a token of the scope column.
    pub(crate) fn scope(token: String) -> Self {
        // No word can equal one, so that there is no need to look where it stands.
        Self::printed(vec![token], Columns::ALL)
    }
}
