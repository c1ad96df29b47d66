//! The pictures of an item, and films and sounds.

use super::item::{Item, Media, Words, said};
use super::status::item_type;
use super::text;
use super::values::Values;
use crate::model::new_article::{ImageRole, ItemType, NewCaption, NewImage, Rendition};

/// Returns true if an item that belongs to a story is shown with it.
pub(super) fn is_shown(item: &Item) -> bool {
    match item.kind.as_deref().map(item_type) {
        Some(Some(ItemType::Text)) => false,
        Some(_) => true,
        None => !item.renditions.is_empty(),
    }
}

/// Makes the picture of an item that is one.
pub(super) fn image(item: &mut Item, values: &mut Values) -> NewImage {
    let descriptions = std::mem::take(&mut item.descriptions);
    let (caption, rest) = caption(descriptions);
    keep_words(item, "descriptions", rest);
    let mut image = NewImage {
        uri: item.id.clone(),
        item_type: item.kind.as_deref().and_then(item_type),
        title: item.headlines.first().map(|headline| headline.text.clone()).unwrap_or_default(),
        creator: creator(item),
        captured: values.moment("content_created", item.content_created.as_deref()),
        usage_terms: item.usage_terms.clone().unwrap_or_default(),
        copyright_notice: item.copyright_notice.clone().or(item.copyright_holder.clone()).unwrap_or_default(),
        license_url: item.license_url.clone(),
        digital_source_type: item.digital_source_type.clone(),
        credit_line: item.credit_line.clone().unwrap_or_default(),
        supplier: item.supplier.clone(),
        people: item.concepts.iter().filter_map(super::concept::Concept::person).collect(),
        alt: item.alt.clone().unwrap_or_default(),
        role: if item.is_lead { ImageRole::Lead } else { ImageRole::Inline },
        ..NewImage::default()
    };
    if image.title.is_empty() {
        image.title = item.title.clone().unwrap_or_default();
    }
    let credit = item.credit_line.clone().or(item.byline.clone()).unwrap_or_default();
    if !caption.is_empty() || !credit.is_empty() {
        image.captions = vec![NewCaption { text: caption, credit, ..NewCaption::default() }];
    }
    let renditions = std::mem::take(&mut item.renditions);
    set_media(&mut image, renditions);
    image
}

fn creator(item: &Item) -> String {
    let names: Vec<&str> = item.creators.iter().map(|creator| creator.name.trim()).collect();
    if names.is_empty() { item.byline.clone().unwrap_or_default() } else { names.join(", ") }
}

/// Returns the words under a picture, and its other descriptions.
fn caption(mut descriptions: Vec<Words>) -> (String, Vec<Words>) {
    let is_caption =
        |words: &Words| ["", "caption", "text", "main", "description"].contains(&words.role.as_str());
    let at = descriptions.iter().position(|words| is_caption(words) && !text::is_html(words));
    let Some(at) = at.or_else(|| (!descriptions.is_empty()).then_some(0)) else {
        return (String::new(), descriptions);
    };
    let caption = text::text(&descriptions.remove(at)).paragraphs.join("\n");
    // The same again with markup says nothing more.
    descriptions.retain(|words| !text::is_html(words));
    (caption, descriptions)
}

/// Keeps texts that have no field, with their roles.
pub(super) fn keep_words(item: &mut Item, name: &str, words: Vec<Words>) {
    let of = |words: Words| match said(&words.role) {
        Some(role) => serde_json::json!({ "role": role, "value": words.text.trim() }),
        None => words.text.trim().into(),
    };
    let kept: Vec<_> = words.into_iter().filter(|words| !words.text.trim().is_empty()).map(of).collect();
    if !kept.is_empty() {
        item.keep(name, kept);
    }
}

/// Says where its bytes are: the largest first, the others as renditions of it.
fn set_media(image: &mut NewImage, mut media: Vec<Media>) {
    media.retain(|media| !media.url.trim().is_empty());
    let kind = match image.item_type {
        Some(ItemType::Video) => "video/",
        Some(ItemType::Audio) => "audio/",
        _ => "image/",
    };
    let rank = |media: &Media| {
        let is_kind = media.media_type.as_deref().is_some_and(|found| found.starts_with(kind));
        (is_kind, media.width.unwrap_or(0), media.byte_size.unwrap_or(0))
    };
    // The first of those that are as large.
    let best = (0..media.len()).rev().max_by_key(|at| rank(&media[*at]));
    let Some(main) = best.map(|at| media.remove(at)) else { return };
    image.width = main.width;
    image.height = main.height;
    image.byte_size = main.byte_size;
    image.media_type = main.media_type;
    image.urls = vec![main.url];
    image.renditions =
        media.into_iter().map(|media| Rendition { url: media.url, width: media.width }).collect();
}
