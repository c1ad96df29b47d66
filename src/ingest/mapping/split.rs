//! The items of a text that stands for a list.

use serde_json::Value;

use crate::ingest::json::MOST_ITEMS;

/// Takes texts of many items apart, by a separator or by what their field is usually parted by.
pub fn items(values: Vec<Value>, list: &str, field: &str, separator: Option<&str>) -> Vec<Value> {
    let [Value::String(text)] = values.as_slice() else { return values };
    if let Some(separator) = separator {
        return parts(text.split(separator));
    }
    if let Some(items) = written_list(text) {
        return items;
    }
    match (list, field) {
        ("tags", "tags" | "name") => parts(text.split([',', ';', '|', '\n'])),
        ("credits" | "people", "credits" | "people" | "name") => parts(names(text)),
        ("urls" | "images", "url" | "urls") => parts(text.split(['|', '\n', ' '])),
        _ => values,
    }
}

fn parts<'t>(parts: impl IntoIterator<Item = &'t str>) -> Vec<Value> {
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    // One more tells that there were too many.
    parts.take(MOST_ITEMS + 1).map(Value::from).collect()
}

/// Parts names. Commas part them only where each part has several words: `Lindqvist, Marta` is one.
fn names(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split([';', '|', '\n']).collect();
    let by_commas: Vec<&str> = text.split(',').collect();
    let are_names = by_commas.len() > 1 && by_commas.iter().all(|name| name.trim().contains(' '));
    if parts.len() == 1 && are_names { by_commas } else { parts }
}

/// Reads a list that is written as in JSON or Python.
fn written_list(text: &str) -> Option<Vec<Value>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    if let Ok(Value::Array(items)) = serde_json::from_str(text) {
        return Some(items);
    }
    let quoted = inner.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    Some(parts(quoted.split("', '")))
}
