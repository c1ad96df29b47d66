//! Stages what is to be written: the flat list of statements that a batch comes to.

mod article_rows;
mod gather;
pub(super) mod rows;

use std::collections::btree_map::Entry;

use super::analyzed::Analyzed;
use super::state::{Batch, Identity, StoredArticle};
use crate::error::Result;
use crate::id::{Id, ImageId};
use crate::model::article::Article;
use crate::model::change::entity_change;
use crate::model::index_row::{AnalyzedTexts, Hashes, IndexRow};
use crate::model::new_article::{ArticleField, UrlRelation};
use crate::model::revision::Origin;
use crate::store::{Statement, statement};

impl Batch<'_> {
    /// Stages the statements of a new or changed article, and keeps it for the rest of the batch.
    pub(super) fn stage(
        &mut self,
        article: Article,
        clock: i64,
        identity: &Identity,
        changed: &[ArticleField],
        origin: Origin,
    ) -> Result<()> {
        self.stage_analyzed(article, clock, identity, changed, origin, Analyzed::default())
    }

    /// Stages an article of which some may be computed already.
    pub(super) fn stage_analyzed(
        &mut self,
        mut article: Article,
        clock: i64,
        identity: &Identity,
        changed: &[ArticleField],
        origin: Origin,
        analyzed: Analyzed,
    ) -> Result<()> {
        article.hidden = article.hides_at(self.now);
        let mut before = self.articles.remove(&article.id);
        let mut revisions = before.as_ref().map_or(0, |stored| stored.revisions);
        let (refused, corrected) = before
            .as_mut()
            .map(|stored| (std::mem::take(&mut stored.refused), std::mem::take(&mut stored.corrected)))
            .unwrap_or_default();
        if let Some(stored) = &before
            && changed.iter().any(|field| !matches!(field, ArticleField::Urls | ArticleField::Keys))
        {
            revisions += 1;
            let document = self.names.document(self.snapshot, &stored.article)?;
            let superseded =
                rows::Superseded { by: &article, number: revisions, at: self.now, changed, origin };
            self.statements.push(rows::revision(&stored.article, &document, &superseded)?);
        }
        let texts = analyzed.texts.filter(|texts| texts.language == article.language);
        let texts = texts.unwrap_or_else(|| AnalyzedTexts::of_article(&article));
        let day = analyzed.headline_day;
        let day = day.and_then(|day| day.at(article.published.moment(), &article.published.printed));
        let hashes = Hashes {
            content: texts.content.clone(),
            headline_day: day.unwrap_or_else(|| article.headline_day()),
        };
        self.rows.insert(article.id, article_rows::article(&article, &hashes)?);
        self.sources.remove(&article.id);
        rows::relations(&article, before.as_ref().map(|stored| &stored.article), &mut self.statements);
        if may_turn(&article) || before.as_ref().is_some_and(|stored| may_turn(&stored.article)) {
            self.statements.push(rows::turns(article.id, article.visibility().turns_after(self.now)));
        }
        self.stage_addresses(&article, hashes, identity);
        if identity.is_crowded {
            self.note_crowded([article.id]);
        }
        let captions = article.images.iter().flat_map(|image| &image.captions);
        captions.for_each(|caption| self.languages.know(&caption.language));
        let (index_row, length) = IndexRow::with(&article, texts);
        self.languages.count(self.snapshot, &article, length.words(), before.is_none())?;
        let text = article_rows::text(&article, clock, index_row);
        self.texts.insert(article.id, (clock, text));
        let id = article.id;
        self.articles.insert(id, StoredArticle { article, clock, revisions, refused, corrected }.into());
        Ok(())
    }

    /// Stages which sources say what is stored, where that alone is new: nothing that is searched depends on it.
    pub(super) fn note_sources(&mut self, article: Article) -> Result<()> {
        let Some(stored) = self.articles.get_mut(&article.id) else { return Ok(()) };
        let before = &stored.article;
        if before.source != article.source
            || before.sources != article.sources
            || before.language_said != article.language_said
            || before.images != article.images
        {
            match self.rows.entry(article.id) {
                Entry::Occupied(mut row) => {
                    _ = row.insert(article_rows::article(&article, &Hashes::of(&article))?)
                }
                Entry::Vacant(_) => _ = self.sources.insert(article.id, rows::sources(&article)?),
            }
            rows::relations(&article, Some(before), &mut self.statements);
            stored.article = article;
        }
        Ok(())
    }

    /// Stages URLs and ids of an article, which may be those of others too.
    fn stage_addresses(&mut self, article: &Article, hashes: Hashes, identity: &Identity) {
        for url in &identity.urls {
            self.statements.push(statement!(
                "INSERT INTO article_url (url, article, reduced, given, relation, fragment)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (url, article, fragment) DO UPDATE SET relation = excluded.relation
                 WHERE excluded.relation = 'canonical'",
                url.web.normal.clone(),
                article.id.0,
                url.web.reduced.clone(),
                url.given.clone(),
                url.relation.as_str().to_owned(),
                url.web.fragment.clone(),
            ));
        }
        for key in &identity.keys {
            self.statements.push(statement!(
                "INSERT INTO article_key (article, scheme, value, scope, form) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (article, scheme, value, scope) DO NOTHING",
                article.id.0,
                key.scheme.clone(),
                key.value.clone(),
                key.scope.clone(),
                key.form(&self.tracking).stored(),
            ));
        }
        let urls = identity.urls.iter().filter(|url| url.relation != UrlRelation::Alternate);
        self.addresses.add(article, hashes, urls.map(|url| &url.web), &identity.keys, &self.tracking);
        self.facts.remove(&article.id);
    }

    /// Returns everything to be written: publications first, then the articles that refer to them, and what refers to articles.
    /// Texts come last and in the order of the clock, because an index that is filled out of order is flushed at each step
    /// back.
    pub(super) fn finish(mut self) -> Vec<Statement> {
        self.note_entities();
        let mut texts: Vec<_> = self.texts.into_values().collect();
        texts.sort_by_key(|(clock, _)| *clock);
        let mut statements = self.publications;
        statements.extend(self.rows.into_values());
        statements.extend(self.sources.into_values());
        statements.extend(gather::by_table(self.statements));
        if self.last_change > self.found_change {
            statements.push(statement!(
                "UPDATE meta SET value = max(value, ?1) WHERE key = 'change'",
                self.last_change,
            ));
        }
        statements.extend(self.languages.finish());
        statements.extend(self.images.finish());
        statements.extend(texts.into_iter().map(|(_, row)| row));
        statements
    }
}

impl Batch<'_> {
    /// Stages the numbers of the changes of people, publications and pictures.
    fn note_entities(&mut self) {
        let images = self.images.changed().into_iter().map(|id| (ImageId::TABLE, id.0));
        for (kind, id) in images.chain(std::mem::take(&mut self.names.changed)) {
            // Behind the last number the row is refused.
            self.last_change = self.last_change.saturating_add(1);
            self.statements.push(entity_change(self.last_change, kind, id));
        }
    }
}

/// Returns true if time alone may hide an article or show it.
fn may_turn(article: &Article) -> bool {
    article.embargoed.is_some() || article.expires.is_some()
}
