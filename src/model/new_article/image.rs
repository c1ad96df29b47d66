//! A picture and its use, as an article carries it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::kinds::{ImageRole, ItemType};
use super::parts::{NewPerson, Visit};
use super::short::list;
use crate::model::moment::Moment;

/// A picture and its use in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewImage {
    /// Public identity; left out, it becomes the first URL or `<article uri>#image-<n>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// URLs of its bytes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
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
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Who made it, as printed (IPTC Creator).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub creator: String,
    /// The time at which it was taken or made (IPTC Date Created).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<Moment>,
    /// Terms of its use (IPTC Rights Usage Terms).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub usage_terms: String,
    /// The copyright notice (IPTC Copyright Notice).
    #[serde(skip_serializing_if = "String::is_empty")]
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
    /// Alternative text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The picture's own credit line, apart from any one use (IPTC Credit Line).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit_line: String,
    /// The organization that supplied it (IPTC Image Supplier).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// The people who are shown, left to right (IPTC Person Shown).
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub people: Vec<NewPerson>,
    /// Its place on the page.
    pub role: ImageRole,
    /// Number of paragraphs of the body that stand before it: 0 is above the text.
    pub after_paragraph: u32,
    /// The words printed under it in this article, a language each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<NewCaption>,
    /// Everything else that is said of the picture, by the name of its field.
    #[serde(skip_serializing_if = "Map::is_empty")]
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
        texts.for_each(|text| visit("images", text));
        self.people.iter_mut().for_each(|person| person.texts("images", visit));
        for caption in &mut self.captions {
            let optional = [&mut caption.photographer, &mut caption.agency].into_iter().flatten();
            let texts = optional.chain([&mut caption.text, &mut caption.credit, &mut caption.alt]);
            texts.for_each(|text| visit("captions", text));
        }
    }
}

/// The words under one use of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewCaption {
    /// The caption, without the credit.
    pub text: String,
    /// The credit as printed, without brackets and label: `REUTERS/AZAD LASHKARI`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// Alternative text of this use.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The photographer, where the credit names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photographer: Option<String>,
    /// The agency, where the credit names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// BCP 47 language tag; left out, it is the article's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
