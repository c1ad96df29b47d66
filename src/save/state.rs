//! A batch as data: what it knows of the archive as it was, and what it has added itself.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use foldhash::{HashMap, HashSet};

use super::clean::CleanUrl;
use super::identify::{Addresses, Facts};
use super::languages::Languages;
use super::resolve_images::Images;
use super::resolve_names::Names;
use super::said::Said;
use super::slots::Slots;
use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::article::refused::Refused;
use crate::model::clock::Place;
use crate::model::moment::Moment;
use crate::model::new_article::{Key, RichBody};
use crate::store::{Snapshot, Statement};
use crate::text::url::Tracking;

/// An article that the batch has read or made, with what the archive keeps beside it.
pub(super) struct StoredArticle {
    pub article: Article,
    pub clock: i64,
    pub revisions: i64,
    /// Items of lists that were refused by hand.
    pub refused: Refused,
    /// Dates that version 1 of the schema corrected: a source that repeats one of them says nothing new.
    pub corrected: Vec<Moment>,
}

/// Articles on their way into the archive.
pub(super) struct Batch<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub now: DateTime<Utc>,
    pub names: Names,
    pub languages: Languages,
    pub images: Images,
    /// Statements that add publications and sections, which articles refer to.
    pub publications: Vec<Statement>,
    /// Statements that store the rows of `article`, as they are at last.
    pub rows: BTreeMap<ArticleId, Statement>,
    /// Statements that store where values are from, of articles whose row stays otherwise.
    pub sources: BTreeMap<ArticleId, Statement>,
    /// Statements that may refer to articles.
    pub statements: Vec<Statement>,
    pub articles: HashMap<ArticleId, Box<StoredArticle>>,
    pub addresses: Addresses,
    /// Articles that the batch has marked as of a crowded address.
    pub crowded: HashSet<ArticleId>,
    /// Facts of articles that were compared lately, and how much was known of publications then.
    pub facts: HashMap<ArticleId, Rc<Facts>>,
    pub facts_of: usize,
    /// The last numbers of uris without an address.
    pub numbers: HashMap<String, u64>,
    pub tracking: Tracking,
    pub said: Said,
    /// Statements that store the rows of `article_text`, with their clocks.
    pub texts: HashMap<ArticleId, (i64, Statement)>,
    /// The rich bodies that the batch has stored, or taken away.
    pub rich_bodies: HashMap<ArticleId, Option<RichBody>>,
    pub slots: Slots,
    /// True if any removed article is kept out, once that is asked.
    pub has_tombstones: Option<bool>,
    /// The number of the latest change when the batch began, and with those of the batch.
    pub found_change: i64,
    pub last_change: i64,
}

/// The names of a new article, and which stored one it is.
pub(super) struct Identity {
    pub stored: Option<ArticleId>,
    /// Alternative ids to keep.
    pub keys: Vec<Key>,
    pub urls: Vec<CleanUrl>,
    pub uri: String,
    /// True if more articles share an address with it than are compared.
    pub is_crowded: bool,
}

impl<'a> Batch<'a> {
    pub(super) fn new(snapshot: &'a Snapshot<'a>, now: DateTime<Utc>) -> Result<Self> {
        let last_change = snapshot.last_change()?;
        Ok(Self {
            snapshot,
            now,
            names: Names::new(snapshot)?,
            languages: Languages::new(snapshot)?,
            images: Images::default(),
            publications: Vec::new(),
            rows: BTreeMap::new(),
            sources: BTreeMap::new(),
            statements: Vec::new(),
            articles: HashMap::default(),
            addresses: Addresses::default(),
            crowded: HashSet::default(),
            facts: HashMap::default(),
            facts_of: 0,
            numbers: HashMap::default(),
            tracking: snapshot.tracking()?,
            said: Said::default(),
            texts: HashMap::default(),
            rich_bodies: HashMap::default(),
            slots: Slots::default(),
            has_tombstones: None,
            found_change: last_change,
            last_change,
        })
    }

    /// Brings a stored article into the batch.
    pub(super) fn load(&mut self, id: ArticleId) -> Result<()> {
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
        let is_by_hand = !article.by_hand.is_empty();
        let refused = if is_by_hand { self.snapshot.refused_of(id)? } else { Refused::default() };
        self.articles.insert(id, StoredArticle { article, clock, revisions, refused, corrected }.into());
        Ok(())
    }

    /// Tells a held article what the batch has learned since of its pictures and publication.
    pub(super) fn refresh(&mut self, id: ArticleId) {
        let Some(held) = self.articles.get_mut(&id) else { return };
        self.images.refresh(&mut held.article);
        self.names.refresh(&mut held.article);
    }

    /// Returns the number of the next change.
    pub(super) fn next_change(&mut self) -> Result<i64> {
        let next = self.last_change.checked_add(1);
        self.last_change = next.ok_or(Error::NoIdLeft { table: "article.changed" })?;
        Ok(self.last_change)
    }

    /// Takes a free slot of the clock.
    pub(super) fn take_slot(&mut self, place: Place) -> Result<Option<i64>> {
        self.slots.take(self.snapshot, place)
    }
}
