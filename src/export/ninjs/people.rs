//! The people whom an item names.

use serde_json::{Map, Value};

use super::values::put;
use crate::error::Result;
use crate::model::Mention;
use crate::store::Snapshot;

/// Returns people by their printed names, each with an id where one is known.
pub(super) fn people(snapshot: &Snapshot<'_>, people: &[Mention]) -> Result<Vec<Value>> {
    let one = |mention: &Mention| {
        let keys = mention.person.map(|id| snapshot.person_keys_of(id)).transpose()?.unwrap_or_default();
        let mut person = Map::new();
        put(&mut person, "name", &*mention.name);
        if let Some(key) = keys.first() {
            put(&mut person, "literal", format!("{}:{}", key.scheme, key.value));
        }
        Ok(person.into())
    };
    people.iter().map(one).collect()
}
