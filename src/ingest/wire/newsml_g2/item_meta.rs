//! What an item says of itself: `itemMeta`, `rightsInfo`, `partMeta`.

use serde_json::{Map, Value, json};

use super::names::Names;
use crate::ingest::wire::item::{Item, Media, Words, said};
use crate::ingest::wire::status::code;
use crate::ingest::wire::text::{joined, lines, of_element, of_html};
use crate::ingest::xml::Element;

pub(super) fn fill<'d>(item: &mut Item, meta: Element<'d>, names: &Names<'d>) {
    for element in meta.children() {
        let text = || said(&joined(&element.text()));
        match element.name() {
            "itemClass" => item.kind = coded(element),
            "provider" => item.provider = Some(names.party(element)),
            "versionCreated" => item.version_created = text(),
            "firstCreated" => item.first_created = text(),
            "embargoed" => item.embargoed = text(),
            "pubStatus" => item.status = coded(element),
            "signal" => item.signals.extend(coded(element).as_deref().map(code)),
            "title" => item.title = text(),
            "edNote" => fill_note(item, element),
            "link" => fill_link(item, element),
            "service" => item.push("services", names.name_or_code(element)),
            "fileName" => item.keep("file_name", text()),
            // Who wrote the file, and how, says nothing of the news.
            "generator" | "profile" | "hash" | "origRep" => {}
            _ => keep(item, element),
        }
    }
}

fn coded(element: Element) -> Option<String> {
    element.attribute("qcode").or(element.attribute("uri")).and_then(said)
}

/// Keeps an element that has no field: its text, or its code.
pub(super) fn keep(item: &mut Item, element: Element) {
    let text = said(&joined(&element.text()));
    item.push(
        element.name(),
        text.or_else(|| coded(element)).or_else(|| element.attribute("literal").and_then(said)),
    );
}

fn fill_note(item: &mut Item, note: Element) {
    // dpa repeats the last line of a text, which is a note of its own.
    let is_repeated = |element: Element| element.attribute("class") == Some("closingline");
    let text = match note.children().next() {
        Some(_) => of_html(&note.markup_without(is_repeated)).paragraphs.join("\n"),
        None => lines(&note.text()),
    };
    let role = note.attribute("role").map(code).unwrap_or_default();
    item.notes.extend(said(&text).map(|text| (role, text)));
}

/// Reads a link: to a picture that belongs to the item, or to something else.
fn fill_link(item: &mut Item, link: Element) {
    let class = link.child("itemClass").and_then(|class| class.attribute("qcode")).map(code);
    let is_shown =
        class.as_deref().is_some_and(|class| matches!(class, "picture" | "graphic" | "video" | "audio"));
    let url = link.attribute("href").and_then(said);
    let id = link.attribute("residref").or(link.attribute("uri")).and_then(said);
    let title = link.child("title").and_then(|title| said(&joined(&title.text())));
    if !is_shown {
        let relation = link.attribute("rel").map(code);
        return keep_link(item, [("rel", relation), ("url", url), ("uri", id), ("title", title)]);
    }
    let media_type = link.attribute("contenttype").and_then(said);
    let media = url.map(|url| Media { url, media_type, ..Media::default() });
    item.associate([Item {
        id,
        kind: class,
        headlines: title.map(|text| Words { text, ..Words::default() }).into_iter().collect(),
        renditions: media.into_iter().collect(),
        is_lead: link.attribute("rank") == Some("1"),
        ..Item::default()
    }]);
}

fn keep_link(item: &mut Item, said: [(&str, Option<String>); 4]) {
    let named = said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?))));
    let link: Map<String, Value> = named.collect();
    item.push("links", Some(link));
}

pub(super) fn fill_rights<'d>(item: &mut Item, rights: Element<'d>, names: &Names<'d>) {
    for element in rights.children() {
        let text = || said(&of_element(element));
        match element.name() {
            "copyrightHolder" => item.copyright_holder = names.name_or_code(element),
            "copyrightNotice" => item.copyright_notice = text(),
            // A program wrote that there are none.
            "usageTerms" => item.usage_terms = text().filter(|terms| terms != "None"),
            "link" => item.license_url = element.attribute("href").and_then(said),
            _ => keep(item, element),
        }
    }
}

/// Keeps what is said of a part, such as a shot of a film.
pub(super) fn keep_part(item: &mut Item, part: Element) {
    let texts = part.children().filter_map(|element| {
        let text = said(&joined(&element.text()))?;
        Some((element.name().to_owned(), json!(text)))
    });
    let part: Map<String, Value> = texts.collect();
    item.push("parts", (!part.is_empty()).then_some(part));
}
