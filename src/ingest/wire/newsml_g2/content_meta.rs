//! What an item says of its content: `contentMeta`.

use super::item_meta::keep;
use super::names::{Names, code_of};
use crate::ingest::wire::item::{Item, Party, Words, said};
use crate::ingest::wire::status::{code, role};
use crate::ingest::wire::text::{joined, of_element};
use crate::ingest::xml::Element;
use crate::model::new_article::Role;

pub(super) fn fill<'d>(item: &mut Item, meta: Element<'d>, names: &Names<'d>) {
    for element in meta.children() {
        let text = || said(&joined(&element.text()));
        match element.name() {
            "contentCreated" => item.content_created = text(),
            "contentModified" => item.keep("content_modified", text()),
            "urgency" => item.keep_urgency(text()),
            "located" => item.located = names.name_or_code(element),
            "dateline" => item.dateline = text(),
            "by" => item.byline = text(),
            "creditline" => item.credit_line = text(),
            "creator" => item.creators.extend(party(element, names, Role::Author)),
            "contributor" => item.creators.extend(party(element, names, Role::Contributor)),
            "infoSource" => fill_source(item, element, names),
            "altId" => fill_id(item, element),
            "language" => item.language = element.attribute("tag").and_then(said).or(item.language.take()),
            "genre" => item.genres.extend(names.name_or_code(element)),
            "subject" => fill_subject(item, element, names),
            "keyword" => item.keywords.extend(text()),
            "slugline" => item.slugline = text(),
            "headline" => {
                item.headlines.extend(text().map(|text| Words { text, ..role_of(element) }));
            }
            "description" => {
                let text = said(&of_element(element));
                item.descriptions.extend(text.map(|text| Words { text, ..role_of(element) }));
            }
            "digitalSourceType" => {
                let uri = element.attribute("uri").and_then(said);
                item.digital_source_type = uri.or_else(|| said(&code_of(element).value));
            }
            _ => keep(item, element),
        }
    }
}

fn role_of(element: Element) -> Words {
    Words { role: element.attribute("role").map(code).unwrap_or_default(), ..Words::default() }
}

fn party<'d>(element: Element<'d>, names: &Names<'d>, role_of_all: Role) -> Option<Party> {
    let mut party = names.party(element);
    if party.name.is_empty() {
        return None;
    }
    party.role = element.attribute("role").and_then(role).unwrap_or(role_of_all);
    Some(party)
}

fn fill_source<'d>(item: &mut Item, element: Element<'d>, names: &Names<'d>) {
    let name = names.name_or_code(element);
    let role = element.attribute("role").map(code).unwrap_or_default();
    if role == "supplier" && item.supplier.is_none() {
        item.supplier.clone_from(&name);
    }
    item.push("info_sources", name);
}

fn fill_id(item: &mut Item, element: Element) {
    let value = element.attribute("id").and_then(said).or_else(|| said(&joined(&element.text())));
    let giver = element.attribute("type").or(element.attribute("environment")).map(code);
    item.other_ids.extend(value.map(|value| (giver.unwrap_or_else(|| "altid".to_owned()), value)));
}

/// Adds a subject. A category of the sender is its section.
fn fill_subject<'d>(item: &mut Item, element: Element<'d>, names: &Names<'d>) {
    if element.attribute("type").map(code).as_deref() == Some("category") && item.section.is_none() {
        item.section = names.name_or_code(element);
        return;
    }
    item.concepts.push(names.concept(element));
}
