//! The fields of a line, and of the rows in its lists, before their values are read.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The fields of an object by their names; each stands there once.
pub(super) struct Fields<'l>(pub BTreeMap<String, &'l RawValue>);

/// A line: its kind, and its other fields.
pub(super) struct Line<'l> {
    pub kind: String,
    pub fields: Fields<'l>,
}

/// Reads a line, or says in words why it is none.
pub(super) fn of_line(line: &str) -> Result<Line<'_>, String> {
    let mut fields: Fields<'_> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let kind = fields.0.remove("kind").ok_or("it has no kind")?;
    let kind = serde_json::from_str(kind.get()).map_err(|_| "its kind is no text")?;
    Ok(Line { kind, fields })
}

impl<'l> Deserialize<'l> for Fields<'l> {
    fn deserialize<D: Deserializer<'l>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Once)
    }
}

struct Once;

impl<'l> Visitor<'l> for Once {
    type Value = Fields<'l>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format!("field {name:?} stands there twice")));
            }
            fields.insert(name, value);
        }
        Ok(Fields(fields))
    }
}
