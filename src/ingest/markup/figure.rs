//! A figure: pictures, and the words under them.

use crate::ingest::credits::caption;
use crate::model::new_article::{NewCaption, NewImage};

/// The words of a figure.
pub(super) struct Words {
    /// The text of its `figcaption`.
    pub caption: String,
    /// What is marked as a credit.
    pub credit: String,
    /// All other text in it.
    pub rest: String,
}

/// Puts the words of a figure under its first picture that has none.
pub(super) fn describe(images: &mut [NewImage], words: Words) {
    let Words { caption: mut text, credit, mut rest } = words;
    if text.is_empty() {
        text = std::mem::take(&mut rest);
    }
    let bare = images.iter().position(|image| image.captions.is_empty()).unwrap_or_default();
    let Some(image) = images.get_mut(bare) else { return };
    let mut printed = caption::bare(&credit);
    if printed.is_empty() {
        (text, printed) = caption::split(&text);
    }
    let (_, of_rest) = caption::split(&rest);
    if printed.is_empty() && !of_rest.is_empty() {
        printed = of_rest;
    } else if !rest.is_empty() {
        image.extra.insert("figure_text".into(), rest.clone().into());
    }
    if !text.is_empty() || !printed.is_empty() {
        image.captions.push(NewCaption { text, credit: printed, ..NewCaption::default() });
    }
}
