//! An entry of a feed, whatever form the feed has.

use serde_json::{Map, Value as Json};

use super::channel::Channel;
use super::people::Author;
use super::pictures::{Enclosure, Pictures};
use super::value::{Value, plain_line};
use crate::ingest::warning::Warning;
use crate::model::new_article::{NewPublication, NewTag, NewUrl};

/// A feed.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub channel: Channel,
    pub entries: Vec<Entry>,
    pub warnings: Vec<Warning>,
}

/// The most entries of a feed that are read.
pub(super) const MOST_ENTRIES: usize = 20_000;

impl Feed {
    /// Warns of entries that are left out.
    pub(super) fn warn_of_entries(&mut self, count: usize) {
        self.warnings.extend((count > MOST_ENTRIES).then_some(Warning::TooMany("entries")));
    }
}

/// An entry of a feed, as it says it.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its id; empty if it has none.
    pub id: String,
    /// True if the id may be the address of its page.
    pub is_permalink: bool,
    /// The address of its page.
    pub link: Option<String>,
    pub other_links: Vec<NewUrl>,
    pub title: Option<Value>,
    /// What says of itself that it is a summary.
    pub summary: Option<Value>,
    /// What is a summary in one feed and the whole text in another.
    pub description: Option<Value>,
    /// What says of itself that it is the text.
    pub content: Option<Value>,
    pub published: Vec<Date>,
    pub modified: Vec<Date>,
    pub authors: Vec<Author>,
    pub tags: Vec<NewTag>,
    pub pictures: Pictures,
    /// What a video shows, in place of a text.
    pub media_description: String,
    pub language: Option<String>,
    /// The publication that it was taken from.
    pub source: Option<NewPublication>,
    pub extra: Map<String, Json>,
    pub warnings: Vec<Warning>,
}

/// A date as given, with the name of its field.
#[derive(Debug)]
pub(super) struct Date {
    pub field: &'static str,
    pub given: String,
}

impl Entry {
    /// Adds a tag; a blank one is none.
    pub(super) fn add_tag(&mut self, name: &str, scheme: &str) {
        let name = plain_line(name);
        if !name.is_empty() {
            self.tags.push(NewTag { name, scheme: scheme.trim().to_owned(), ..NewTag::default() });
        }
    }

    /// Adds the tags of a text in which commas or semicolons part them.
    pub(super) fn add_tags(&mut self, names: &str) {
        names.split([',', ';', '，', '、']).for_each(|name| self.add_tag(name, ""));
    }

    /// Adds a file that goes with it: a picture, or something else, which is kept in `extra.enclosures`.
    pub(super) fn add_enclosure(&mut self, file: &Enclosure) {
        if file.is_image() {
            return self.pictures.add(file.image());
        }
        let file = file.as_json();
        let kept = self.extra.entry("enclosures").or_insert_with(|| Json::Array(Vec::new()));
        if let Json::Array(kept) = kept
            && kept.last() != Some(&file)
        {
            kept.push(file);
        }
    }

    /// Keeps a value that has no field; of several a list.
    pub(super) fn keep(&mut self, name: &str, value: Json) {
        match self.extra.get_mut(name) {
            None => _ = self.extra.insert(name.to_owned(), value),
            Some(Json::Array(values)) => values.push(value),
            Some(kept) => {
                let first = std::mem::take(kept);
                *kept = Json::Array(vec![first, value]);
            }
        }
    }

    /// Keeps a text that has no field, unless it is blank.
    pub(super) fn keep_text(&mut self, name: &str, text: &str) {
        let text = plain_line(text);
        if !text.is_empty() {
            self.keep(name, text.into());
        }
    }

    /// Leaves out a value that can't be read, with a warning.
    pub(super) fn refuse(&mut self, field: &str, value: &str) {
        let (field, value) = (field.to_owned(), value.to_owned());
        self.keep_invalid(&field, &value);
        self.warnings.push(Warning::InvalidValue { field, value });
    }

    fn keep_invalid(&mut self, field: &str, value: &str) {
        let invalid = self.extra.entry("invalid").or_insert_with(|| Json::Array(Vec::new()));
        if let Json::Array(values) = invalid {
            values.push(format!("{field}: {value}").into());
        }
    }
}
