//! Values inside the parts of a JSON record for which an article has no field.

use serde_json::{Map, Value};

/// Returns the values of `given` that `taken` has no field for, by their paths: `images[0].caption`.
pub(super) fn left_over(given: &Value, taken: &Value) -> Map<String, Value> {
    let mut found = Map::new();
    walk("", given, taken, &mut found);
    found
}

fn walk(path: &str, given: &Value, taken: &Value, found: &mut Map<String, Value>) {
    match (given, taken) {
        (Value::Object(given), Value::Object(taken)) => {
            for (name, value) in given {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match taken.get(name) {
                    Some(taken) => walk(&path, value, taken, found),
                    None if is_empty(value) => {}
                    None => _ = found.insert(path, value.clone()),
                }
            }
        }
        (Value::Array(given), Value::Array(taken)) => {
            for (at, (given, taken)) in given.iter().zip(taken).enumerate() {
                walk(&format!("{path}[{at}]"), given, taken, found);
            }
        }
        _ => {}
    }
}

/// Values that say nothing; fields that hold them are not written back.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}
