//! The images of a page, as its captions tell of them.

use std::collections::HashMap;

use super::Caption;
use crate::ingest::credits::makers;
use crate::model::new_article::{ImageRole, NewCaption, NewImage};
use crate::text::fold_name;

/// The images that captions stand for: each caption text is one image, however often it is printed.
#[derive(Default)]
pub struct Images {
    pub list: Vec<NewImage>,
    /// The place of each caption text.
    places: HashMap<String, usize>,
}

impl Images {
    /// Returns the place of the caption's image in the list, after adding it if it is new.
    pub fn place(&mut self, caption: &Caption, after_paragraph: usize) -> usize {
        let key = fold_name(&caption.text);
        let known =
            if key.is_empty() { self.same_credit(&caption.credit) } else { self.places.get(&key).copied() };
        if let Some(place) = known {
            if let Some(printed) = self.list.get_mut(place).and_then(|image| image.captions.first_mut())
                && printed.credit.is_empty()
            {
                *printed = printed_caption(caption);
            }
            return place;
        }
        let lead = after_paragraph == 0 && self.list.is_empty();
        self.list.push(NewImage {
            role: if lead { ImageRole::Lead } else { ImageRole::Inline },
            after_paragraph: u32::try_from(after_paragraph).unwrap_or(u32::MAX),
            captions: vec![printed_caption(caption)],
            ..NewImage::default()
        });
        let place = self.list.len() - 1;
        self.places.insert(key, place);
        place
    }

    /// Returns the place of the image right before a credit alone, if it repeats the credit of that image.
    fn same_credit(&self, credit: &str) -> Option<usize> {
        let last = self.list.last()?.captions.first()?;
        (last.credit == credit).then(|| self.list.len() - 1)
    }
}

fn printed_caption(caption: &Caption) -> NewCaption {
    let makers::Makers { photographer, agency } = makers::split(&caption.credit);
    NewCaption {
        text: caption.text.clone(),
        credit: caption.credit.clone(),
        photographer,
        agency,
        ..NewCaption::default()
    }
}
