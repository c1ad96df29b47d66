//! The pictures of a fragment.

use std::borrow::Cow;

use url::Url;

use super::address::resolve;
use super::tag::Tag;
use crate::model::new_article::{NewImage, Rendition};
use crate::text::srcset;

/// Attributes with the address of a picture, the surest first. What loads late has a stand-in in `src`.
const ADDRESSES: [&str; 7] =
    ["data-src", "data-lazy-src", "data-original", "data-orig-file", "data-full-url", "data-url", "src"];
/// Attributes with its addresses in several sizes.
const SETS: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];
/// Attributes with its credit.
const CREDITS: [&str; 4] = ["data-credit", "data-photo-credit", "data-image-credit", "data-copyright"];

/// Returns the picture of an `img` element; `None` where it is no picture but counts readers, or has no address.
pub(super) fn of_tag(tag: &Tag<'_>, sources: &[String], base: Option<&Url>) -> Option<NewImage> {
    if is_pixel(tag) {
        return None;
    }
    let renditions = renditions(tag, sources, base);
    let urls: Vec<String> =
        address(tag, base).or_else(|| Some(largest(&renditions)?.url.clone())).into_iter().collect();
    if urls.is_empty() {
        return None;
    }
    let credit_line = CREDITS.iter().find_map(|name| text(tag, name)).unwrap_or_default();
    let (alt, title) = (text(tag, "alt").unwrap_or_default(), text(tag, "title").unwrap_or_default());
    Some(NewImage { urls, renditions, alt, title, credit_line, ..NewImage::default() })
}

/// Returns the text that stands for a picture of an emoji.
pub(super) fn emoji<'h>(tag: &Tag<'h>) -> Option<Cow<'h, str>> {
    let is_emoji = |class: &str| matches!(class, "emoji" | "wp-smiley");
    if tag.has_class(is_emoji) { tag.attribute("alt") } else { None }
}

fn text(tag: &Tag<'_>, name: &str) -> Option<String> {
    let text = tag.attribute(name)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Returns true for a picture of a single point, which tells its server that it was loaded.
fn is_pixel(tag: &Tag<'_>) -> bool {
    let side =
        |name| tag.attribute(name).and_then(|side| side.trim().trim_end_matches("px").parse::<u32>().ok());
    matches!((side("width"), side("height")), (Some(0..=2), Some(0..=2)))
}

fn address(tag: &Tag<'_>, base: Option<&Url>) -> Option<String> {
    let given = ADDRESSES.iter().filter_map(|name| tag.attribute(name));
    let of_the_web = given.filter_map(|address| resolve(&address, base)).next();
    of_the_web
        .or_else(|| tag.attribute("src").filter(|src| src.starts_with("data:image/")).map(Cow::into_owned))
}

fn renditions(tag: &Tag<'_>, sources: &[String], base: Option<&Url>) -> Vec<Rendition> {
    let sets = SETS.iter().filter_map(|name| tag.attribute(name)).map(Cow::into_owned);
    let sets: Vec<String> = sets.chain(sources.iter().cloned()).collect();
    let mut renditions: Vec<Rendition> = Vec::new();
    for set in &sets {
        let candidates = srcset::candidates(set).unwrap_or_default();
        renditions.extend(candidates.into_iter().filter_map(|candidate| {
            Some(Rendition { url: resolve(candidate.url, base)?, width: candidate.width })
        }));
    }
    renditions
}

/// Returns the widest rendition; where no width is said, the last one.
fn largest(renditions: &[Rendition]) -> Option<&Rendition> {
    renditions.iter().max_by_key(|rendition| rendition.width)
}
