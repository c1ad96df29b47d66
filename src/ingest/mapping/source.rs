//! The side of a pair that names somebody else's field.

use serde_json::{Map, Value};

/// Where a value is in a record, or a value that all records have.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The names from the record to the value: of fields, inside of objects and lists.
    Path(Vec<String>),
    Constant(String),
}

impl Source {
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        match text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(value) => Self::Constant(value.to_owned()),
            None => Self::Path(text.split('.').map(|name| name.trim_end_matches("[]").to_owned()).collect()),
        }
    }

    /// Makes the source of a column, whose name may have dots.
    #[cfg(feature = "tables")]
    pub fn column(name: &str) -> Self {
        Self::Path(vec![name.to_owned()])
    }

    /// Returns true if both are the same column, in letters of any case.
    #[cfg(feature = "tables")]
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Path(path), Self::Path(other)) => path.join(".").eq_ignore_ascii_case(&other.join(".")),
            _ => false,
        }
    }

    pub fn is_constant(&self) -> bool {
        matches!(self, Self::Constant(_))
    }

    /// Returns the name of the field of the record, as the record has it.
    pub fn name_in(&self, record: &Map<String, Value>) -> Option<String> {
        let Self::Path(path) = self else { return None };
        key(record, &path.join(".")).or_else(|| key(record, path.first()?))
    }

    /// Takes the values out of a record. What is beside them in objects stays.
    pub fn take(&self, record: &mut Map<String, Value>) -> Vec<Value> {
        let path = match self {
            Self::Constant(value) => return vec![value.clone().into()],
            Self::Path(path) => path,
        };
        // A column may have dots in its name.
        if let Some(whole) = key(record, &path.join(".")) {
            return record.remove(&whole).map(listed).unwrap_or_default();
        }
        let mut taken = Vec::new();
        take_at(record, path, &mut taken);
        taken
    }
}

/// Takes what stands at a path. It goes as deep as the path is long.
fn take_at(object: &mut Map<String, Value>, path: &[String], taken: &mut Vec<Value>) {
    let Some((name, rest)) = path.split_first() else { return };
    let Some(name) = key(object, name) else { return };
    if rest.is_empty() {
        taken.extend(object.remove(&name).map(listed).unwrap_or_default());
        return;
    }
    let Some(value) = object.get_mut(&name) else { return };
    match value {
        Value::Object(object) => take_at(object, rest, taken),
        Value::Array(values) => {
            values
                .iter_mut()
                .filter_map(Value::as_object_mut)
                .for_each(|object| take_at(object, rest, taken));
        }
        _ => {}
    }
    if is_used_up(value) {
        object.remove(&name);
    }
}

/// Returns true if nothing is left of what held values.
fn is_used_up(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(values) => values.iter().all(|value| value.as_object().is_some_and(Map::is_empty)),
        _ => false,
    }
}

/// Returns the name of a field as the object has it, in letters of any case.
fn key(object: &Map<String, Value>, name: &str) -> Option<String> {
    if object.contains_key(name) {
        return Some(name.to_owned());
    }
    object.keys().find(|key| key.trim().eq_ignore_ascii_case(name)).cloned()
}

fn listed(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        value => vec![value],
    }
}
