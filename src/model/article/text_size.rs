//! The size of all texts of an article.

use super::field::visit_texts;
use crate::model::new_article::NewArticle;
use crate::model::new_article::extra::visit_lengths;

/// Bytes that a text takes in memory beside its own: its place in a list, what the allocator adds.
const BESIDE: usize = 100;

/// The size of all texts of an article, the values of its `extra` with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextSize {
    pub texts: usize,
    pub bytes: usize,
}

impl TextSize {
    pub(crate) fn of(article: &mut NewArticle) -> Self {
        let mut size = Self::default();
        visit_lengths(&article.extra, |bytes| size.add(bytes));
        visit_texts(article, &mut |_, text| size.add(text.len()));
        size
    }

    /// Returns about as many bytes as the texts take in memory.
    pub(crate) fn in_memory(self) -> usize {
        self.bytes + self.texts * BESIDE
    }

    fn add(&mut self, bytes: usize) {
        self.texts += 1;
        self.bytes += bytes;
    }
}
