//! Subjects, people, places and the like.

use serde_json::{Map, Value};

use super::words::named_objects;
use crate::ingest::wire::concept::{Code, Concept, ConceptKind};
use crate::ingest::wire::item::said;

/// Reads a list of concepts of one kind.
pub(super) fn concepts(kind: ConceptKind, value: Value) -> Vec<Concept> {
    named_objects(value).map(|(name, object)| concept(kind, name, object)).collect()
}

fn concept(kind: ConceptKind, name: String, object: Map<String, Value>) -> Concept {
    let code = code(&object);
    let is_code = |name: &str| matches!(name, "scheme" | "code" | "uri" | "literal" | "name");
    let details = object.into_iter().filter(|(name, _)| !is_code(name)).collect();
    Concept { kind, name: name.trim().to_owned(), code, details, ..Concept::default() }
}

/// Reads the code of a concept: by scheme and code, as a URI, or as a literal with or without a prefix.
pub(super) fn code(object: &Map<String, Value>) -> Code {
    let said = |name: &str| object.get(name).and_then(Value::as_str).and_then(said);
    match (said("scheme"), said("code"), said("uri"), said("literal")) {
        (scheme, Some(code), _, _) => match scheme {
            Some(scheme) => Code::new(&scheme, &code),
            None => Code::qualified(&code),
        },
        (_, None, Some(uri), _) => Code::uri(&uri),
        (_, None, None, Some(literal)) => Code::qualified(&literal),
        _ => Code::default(),
    }
}

/// Reads the names of genres, or their codes.
pub(super) fn genres(value: Value) -> Vec<String> {
    let name =
        |(name, object): (String, Map<String, Value>)| said(&name).or_else(|| said(&code(&object).value));
    named_objects(value).filter_map(name).collect()
}
