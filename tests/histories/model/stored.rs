//! An article as the model keeps it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use dateline::{
    Article, ArticleField, ArticleId, ImageId, NewArticle, NewImage, NewPublication, Precision, Status,
};

use super::identity::Evidence;
use super::merge::Sources;
use super::text::fold;
use crate::step::Hand;
use crate::world::{self, Url};

/// An article as the model keeps it.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: ArticleId,
    pub document: NewArticle,
    pub urls: Vec<Url>,
    /// The language that a source said; `None` where it was detected.
    pub language_said: Option<String>,
    /// The domain of its publication, if the archive knows it.
    pub domain: Option<&'static str>,
    pub at: DateTime<Utc>,
    /// The date is a day, month or year, or none.
    pub precision: Option<Precision>,
    pub pictures: Vec<Picture>,
    /// The kinds of source of its values.
    pub sources: Sources,
    /// The fields that are as a person wants them.
    pub by_hand: BTreeSet<ArticleField>,
    pub changed: i64,
    pub revisions: usize,
}

/// A picture as one article uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub id: ImageId,
    pub captions: Vec<String>,
    pub credits: Vec<String>,
    pub alts: Vec<String>,
    pub people: Vec<String>,
}

impl Stored {
    /// Takes over what the archive has of an article.
    pub fn read(article: &Article, document: NewArticle, revisions: usize) -> Self {
        let of = |publication: &dateline::Publication| {
            world::PUBLICATIONS.iter().filter_map(|it| it.1).find(|it| *it == publication.domain)
        };
        let domain = article.publication.as_ref().and_then(of);
        let document = own(document);
        Self {
            id: article.id,
            document,
            urls: Vec::new(),
            language_said: None,
            domain,
            at: article.published.at,
            precision: article.published.precision,
            pictures: article.images.iter().map(Picture::of).collect(),
            sources: Sources::new(),
            by_hand: BTreeSet::new(),
            changed: article.changed,
            revisions,
        }
    }

    pub fn evidence(&self) -> Evidence<'_> {
        let document = &self.document;
        let of_new = Evidence::of_new(document, &self.urls);
        Evidence {
            uri: document.uri.as_deref(),
            language: self.language_said.as_deref(),
            publication: document.publication.as_ref().map(|it| fold(&it.title)),
            headline_by_hand: self.by_hand.contains(&ArticleField::Headline),
            domains: of_new.domains.iter().copied().chain(self.domain).collect(),
            ..of_new
        }
    }

    pub fn is_hidden(&self, now: DateTime<Utc>) -> bool {
        let document = &self.document;
        document.status.unwrap_or_default() != Status::Usable
            || document.embargoed.is_some_and(|from| from > now)
            || document.expires.is_some_and(|until| until <= now)
    }

    /// Returns true if the minute is known in which it was published.
    pub fn is_exact(&self) -> bool {
        self.precision.is_none_or(|precision| precision >= Precision::Minute)
    }

    /// Returns the day under which it is shown in a zone.
    pub fn day(&self, zone: Tz) -> NaiveDate {
        if self.is_exact() { self.at.with_timezone(&zone).date_naive() } else { self.at.date_naive() }
    }

    pub fn language(&self) -> &str {
        self.document.language.as_deref().unwrap_or("und")
    }

    /// Notes what a person did. A value set or cleared by hand is from no source.
    pub fn take_in_hand(&mut self, hand: &Hand) {
        if matches!(hand, Hand::Release(_)) {
            self.by_hand.remove(&hand.field());
        } else {
            self.by_hand.insert(hand.field());
            self.sources.remove(hand.field().as_str());
        }
    }

    /// Takes the URLs of its document, of those that are known.
    pub fn take_urls(&mut self, known: &BTreeMap<String, Url>) {
        let further = self.document.urls.iter().map(|url| &url.url);
        let given = self.document.url.iter().chain(further);
        self.urls = given.filter_map(|given| known.get(given)).cloned().collect();
    }

    /// Returns true if it has the part of a page, in whatever spelling.
    pub fn has_part(&self, url: &Url) -> bool {
        self.urls.iter().any(|known| (&known.page, known.fragment) == (&url.page, url.fragment))
    }

    /// Adds the URLs that an item has. Of one part of a page the first spelling stays.
    pub fn learn_urls(&mut self, urls: &[Url]) {
        for url in urls {
            if !self.has_part(url) {
                self.urls.push(url.clone());
            }
        }
    }
}

/// Leaves of a document what belongs to the article alone. Other articles may add to the rest.
pub fn own(mut document: NewArticle) -> NewArticle {
    if let Some(publication) = &mut document.publication {
        *publication = NewPublication::from(publication.title.as_str());
    }
    for image in &mut document.images {
        let NewImage { role, after_paragraph, captions, .. } = std::mem::take(image);
        *image = NewImage { role, after_paragraph, captions, ..NewImage::default() };
    }
    for person in document.people.iter_mut() {
        person.keys.clear();
    }
    document
}

impl Picture {
    fn of(used: &dateline::ImageUse) -> Self {
        let of = |text: fn(&dateline::Caption) -> &String| used.captions.iter().map(text).cloned().collect();
        Self {
            id: used.image.id,
            captions: of(|caption| &caption.text),
            credits: of(|caption| &caption.credit),
            alts: of(|caption| &caption.alt),
            people: used.image.people.iter().map(|person| person.name.clone()).collect(),
        }
    }
}
