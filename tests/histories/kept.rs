//! Nothing that a save says is lost without a word.

use dateline::{ArticleField, NewArticle, Saved, Snapshot};
use serde_json::{Map, Value};

use crate::failure::{Failure, holds};
use crate::model::merge::fields;
use crate::world::Url;

/// Fields that steer a save, and are no values.
const STEERING: &[&str] = &["clear", "value_source", "value_sources"];

/// Fails unless each value given is in the article, in a revision, in `extra`, or named in a warning.
pub fn everything(
    snapshot: &Snapshot<'_>,
    new: &NewArticle,
    saved: &Saved,
    urls: &[Url],
) -> Result<(), Failure> {
    let Some(id) = saved.id else { return Ok(()) };
    let article = snapshot.article(id)?.expect("it was just saved");
    let mut states = vec![fields(&snapshot.document(&article)?)];
    states.extend(snapshot.revisions_of(id)?.iter().map(|revision| fields(&revision.document)));
    let warnings = format!("{:?}", saved.warnings).to_lowercase();
    for (field, value) in fields(new) {
        if STEERING.contains(&field.as_str()) {
            continue;
        }
        for part in parts(&field, &value) {
            let is_kept = match field.as_str() {
                "url" | "urls" => states.iter().any(|state| has_url(state, part, urls)),
                // A day says nothing that a time of that day doesn't.
                "published" => states.iter().any(|state| has_date(state, part)),
                // An article has one `uri`; another one is a key.
                "uri" => states.iter().any(|state| has(state, &field, part) || has(state, "keys", part)),
                _ => states.iter().any(|state| has(state, &field, part)),
            };
            let called = match field.as_str() {
                "extent" => "body",
                field if ArticleField::from_word(field).is_some() => field,
                _ => "extra",
            };
            // What is said of a picture itself is named with its URL.
            let is_of_picture = field == "images" && warnings.contains("picturekept");
            let is_told =
                is_of_picture || warnings.contains(called) || warnings.contains(&name(part).to_lowercase());
            holds(is_kept || is_told, || {
                format!("lost: {field} {part} of {new:?}\n    {saved:?}\n    kept {states:?}")
            })?;
        }
    }
    Ok(())
}

/// Returns a value, or the single ones of a list.
fn parts<'v>(field: &str, value: &'v Value) -> Vec<&'v Value> {
    match value {
        Value::Array(values) if field != "body" => values.iter().collect(),
        value => vec![value],
    }
}

/// Returns what a warning calls a value by.
fn name(value: &Value) -> String {
    let named = ["url", "value", "name"].iter().find_map(|field| value.get(field));
    plain(named.unwrap_or(value))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns true if a state of the article says the value, in whatever field and spelling.
fn has(state: &Map<String, Value>, field: &str, value: &Value) -> bool {
    contains(state.get(field), value) || contains(state.get("extra"), value)
}

/// Returns true if a state of the article has a date, or a more exact one.
fn has_date(state: &Map<String, Value>, value: &Value) -> bool {
    let date = state.get("published").and_then(Value::as_str);
    date.zip(value.as_str()).is_some_and(|(exact, date)| exact.starts_with(date))
}

/// Returns true if a state of the article has a URL, in any of its spellings.
fn has_url(state: &Map<String, Value>, value: &Value, urls: &[Url]) -> bool {
    let page = |value: &Value| {
        let given = value.get("url").unwrap_or(value);
        urls.iter().find(|url| *given == url.given).map(|url| (&url.page, url.fragment))
    };
    let further = state.get("urls").and_then(Value::as_array).into_iter().flatten();
    state.get("url").into_iter().chain(further).any(|known| page(known) == page(value))
}

/// Returns true if a value is in another: each of its fields and items.
fn contains(place: Option<&Value>, value: &Value) -> bool {
    let Some(place) = place else { return is_nothing(value) };
    match (place, value) {
        (Value::Array(items), Value::Array(values)) => {
            values.iter().all(|value| items.iter().any(|item| contains(Some(item), value)))
        }
        (Value::Array(items), value) => items.iter().any(|item| contains(Some(item), value)),
        (Value::Object(place), Value::Object(value)) => {
            value.iter().all(|(field, value)| contains(place.get(field), value))
        }
        (Value::Object(place), text) => place.values().any(|it| contains(Some(it), text)),
        (place, value) => plain(place).to_lowercase() == plain(value).to_lowercase(),
    }
}

/// Returns true of what a document leaves out, because it goes without saying.
fn is_nothing(value: &Value) -> bool {
    matches!(value, Value::Null) || value.as_str() == Some("usable")
}
