//! Every field of a record, with each value that it can't or need not have: the others stay, and nothing said is lost
//! without a word.

use serde_json::{Map, Value, json};

use crate::one;

/// A record in which all is said.
const FULL: &str = r#"{
    "uri": "urn:courier:ferry",
    "url": "https://courier.example/ferry",
    "urls": [{"url": "https://courier.example/amp/ferry", "relation": "amp"}],
    "keys": [{"scheme": "guid", "value": "courier-1", "scope": "courier.example"}],
    "type": "text",
    "publication": {
        "title": "Harbour Courier", "domain": "courier.example", "language": "en", "country": "NO",
        "time_zone": "Europe/Oslo"
    },
    "section": "Coast",
    "language": "en",
    "genre": "Feature",
    "status": "withheld",
    "embargoed": "2024-03-04T09:30:00Z",
    "expires": "2025-03-04T09:30:00Z",
    "published": "2024-03-04T09:30+01:00",
    "published_printed": "MARCH 4, 2024",
    "modified": "2024-03-05",
    "version": 2,
    "headline": "Ferry stops",
    "dek": "A bridge takes its place",
    "byline": "By ANA REIS",
    "located": "OSLO, March 4",
    "body": "The ferry stopped on Monday.\n\nA bridge takes its place.",
    "rich_body": {"media_type": "text/html", "content": "<p>The ferry stopped on Monday.</p>"},
    "extent": "full",
    "credits": [{"name": "Ana Reis", "kind": "person", "role": "editor"}],
    "people": [{"name": "Runa Aske", "keys": [{"scheme": "wikidata", "value": "Q1"}]}],
    "images": [{
        "uri": "urn:courier:pier", "urls": ["https://courier.example/pier.jpg"],
        "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "width": 640, "height": 480, "byte_size": 70000,
        "media_type": "image/jpeg", "type": "picture", "title": "Pier", "creator": "Bo Wren",
        "captured": "2024-03-03", "usage_terms": "Once", "copyright_notice": "Courier",
        "license_url": "https://courier.example/license", "rights_expire": "2030-01-01T00:00:00Z",
        "digital_source_type": "digitalCapture", "alt": "A pier", "credit_line": "Courier/Wren",
        "supplier": "Courier", "people": [{"name": "Bo Wren"}], "role": "lead", "after_paragraph": 1,
        "captions": [{
            "text": "The pier.", "credit": "Bo Wren", "alt": "Pier in fog", "photographer": "Bo Wren",
            "agency": "Courier", "language": "en"
        }],
        "clear": ["title"], "extra": {"camera": "old"}
    }],
    "tags": [{"name": "Ferries", "scheme": "courier", "set_by": "editor", "inferred": true}],
    "tags_printed": "Tags: Ferries",
    "clear": ["genre"],
    "value_source": "feed",
    "value_sources": {"body": "json_ld"},
    "mood": "grey"
}"#;

fn full() -> Value {
    serde_json::from_str(FULL).unwrap()
}

/// Paths of all values, such as `/images/0/width`.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    if !path.is_empty() {
        found.push(path.to_owned());
    }
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| paths(value, &format!("{path}/{name}"), found))
        }
        Value::Array(items) => {
            (0..).zip(items).for_each(|(at, item)| paths(item, &format!("{path}/{at}"), found))
        }
        _ => {}
    }
}

/// Each path, with the record in which the value stands there.
fn with_everywhere(value: &Value) -> Vec<(String, Value)> {
    let full = full();
    let mut found = Vec::new();
    paths(&full, "", &mut found);
    let with = |path: String| {
        let mut record = full.clone();
        *record.pointer_mut(&path).unwrap() = value.clone();
        (path, record)
    };
    found.into_iter().map(with).collect()
}

fn document(record: &Value) -> (Map<String, Value>, Vec<String>) {
    let reading = one(&record.to_string());
    let Value::Object(document) = serde_json::to_value(&reading.article).unwrap() else { unreachable!() };
    (document, reading.warnings.iter().map(ToString::to_string).collect())
}

/// Holds all fields but that of the path against those of the full record, and returns it with what was warned of.
fn others_stay(path: &str, record: &Value) -> (Map<String, Value>, Vec<String>) {
    let top = path.split('/').nth(1).unwrap();
    let (document, warnings) = document(record);
    let mut expected = full();
    // An empty list of these takes back what was said.
    if ["credits", "people", "images", "tags"].contains(&top) && record[top] == json!([]) {
        expected["clear"] = json!(["genre", top]);
    }
    for (name, value) in expected.as_object().unwrap().iter().filter(|(name, _)| *name != top) {
        assert_eq!(document.get(name), Some(value), "{name} of {record}");
    }
    (document, warnings)
}

#[test]
fn the_full_record_is_taken_as_it_is() {
    let (document, warnings) = document(&full());
    assert_eq!(Value::Object(document), full());
    assert_eq!(warnings, [""; 0]);
}

#[test]
fn null_says_nothing_to_serde_either() {
    for (path, record) in with_everywhere(&json!(null)) {
        let read = serde_json::from_value::<dateline::NewArticle>(record);
        let is_needed = ["/name", "/scheme", "/value", "/url"].iter().any(|end| path.ends_with(end));
        let is_item =
            ["/keys/0", "/images/0", "/clear/0", "/value_sources/body"].iter().any(|end| path.contains(end));
        assert!(read.is_ok() || is_needed || is_item, "{path}: {read:?}");
    }
}

#[test]
fn null_and_empty_say_nothing_anywhere() {
    for nothing in [json!(null), json!(""), json!(" \n"), json!([]), json!({}), json!([null, ""])] {
        for (path, record) in with_everywhere(&nothing) {
            // What has no name, what stands outside all fields, and what holds anything.
            let is_other = ["/mood", "/images/0/extra/camera"].contains(&&*path);
            let is_needed = ["/name", "/scheme", "/value", "/url"].iter().any(|end| path.ends_with(end))
                && path.matches('/').count() > 1;
            let (document, warnings) = others_stay(&path, &record);
            if !is_other && !is_needed {
                assert_eq!(warnings, [""; 0], "{path}");
                assert!(!document.contains_key("invalid") && !document.contains_key("unknown"), "{path}");
            }
        }
    }
}

#[test]
fn whatever_a_field_says_it_costs_no_other_and_is_not_lost() {
    let odd = [
        json!("zzq 70707"),
        json!(70707.25),
        json!(-70707),
        json!(true),
        json!(["zzq", 70707]),
        json!([["zzq"]]),
        json!({"zzq": 70707}),
        json!([{"zzq": [70707]}, "zzq"]),
        json!({"name": {"zzq": 70707}, "url": ["zzq"], "value": 70707}),
    ];
    for value in odd {
        for (path, record) in with_everywhere(&value) {
            let (document, warnings) = others_stay(&path, &record);
            let kept = Value::Object(document).to_string();
            let mut marks = Vec::new();
            paths_of_marks(&value, &mut marks);
            for mark in marks {
                let is_kept = kept.contains(&mark) || warnings.iter().any(|warning| warning.contains(&mark));
                assert!(is_kept, "{mark} of {path} in {value}: {kept}, {warnings:?}");
            }
        }
    }
}

/// The texts and numbers of a value, as they are written.
fn paths_of_marks(value: &Value, marks: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| paths_of_marks(value, marks)),
        Value::Array(items) => items.iter().for_each(|value| paths_of_marks(value, marks)),
        Value::String(text) => marks.push(text.clone()),
        Value::Bool(true) => {}
        other => marks.push(other.to_string().trim_start_matches('-').to_owned()),
    }
}

#[test]
fn what_is_invalid_is_named_with_its_place() {
    let record = json!({
        "headline": "Fog", "published": "soon", "status": "published", "tags": [{"name": "Fog", "set_by": "me"}],
        "images": [{"urls": ["https://example.org/a.jpg"], "width": -1, "role": "cover"}],
        "credits": [{"role": "author", "kind": "robot"}], "keys": ["abc"], "clear": ["tags", "mood"],
        "value_sources": {"body": "rumour", "mood": "feed"},
        "invalid": ["genre: 7"],
    });
    let reading = one(&record.to_string());
    let expected = [
        "clear[1]: mood",
        "credits[0].kind: robot",
        "credits[0]: {\"role\":\"author\"}",
        "images[0].role: cover",
        "images[0].width: -1",
        "keys[0]: abc",
        "published: soon",
        "status: published",
        "tags[0].set_by: me",
        "value_sources.body: rumour",
        "value_sources.mood: feed",
    ];
    let mut said: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
    let mut kept: Vec<&str> = reading.article.extra["invalid"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kept| kept.as_str().unwrap())
        .collect();
    assert_eq!(kept.remove(0), "genre: 7");
    kept.sort_unstable();
    assert_eq!(kept, expected);
    said.sort_unstable();
    let warning = |kept: &str| {
        let (field, value) = kept.split_once(": ").unwrap();
        format!("{field} can't be `{value}`; it is kept in `extra.invalid`")
    };
    let mut warned = expected.map(warning);
    warned.sort_unstable();
    assert_eq!(said, warned);
}

#[test]
fn unknown_fields_are_kept_wherever_they_stand() {
    let reading = one(
        r#"{"headline": "Ferry delayed", "mood": "grey", "tags": ["Fog", {"name": "Ferry", "weight": 3}],
        "images": [{"urls": ["https://example.org/a.jpg"], "shade": "grey", "alt": "", "note": null}],
        "unknown": {"source": 7}}"#,
    );
    let extra = &reading.article.extra;
    assert_eq!(extra["mood"], "grey");
    let unknown = json!({"source": 7, "tags[1].weight": 3, "images[0].shade": "grey"});
    assert_eq!(extra["unknown"], unknown);
    assert_eq!(extra.len(), 2);
    assert_eq!(reading.warnings, []);
}

#[test]
fn an_empty_list_takes_back_and_null_says_nothing() {
    let article = |json: &str| one(json).article;
    let emptied = article(
        r#"{"url": "https://courier.example/ferry", "credits": [], "people": [], "images": [], "tags": [], "keys": []}"#,
    );
    let names: Vec<_> = emptied.clear.iter().map(|field| field.as_str()).collect();
    assert_eq!(names, ["credits", "people", "images", "tags"]);
    let null = article(
        r#"{"url": "https://courier.example/ferry", "credits": null, "people": null, "images": null, "tags": null}"#,
    );
    assert_eq!(null.clear, []);
    let twice = article(r#"{"url": "https://courier.example/ferry", "tags": [], "clear": ["tags"]}"#);
    assert_eq!(twice.clear.len(), 1);
}
