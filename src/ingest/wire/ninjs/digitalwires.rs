//! dpa's own JSON (`digitalwires`): the properties of an item under dpa's names.

use serde_json::{Map, Value};

use super::concepts::code;
use super::files::rendition;
use super::words::text;
use crate::ingest::markup::Fragment;
use crate::ingest::wire::concept::{Code, Concept, ConceptKind};
use crate::ingest::wire::item::{Item, Party, Words, said};
use crate::ingest::wire::status;
use crate::ingest::wire::text::{lines, of_html};
use crate::model::new_article::Role;

/// Returns true if an object is an item of dpa.
pub(super) fn is_one(object: &Map<String, Value>) -> bool {
    let format = object.get("format").and_then(Value::as_str);
    format.is_some_and(|format| format.starts_with("digitalwires"))
}

/// Reads an item.
pub(super) fn item(mut object: Map<String, Value>) -> Item {
    let mut item = Item::default();
    fill_texts(&mut item, &object);
    fill_categories(&mut item, &objects(&mut object, "categories"));
    for note in objects(&mut object, "ednotes") {
        item.notes.extend(string(&note, "ednote").map(|text| (role(&note), lines(&text))));
    }
    if let Some(Value::Object(notepad)) = object.get("notepad") {
        let html = |name| notepad.get(name).and_then(Value::as_str).unwrap_or_default();
        let html = ["header_html", "public_html", "nonpublic_html"].map(html).concat();
        item.notes
            .extend(said(&of_html(&html).paragraphs.join("\n")).map(|text| ("notepad".to_owned(), text)));
    }
    for description in objects(&mut object, "descriptions") {
        let text = string(&description, "description");
        let role = role(&description);
        item.descriptions.extend(text.map(|text| Words { role, text, ..Words::default() }));
    }
    fill_links(&mut item, object.get("linkbox_html").and_then(Value::as_str).unwrap_or_default());
    fill_associations(&mut item, objects(&mut object, "associations"));
    item
}

fn fill_texts(item: &mut Item, object: &Map<String, Value>) {
    let said = |name: &str| object.get(name).and_then(|value| text(value).ok()?);
    item.id = said("urn");
    item.version = said("version");
    item.version_created = said("version_created");
    item.content_created = said("content_created");
    item.status = said("pubstatus");
    item.signals.extend(said("signal").as_deref().map(status::code));
    item.embargoed = said("embargoed");
    item.language = said("language");
    item.byline = said("byline");
    item.dateline = said("dateline");
    item.credit_line = said("creditline");
    item.copyright_notice = said("copyrightnotice");
    item.usage_terms = said("usageterms");
    let headline = |name| said(name).map(|text| Words { text, ..Words::default() });
    item.headlines = ["headline", "subhead", "kicker"].into_iter().filter_map(headline).collect();
    let teaser = said("teaser").map(|text| Words { role: "teaser".to_owned(), text, ..Words::default() });
    item.descriptions.extend(teaser);
    let html = [said("article_html"), said("infobox_html")].into_iter().flatten().collect::<String>();
    if !html.is_empty() {
        item.bodies.push(Words { role: "html".to_owned(), text: html, ..Words::default() });
    }
    item.keep_urgency(said("urgency"));
    if let Some(notice) = said("autopublishnotice") {
        item.keep("autopublish_notice", notice);
    }
}

fn fill_categories(item: &mut Item, categories: &[Map<String, Value>]) {
    let of_kind = |kind: &str| {
        let is_kind = |found: &str| found.strip_prefix("dnltype:") == Some(kind);
        let found =
            categories.iter().filter(move |category| string(category, "type").is_some_and(|of| is_kind(&of)));
        found.cloned().collect::<Vec<_>>()
    };
    let names =
        |kind: &str| of_kind(kind).iter().filter_map(|found| string(found, "name")).collect::<Vec<_>>();
    let parties = |kind: &str, role| {
        let party = move |found: &Map<String, Value>| {
            let id = string(found, "qcode").unwrap_or_default();
            Some(Party { name: string(found, "name")?, id, role, kind: None })
        };
        of_kind(kind).iter().filter_map(party).collect::<Vec<_>>()
    };
    item.creators = parties("creator", Role::Author);
    item.creators.extend(parties("contributor", Role::Contributor));
    item.provider = parties("provider", Role::Author).into_iter().next();
    item.section = names("desk").into_iter().next();
    item.located = names("located").into_iter().next();
    let signals = of_kind("signal").iter().filter_map(|found| string(found, "qcode")).collect::<Vec<_>>();
    item.signals.extend(signals.iter().map(|signal| status::code(signal)));
    item.signals.dedup();
    names("scope").into_iter().for_each(|name| item.push("audience", Some(name)));
    item.genres = names("genre");
    item.keywords = names("keyword");
    names("wire").into_iter().for_each(|name| item.push("services", Some(name)));
    names("rubric").into_iter().for_each(|name| item.push("rubrics", Some(name)));
    names("infosource").into_iter().for_each(|name| item.push("info_sources", Some(name)));
    let supplier = |found: &Map<String, Value>| role(found) == "supplier";
    item.supplier = of_kind("infosource").into_iter().find(supplier).and_then(|found| string(&found, "name"));
    for (kind, of) in [
        ("geosubject", ConceptKind::Place),
        ("dpasubject", ConceptKind::Subject),
        ("subject", ConceptKind::Subject),
        ("person", ConceptKind::Person),
        ("poi", ConceptKind::Place),
    ] {
        item.concepts.extend(of_kind(kind).iter().filter_map(|found| concept(of, found)));
    }
}

fn concept(kind: ConceptKind, category: &Map<String, Value>) -> Option<Concept> {
    // The name of a place on a map is longer: it has the address.
    let place = category.get("geojson").and_then(|place| place.pointer("/properties/name")?.as_str());
    let name = place.and_then(said).or_else(|| string(category, "name"))?;
    let code = string(category, "qcode").map_or_else(|| code(category), |code| Code::qualified(&code));
    Some(Concept { kind, name, code, ..Concept::default() })
}

/// Reads the links of a box of links.
fn fill_links(item: &mut Item, html: &str) {
    for link in Fragment::of(html, None).links {
        let mut kept = Map::new();
        kept.insert("rel".to_owned(), "seealso".into());
        kept.insert("url".to_owned(), link.url.into());
        kept.insert("title".to_owned(), link.text.into());
        item.push("links", Some(kept));
    }
}

/// Reads the pictures, films and sounds of an item. Without a text the first of them is the item itself.
fn fill_associations(item: &mut Item, associations: Vec<Map<String, Value>>) {
    let mut associations = associations.into_iter().map(association);
    item.kind = Some("text".to_owned());
    if item.bodies.is_empty()
        && let Some(first) = associations.next()
    {
        item.kind = first.kind;
        item.renditions = first.renditions;
        if item.descriptions.is_empty() {
            item.descriptions = first.descriptions;
        }
    }
    item.associate(associations);
}

fn association(mut object: Map<String, Value>) -> Item {
    let caption = string(&object, "caption");
    let caption = caption.map(|text| Words { role: "caption".to_owned(), text, ..Words::default() });
    let headline = string(&object, "headline").map(|text| Words { text, ..Words::default() });
    Item {
        id: string(&object, "urn"),
        kind: string(&object, "type").map(|kind| if kind == "image" { "picture".to_owned() } else { kind }),
        is_lead: string(&object, "rank").as_deref() == Some("1"),
        headlines: headline.into_iter().collect(),
        descriptions: caption.into_iter().collect(),
        credit_line: string(&object, "creditline"),
        renditions: objects(&mut object, "renditions").iter().filter_map(rendition).collect(),
        ..Item::default()
    }
}

fn objects(object: &mut Map<String, Value>, name: &str) -> Vec<Map<String, Value>> {
    let Some(Value::Array(values)) = object.remove(name) else { return Vec::new() };
    let objects = values.into_iter().filter_map(|value| match value {
        Value::Object(object) => Some(object),
        _ => None,
    });
    objects.collect()
}

fn string(object: &Map<String, Value>, name: &str) -> Option<String> {
    object.get(name).and_then(|value| text(value).ok()?)
}

fn role(object: &Map<String, Value>) -> String {
    string(object, "role").as_deref().map(status::code).unwrap_or_default()
}
