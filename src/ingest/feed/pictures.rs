//! The pictures of an entry, each once, and the other files that go with it.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use crate::model::new_article::{NewImage, Rendition};
use crate::text::ImageUrl;

/// Endings of the names of pictures.
const ENDINGS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".svg"];

/// A file that goes with an entry.
#[derive(Debug, Default)]
pub(super) struct Enclosure {
    pub url: String,
    pub media_type: String,
    /// Its size in bytes, as given.
    pub length: String,
    /// Its title.
    pub title: String,
    /// Seconds, as given.
    pub duration: String,
    /// `image`, `video`, `audio` …, where that is said.
    pub medium: String,
}

impl Enclosure {
    /// Returns true if it is a picture, by what is said of it, else by the ending of its name.
    pub(super) fn is_image(&self) -> bool {
        let path = self.url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let is_unsaid = self.medium.is_empty() && self.media_type.is_empty();
        self.medium == "image"
            || self.media_type.starts_with("image/")
            || is_unsaid && ENDINGS.iter().any(|ending| path.ends_with(ending))
    }

    /// Returns the picture that it is.
    pub(super) fn image(&self) -> NewImage {
        NewImage {
            byte_size: self.length.parse().ok().filter(|size| *size > 0),
            media_type: Some(self.media_type.clone()).filter(|said| said.contains('/')),
            title: self.title.clone(),
            ..NewImage::at(self.url.clone())
        }
    }

    /// Returns what is said of it.
    pub(super) fn as_json(&self) -> Json {
        let facts = [
            ("url", &self.url),
            ("type", &self.media_type),
            ("length", &self.length),
            ("title", &self.title),
            ("duration", &self.duration),
            ("medium", &self.medium),
        ];
        let said = facts.into_iter().filter(|(_, value)| !matches!(&***value, "" | "0"));
        Json::Object(said.map(|(name, value)| (name.to_owned(), value.clone().into())).collect::<Map<_, _>>())
    }
}

/// The pictures of an entry, each once.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub images: Vec<NewImage>,
    /// True if the entry has more than are kept.
    pub has_more: bool,
    /// The place of each picture, by its address without its size.
    places: HashMap<String, usize>,
}

/// The most pictures of an entry.
const MOST: usize = 1_000;

impl Pictures {
    /// Adds a picture. One that is there in another size, or of which more is said now, is filled.
    pub(super) fn add(&mut self, image: NewImage) {
        let reduced = image.urls.first().and_then(|url| ImageUrl::of(url)).map(|url| url.reduced);
        let place = reduced.as_ref().and_then(|reduced| self.places.get(reduced).copied());
        let count = self.images.len();
        match place.and_then(|place| self.images.get_mut(place)) {
            Some(known) => join(known, image),
            None if count >= MOST => self.has_more = true,
            None => {
                self.places.extend(reduced.map(|reduced| (reduced, count)));
                self.images.push(image);
            }
        }
    }
}

/// Joins two sizes of one picture.
pub(super) fn join(known: &mut NewImage, mut other: NewImage) {
    let urls = std::mem::take(&mut other.urls).into_iter().filter(|url| !known.urls.contains(url));
    let width = other.width;
    let others: Vec<Rendition> = urls.map(|url| Rendition { url, width }).collect();
    if !others.is_empty() {
        // These are facts of the other file.
        (other.width, other.height, other.byte_size) = (None, None, None);
    }
    known.renditions.extend(others);
    if known.captions.is_empty() {
        known.captions = std::mem::take(&mut other.captions);
    } else if let (Some(caption), Some(said)) = (known.captions.first_mut(), other.captions.first())
        && caption.credit.is_empty()
    {
        caption.credit.clone_from(&said.credit);
    }
    known.after_paragraph = known.after_paragraph.max(other.after_paragraph);
    known.fill(other);
}
