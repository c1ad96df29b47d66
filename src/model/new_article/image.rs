//! A picture and its use, as an article carries it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::image_field::ImageField;
use super::kinds::{ImageRole, ItemType};
use super::parts::{NewPerson, Visit};
use super::short::{list, or_nothing};
use crate::model::moment::Moment;

/// A picture and its use in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewImage {
    /// Public identity; left out, it becomes the first URL or `<article uri>#image-<n>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// URLs of its bytes: `http`, `https` or `file`. Of a `data:` URI the hash, size and media type are kept.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub urls: Vec<String>,
    /// URLs of it in other sizes, with their widths. A `srcset` among [`urls`](Self::urls) becomes these.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub renditions: Vec<Rendition>,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Pixels across.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Pixels down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte_size: Option<u64>,
    /// Media type: `image/jpeg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Type of the item; left out, it is a picture.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub item_type: Option<ItemType>,
    /// Its title (IPTC Title).
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub title: String,
    /// Its maker, as printed (IPTC Creator).
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub creator: String,
    /// The time at which it was taken or made (IPTC Date Created).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<Moment>,
    /// Terms of its use (IPTC Rights Usage Terms).
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub usage_terms: String,
    /// The copyright notice (IPTC Copyright Notice).
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub copyright_notice: String,
    /// URL of the licence (schema.org `license`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license_url: Option<String>,
    /// The instant from which it may no longer be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights_expire: Option<DateTime<Utc>>,
    /// IPTC Digital Source Type, as its URL or its code: `trainedAlgorithmicMedia`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digital_source_type: Option<String>,
    /// Alternative text of this use, in the language of the article.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub alt: String,
    /// The picture's own credit line, apart from any one use (IPTC Credit Line).
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub credit_line: String,
    /// The organization that supplied it (IPTC Image Supplier).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// The people who are shown, left to right (IPTC Person Shown).
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub people: Vec<NewPerson>,
    /// Its place on the page.
    #[serde(deserialize_with = "or_nothing")]
    pub role: ImageRole,
    /// Number of paragraphs of the body that stand before it: 0 is above the text.
    #[serde(deserialize_with = "or_nothing")]
    pub after_paragraph: u32,
    /// The words printed under it in this article, a language each.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub captions: Vec<NewCaption>,
    /// Facts, and captions, that are taken back: each is emptied before what is said is put in.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_nothing")]
    pub clear: Vec<ImageField>,
    /// Everything else that is said of the picture, by the name of its field.
    #[serde(skip_serializing_if = "Map::is_empty", deserialize_with = "or_nothing")]
    pub extra: Map<String, Value>,
}

impl NewImage {
    /// Returns a picture known by where its bytes are.
    pub fn at(url: impl Into<String>) -> Self {
        Self { urls: vec![url.into()], ..Self::default() }
    }

    /// Adds the caption of this use, and its credit as printed.
    pub fn caption(mut self, text: impl Into<String>, credit: impl Into<String>) -> Self {
        self.captions.push(NewCaption { text: text.into(), credit: credit.into(), ..NewCaption::default() });
        self
    }
}

impl NewImage {
    /// Takes from another picture what this one doesn't say, and all its URLs.
    pub(crate) fn fill(&mut self, other: Self) {
        let texts = [
            (&mut self.title, other.title),
            (&mut self.creator, other.creator),
            (&mut self.usage_terms, other.usage_terms),
            (&mut self.copyright_notice, other.copyright_notice),
            (&mut self.alt, other.alt),
            (&mut self.credit_line, other.credit_line),
        ];
        for (text, other) in texts.into_iter().filter(|(text, _)| text.is_empty()) {
            *text = other;
        }
        let optional = [
            (&mut self.uri, other.uri),
            (&mut self.sha256, other.sha256),
            (&mut self.media_type, other.media_type),
            (&mut self.license_url, other.license_url),
            (&mut self.digital_source_type, other.digital_source_type),
            (&mut self.supplier, other.supplier),
        ];
        for (text, other) in optional {
            *text = text.take().or(other);
        }
        self.urls.extend(other.urls);
        self.clear.extend(other.clear);
        self.renditions.extend(other.renditions);
        self.width = self.width.or(other.width);
        self.height = self.height.or(other.height);
        self.byte_size = self.byte_size.or(other.byte_size);
        self.item_type = self.item_type.or(other.item_type);
        self.captured = self.captured.or(other.captured);
        self.rights_expire = self.rights_expire.or(other.rights_expire);
        if self.people.is_empty() {
            self.people = other.people;
        }
        for (name, value) in other.extra {
            self.extra.entry(name).or_insert(value);
        }
    }

    /// Visits the texts of a picture and of its use.
    pub(crate) fn texts(&mut self, visit: &mut Visit<'_>) {
        let optional = [
            &mut self.uri,
            &mut self.media_type,
            &mut self.supplier,
            &mut self.license_url,
            &mut self.digital_source_type,
        ];
        let texts = [
            &mut self.title,
            &mut self.creator,
            &mut self.usage_terms,
            &mut self.copyright_notice,
            &mut self.alt,
            &mut self.credit_line,
        ];
        let texts = optional.into_iter().flatten().chain(texts).chain(&mut self.urls);
        let texts = texts.chain(self.renditions.iter_mut().map(|rendition| &mut rendition.url));
        texts.for_each(|text| visit("images", text));
        self.people.iter_mut().for_each(|person| person.texts("images", visit));
        for caption in &mut self.captions {
            let optional = [&mut caption.photographer, &mut caption.agency].into_iter().flatten();
            let texts = optional.chain([&mut caption.text, &mut caption.credit, &mut caption.alt]);
            texts.for_each(|text| visit("captions", text));
        }
    }
}

/// A URL of a picture in one of its sizes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rendition {
    /// The URL as given.
    pub url: String,
    /// Pixels across.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
}

/// The words under one use of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewCaption {
    /// The caption, without the credit.
    #[serde(deserialize_with = "or_nothing")]
    pub text: String,
    /// The credit as printed, without brackets and label: `REUTERS/AZAD LASHKARI`.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub credit: String,
    /// Alternative text of this use.
    #[serde(skip_serializing_if = "String::is_empty", deserialize_with = "or_nothing")]
    pub alt: String,
    /// The photographer, where the credit names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photographer: Option<String>,
    /// The agency, where the credit names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Language: a BCP 47 tag, an ISO 639 code or a name; left out, it is the article's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
