//! An item of a wire as its form says it, before it is an article.

use serde_json::{Map, Value};

use super::concept::Concept;
use crate::model::new_article::{CreditKind, Role};

/// An item: a story, a picture, a film. What a form doesn't say is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Its id: ninjs `uri`, NewsML-G2 `guid`.
    pub id: Option<String>,
    /// Its name in the item that it belongs to.
    pub name: String,
    /// Other ids: the giver and the id.
    pub other_ids: Vec<(String, String)>,
    /// Addresses of it on the web.
    pub urls: Vec<String>,
    pub version: Option<String>,
    /// `text`, `picture`, `composite` …
    pub kind: Option<String>,
    pub status: Option<String>,
    /// Signals of the sender: `correction`, `update` …
    pub signals: Vec<String>,
    pub first_created: Option<String>,
    pub version_created: Option<String>,
    pub content_created: Option<String>,
    pub embargoed: Option<String>,
    pub expires: Option<String>,
    pub language: Option<String>,
    pub title: Option<String>,
    pub headlines: Vec<Words>,
    pub descriptions: Vec<Words>,
    pub bodies: Vec<Words>,
    pub slugline: Option<String>,
    pub dateline: Option<String>,
    /// The place from which it comes.
    pub located: Option<String>,
    pub byline: Option<String>,
    pub creators: Vec<Party>,
    pub credit_line: Option<String>,
    pub section: Option<String>,
    pub genres: Vec<String>,
    pub keywords: Vec<String>,
    pub concepts: Vec<Concept>,
    /// The party that provides it, by name and by id.
    pub provider: Option<Party>,
    pub supplier: Option<String>,
    pub copyright_holder: Option<String>,
    pub copyright_notice: Option<String>,
    pub usage_terms: Option<String>,
    pub license_url: Option<String>,
    pub digital_source_type: Option<String>,
    pub alt: Option<String>,
    pub renditions: Vec<Media>,
    /// Items that belong to it.
    pub associations: Vec<Item>,
    /// True if more belong to it than are kept.
    pub has_more_associations: bool,
    /// The party and its part in it, where the form has one list for all parts.
    pub sources: Vec<(String, Party)>,
    /// Its relation to the item that it belongs to.
    pub relation: Option<String>,
    /// True if it is a part of the text.
    pub is_part: bool,
    /// True if the sender says that it is all of the text.
    pub is_whole: bool,
    /// True if the sender says that it stands above the text.
    pub is_lead: bool,
    /// Notes of editors, with their roles.
    pub notes: Vec<(String, String)>,
    /// Everything else, by the name that it has in `extra`.
    pub extra: Map<String, Value>,
    /// Values that their field can't hold: the name of the field, and the value.
    pub invalid: Vec<(String, String)>,
    /// Names of properties that the form hasn't.
    pub unknown: Vec<String>,
}

/// A text in a role: `main`, `caption` …
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub role: String,
    /// The media type, or empty.
    pub media_type: String,
    pub text: String,
}

/// A person or an organization that had a part in an item.
#[derive(Clone, Debug, Default)]
pub(super) struct Party {
    pub name: String,
    pub id: String,
    pub role: Role,
    pub kind: Option<CreditKind>,
}

/// A file of a picture, a film or a sound.
#[derive(Clone, Debug, Default)]
pub(super) struct Media {
    /// Its name among the files of its item.
    pub name: String,
    pub url: String,
    pub media_type: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub byte_size: Option<u64>,
}

/// The most items that are kept with one they belong to; each takes a thousand bytes and more.
const MOST_ASSOCIATIONS: usize = 1_000;

impl Item {
    /// Adds items that belong to it, as many as there is room for.
    pub fn associate(&mut self, items: impl IntoIterator<Item = Self>) {
        let mut items = items.into_iter();
        let room = MOST_ASSOCIATIONS.saturating_sub(self.associations.len());
        self.associations.extend(items.by_ref().take(room));
        self.has_more_associations |= items.next().is_some();
    }

    /// Keeps what has no field.
    pub fn keep(&mut self, name: &str, value: impl Into<Value>) {
        self.extra.insert(name.to_owned(), value.into());
    }

    /// Keeps the urgency as a number, 1 to 9.
    pub fn keep_urgency(&mut self, text: Option<String>) {
        let Some(text) = text else { return };
        match text.parse::<u8>() {
            Ok(urgency @ 1..=9) => self.keep("urgency", urgency),
            _ => self.reject("urgency", text),
        }
    }

    /// Adds to a list of what has no field.
    pub fn push(&mut self, name: &str, value: Option<impl Into<Value>>) {
        let Some(value) = value else { return };
        let list = self.extra.entry(name).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(values) = list {
            values.push(value.into());
        }
    }

    /// Keeps a value that its field can't hold.
    pub fn reject(&mut self, field: &str, value: impl Into<String>) {
        self.invalid.push((field.to_owned(), value.into()));
    }
}

/// Returns the text without blanks around it; nothing if it is empty.
pub(super) fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
