//! A new article that may be dropped wherever it is.

use super::NewArticle;
use super::extra::take_apart;

/// A new article that may be dropped at any time, however deep the values of its `extra` are.
#[derive(Debug, Default)]
pub(crate) struct OwnedArticle(NewArticle);

impl OwnedArticle {
    pub(crate) fn as_mut(&mut self) -> &mut NewArticle {
        &mut self.0
    }

    /// Returns the article, which is the caller's to drop.
    pub(crate) fn into_inner(mut self) -> NewArticle {
        std::mem::take(&mut self.0)
    }
}

impl From<NewArticle> for OwnedArticle {
    fn from(article: NewArticle) -> Self {
        Self(article)
    }
}

impl Drop for OwnedArticle {
    fn drop(&mut self) {
        take_apart(std::mem::take(&mut self.0.extra));
    }
}
