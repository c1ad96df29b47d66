//! Images, their uses in articles, and the captions of each use.

pub(crate) mod facts;
pub(crate) mod merge;
mod unused;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::Row;
use serde::Serialize;
use serde_json::{Map, Value};

use super::article::visibility::Visibility;
use super::column::{instant, json, maybe_instant, word};
use super::moment::Moment;
use super::new_article::{ImageField, ImageRole, ItemType, NewCaption, NewImage, Rendition, SetBy, said};
use super::organization::{Organization, write_organization_name};
use super::person::{Mention, write_names};
use super::published::{Published, local, precision};
use crate::error::{Error, Result};
use crate::id::{ArticleId, ImageId};
use crate::store::Snapshot;
use crate::text::image_url_key;

/// A picture, apart from any one use of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Image {
    /// Its id in this archive.
    pub id: ImageId,
    /// Its public identity: as given, its first URL, or `<article uri>#image-<n>`.
    pub uri: String,
    /// URLs of its bytes, as given.
    pub urls: Vec<String>,
    /// Those of the URLs of which the width is known: the picture in several sizes.
    pub renditions: Vec<Rendition>,
    /// SHA-256 of its bytes in hexadecimal, or empty.
    pub sha256: String,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// Size in bytes.
    pub byte_size: Option<u64>,
    /// Media type, or empty.
    pub media_type: String,
    /// Type of the item.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// Its title, or empty.
    pub title: String,
    /// Its maker, as printed, or empty.
    pub creator: String,
    /// The time at which it was taken or made.
    pub captured: Option<Moment>,
    /// Terms of its use, or empty.
    pub usage_terms: String,
    /// The copyright notice, or empty.
    pub copyright_notice: String,
    /// URL of the licence, or empty.
    pub license_url: String,
    /// The instant from which it may no longer be used.
    pub rights_expire: Option<DateTime<Utc>>,
    /// IPTC Digital Source Type, or empty.
    pub digital_source_type: String,
    /// Alternative text that version 1 of the schema kept with the picture, or empty: it belongs to a
    /// [use](Caption::alt).
    pub alt: String,
    /// The picture's own credit line, or empty.
    pub credit_line: String,
    /// The organization that supplied it. In JSON its name.
    #[serde(serialize_with = "write_organization_name")]
    pub supplier: Option<Organization>,
    /// The people who are shown, left to right. In JSON their names.
    #[serde(serialize_with = "write_names")]
    pub people: Vec<Mention>,
    /// Everything else that is said of the picture.
    pub extra: Map<String, Value>,
    /// The fields that were set or cleared by hand: no save changes them.
    pub by_hand: BTreeSet<ImageField>,
}

/// One use of a picture in an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImageUse {
    /// The picture. In JSON its fields stand beside those of the use.
    #[serde(flatten)]
    pub image: Image,
    /// Its place on the page.
    pub role: ImageRole,
    /// Number of paragraphs of the body that stand before it: 0 is above the text.
    pub after_paragraph: u32,
    /// The words printed under it, a language each.
    pub captions: Vec<Caption>,
    /// The kind of source that set it.
    pub set_by: SetBy,
}

/// The words under one use of a picture, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Caption {
    /// BCP 47 language tag.
    pub language: String,
    /// True if its source said the language: another one goes with that of the article.
    #[serde(skip)]
    pub(crate) language_said: bool,
    /// The caption, without the credit.
    pub text: String,
    /// The credit as printed.
    pub credit: String,
    /// Alternative text of this use, or empty.
    pub alt: String,
    /// The photographer as printed in the credit, or empty.
    pub photographer: String,
    /// The agency of the credit. In JSON its name.
    #[serde(serialize_with = "write_organization_name")]
    pub agency: Option<Organization>,
}

/// A use of one picture, seen from the picture: in which article, and with which words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ImageAppearance {
    /// The article. In JSON `id`.
    #[serde(rename = "id")]
    pub article: ArticleId,
    /// The article's public identity.
    pub uri: String,
    /// The article's headline.
    pub headline: String,
    /// When the article was published.
    #[serde(flatten)]
    pub published: Published,
    /// True if searches leave the article out at the time of the read: embargoed, expired or not usable.
    pub hidden: bool,
    /// Its place among the article's pictures, counted from 1.
    pub position: u32,
    /// Its place on the page.
    pub role: ImageRole,
    /// Number of paragraphs of the body that stand before it.
    pub after_paragraph: u32,
    /// The words printed under it, a language each.
    pub captions: Vec<Caption>,
}

impl Snapshot<'_> {
    /// Returns a picture by id. The id of one that was merged into another gives the other.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// let image = NewImage::at("https://example.org/ferry.jpg").caption("The ferry in fog.", "Coastal Press");
    /// let saved = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "").image(image)))?;
    /// let used = archive.read(|s| s.images_of(saved.id.unwrap()))?;
    /// assert_eq!(used[0].captions[0].text, "The ferry in fog.");
    /// let image = archive.read(|s| s.image(used[0].image.id))?.unwrap();
    /// assert_eq!(image.uri, "https://example.org/ferry.jpg");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn image(&self, id: ImageId) -> Result<Option<Image>> {
        let found = self.row(
            "SELECT j.id, j.uri, j.sha256, j.width, j.height, j.byte_size, j.media_type, j.type, j.title,
                    j.creator, j.captured, j.captured_offset, j.captured_precision, j.usage_terms,
                    j.copyright_notice, j.license_url, j.rights_expire, j.digital_source_type, j.alt,
                    j.credit_line, j.extra, j.by_hand,
                    o.id AS organization, o.name AS organization_name, o.kind AS organization_kind
             FROM image i JOIN image j ON j.id = coalesce(i.merged_into, i.id)
             LEFT JOIN organization o ON o.id = j.supplier
             WHERE i.id = ?1",
            [id.0],
            |row| {
                let json = (row.get::<_, String>("extra")?, row.get::<_, String>("by_hand")?);
                Ok((Image::from_row(row)?, json))
            },
        )?;
        let Some((mut image, (extra, by_hand))) = found else { return Ok(None) };
        image.extra = json(&extra)?;
        image.by_hand = json::<BTreeMap<ImageField, bool>>(&by_hand)?.into_keys().collect();
        let urls = self.rows(
            "SELECT given, width FROM image_url WHERE image = ?1 ORDER BY url",
            [image.id.0],
            |row| Ok(Rendition { url: row.get("given")?, width: row.get("width")? }),
        )?;
        image.urls = urls.iter().map(|rendition| rendition.url.clone()).collect();
        image.renditions = urls.into_iter().filter(|rendition| rendition.width.is_some()).collect();
        image.people = self.rows(
            "SELECT name, person FROM image_person WHERE image = ?1 ORDER BY position",
            [image.id.0],
            Mention::from_row,
        )?;
        Ok(Some(image))
    }

    /// Returns a picture by its public identity, or that of one merged into it.
    pub fn image_by_uri(&self, uri: &str) -> Result<Option<Image>> {
        let id = self.row("SELECT id FROM image WHERE uri = ?1", [uri], |row| row.get("id").map(ImageId))?;
        id.map_or(Ok(None), |id| self.image(id))
    }

    /// Returns the pictures of a URL, the one first seen last. They are several where its bytes changed.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// for (headline, digits) in [("Monday", "ab"), ("Tuesday", "cd")] {
    ///     let map = NewImage { sha256: Some(digits.repeat(32)), ..NewImage::at("https://example.org/map.png") };
    ///     archive.write(|tx| tx.save(&NewArticle::new(headline, "").image(map)))?;
    /// }
    /// let maps = archive.read(|s| s.images_at("https://example.org/map.png"))?;
    /// assert_eq!(maps[0].sha256, "cd".repeat(32));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn images_at(&self, url: &str) -> Result<Vec<Image>> {
        let Some(key) = image_url_key(url) else { return Ok(Vec::new()) };
        let ids =
            self.rows("SELECT image FROM image_url WHERE url = ?1 ORDER BY image DESC", [key], |row| {
                row.get("image").map(ImageId)
            })?;
        ids.into_iter().filter_map(|id| self.image(id).transpose()).collect()
    }

    /// Returns a picture by the SHA-256 of its bytes, in hexadecimal.
    pub fn image_by_sha256(&self, sha256: &str) -> Result<Option<Image>> {
        let id = self.row(
            "SELECT id FROM image WHERE sha256 = ?1 AND sha256 <> ''",
            [sha256.to_ascii_lowercase()],
            |row| row.get("id").map(ImageId),
        )?;
        id.map_or(Ok(None), |id| self.image(id))
    }

    /// Returns every use of a picture with its captions and credits, the latest article first. Articles that
    /// searches leave out are among them, and say so.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     for (day, words) in [("2024-05-01", "The ferry in fog."), ("2024-05-02", "Fog at the pier.")] {
    ///         let image = NewImage::at("https://example.org/ferry.jpg").caption(words, "Coastal Press");
    ///         tx.save(&NewArticle::new(words, "").published(day.parse().unwrap()).image(image))?;
    ///     }
    ///     Ok(())
    /// })?;
    /// let uses = archive.read(|s| {
    ///     let image = s.image_by_uri("https://example.org/ferry.jpg")?.unwrap();
    ///     s.uses_of(image.id)
    /// })?;
    /// let words: Vec<_> = uses.iter().map(|used| used.captions[0].text.as_str()).collect();
    /// assert_eq!(words, ["Fog at the pier.", "The ferry in fog."]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn uses_of(&self, image: ImageId) -> Result<Vec<ImageAppearance>> {
        let (kept, now) = (self.image(image)?.map_or(image, |image| image.id), self.now());
        let uses = self.rows(
            "SELECT u.article, u.position, u.role, u.after_paragraph, a.uri, t.headline,
                    a.published, a.published_offset, a.published_precision, a.published_basis,
                    a.published_printed, a.status, a.embargoed, a.expires
             FROM image_use u
             JOIN article a ON a.id = u.article
             JOIN article_text t ON t.article = u.article
             WHERE u.image = ?1
             ORDER BY t.clock DESC, u.position",
            [kept.0],
            |row| {
                Ok(ImageAppearance {
                    article: ArticleId(row.get("article")?),
                    uri: row.get("uri")?,
                    headline: row.get("headline")?,
                    published: Published::from_row(row)?,
                    hidden: Visibility::from_row(row)?.hides_at(now),
                    position: row.get("position")?,
                    role: word(row, "role", ImageRole::from_word)?,
                    after_paragraph: row.get("after_paragraph")?,
                    captions: Vec::new(),
                })
            },
        )?;
        uses.into_iter()
            .map(|used| {
                Ok(ImageAppearance { captions: self.captions_at(used.article, used.position)?, ..used })
            })
            .collect()
    }

    /// Returns the pictures of an article, in the order of the page, each with the captions of that use.
    pub fn images_of(&self, article: ArticleId) -> Result<Vec<ImageUse>> {
        let uses = self.rows(
            "SELECT position, image, role, after_paragraph, set_by FROM image_use
             WHERE article = ?1 ORDER BY position",
            [article.0],
            |row| {
                let place = (word(row, "role", ImageRole::from_word)?, row.get("after_paragraph")?);
                let set_by = word(row, "set_by", SetBy::from_word)?;
                Ok((row.get::<_, u32>("position")?, ImageId(row.get("image")?), place, set_by))
            },
        )?;
        let mut images = Vec::with_capacity(uses.len());
        for (position, id, (role, after_paragraph), set_by) in uses {
            let Some(image) = self.image(id)? else { continue };
            let captions = self.captions_at(article, position)?;
            images.push(ImageUse { image, role, after_paragraph, captions, set_by });
        }
        Ok(images)
    }

    fn captions_at(&self, article: ArticleId, position: u32) -> Result<Vec<Caption>> {
        self.rows(
            "SELECT c.language, c.language_said, c.text, c.credit, c.alt, c.photographer,
                    o.id AS organization, o.name AS organization_name, o.kind AS organization_kind
             FROM caption c LEFT JOIN organization o ON o.id = c.agency
             WHERE c.article = ?1 AND c.position = ?2 ORDER BY c.language",
            (article.0, position),
            |row| {
                Ok(Caption {
                    language: row.get("language")?,
                    language_said: row.get("language_said")?,
                    text: row.get("text")?,
                    credit: row.get("credit")?,
                    alt: row.get("alt")?,
                    photographer: row.get("photographer")?,
                    agency: Organization::from_joined(row)?,
                })
            },
        )
    }

    pub(crate) fn known_image(&self, id: ImageId) -> Result<Image> {
        self.image(id)?.ok_or_else(|| Error::not_found("image", id))
    }
}

impl ImageUse {
    /// Makes the form in which a document has it, the people shown without their ids.
    pub(super) fn to_new(&self) -> NewImage {
        let has_alt = self.captions.iter().any(|caption| !caption.alt.is_empty());
        NewImage {
            role: self.role,
            after_paragraph: self.after_paragraph,
            // Version 1 kept it with the picture.
            alt: if has_alt { String::new() } else { self.image.alt.clone() },
            captions: self.captions.iter().map(Caption::to_new).collect(),
            ..self.image.to_new()
        }
    }
}

impl Image {
    /// Makes the form in which a document has it, without any use, and the people shown without their ids.
    pub(crate) fn to_new(&self) -> NewImage {
        let image = self;
        NewImage {
            uri: Some(image.uri.clone()),
            urls: image.urls.clone(),
            renditions: image.renditions.clone(),
            sha256: said(&image.sha256),
            width: image.width,
            height: image.height,
            byte_size: image.byte_size,
            media_type: said(&image.media_type),
            item_type: Some(image.item_type),
            title: image.title.clone(),
            creator: image.creator.clone(),
            captured: image.captured,
            usage_terms: image.usage_terms.clone(),
            copyright_notice: image.copyright_notice.clone(),
            license_url: said(&image.license_url),
            rights_expire: image.rights_expire,
            digital_source_type: said(&image.digital_source_type),
            credit_line: image.credit_line.clone(),
            supplier: image.supplier.as_ref().map(|supplier| supplier.name.clone()),
            people: image.people.iter().map(|person| person.name.as_str().into()).collect(),
            extra: image.extra.clone(),
            ..NewImage::default()
        }
    }
}

impl Caption {
    /// Makes a caption that says nothing yet.
    pub(crate) fn blank(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            language_said: false,
            text: String::new(),
            credit: String::new(),
            alt: String::new(),
            photographer: String::new(),
            agency: None,
        }
    }

    fn to_new(&self) -> NewCaption {
        NewCaption {
            text: self.text.clone(),
            credit: self.credit.clone(),
            alt: self.alt.clone(),
            photographer: said(&self.photographer),
            agency: self.agency.as_ref().map(|agency| agency.name.clone()),
            language: self.language_said.then(|| self.language.clone()),
        }
    }
}

impl Image {
    /// The type of a picture of which nothing else is said.
    pub(crate) const TYPE: ItemType = ItemType::Picture;

    /// Makes a picture of which nothing is known.
    pub(crate) fn blank(id: ImageId) -> Self {
        Self {
            id,
            uri: String::new(),
            urls: Vec::new(),
            renditions: Vec::new(),
            sha256: String::new(),
            width: None,
            height: None,
            byte_size: None,
            media_type: String::new(),
            item_type: Self::TYPE,
            title: String::new(),
            creator: String::new(),
            captured: None,
            usage_terms: String::new(),
            copyright_notice: String::new(),
            license_url: String::new(),
            rights_expire: None,
            digital_source_type: String::new(),
            alt: String::new(),
            credit_line: String::new(),
            supplier: None,
            people: Vec::new(),
            extra: Map::new(),
            by_hand: BTreeSet::new(),
        }
    }

    /// Brings the URLs into the order in which they are stored.
    pub(crate) fn sort_urls(&mut self) {
        self.urls.sort_by_cached_key(|url| image_url_key(url));
        self.renditions.sort_by_cached_key(|rendition| image_url_key(&rendition.url));
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            uri: row.get("uri")?,
            sha256: row.get("sha256")?,
            width: row.get("width")?,
            height: row.get("height")?,
            byte_size: row.get::<_, Option<i64>>("byte_size")?.map(i64::unsigned_abs),
            media_type: row.get("media_type")?,
            item_type: word(row, "type", ItemType::from_word)?,
            title: row.get("title")?,
            creator: row.get("creator")?,
            captured: captured(row)?,
            usage_terms: row.get("usage_terms")?,
            copyright_notice: row.get("copyright_notice")?,
            license_url: row.get("license_url")?,
            rights_expire: maybe_instant(row, "rights_expire")?,
            digital_source_type: row.get("digital_source_type")?,
            alt: row.get("alt")?,
            credit_line: row.get("credit_line")?,
            supplier: Organization::from_joined(row)?,
            ..Self::blank(ImageId(row.get("id")?))
        })
    }
}

/// Reads when it was taken; nothing was said of a zone where the offset is NULL.
fn captured(row: &Row<'_>) -> rusqlite::Result<Option<Moment>> {
    let Some(precision) = precision(row, "captured_precision")? else { return Ok(None) };
    let offset: Option<i32> = row.get("captured_offset")?;
    let moment = Moment::new(local(instant(row, "captured")?, offset.unwrap_or(0)), precision);
    Ok(Some(offset.map_or(moment, |offset| moment.with_offset(offset))))
}
