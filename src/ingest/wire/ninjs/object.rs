//! The properties of an item, whatever the version of ninjs.

use serde_json::{Map, Value, json};

use super::concepts::{concepts, genres};
use super::files::renditions;
use super::words::{ids, named_objects, text, words};
use crate::ingest::wire::concept::ConceptKind;
use crate::ingest::wire::item::{Item, Party, Words};

/// Reads an item.
pub(super) fn item(object: Map<String, Value>) -> Item {
    let mut item = Item::default();
    for (name, value) in object {
        if name.eq_ignore_ascii_case("associations") {
            fill_associations(&mut item, value);
        } else {
            fill(&mut item, &name, value);
        }
    }
    // The properties of an object have no order.
    item.concepts.sort_by_key(|concept| concept.kind);
    item
}

/// Reads the items that belong to one. Their own are kept as they are.
fn fill_associations(item: &mut Item, value: Value) {
    item.associate(named_objects(value).map(|(name, object)| {
        let lead = ["main", "lead", "feature", "hero"];
        let is_lead = lead.iter().any(|word| name.to_ascii_lowercase().contains(word));
        let mut association = Item { is_lead, name, ..Item::default() };
        for (name, value) in object {
            fill(&mut association, &name, value);
        }
        association.is_lead |=
            association.relation.as_deref().is_some_and(|relation| lead.contains(&relation));
        association
    }));
}

fn fill(item: &mut Item, name: &str, value: Value) {
    if value.is_null() {
        return;
    }
    let lower = name.to_ascii_lowercase();
    if let Some(field) = single(item, &lower) {
        match text(&value) {
            Ok(text) => *field = text,
            Err(()) => item.reject(name, value.to_string()),
        }
        return;
    }
    if let Some((list, role)) = texts(item, &lower) {
        match words(value, role) {
            Ok(found) => list.extend(found),
            Err(value) => item.reject(name, value.to_string()),
        }
        return;
    }
    if let Some(kind) = concept_kind(&lower) {
        let found = concepts(kind, value);
        let shapes = found
            .iter()
            .filter_map(|concept| concept.details.get("geojson").or(concept.details.get("geoJSON")));
        let shapeless = shapes.filter(|shape| !shape.get("type").is_some_and(Value::is_string));
        let rejected: Vec<String> = shapeless.map(Value::to_string).collect();
        rejected.into_iter().for_each(|shape| item.reject("geojson", shape));
        return item.concepts.extend(found);
    }
    fill_other(item, name, &lower, value);
}

/// Returns the field of a property that is a single text.
fn single<'i>(item: &'i mut Item, name: &str) -> Option<&'i mut Option<String>> {
    Some(match name {
        "uri" => &mut item.id,
        "type" => &mut item.kind,
        "version" => &mut item.version,
        "firstcreated" => &mut item.first_created,
        "versioncreated" => &mut item.version_created,
        "contentcreated" => &mut item.content_created,
        "embargoed" | "embargoeduntil" => &mut item.embargoed,
        "expires" => &mut item.expires,
        "pubstatus" => &mut item.status,
        "copyrightholder" => &mut item.copyright_holder,
        "copyrightnotice" => &mut item.copyright_notice,
        "usageterms" => &mut item.usage_terms,
        "language" => &mut item.language,
        "title" => &mut item.title,
        "by" | "byline" => &mut item.byline,
        "slugline" => &mut item.slugline,
        "located" => &mut item.located,
        "creditline" => &mut item.credit_line,
        "rel" => &mut item.relation,
        _ => return None,
    })
}

/// Returns the list of a property that is a text in a role, or a list of them.
fn texts<'i, 'n>(item: &'i mut Item, name: &'n str) -> Option<(&'i mut Vec<Words>, &'n str)> {
    let (stem, role) = match name {
        "headline" => ("headline", "main"),
        "headlines" | "descriptions" | "bodies" => (name, ""),
        _ => name.split_once('_').filter(|(_, role)| is_role(role))?,
    };
    Some(match stem {
        "headline" | "headlines" => (&mut item.headlines, role),
        "description" | "descriptions" => (&mut item.descriptions, role),
        "body" | "bodies" => (&mut item.bodies, role),
        _ => return None,
    })
}

fn is_role(role: &str) -> bool {
    !role.is_empty() && role.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn concept_kind(name: &str) -> Option<ConceptKind> {
    Some(match name {
        "subject" | "subjects" => ConceptKind::Subject,
        "person" | "people" => ConceptKind::Person,
        "organisation" | "organisations" => ConceptKind::Organization,
        "place" | "places" => ConceptKind::Place,
        "event" | "events" => ConceptKind::Event,
        "object" | "objects" => ConceptKind::Object,
        _ => return None,
    })
}

fn fill_other(item: &mut Item, name: &str, lower: &str, value: Value) {
    match lower {
        "genre" | "genres" => item.genres.extend(genres(value)),
        "renditions" => item.renditions.extend(renditions(value)),
        "altids" => item.other_ids.extend(ids(value)),
        "ednote" => match text(&value) {
            Ok(note) => item.notes.extend(note.map(|note| (String::new(), note))),
            Err(()) => item.reject(name, value.to_string()),
        },
        "representationtype" => fill_extent(item, name, &value),
        "urgency" if is_urgency(&value) => item.keep("urgency", value),
        "urgency" => item.reject(name, value.to_string()),
        "digitalsourcetype" => fill_source_type(item, name, value),
        "rightsinfo" => fill_rights(item, value),
        "plannedcoverage" => {
            let urgencies =
                value.as_array().into_iter().flatten().filter_map(|planned| planned.get("urgency"));
            let bad: Vec<String> =
                urgencies.filter(|urgency| !is_urgency(urgency)).map(Value::to_string).collect();
            bad.into_iter().for_each(|urgency| item.reject("plannedCoverage.urgency", urgency));
            item.keep(name, value);
        }
        "infosource" | "infosources" => fill_sources(item, value),
        "trustindicator" | "trustindicators" => item.keep("trust_indicators", value),
        "profile" if !value.is_string() => item.reject(name, value.to_string()),
        "profile" | "mimetype" | "contenttype" | "eventdetails" | "associations" => {
            item.keep(name, value);
        }
        // The version of the schema, and what can be counted.
        "$standard" | "standard" | "charcount" | "wordcount" => {}
        _ => {
            item.unknown.push(name.to_owned());
            item.keep(name, value);
        }
    }
}

fn is_urgency(value: &Value) -> bool {
    value.as_f64().is_some_and(|urgency| (1.0..=9.0).contains(&urgency))
}

/// Keeps the parties that had a part in an item, as they are and by their parts.
fn fill_sources(item: &mut Item, value: Value) {
    for (name, object) in named_objects(value.clone()) {
        let said = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        let party = Party { name: name.trim().to_owned(), id: said("uri"), ..Party::default() };
        item.sources.push((said("role"), party));
    }
    item.keep("info_sources", value);
}

fn fill_rights(item: &mut Item, value: Value) {
    match value.get("linkedrights").or(value.get("linkedRights")) {
        Some(Value::String(url)) => item.license_url = Some(url.clone()),
        Some(other) => item.reject("linkedRights", other.to_string()),
        None => {}
    }
    item.keep("rights_info", value);
}

fn fill_extent(item: &mut Item, name: &str, value: &Value) {
    match value.as_str() {
        Some("complete" | "full") => item.is_whole = true,
        Some("incomplete" | "partial") => item.is_part = true,
        _ => item.reject(name, value.to_string()),
    }
}

fn fill_source_type(item: &mut Item, name: &str, value: Value) {
    let said = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    item.digital_source_type = said("uri").or_else(|| said("literal")).or_else(|| said("name"));
    if item.digital_source_type.is_none() {
        item.reject(name, json!(value).to_string());
    }
}
