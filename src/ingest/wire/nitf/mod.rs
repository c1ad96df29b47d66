//! NITF, the markup of news text: an item by itself, or the text of an item in NewsML-G2.

pub(super) mod content;

use super::article;
use super::concept::{Code, Concept, ConceptKind};
use super::item::{Item, Media, Party, Words, said};
use super::text::joined;
use crate::ingest::decode;
use crate::ingest::hint::Hint;
use crate::ingest::reading::Readings;
use crate::ingest::root::root;
use crate::ingest::warning::Unreadable;
use crate::ingest::xml::{self, Element};
use crate::model::new_article::{CreditKind, Role};
use content::markup_of;

/// Returns true if a text begins with the element of NITF.
pub(in crate::ingest) fn begins(text: &str) -> bool {
    root(text).is_some_and(|(name, _)| name == "nitf")
}

/// Reads an item of its own.
pub(in crate::ingest) fn read(bytes: &[u8], _: &Hint) -> Result<Readings, Unreadable> {
    let (text, inferred) = decode::declared(bytes, None)?;
    let document = xml::parse(&text)?;
    let mut item = Item::default();
    fill(&mut item, document.root());
    let mut reading = article::reading(item);
    reading.warnings.splice(..0, inferred.into_iter().chain(xml::unread(&text)));
    Ok(reading.into())
}

/// Fills in what an element `nitf` says and the item doesn't say yet.
pub(super) fn fill(item: &mut Item, nitf: Element) {
    if let Some(head) = nitf.child("head") {
        fill_head(item, head);
    }
    let Some(body) = nitf.child("body") else { return };
    if let Some(head) = body.child("body.head") {
        fill_body_head(item, head);
    }
    let content = markup_of(nitf);
    if !content.trim().is_empty() {
        item.bodies.push(Words { role: "html".to_owned(), text: content, ..Words::default() });
    }
    let media = body.descendants().filter(|element| element.name() == "media");
    item.associate(media.filter_map(association));
    if let Some(end) = body.child("body.end").and_then(|end| end.child("tagline")) {
        item.keep("tagline", joined(&end.text()));
    }
}

fn fill_head(item: &mut Item, head: Element) {
    item.title = item.title.take().or_else(|| element_text(head, "title"));
    for meta in head.all("meta") {
        if let (Some(name), Some(content)) = (meta.attribute("name"), meta.attribute("content")) {
            fill_meta(item, name, content);
        }
    }
    for code in head.child("tobject").into_iter().flat_map(|object| object.descendants().collect::<Vec<_>>())
    {
        item.concepts.extend(subject(code));
    }
    if let Some(data) = head.child("docdata") {
        fill_docdata(item, data);
    }
    let pubdata = head.child("pubdata");
    let published = pubdata.and_then(|data| data.attribute("date.publication"));
    item.first_created = item.first_created.take().or_else(|| published.and_then(said));
    let name = pubdata.and_then(|data| data.attribute("name")).and_then(said);
    if let (None, Some(name)) = (&item.provider, name) {
        item.provider = Some(Party { name, ..Party::default() });
    }
    item.section = item.section.take().or_else(|| pubdata?.attribute("position.section").and_then(said));
}

fn subject(code: Element) -> Option<Concept> {
    let number = code.attribute("tobject.subject.refnum")?;
    let name = ["detail", "matter", "type"]
        .iter()
        .find_map(|part| code.attribute(&format!("tobject.subject.{part}")).and_then(said));
    Some(Concept { name: name.unwrap_or_default(), code: Code::new("subj", number), ..Concept::default() })
}

/// Keeps what programs put into `meta`: slugs, priorities, ids.
fn fill_meta(item: &mut Item, name: &str, content: &str) {
    let Some(content) = said(content) else { return };
    match name.to_ascii_lowercase().as_str() {
        "slug" | "slugline" => item.slugline = Some(content),
        "charcount" | "wordcount" => {}
        _ => {
            let meta = item.extra.entry("meta").or_insert_with(|| serde_json::json!({}));
            meta[name] = content.into();
        }
    }
}

fn fill_docdata(item: &mut Item, data: Element) {
    let norm = |name| data.child(name).and_then(|element| element.attribute("norm").and_then(said));
    item.status = item.status.take().or_else(|| data.attribute("management-status").and_then(said));
    let id = data.child("doc-id").and_then(|id| id.attribute("id-string")).and_then(said);
    let regid = data.child("doc-id").and_then(|id| id.attribute("regsrc")).and_then(said);
    match (&item.id, id, regid) {
        (None, Some(id), Some(giver)) if !id.contains(':') => item.other_ids.push((giver, id)),
        (None, Some(id), _) => item.id = Some(id),
        (Some(_), Some(id), giver) => item.other_ids.push((giver.unwrap_or_else(|| "nitf".to_owned()), id)),
        _ => {}
    }
    item.first_created = item.first_created.take().or_else(|| norm("date.issue"));
    item.embargoed = item.embargoed.take().or_else(|| norm("date.release"));
    item.expires = item.expires.take().or_else(|| norm("date.expire"));
    let attribute =
        |name: &str, key: &str| data.child(name).and_then(|found| found.attribute(key)).and_then(said);
    item.keep_urgency(attribute("urgency", "ed-urg"));
    item.slugline = item.slugline.take().or_else(|| attribute("fixture", "fix-id"));
    item.copyright_holder = item.copyright_holder.take().or_else(|| attribute("doc.copyright", "holder"));
    if let Some(year) = attribute("doc.copyright", "year") {
        item.keep("copyright_year", year);
    }
    for note in data.all("ed-msg") {
        item.notes.extend(note.attribute("info").and_then(said).map(|note| (String::new(), note)));
    }
    for correction in data.all("correction") {
        item.signals.push("correction".to_owned());
        item.notes
            .extend(correction.attribute("info").and_then(said).map(|note| ("correction".to_owned(), note)));
    }
    for keyword in data.child("key-list").into_iter().flat_map(|list| list.all("keyword").collect::<Vec<_>>())
    {
        item.keywords.extend(keyword.attribute("key").and_then(said));
    }
    let content = data.child("identified-content");
    for element in content.into_iter().flat_map(|content| content.children().collect::<Vec<_>>()) {
        item.concepts.extend(identified(element));
    }
}

fn identified(element: Element) -> Option<Concept> {
    let kind = match element.name() {
        "person" => ConceptKind::Person,
        "org" => ConceptKind::Organization,
        "location" => ConceptKind::Place,
        "event" => ConceptKind::Event,
        "object.title" => ConceptKind::Object,
        "classifier" => ConceptKind::Subject,
        _ => return None,
    };
    let name = said(&joined(&element.text())).or_else(|| element.attribute("value").and_then(said))?;
    let code = Code::new(
        element.attribute("idsrc").unwrap_or_default(),
        element.attribute("value").filter(|value| *value != name).unwrap_or_default(),
    );
    Some(Concept { kind, name, code, ..Concept::default() })
}

fn fill_body_head(item: &mut Item, head: Element) {
    let headlines = head.child("hedline");
    if item.headlines.is_empty() {
        let lines = headlines.into_iter().flat_map(|lines| lines.children().collect::<Vec<_>>());
        for line in lines {
            let role = if line.name() == "hl1" { "main" } else { "" };
            let text = joined(&line.text());
            item.headlines.push(Words { role: role.to_owned(), text, ..Words::default() });
        }
    }
    if item.byline.is_none() {
        fill_byline(item, head);
    }
    let dateline = head.child("dateline").and_then(|dateline| said(&joined(&dateline.text())));
    item.dateline = item.dateline.take().or(dateline);
    let date = head.child("dateline").and_then(|dateline| dateline.child("story.date"));
    let date = date.and_then(|date| date.attribute("norm")).and_then(said);
    item.first_created = item.first_created.take().or(date);
    let summary = head.child("abstract").map(|summary| summary.markup());
    if let (true, Some(text)) = (item.descriptions.is_empty(), summary) {
        let text = super::text::of_html(&text).paragraphs.join("\n");
        item.descriptions.push(Words { role: "summary".to_owned(), text, ..Words::default() });
    }
    let rights = head.child("rights").and_then(|rights| said(&joined(&rights.text())));
    item.usage_terms = item.usage_terms.take().or(rights);
    let notes = head.all("note").filter_map(|note| said(&joined(&note.text())));
    item.notes.extend(notes.map(|note| ("note".to_owned(), note)));
    let distributor = head.child("distributor").and_then(|found| said(&joined(&found.text())));
    if let (None, Some(name)) = (&item.provider, distributor) {
        item.provider = Some(Party { name, ..Party::default() });
    }
}

fn fill_byline(item: &mut Item, head: Element) {
    for byline in head.all("byline") {
        let text = joined(&byline.text());
        item.byline = match item.byline.take() {
            Some(before) => Some([before.as_str(), "; ", &text].concat()),
            None => said(&text),
        };
        if item.creators.is_empty() {
            let people = byline.all("person").filter_map(|person| said(&joined(&person.text())));
            let party = |name| Party { name, kind: Some(CreditKind::Person), ..Party::default() };
            item.creators = people.map(party).collect();
        }
    }
}

/// Returns a picture with its caption and producer.
fn association(media: Element) -> Option<Item> {
    let kind = media.attribute("media-type").map_or("picture", |kind| match kind {
        "image" => "picture",
        other => other,
    });
    let mut item = Item { kind: Some(kind.to_owned()), ..Item::default() };
    for reference in media.all("media-reference") {
        item.renditions.extend(rendition(reference));
        let alt = reference.attribute("alternate-text").and_then(said);
        item.alt = item.alt.take().or(alt);
        let notice = reference.attribute("copyright").and_then(said);
        item.copyright_notice = item.copyright_notice.take().or(notice);
    }
    for caption in media.all("media-caption") {
        let text = super::text::of_html(&caption.markup()).paragraphs.join("\n");
        item.descriptions.push(Words { role: "caption".to_owned(), text, ..Words::default() });
    }
    let producer = media.child("media-producer").and_then(|producer| said(&joined(&producer.text())));
    if let Some(name) = producer {
        item.byline = Some(name.clone());
        item.creators.push(Party { name, role: Role::Photographer, ..Party::default() });
    }
    let says_nothing = item.renditions.is_empty() && item.descriptions.is_empty();
    (!says_nothing).then_some(item)
}

fn rendition(reference: Element) -> Option<Media> {
    let number = |name: &str| reference.attribute(name).and_then(|text| text.trim().parse().ok());
    Some(Media {
        name: String::new(),
        url: reference.attribute("source").and_then(said)?,
        media_type: reference.attribute("mime-type").and_then(said),
        width: number("width"),
        height: number("height"),
        byte_size: None,
    })
}

fn element_text(parent: Element, name: &str) -> Option<String> {
    parent.child(name).and_then(|element| said(&joined(&element.text())))
}
