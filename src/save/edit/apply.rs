//! Carries an edit out: the article as it will be, and the statements that say so.

use std::collections::BTreeMap;

use super::Edit;
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::article::field::{FIELDS, row};
use crate::model::article::refused::Refused;
use crate::model::clock::Place;
use crate::model::new_article::{ArticleField, NewArticle, RichBody, SetBy};
use crate::model::published::Published;
use crate::model::revision::Origin;
use crate::save::clean::CleanArticle;
use crate::save::merge::{changed, is_list, known_as, set_values};
use crate::save::report::{Outcome, Reason, Saved, Warning};
use crate::save::resolve_date::{has_fit_offset, resolve};
use crate::save::resolve_images::follow_language;
use crate::save::state::{Batch, Identity};
use crate::store::statement;

/// An article on its way to what an edit makes of it.
pub(super) struct Edited {
    pub article: Article,
    pub refused: Refused,
    pub warnings: Vec<Warning>,
}

impl Batch<'_> {
    /// Edits a stored article.
    pub(crate) fn edit(&mut self, id: ArticleId, edit: &Edit) -> Result<Saved> {
        self.load(id)?;
        let stored = self.articles.get(&id).ok_or_else(|| Error::not_found("article", id))?;
        let (before, clock, refused) = (stored.article.clone(), stored.clock, stored.refused.clone());
        let mut edited = Edited { article: before.clone(), refused: refused.clone(), warnings: Vec::new() };
        for field in &edit.released {
            release(&mut edited, *field);
        }
        for field in &edit.cleared {
            edited.clear(*field);
        }
        let (identity, rich_body) = self.set(&mut edited, &before, &edit.set)?;
        self.change_items(&mut edited, edit)?;
        follow_language(&mut edited.article);
        let Edited { mut article, refused: now_refused, warnings } = edited;
        note_hands(&mut article, edit, self.now);
        if !article.has_words() {
            return Err(Error::invalid("headline", "an article needs a headline, dek, body or caption"));
        }
        let clock = self.clock_of(&article, &before, clock)?;
        let changed = changed(&before, &article);
        let has_other_body = article.body != before.body;
        let uri = article.uri.clone();
        let is_same = changed.is_empty() && article.by_hand == before.by_hand && now_refused == refused;
        if !is_same || !edit.released.is_empty() {
            self.note_refused(id, &refused, now_refused, !edit.released.is_empty());
            article.changed = self.next_change()?;
            self.stage(article, clock, &identity, &changed, Origin::Hand)?;
        }
        self.stage_rich_body(id, rich_body, has_other_body);
        let outcome = if changed.is_empty() { Outcome::Unchanged } else { Outcome::Revised { changed } };
        Ok(Saved { id: Some(id), uri, outcome, warnings })
    }

    /// Sets the values and lists that are given. Returns the names that are added, and the rich body.
    fn set(
        &mut self,
        edited: &mut Edited,
        before: &Article,
        values: &NewArticle,
    ) -> Result<(Identity, Option<RichBody>)> {
        let invalid = |field, reason: &str| Error::invalid(field, reason);
        if values.uri.is_some() {
            return Err(invalid("uri", "an article keeps its uri"));
        }
        if values.published.is_some_and(|moment| !has_fit_offset(moment)) {
            return Err(invalid("published", "its offset is a day or more"));
        }
        let mut clean = CleanArticle::of(values, &self.tracking)
            .map_err(|why| Error::invalid("edit", why.to_string()))?;
        let keys = std::mem::take(&mut clean.article.keys);
        let rich_body = clean.article.rich_body.take();
        let identity = Identity {
            stored: Some(before.id),
            keys,
            urls: std::mem::take(&mut clean.urls),
            uri: before.uri.clone(),
            is_crowded: false,
        };
        self.set_lists(edited, &mut clean)?;
        let said =
            FIELDS.iter().filter(|row| (row.says)(&clean.article)).map(|row| row.field).collect::<Vec<_>>();
        if let Some(moment) = clean.article.published {
            let publication = edited.article.publication.as_ref();
            let zone = publication.and_then(|publication| publication.time_zone.parse().ok());
            let printed = std::mem::take(&mut edited.article.published.printed);
            edited.article.published = Published { printed, ..resolve(moment, zone) };
        }
        if !clean.article.published_printed.is_empty() {
            edited.article.published.printed.clone_from(&clean.article.published_printed);
        }
        set_values(self, &mut clean, &mut edited.article, Some(before))?;
        known_as(&mut edited.article, &identity, &self.tracking);
        for field in said {
            edited.article.by_hand.entry(field).or_insert(self.now);
            note_no_source(&mut edited.article, field);
        }
        edited.warnings.append(&mut clean.warnings);
        Ok((identity, rich_body))
    }

    /// Returns the clock of an article: the stored one, unless it was published at another time.
    fn clock_of(&mut self, article: &Article, before: &Article, clock: i64) -> Result<i64> {
        let (new, old) = (&article.published, &before.published);
        if new.at == old.at && new.offset == old.offset && new.precision == old.precision {
            return Ok(clock);
        }
        let place = Place::of(new, &article.uri)
            .ok_or_else(|| Error::invalid("published", "it is outside the years 1 to 4083"))?;
        let clock = self.take_slot(place)?;
        clock.ok_or_else(|| Error::invalid("published", "no slot of the clock is left on its day"))
    }

    /// Stages what is refused from now on. After a release every source is heard again, though it says the same.
    fn note_refused(&mut self, id: ArticleId, before: &Refused, refused: Refused, hears_again: bool) {
        let (old, new) = (before.sorted(), refused.sorted());
        for (field, item) in old.iter().filter(|item| !new.contains(item)) {
            self.statements.push(statement!(
                "DELETE FROM article_refused WHERE article = ?1 AND field = ?2 AND item = ?3",
                id.0,
                field.clone(),
                item.clone(),
            ));
        }
        for (field, item) in new.iter().filter(|item| !old.contains(item)) {
            self.statements.push(statement!(
                "INSERT INTO article_refused (article, field, item) VALUES (?1, ?2, ?3)
                 ON CONFLICT (article, field, item) DO NOTHING",
                id.0,
                field.clone(),
                item.clone(),
            ));
        }
        if hears_again {
            self.statements.push(statement!("DELETE FROM said WHERE article = ?1", id.0));
        }
        if let Some(stored) = self.articles.get_mut(&id) {
            stored.refused = refused;
        }
    }
}

/// Notes that a value is from no source, so that any source may replace it once it is released.
fn note_no_source(article: &mut Article, field: ArticleField) {
    if article.source.is_some() || article.sources.contains_key(&field) {
        article.sources.insert(field, None);
    }
}

/// Gives a field back to its sources.
fn release(edited: &mut Edited, field: ArticleField) {
    let article = &mut edited.article;
    article.by_hand.remove(&field);
    edited.refused.allow_all(field);
    let of_feed = |set_by: &mut SetBy| *set_by = SetBy::Feed;
    match field {
        ArticleField::Credits => article.credits.iter_mut().for_each(|item| of_feed(&mut item.set_by)),
        ArticleField::People => article.people.iter_mut().for_each(|item| of_feed(&mut item.set_by)),
        ArticleField::Images => article.images.iter_mut().for_each(|item| of_feed(&mut item.set_by)),
        ArticleField::Tags => article.tags.iter_mut().for_each(|item| of_feed(&mut item.set_by)),
        _ => {}
    }
}

impl Edited {
    /// Takes a value back, or every item of a list.
    fn clear(&mut self, field: ArticleField) {
        if matches!(field, ArticleField::Keys | ArticleField::Urls) {
            self.warnings.push(Warning::Kept { field, why: Reason::Needed });
        } else if is_list(field) {
            self.remove_all(field);
        } else {
            (row(field).clear)(&mut self.article);
            if field == ArticleField::Published {
                self.article.published = Published::first_seen(self.article.first_seen);
            }
        }
    }
}

/// Notes the fields that were touched by hand, and since when.
fn note_hands(article: &mut Article, edit: &Edit, now: chrono::DateTime<chrono::Utc>) {
    let mut by_hand: BTreeMap<_, _> = std::mem::take(&mut article.by_hand);
    for field in edit.touched() {
        by_hand.entry(field).or_insert(now);
    }
    for names in [ArticleField::Keys, ArticleField::Urls] {
        by_hand.remove(&names);
    }
    article.by_hand = by_hand;
}
