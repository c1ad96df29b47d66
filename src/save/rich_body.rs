//! The rich body of an article: kept and replaced with its body, and in no revision.

use std::cmp::Ordering;

use super::clean::CleanArticle;
use super::merge::{Manner, body_reason};
use super::report::Warning;
use super::state::Batch;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::new_article::{ArticleField, RichBody};
use crate::store::statement;

impl Batch<'_> {
    /// Takes the rich body out of a new article, unless it stands against the stored one: with another body it goes as that
    /// one goes, and beside the same body by the precedence of bodies.
    pub(super) fn rich_body_that_stands(
        &self,
        clean: &mut CleanArticle,
        stored: &Article,
        manner: Manner,
        version: Option<Ordering>,
    ) -> Result<Option<RichBody>> {
        let Some(new) = clean.article.rich_body.take() else { return Ok(None) };
        let has_other_body = !clean.article.body.is_empty() && clean.article.body != stored.body;
        if has_other_body {
            return Ok(Some(new));
        }
        let known = self.known_rich_body(stored.id)?;
        if known.as_ref() == Some(&new) {
            return Ok(None);
        }
        match known.and_then(|_| body_reason(&clean.article, stored, manner, version)) {
            None => Ok(Some(new)),
            Some(why) => {
                clean.warnings.push(Warning::Kept { field: ArticleField::Body, why });
                Ok(None)
            }
        }
    }

    fn known_rich_body(&self, id: ArticleId) -> Result<Option<RichBody>> {
        match self.rich_bodies.get(&id) {
            Some(known) => Ok(known.clone()),
            None => self.snapshot.rich_body_as_given(id),
        }
    }

    /// Stages the rich body that comes with a body, after the article itself. Another body without one leaves none.
    pub(super) fn stage_rich_body(&mut self, id: ArticleId, new: Option<RichBody>, has_other_body: bool) {
        match &new {
            Some(rich) => self.statements.push(statement!(
                "INSERT INTO article_source (article, media_type, content) VALUES (?1, ?2, ?3)
                 ON CONFLICT (article) DO UPDATE SET media_type = excluded.media_type, content = excluded.content",
                id.0,
                rich.media_type.clone(),
                rich.content.clone(),
            )),
            None if has_other_body => {
                self.statements.push(statement!("DELETE FROM article_source WHERE article = ?1", id.0));
            }
            None => return,
        }
        self.rich_bodies.insert(id, new);
    }
}
