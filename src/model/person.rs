//! People and the names they go by.

use serde::Serialize;

use crate::{Key, PersonId};

/// A person, with every name they go by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Person {
    /// Their id in this archive.
    pub id: PersonId,
    /// The name to show.
    pub name: String,
    /// Every name they go by, that one included.
    pub names: Vec<String>,
    /// Outside ids: Wikidata, ORCID …
    pub keys: Vec<Key>,
}
