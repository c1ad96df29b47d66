//! The addresses and facts of pictures: those that the archive can hold.

use std::collections::HashSet;

use chrono::SubsecRound;

use super::CleanArticle;
use super::data_uri::{DataUri, is_data_uri};
use crate::model::image::merge::canonical_sha256;
use crate::model::moment::Moment;
use crate::model::new_article::{ItemType, NewImage, Rendition};
use crate::save::report::Warning;
use crate::save::resolve_date::has_fit_offset;
use crate::text::image_url_key;
use crate::text::srcset;

/// Characters that are kept of what stands for a picture's URL and is none.
const LONGEST_KEPT: usize = 2000;
/// Bytes of a picture that may stand in the place of another one until that one is loaded.
const PLACEHOLDER: u64 = 1024;

impl CleanArticle {
    /// Takes the URLs of pictures apart: one that is a `srcset`, one that has the bytes, and what is none.
    pub(super) fn take_image_urls(&mut self) {
        let mut warnings = Vec::new();
        for image in &mut self.article.images {
            Urls { image, warnings: &mut warnings }.take();
        }
        let mut seen = HashSet::new();
        for warning in warnings {
            match &warning {
                Warning::InvalidUrl { url } if !seen.insert(url.clone()) => continue,
                Warning::InvalidUrl { url } => self.keep("invalid_urls", url.clone()),
                _ => {}
            }
            self.warnings.push(warning);
        }
    }
}

/// The URLs of a picture on their way.
struct Urls<'a> {
    image: &'a mut NewImage,
    warnings: &'a mut Vec<Warning>,
}

impl Urls<'_> {
    fn take(&mut self) {
        let given = std::mem::take(&mut self.image.urls);
        let renditions = std::mem::take(&mut self.image.renditions);
        let mut data = Vec::new();
        for text in given {
            if is_data_uri(&text) {
                data.push(text);
            } else if let Some(candidates) = srcset::candidates(&text) {
                self.warnings.push(Warning::Srcset { srcset: cut(text.clone()) });
                for candidate in candidates {
                    self.add(candidate.url.to_owned(), candidate.width);
                }
            } else {
                self.add(text, None);
            }
        }
        for Rendition { url, width } in renditions {
            self.add(url, width.filter(|width| *width > 0));
        }
        for uri in data {
            self.hash(uri);
        }
    }

    fn add(&mut self, url: String, width: Option<u32>) {
        if image_url_key(&url).is_none() {
            self.warnings.push(Warning::InvalidUrl { url: cut(url) });
            return;
        }
        if width.is_some() {
            self.image.renditions.push(Rendition { url: url.clone(), width });
        }
        self.image.urls.push(url);
    }

    /// Takes what bytes say of their picture. Small ones beside a URL stand in the place of what is loaded
    /// later, in many pictures alike.
    fn hash(&mut self, uri: String) {
        let bytes = DataUri::of(&uri).filter(|bytes| {
            let is_placeholder = !self.image.urls.is_empty() && bytes.byte_size < PLACEHOLDER;
            let is_other = self.image.sha256.as_ref().and_then(|given| canonical_sha256(given));
            !is_placeholder && is_other.is_none_or(|sha256| sha256 == bytes.sha256)
        });
        let Some(bytes) = bytes else {
            self.warnings.push(Warning::InvalidUrl { url: cut(uri) });
            return;
        };
        self.image.sha256 = Some(bytes.sha256);
        self.image.byte_size.get_or_insert(bytes.byte_size);
        self.image.media_type = self.image.media_type.take().or(bytes.media_type);
    }
}

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST_KEPT) {
        text.truncate(end);
    }
    text
}

/// Takes out facts of a picture that the archive's columns can't hold.
pub(super) fn check_facts(image: &mut NewImage, invalid: &mut Vec<(&'static str, String)>) {
    for given in [&mut image.width, &mut image.height] {
        if given.take_if(|pixels| *pixels == 0).is_some() {
            invalid.push(("images", "0 pixels".into()));
        }
    }
    if let Some(bytes) = image.byte_size.take_if(|bytes| i64::try_from(*bytes).is_err()) {
        invalid.push(("images.byte_size", bytes.to_string()));
    }
    if image.item_type.take_if(|kind| *kind == ItemType::Text).is_some() {
        invalid.push(("images.type", "text".into()));
    }
    if let Some(at) = image.captured.take_if(|at| !has_fit_offset(*at)) {
        image.captured = Some(Moment::new(at.local(), at.precision()));
        invalid.push(("images.captured", at.to_string()));
    }
    image.rights_expire = image.rights_expire.map(|at| at.trunc_subsecs(0));
}
