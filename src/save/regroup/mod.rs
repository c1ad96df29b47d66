//! Regroups what was taken for one story, or for two, and wasn't.

mod merge_articles;
mod split_revision;

use super::clean::CleanUrl;
use super::state::Batch;
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::article::Article;

impl Batch<'_> {
    /// Reads an article that must be there, with its clock and the number of its last revision.
    fn stored_article(&mut self, id: ArticleId) -> Result<(Article, i64, i64)> {
        self.load(id)?;
        let stored = self.articles.get(&id).ok_or_else(|| Error::not_found("article", id))?;
        Ok((stored.article.clone(), stored.clock, stored.revisions))
    }

    /// Returns the URLs of an article with what they are compared by.
    fn clean_urls(&self, article: &Article) -> Vec<CleanUrl> {
        article.urls.iter().filter_map(|url| CleanUrl::of(&url.given, url.relation, &self.tracking)).collect()
    }
}
