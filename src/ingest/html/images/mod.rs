//! The pictures of a page: those that stand in it with their captions, and those that its JSON-LD and `meta` name.

mod figure;
mod said;
mod source;
mod words;

use std::collections::HashMap;

use super::parts::Parts;
use crate::model::new_article::{ImageRole, NewImage};
use crate::text::ImageUrl;

/// The most pictures of a page.
const MOST: usize = 500;

/// Returns the pictures, in the order of the page. `paragraphs` are those of the body, among which they stand.
pub(super) fn images(parts: &mut Parts, paragraphs: &[String]) -> Vec<NewImage> {
    let mut pictures = Pictures::default();
    for image in figure::figures(parts, paragraphs) {
        pictures.add(image);
    }
    let said = said::images(parts);
    let has_lead = pictures.found.iter().any(|image| image.role == ImageRole::Lead);
    for (at, image) in said.into_iter().enumerate() {
        pictures.add_said(image, at == 0 && !has_lead);
    }
    pictures.found
}

#[derive(Default)]
struct Pictures {
    found: Vec<NewImage>,
    by_url: HashMap<String, usize>,
}

impl Pictures {
    /// Adds a picture, or joins it with the one of the same address.
    fn add(&mut self, image: NewImage) {
        match self.known(&image) {
            Some(at) => self.join(at, image),
            None if self.found.len() < MOST => {
                for key in keys(&image) {
                    self.by_url.insert(key, self.found.len());
                }
                self.found.push(image);
            }
            None => {}
        }
    }

    /// Adds a picture that the page only names, above the text if nothing else stands there.
    fn add_said(&mut self, image: NewImage, is_lead: bool) {
        if let Some(at) = self.known(&image) {
            self.join(at, image);
        } else if is_lead {
            self.found.insert(0, NewImage { role: ImageRole::Lead, ..image });
            self.by_url.values_mut().for_each(|at| *at += 1);
            for key in self.found.first().map(keys).unwrap_or_default() {
                self.by_url.insert(key, 0);
            }
        }
    }

    fn known(&self, image: &NewImage) -> Option<usize> {
        keys(image).iter().find_map(|key| self.by_url.get(key).copied())
    }

    fn join(&mut self, at: usize, mut image: NewImage) {
        let Some(known) = self.found.get_mut(at) else { return };
        let captions = std::mem::take(&mut image.captions);
        image.urls.retain(|url| !known.urls.contains(url));
        match known.captions.first_mut() {
            None => known.captions = captions,
            Some(own) => {
                if let Some(other) = captions
                    .into_iter()
                    .next()
                    .filter(|other| own.text.is_empty() || own.text == other.text || other.text.is_empty())
                {
                    own.text = if own.text.is_empty() { other.text } else { std::mem::take(&mut own.text) };
                    if own.credit.is_empty() {
                        own.credit = other.credit;
                        own.photographer = other.photographer;
                        own.agency = other.agency;
                    }
                }
            }
        }
        known.fill(image);
    }
}

/// Returns what a picture is known by: its addresses without sizes.
fn keys(image: &NewImage) -> Vec<String> {
    image.urls.iter().filter_map(|url| Some(ImageUrl::of(url)?.reduced)).collect()
}
