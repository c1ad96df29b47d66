//! An article as the archive keeps it, with everything that belongs to it.

pub(crate) mod evidence;
pub(crate) mod field;
pub(crate) mod headline_day;
mod look_up;
mod parts;
pub(crate) mod refused;
pub(crate) mod text_size;
pub(crate) mod visibility;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Row;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::column::{instant, json, maybe_instant, word};
use super::image::ImageUse;
use super::moment::Moment;
use super::new_article::{ArticleField, Extent, ItemType, Key, Status, ValueSource};
use super::person::{Mention, write_names};
use super::publication::{Publication, Section, write_publication, write_section};
use super::published::{Published, local, precision};
use crate::error::Result;
use crate::id::{ArticleId, PublicationId, SectionId};
use crate::store::Snapshot;
use parts::{write_tags, write_urls};
use visibility::Visibility;

pub use parts::{ArticleTag, ArticleUrl, Credit};
pub use visibility::HiddenReason;

/// An article with everything that belongs to it, as stored.
///
/// Printed names stand beside what they mean: a [`Credit`] keeps the name as printed
/// and says which person or organization that is.
///
/// In JSON it has the form that [`NewArticle`](super::NewArticle) reads, and more: a publication, section,
/// person, tag or URL is its name alone, the body a list of paragraphs, and beside them stand `id`, `hidden`,
/// `word_count`, `published_utc` and the like. [`Snapshot::document`] makes the form that loses nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Article {
    /// Its id in this archive.
    pub id: ArticleId,
    /// Its public identity: the canonical URL, the wire's own id, or a hash.
    pub uri: String,
    /// Type of the item.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// The publication in which it ran, as it was saved. The one that it was merged into since,
    /// [`Snapshot::publication`] gives.
    #[serde(serialize_with = "write_publication")]
    pub publication: Option<Publication>,
    /// The section of the publication.
    #[serde(serialize_with = "write_section")]
    pub section: Option<Section>,
    /// BCP 47 language tag; `und` where nobody says and the text doesn't tell.
    pub language: String,
    /// True if its source said the language.
    #[serde(skip)]
    pub(crate) language_said: bool,
    /// IPTC genre, or empty.
    pub genre: String,
    /// IPTC publishing status.
    pub status: Status,
    /// The time at which it was published, and how that is known.
    #[serde(flatten)]
    pub published: Published,
    /// The time at which its source last modified it.
    pub modified: Option<Moment>,
    /// Number of its version, as its source counts them.
    pub version: Option<u32>,
    /// Not to be shown before this instant.
    pub embargoed: Option<DateTime<Utc>>,
    /// Not to be shown from this instant on.
    pub expires: Option<DateTime<Utc>>,
    /// True if searches leave it out at the time of the read.
    pub hidden: bool,
    /// The reason for that.
    pub hidden_reason: Option<HiddenReason>,
    /// The time at which the archive first saved it.
    pub first_seen: DateTime<Utc>,
    /// Number of its latest change; a later change of any article has a greater one.
    pub changed: i64,
    /// Number of the change that added it.
    pub added: i64,
    /// Number of words in the body.
    pub word_count: u32,
    /// The headline.
    pub headline: String,
    /// The standfirst.
    pub dek: String,
    /// The byline as printed.
    pub byline: String,
    /// The dateline as printed.
    pub located: String,
    /// The part of the text that the body is; `None` where nobody said.
    pub extent: Option<Extent>,
    /// The text; paragraphs are parted by an empty line.
    #[serde(serialize_with = "write_paragraphs")]
    pub body: String,
    /// The byline resolved, in the printed order.
    pub credits: Vec<Credit>,
    /// People whom it is about, in the order given.
    #[serde(serialize_with = "write_names")]
    pub people: Vec<Mention>,
    /// Pictures in the order of the page.
    pub images: Vec<ImageUse>,
    /// Tags in the printed order.
    #[serde(flatten, serialize_with = "write_tags")]
    pub tags: Vec<ArticleTag>,
    /// The line of tags as printed.
    pub tags_printed: String,
    /// Alternative ids, by scheme and value.
    pub keys: Vec<Key>,
    /// Every URL that it is known by, the canonical one first.
    #[serde(serialize_with = "write_urls")]
    pub urls: Vec<ArticleUrl>,
    /// Everything else that its source said.
    pub extra: Map<String, Value>,
    /// The kind of source that its values were read from; `None` where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<ValueSource>,
    /// The fields of another source than [`source`](Self::source), and those of which the usual value was
    /// said outright. See [`source_of`](Self::source_of).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<ArticleField, Option<ValueSource>>,
    /// The fields that were set, cleared, or given or refused an item by hand, and when that was: no source changes
    /// what was done there. See [`Transaction::edit`](crate::Transaction::edit).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by_hand: BTreeMap<ArticleField, DateTime<Utc>>,
}

impl Article {
    /// Returns the paragraphs of the body.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        paragraphs(&self.body)
    }

    /// Returns the kind of source that the value of a field was read from; `None` where nobody said.
    ///
    /// ```
    /// use dateline::{Archive, ArticleField, NewArticle, ValueSource};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle { value_source: Some(ValueSource::Feed), ..NewArticle::new("Ferry delayed", "") };
    /// let id = archive.write(|tx| tx.save(&article))?.id.unwrap();
    /// let stored = archive.read(|s| s.article(id))?.unwrap();
    /// assert_eq!(stored.source_of(ArticleField::Headline), Some(ValueSource::Feed));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn source_of(&self, field: ArticleField) -> Option<ValueSource> {
        self.sources.get(&field).copied().unwrap_or(self.source)
    }

    /// Returns true if the value of a field was said, though it may be the usual one.
    pub(crate) fn says(&self, field: ArticleField) -> bool {
        self.sources.contains_key(&field)
    }

    /// Returns the canonical URL, or else the first one known.
    pub fn url(&self) -> Option<&str> {
        self.urls.first().map(|url| url.given.as_str())
    }
}

impl Snapshot<'_> {
    /// Returns an article with everything that belongs to it; `None` where there is no such id.
    ///
    /// ```
    /// use dateline::{Archive, ArticleId, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").tag("Transport");
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// let stored = archive.read(|s| s.article(saved.id.unwrap()))?.unwrap();
    /// assert_eq!(stored.headline, "Ferry delayed");
    /// assert_eq!(stored.tags[0].name, "Transport");
    /// assert_eq!(archive.read(|s| s.article(ArticleId(99)))?, None);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        let row = self.row(
            "SELECT a.id, a.uri, a.type, a.publication, a.section, a.language, a.language_said, a.genre, a.status,
                    a.published, a.published_offset, a.published_precision, a.published_basis,
                    a.published_printed, a.modified, a.modified_offset, a.modified_precision,
                    a.version, a.embargoed, a.expires, a.first_seen, a.changed, a.added,
                    a.word_count, a.located, a.extent, a.tags_printed, a.extra, a.source, a.sources,
                    a.by_hand, t.headline, t.dek, t.byline, t.body
             FROM article a JOIN article_text t ON t.article = a.id
             WHERE a.id = ?1",
            [id.0],
            |row| {
                let publication = row.get::<_, Option<_>>("publication")?.map(PublicationId);
                let section = row.get::<_, Option<_>>("section")?.map(SectionId);
                let maps = ["extra", "sources", "by_hand"].map(|column| row.get::<_, String>(column));
                Ok((Article::from_row(row)?, publication, section, maps))
            },
        )?;
        let Some((mut article, publication, section, [extra, sources, by_hand])) = row else {
            return Ok(None);
        };
        article.hidden_reason = article.hidden_at(self.now());
        article.hidden = article.hidden_reason.is_some();
        article.extra = object(&extra?)?;
        article.sources = object(&sources?)?;
        article.by_hand = object(&by_hand?)?;
        if let Some(id) = publication {
            article.publication = self.publication_as_saved(id)?;
        }
        if let Some(id) = section {
            article.section = self.section_as_saved(id)?;
        }
        article.credits = self.credits_of(id)?;
        article.people = self.mentions_of(id)?;
        article.images = self.images_of(id)?;
        article.tags = self.tags_of(id)?;
        article.keys = self.keys_of(id)?;
        article.urls = self.urls_of(id)?;
        Ok(Some(article))
    }
}

impl Article {
    /// Makes an article that says nothing yet.
    pub(crate) fn empty(id: ArticleId, uri: String, published: Published, first_seen: DateTime<Utc>) -> Self {
        Self {
            id,
            uri,
            item_type: ItemType::default(),
            publication: None,
            section: None,
            language: "und".into(),
            language_said: false,
            genre: String::new(),
            status: Status::default(),
            published,
            modified: None,
            version: None,
            embargoed: None,
            expires: None,
            hidden: false,
            hidden_reason: None,
            first_seen,
            changed: 0,
            added: 0,
            word_count: 0,
            headline: String::new(),
            dek: String::new(),
            byline: String::new(),
            located: String::new(),
            extent: None,
            body: String::new(),
            credits: Vec::new(),
            people: Vec::new(),
            images: Vec::new(),
            tags: Vec::new(),
            tags_printed: String::new(),
            keys: Vec::new(),
            urls: Vec::new(),
            extra: Map::new(),
            source: None,
            sources: BTreeMap::new(),
            by_hand: BTreeMap::new(),
        }
    }

    pub(crate) fn visibility(&self) -> Visibility {
        Visibility::new(self.status, self.embargoed, self.expires)
    }

    /// Returns true if it has something to be read: a headline, a dek, a body or a caption.
    pub(crate) fn has_words(&self) -> bool {
        let captions = self.images.iter().flat_map(|image| &image.captions).map(|caption| &caption.text);
        [&self.headline, &self.dek, &self.body].into_iter().chain(captions).any(|text| !text.is_empty())
    }

    pub(crate) fn hides_at(&self, now: DateTime<Utc>) -> bool {
        self.visibility().hides_at(now)
    }

    /// Returns the reason for which searches leave it out at an instant; `None` where they find it.
    ///
    /// ```
    /// use chrono::{TimeZone, Utc};
    /// use dateline::{Archive, HiddenReason, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let day = |day| Utc.with_ymd_and_hms(2024, 5, day, 6, 0, 0).unwrap();
    /// let mut budget = NewArticle::new("Budget", "The council will spend more.");
    /// (budget.embargoed, budget.expires) = (Some(day(2)), Some(day(9)));
    /// let id = archive.write_at(day(1), |tx| tx.save(&budget))?.id.expect("it has a headline");
    /// let article = archive.read(|s| s.article(id))?.expect("it was just saved");
    /// let reasons = [1, 2, 9].map(|n| article.hidden_at(day(n)));
    /// assert_eq!(reasons, [Some(HiddenReason::Embargoed), None, Some(HiddenReason::Expired)]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn hidden_at(&self, now: DateTime<Utc>) -> Option<HiddenReason> {
        self.visibility().hidden_at(now)
    }

    /// Reads what stands in the article's own rows.
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (id, first_seen) = (ArticleId(row.get("id")?), instant(row, "first_seen")?);
        Ok(Self {
            item_type: word(row, "type", ItemType::from_word)?,
            language: row.get("language")?,
            language_said: row.get("language_said")?,
            genre: row.get("genre")?,
            status: word(row, "status", Status::from_word)?,
            modified: modified(row)?,
            version: row.get("version")?,
            embargoed: maybe_instant(row, "embargoed")?,
            expires: maybe_instant(row, "expires")?,
            changed: row.get("changed")?,
            added: row.get("added")?,
            word_count: row.get("word_count")?,
            headline: row.get("headline")?,
            dek: row.get("dek")?,
            byline: row.get("byline")?,
            located: row.get("located")?,
            extent: Extent::from_word(&row.get::<_, String>("extent")?),
            body: row.get("body")?,
            tags_printed: row.get("tags_printed")?,
            source: ValueSource::from_word(&row.get::<_, String>("source")?),
            ..Self::empty(id, row.get("uri")?, Published::from_row(row)?, first_seen)
        })
    }
}

/// Reads when it was modified; its source said nothing of a zone where the offset is NULL.
fn modified(row: &Row<'_>) -> rusqlite::Result<Option<Moment>> {
    let Some(precision) = precision(row, "modified_precision")? else { return Ok(None) };
    let offset: Option<i32> = row.get("modified_offset")?;
    let moment = Moment::new(local(instant(row, "modified")?, offset.unwrap_or(0)), precision);
    Ok(Some(offset.map_or(moment, |offset| moment.with_offset(offset))))
}

/// Reads a column of JSON that is an object, and mostly an empty one.
fn object<T: Default + serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    if text == "{}" { Ok(T::default()) } else { json(text) }
}

/// Writes the body in JSON, as a list of its paragraphs.
fn write_paragraphs<S: Serializer>(body: &str, out: S) -> std::result::Result<S::Ok, S::Error> {
    out.collect_seq(paragraphs(body))
}

fn paragraphs(body: &str) -> impl Iterator<Item = &str> {
    body.split("\n\n").filter(|paragraph| !paragraph.is_empty())
}
