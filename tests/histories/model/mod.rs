//! The plain model: articles in a list, and everything by looking at all of them.

pub mod identity;
pub mod merge;
pub mod names;
pub mod stored;
pub mod text;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dateline::{ArticleId, NewArticle};

use names::Names;
use stored::Stored;
use text::fold;

use crate::world::Url;

/// All that an archive should know.
#[derive(Clone, Debug)]
pub struct Model {
    pub now: DateTime<Utc>,
    pub articles: Vec<Stored>,
    pub people: Names,
    pub tags: Names,
    pub said: Vec<Said>,
    /// All URLs that were ever given, by their spelling.
    pub urls: BTreeMap<String, Url>,
    /// Articles that were removed and weren't allowed to come back.
    pub kept_out: Vec<ArticleId>,
}

/// What a source said of an article, in its latest run.
#[derive(Clone, Debug)]
pub struct Said {
    pub article: ArticleId,
    pub source: &'static str,
    pub run: usize,
    pub document: NewArticle,
}

impl Model {
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            now,
            articles: Vec::new(),
            people: Names::default(),
            tags: Names::default(),
            said: Vec::new(),
            urls: BTreeMap::new(),
            kept_out: Vec::new(),
        }
    }

    pub fn article(&self, id: ArticleId) -> Option<&Stored> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// Returns the article at a place, counted round and round.
    pub fn at(&self, place: usize) -> Option<&Stored> {
        self.articles.get(place.checked_rem(self.articles.len())?)
    }

    /// Returns the article of which a source says again what it said, or what another one did, if it never said anything
    /// else of it.
    pub fn said_again(&self, source: &str, document: &NewArticle) -> Option<ArticleId> {
        let same = || self.said.iter().filter(|said| said.document == *document);
        let own = same().find(|said| said.source == source);
        let new = |article| !self.said.iter().any(|said| said.source == source && said.article == article);
        own.or_else(|| same().find(|said| new(said.article))).map(|said| said.article)
    }

    /// Returns true if a source said something of an article in the same run.
    pub fn has_said(&self, source: &str, run: usize, article: ArticleId) -> bool {
        let is_known = |it: &Said| it.source == source && it.run == run && it.article == article;
        self.said.iter().any(is_known)
    }

    /// Notes what a source said of an article: in a new run it takes the place of what it said before, unless it is part
    /// of that.
    pub fn note(&mut self, said: Said) {
        let of = |it: &Said| it.source == said.source && it.article == said.article;
        if let Some(again) = self.said.iter_mut().find(|it| of(it) && it.document == said.document) {
            again.run = said.run;
            return;
        }
        self.said.retain(|it| !of(it) || it.run == said.run);
        self.said.push(said);
    }

    /// Forgets an article.
    pub fn remove(&mut self, id: ArticleId) {
        self.articles.retain(|article| article.id != id);
        self.said.retain(|said| said.article != id);
    }

    /// Puts an article in its place, or behind all others.
    pub fn put(&mut self, article: Stored) {
        // What is learned of a publication holds for all its articles.
        let publication = |it: &Stored| it.document.publication.as_ref().map(|of| fold(&of.title));
        for known in self.articles.iter_mut().filter(|it| publication(it) == publication(&article)) {
            known.domain = known.domain.or(article.domain);
        }
        // Who is in a picture holds wherever it is used.
        for known in self.articles.iter_mut().flat_map(|it| &mut it.pictures) {
            if let Some(same) = article.pictures.iter().find(|it| it.id == known.id) {
                known.people.clone_from(&same.people);
            }
        }
        match self.articles.iter_mut().find(|it| it.id == article.id) {
            Some(place) => *place = article,
            None => self.articles.push(article),
        }
    }
}
