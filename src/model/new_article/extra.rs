//! Values of `extra`, of any depth: each level is a list of values, so that none is too deep for the stack.

use serde_json::{Map, Value};

/// Levels of arrays and objects in a value: serde_json reads no more back, with the object that holds the value.
const DEEPEST: usize = 126;

/// Returns true if a value is nested deeper than it could be read back.
pub(crate) fn is_too_deep(extra: &Map<String, Value>) -> bool {
    let mut level: Vec<&Value> = extra.values().collect();
    for _ in 0..DEEPEST {
        if level.is_empty() {
            return false;
        }
        level = level.into_iter().flat_map(children).collect();
    }
    level.into_iter().any(|value| value.is_array() || value.is_object())
}

/// Calls a function with the length of every text and of every field's name, and with 1 for any other value.
pub(crate) fn visit_lengths(extra: &Map<String, Value>, mut visit: impl FnMut(usize)) {
    extra.keys().for_each(|name| visit(name.len()));
    let mut level: Vec<&Value> = extra.values().collect();
    // Each round goes one level deeper.
    while !level.is_empty() {
        for value in &level {
            match value {
                Value::String(text) => visit(text.len()),
                Value::Object(fields) => {
                    visit(1);
                    fields.keys().for_each(|name| visit(name.len()));
                }
                _ => visit(1),
            }
        }
        level = level.into_iter().flat_map(children).collect();
    }
}

/// Drops values level by level: to drop one that is nested deep at once would be as deep a recursion.
pub(super) fn take_apart(extra: Map<String, Value>) {
    let mut level: Vec<Value> = extra.into_iter().map(|(_, value)| value).collect();
    // Each round goes one level deeper.
    while !level.is_empty() {
        level = level.into_iter().flat_map(into_children).collect();
    }
}

fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    }
}

fn into_children(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        Value::Object(fields) => fields.into_iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}
