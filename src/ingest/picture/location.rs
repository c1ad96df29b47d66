//! Places where a picture was taken, or that it shows.

use serde_json::{Map, Value};

use super::xmp_value::field;
use crate::ingest::xml::Element;

/// The fields of a place in XMP, and the names that they have here.
const FIELDS: [(&str, &str); 7] = [
    ("Sublocation", "sublocation"),
    ("City", "city"),
    ("ProvinceState", "state"),
    ("CountryName", "country"),
    ("CountryCode", "country_code"),
    ("WorldRegion", "world_region"),
    ("LocationName", "name"),
];

/// Reads a place.
pub(super) fn take(into: &mut Map<String, Value>, place: Element) {
    for (name, known) in FIELDS {
        let text = field(place, name);
        if !text.is_empty() {
            into.insert(known.to_owned(), text.into());
        }
    }
}

/// Returns a place by itself.
pub(super) fn value(place: Element) -> Value {
    let mut fields = Map::new();
    take(&mut fields, place);
    Value::Object(fields)
}

/// Returns a place as a dateline prints it: `Nordvik, Norway`.
pub(super) fn printed(place: &Map<String, Value>) -> String {
    let parts = ["city", "state", "country"].into_iter().filter_map(|name| place.get(name)?.as_str());
    let mut parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.dedup();
    parts.join(", ")
}
