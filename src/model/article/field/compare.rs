//! Compares what a new article says with what is stored, as far as that needs no look-up.

use crate::model::image::{Caption, ImageUse};
use crate::model::moment::Moment;
use crate::model::new_article::{NewCaption, NewImage, NewPublication};
use crate::model::publication::Publication;
use crate::model::published::{Published, ZoneBasis};
use crate::text::{fold_name, url_key};

/// Returns true if a new article names the publication that is stored.
pub(crate) fn is_same_publication(stored: &Publication, new: &NewPublication) -> bool {
    match &new.domain {
        Some(domain) if !stored.domain.is_empty() => *domain == stored.domain,
        _ => fold_name(&stored.title) == fold_name(&new.title),
    }
}

/// Returns true if a moment says the same as a stored date, and more: be it finer, or with an offset that
/// the stored one lacks.
pub(crate) fn refines(new: Moment, stored: &Published) -> bool {
    let Some(precision) = stored.precision else { return true };
    let has_zone = new.offset_minutes().is_some() && stored.basis != ZoneBasis::Explicit;
    let says_more = new.precision() > precision || new.precision() == precision && has_zone;
    says_more && Moment::new(new.local(), precision).local() == stored.local()
}

/// Returns true if the stored date says the same as the moment, and more, be it finer or in a zone that its
/// source gave: a worse source replaces nothing.
pub(crate) fn says_more(stored: &Published, moment: Moment) -> bool {
    let has_zone = stored.basis == ZoneBasis::Explicit && moment.offset_minutes().is_none();
    let says_more = stored.precision.is_some_and(|precision| {
        precision > moment.precision() || precision == moment.precision() && has_zone
    });
    says_more && Moment::new(stored.local(), moment.precision()).local() == moment.local()
}

/// Returns true if two states of an article have the same pictures, wherever the language of a caption is from.
pub(super) fn are_same_uses(old: &[ImageUse], new: &[ImageUse]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_same_use(old, new))
}

fn is_same_use(old: &ImageUse, new: &ImageUse) -> bool {
    let is_same_caption = |(old, new): (&Caption, &Caption)| {
        *old == Caption { language_said: old.language_said, ..new.clone() }
    };
    (old.role, old.after_paragraph, old.set_by) == (new.role, new.after_paragraph, new.set_by)
        && old.image == new.image
        && old.captions.len() == new.captions.len()
        && old.captions.iter().zip(&new.captions).all(is_same_caption)
}

/// Returns true if a new article has the pictures that are stored, in their order and with the same words.
pub(super) fn are_same_images(stored: &[ImageUse], new: &[NewImage]) -> bool {
    stored.len() == new.len() && stored.iter().zip(new).all(|(stored, new)| is_same_image(stored, new))
}

fn is_same_image(stored: &ImageUse, new: &NewImage) -> bool {
    let image = &stored.image;
    let is_url = |url: &String| {
        url_key(url).is_some_and(|key| image.urls.iter().any(|u| url_key(u).as_ref() == Some(&key)))
    };
    let is_named = new.uri.as_ref() == Some(&image.uri)
        || new.sha256.as_ref() == Some(&image.sha256)
        || new.urls.iter().any(is_url)
        || new.uri.is_none() && new.sha256.is_none() && new.urls.is_empty();
    let is_same_place = (stored.role, stored.after_paragraph) == (new.role, new.after_paragraph);
    is_named
        && is_same_place
        && new.clear.is_empty()
        && new.captions.iter().all(|caption| repeats_caption(stored, caption))
}

fn repeats_caption(stored: &ImageUse, new: &NewCaption) -> bool {
    stored.captions.iter().any(|caption| {
        caption.text == new.text && repeats(&new.credit, &caption.credit) && repeats(&new.alt, &caption.alt)
    })
}

/// Returns true if a text is not said, or as it is stored.
fn repeats(new: &str, stored: &str) -> bool {
    new.is_empty() || new == stored
}
