//! The content itself: `contentSet`.

use crate::ingest::wire::item::{Item, Media, Words, said};
use crate::ingest::wire::nitf;
use crate::ingest::xml::Element;

pub(super) fn fill(item: &mut Item, set: Element) {
    for element in set.children() {
        match element.name() {
            "inlineXML" => fill_xml(item, element),
            "inlineData" => item.bodies.extend(data(element)),
            "remoteContent" => item.renditions.extend(media(element)),
            _ => {}
        }
    }
}

/// Adds a text in XML. The header of a page repeats what the metadata say.
fn fill_xml(item: &mut Item, inline: Element) {
    for root in inline.children() {
        if root.name() == "nitf" {
            nitf::fill(item, root);
            continue;
        }
        let content = if root.name() == "html" { root.child("body") } else { Some(inline) };
        let text = content.map(|content| content.markup_without(|element| element.name() == "header"));
        let role = "html".to_owned();
        item.bodies.extend(text.map(|text| Words { role, text, ..Words::default() }));
    }
}

/// Returns a text that stands in the item. Other data are left where they are.
fn data(element: Element) -> Option<Words> {
    let media_type = element.attribute("contenttype").unwrap_or("text/plain");
    let is_text = media_type.starts_with("text/") && element.attribute("encoding").is_none();
    let text = element.text();
    let is_text = is_text && !text.trim().is_empty();
    is_text.then(|| Words { role: String::new(), media_type: media_type.to_owned(), text })
}

fn media(element: Element) -> Option<Media> {
    let number = |name: &str| element.attribute(name).and_then(|text| text.trim().parse::<u64>().ok());
    Some(Media {
        name: String::new(),
        url: element.attribute("href").and_then(said)?,
        media_type: element.attribute("contenttype").and_then(said),
        width: number("width").and_then(|width| u32::try_from(width).ok()),
        height: number("height").and_then(|height| u32::try_from(height).ok()),
        byte_size: number("size"),
    })
}
