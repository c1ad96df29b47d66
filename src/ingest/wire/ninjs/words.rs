//! Texts, with or without a role, and lists of objects, with or without names.

use serde_json::{Map, Value};

use crate::ingest::wire::item::{Words, said};

/// Reads a text; numbers as they are written. Lists and objects are none.
pub(super) fn text(value: &Value) -> Result<Option<String>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(said(text)),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(()),
    }
}

/// Reads a text in a role, or a list of texts that have theirs.
pub(super) fn words(value: Value, role: &str) -> Result<Vec<Words>, Value> {
    match value {
        Value::String(text) => Ok(vec![Words { role: role.to_owned(), text, ..Words::default() }]),
        Value::Array(values) => {
            Ok(values.iter().filter_map(Value::as_object).filter_map(of_object).collect())
        }
        other => Err(other),
    }
}

fn of_object(object: &Map<String, Value>) -> Option<Words> {
    let said = |name: &str| {
        let found = object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.and_then(|(_, value)| value.as_str()).unwrap_or_default().to_owned()
    };
    let text = said("value");
    (!text.trim().is_empty()).then(|| Words { role: said("role"), media_type: said("contenttype"), text })
}

/// Reads other ids: an object of them, or a list with roles.
pub(super) fn ids(value: Value) -> Vec<(String, String)> {
    match value {
        Value::Object(ids) => {
            ids.into_iter().filter_map(|(role, id)| Some((role, text(&id).ok()??))).collect()
        }
        Value::Array(ids) => {
            let id = |id: Value| {
                let role = id.get("role").and_then(Value::as_str).unwrap_or("altid").to_owned();
                Some((role, text(id.get("value")?).ok()??))
            };
            ids.into_iter().filter_map(id).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the objects of a list, or of an object that names them, with their names.
pub(super) fn named_objects(value: Value) -> impl Iterator<Item = (String, Map<String, Value>)> {
    let objects: Vec<(String, Value)> = match value {
        Value::Array(values) => values.into_iter().map(|value| (String::new(), value)).collect(),
        Value::Object(named) => named.into_iter().collect(),
        _ => Vec::new(),
    };
    let named = |(name, value): (String, Value)| match value {
        Value::Object(mut object) => {
            let said = object.remove("name").and_then(|name| name.as_str().map(str::to_owned));
            Some((said.unwrap_or(name), object))
        }
        _ => None,
    };
    objects.into_iter().filter_map(named)
}
