//! The length of an article in words.

use super::index_column as column;

/// Words of an article, by where they stand.
#[derive(Clone, Default)]
pub(crate) struct DocLength {
    headline: u64,
    headline_forms: u64,
    others: u64,
    other_forms: u64,
}

impl DocLength {
    pub(crate) fn add(&mut self, column: usize, words: u64) {
        let sum = match column {
            column::HEADLINE => &mut self.headline,
            column::FORMS_HEAD => &mut self.headline_forms,
            column::FORMS => &mut self.other_forms,
            column::SCOPE => return,
            _ => &mut self.others,
        };
        // A damaged index may claim any number of them.
        *sum = sum.saturating_add(words);
    }

    /// Returns the length of an article: its words as printed or, if they are more, their forms. So the position
    /// of a form is a lower bound of the length.
    pub(crate) fn words(&self) -> u64 {
        self.headline.max(self.headline_forms).saturating_add(self.others.max(self.other_forms))
    }

    pub(crate) fn of(words: &[u64]) -> Self {
        let mut length = Self::default();
        words.iter().enumerate().for_each(|(column, words)| length.add(column, *words));
        length
    }
}
