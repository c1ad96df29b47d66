//! A batch: articles resolved against the archive as it was and what the batch itself adds.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;

use super::draft::{Draft, DraftUrl};
use super::images::Images;
use super::names::Names;
use super::report::{Outcome, Rejection, Saved, Warning};
use super::slots::Slots;
use super::{compose, rows};
use crate::model::clock::Place;
use crate::model::index_row::IndexRow;
use crate::store::{Statement, statement};
use crate::{
    Article, ArticleField, ArticleId, Error, Key, Moment, NewArticle, Precision, Published, Result, Snapshot,
};

/// An article that the batch has read or made, with what the archive holds of it beside the article.
pub(super) struct Held {
    pub article: Article,
    pub clock: i64,
    pub revisions: i64,
    /// Dates of which it was said that they are wrong.
    pub corrected: Vec<Moment>,
}

/// Articles on their way into the archive.
pub(super) struct Batch<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub now: DateTime<Utc>,
    pub names: Names,
    pub images: Images,
    pub statements: Vec<Statement>,
    pub articles: HashMap<ArticleId, Held>,
    pub uris: HashMap<String, ArticleId>,
    pub urls: HashMap<String, ArticleId>,
    pub keys: HashMap<Key, ArticleId>,
    texts: HashMap<ArticleId, (i64, Vec<Value>)>,
    slots: Slots,
    last_change: i64,
}

/// What identifies a new article, and which stored one that is.
pub(super) struct Identity {
    pub stored: Option<ArticleId>,
    /// Alternative ids to keep, its own `headline-day` among them.
    pub keys: Vec<Key>,
    pub urls: Vec<DraftUrl>,
    pub uri: String,
}

impl<'a> Batch<'a> {
    pub(super) fn new(snapshot: &'a Snapshot<'a>, now: DateTime<Utc>) -> Result<Self> {
        let last_change = snapshot
            .row("SELECT coalesce(max(changed), 0) AS last FROM article", [], |row| row.get("last"))?
            .unwrap_or(0);
        Ok(Self {
            snapshot,
            now,
            names: Names::new(snapshot)?,
            images: Images::default(),
            statements: Vec::new(),
            articles: HashMap::new(),
            uris: HashMap::new(),
            urls: HashMap::new(),
            keys: HashMap::new(),
            texts: HashMap::new(),
            slots: Slots::default(),
            last_change,
        })
    }

    /// Resolves one article and notes what is to be written.
    pub(super) fn add(&mut self, new: &NewArticle) -> Result<Saved> {
        let mut draft = match Draft::of(new) {
            Ok(draft) => draft,
            Err(why) => return Ok(rejected(why, Vec::new())),
        };
        let identity = self.identify(&mut draft)?;
        if let Some(id) = identity.stored {
            self.hold(id)?;
            self.refresh(id);
        }
        let (published, clock) = match self.stand(&mut draft, &identity)? {
            Ok(standing) => standing,
            Err(why) => return Ok(rejected(why, draft.warnings)),
        };
        let id = match identity.stored {
            Some(id) => id,
            None => self.names.next_id(self.snapshot)?,
        };
        let mut article = compose::compose(self, &mut draft, &identity, id, published)?;
        let warnings = draft.warnings;
        let stored = self.articles.get(&id);
        let changed = stored.map(|held| compose::changed(&held.article, &article));
        if changed.as_ref().is_some_and(Vec::is_empty)
            && stored.is_some_and(|held| held.article.hidden == article.hidden)
        {
            return Ok(Saved { id: Some(id), uri: article.uri, outcome: Outcome::Unchanged, warnings });
        }
        article.changed = self.next_change()?;
        let uri = article.uri.clone();
        let outcome = match changed {
            None => Outcome::Added,
            Some(changed) if changed.is_empty() => Outcome::Unchanged,
            Some(changed) => Outcome::Revised { changed },
        };
        self.put(article, clock, &identity, outcome.changed())?;
        Ok(Saved { id: Some(id), uri, outcome, warnings })
    }

    /// Everything to be written: texts last and in the order of the clock, because an index that is
    /// filled out of order is flushed at each step back.
    pub(super) fn finish(self) -> Vec<Statement> {
        let mut texts: Vec<_> = self.texts.into_values().collect();
        texts.sort_by_key(|(clock, _)| *clock);
        let mut statements = self.statements;
        statements.extend(self.images.finish());
        statements.extend(rows::texts(texts.into_iter().map(|(_, row)| row).collect()));
        statements
    }

    /// Brings a stored article into the batch.
    pub(super) fn hold(&mut self, id: ArticleId) -> Result<()> {
        if self.articles.contains_key(&id) {
            return Ok(());
        }
        let Some(article) = self.snapshot.article(id)? else { return Ok(()) };
        let stands = self.snapshot.row(
            "SELECT t.clock,
                    (SELECT coalesce(max(r.number), 0) FROM article_revision r WHERE r.article = t.article)
                        AS revisions
             FROM article_text t WHERE t.article = ?1",
            [id.0],
            |row| Ok((row.get("clock")?, row.get("revisions")?)),
        )?;
        let (clock, revisions) = stands.unwrap_or_default();
        let corrected = if revisions > 0 { self.snapshot.corrected_dates_of(id)? } else { Vec::new() };
        self.articles.insert(id, Held { article, clock, revisions, corrected });
        Ok(())
    }

    /// Tells a held article what the batch has learned since of its pictures and publication.
    fn refresh(&mut self, id: ArticleId) {
        let Some(held) = self.articles.get_mut(&id) else { return };
        self.images.refresh(&mut held.article);
        self.names.refresh(&mut held.article);
    }

    /// The number of the next change.
    pub(super) fn next_change(&mut self) -> Result<i64> {
        let next = self.last_change.checked_add(1);
        self.last_change = next.ok_or(Error::NoIdLeft { table: "article.changed" })?;
        Ok(self.last_change)
    }

    pub(super) fn take_slot(&mut self, place: Place) -> Result<Option<i64>> {
        self.slots.take(self.snapshot, place)
    }

    /// When it was published, and the clock for that.
    fn stand(
        &mut self,
        draft: &mut Draft,
        identity: &Identity,
    ) -> Result<Result<(Published, i64), Rejection>> {
        let stored = identity.stored.and_then(|id| self.articles.get(&id));
        // A source that repeats what was corrected says nothing new.
        let repeats = |said: &mut Moment| stored.is_some_and(|held| held.corrected.contains(said));
        draft.article.published.take_if(repeats);
        let zone = self.names.zone_of(self.snapshot, draft.article.publication.as_ref(), stored)?;
        let before = stored.map(|held| (held.article.published.clone(), held.clock));
        let mut published =
            super::when::published(&draft.article, before.as_ref().map(|(p, _)| p), zone, self.now);
        let stands = |published: &Published| {
            let (before, clock) = before.as_ref()?;
            (before.at == published.at && before.precision == published.precision).then_some(*clock)
        };
        if let Some(clock) = stands(&published) {
            return Ok(Ok((published, clock)));
        }
        if published.precision.is_none() {
            draft.warnings.push(Warning::NoDate);
        }
        let Some(mut place) = Place::of(&published, &identity.uri) else {
            return Ok(Err(Rejection::DateOutOfRange));
        };
        let is_timed = matches!(published.precision, Some(Precision::Minute | Precision::Second));
        if is_timed && place.is_midnight() && self.slots.is_full(self.snapshot, place)? {
            published.precision = Some(Precision::Day);
            draft.warnings.push(Warning::TakenForDay);
            if let Some(clock) = stands(&published) {
                return Ok(Ok((published, clock)));
            }
            place = Place::of(&published, &identity.uri).unwrap_or(place);
        }
        Ok(match self.slots.take(self.snapshot, place)? {
            Some(clock) => Ok((published, clock)),
            None => Err(Rejection::DayFull),
        })
    }

    /// Notes the statements of a new or changed article, and holds it for the rest of the batch.
    pub(super) fn put(
        &mut self,
        article: Article,
        clock: i64,
        identity: &Identity,
        changed: &[ArticleField],
    ) -> Result<()> {
        let before = self.articles.remove(&article.id);
        let (mut revisions, mut corrected) =
            before.as_ref().map_or((0, Vec::new()), |held| (held.revisions, held.corrected.clone()));
        if let (Some(held), [ArticleField::Published]) = (&before, changed) {
            corrected.extend(held.article.published.moment());
        }
        if let Some(held) = &before
            && changed.iter().any(|field| !matches!(field, ArticleField::Urls | ArticleField::Keys))
        {
            revisions += 1;
            let document = self.names.document(self.snapshot, &held.article)?;
            self.statements.push(rows::revision(article.id, revisions, self.now, changed, &document)?);
        }
        rows::write(&article, before.as_ref().map(|held| &held.article), &mut self.statements)?;
        for url in &identity.urls {
            self.statements.push(statement!(
                "INSERT INTO article_url (url, article, given, relation) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (url) DO UPDATE SET relation = excluded.relation
                 WHERE excluded.relation = 'canonical'",
                url.key.clone(),
                article.id.0,
                url.given.clone(),
                url.relation.as_str().to_owned(),
            ));
            self.urls.insert(url.key.clone(), article.id);
        }
        for key in &identity.keys {
            self.statements.push(statement!(
                "INSERT INTO article_key (scheme, value, article) VALUES (?1, ?2, ?3)
                 ON CONFLICT (scheme, value) DO NOTHING",
                key.scheme.clone(),
                key.value.clone(),
                article.id.0,
            ));
            self.keys.insert(key.clone(), article.id);
        }
        self.uris.insert(article.uri.clone(), article.id);
        let captions = article.images.iter().flat_map(|image| &image.captions);
        for language in captions.map(|caption| &caption.language).chain([&article.language]) {
            self.names.know_language(language, &mut self.statements);
        }
        let text = rows::text(&article, clock, IndexRow::of(&article));
        self.texts.insert(article.id, (clock, text));
        self.articles.insert(article.id, Held { article, clock, revisions, corrected });
        Ok(())
    }
}

fn rejected(why: Rejection, warnings: Vec<Warning>) -> Saved {
    Saved { id: None, uri: String::new(), outcome: Outcome::Rejected { why }, warnings }
}
