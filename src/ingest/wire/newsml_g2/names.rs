//! The names of concepts, where they stand and in the assertions of an item.

use std::collections::HashMap;

use crate::ingest::wire::concept::{Code, Concept, ConceptKind};
use crate::ingest::wire::item::{Party, said};
use crate::ingest::wire::status::code;
use crate::ingest::wire::text::joined;
use crate::ingest::xml::Element;

/// What an item asserts of the concepts that it names by their codes.
#[derive(Default)]
pub(super) struct Names<'d>(HashMap<&'d str, Element<'d>>);

/// Wider concepts that are followed from one to the next.
const WIDEST: usize = 16;

impl<'d> Names<'d> {
    pub(super) fn of(parts: &[Element<'d>]) -> Self {
        let asserts = parts.iter().filter(|part| part.name() == "assert");
        Self(asserts.filter_map(|assert| Some((id(*assert)?, *assert))).collect())
    }

    /// Returns the name of a concept, as it is given with it or asserted elsewhere.
    pub(super) fn name(&self, element: Element<'d>) -> Option<String> {
        name(element).or_else(|| name(*self.0.get(id(element)?)?))
    }

    /// Returns the name of a concept, or its code.
    pub(super) fn name_or_code(&self, element: Element<'d>) -> Option<String> {
        self.name(element).or_else(|| said(&code_of(element).value))
    }

    pub(super) fn party(&self, element: Element<'d>) -> Party {
        let id = id(element).unwrap_or_default().trim().to_owned();
        Party { name: self.name(element).unwrap_or_default(), id, ..Party::default() }
    }

    /// Reads a concept with its kind, and what it is a part of.
    pub(super) fn concept(&self, element: Element<'d>) -> Concept {
        let kind = element.attribute("type").map(code).unwrap_or_default();
        let kind = match kind.as_str() {
            "person" => ConceptKind::Person,
            "organisation" | "organization" => ConceptKind::Organization,
            "geoarea" | "poi" => ConceptKind::Place,
            "event" => ConceptKind::Event,
            "object" => ConceptKind::Object,
            _ => ConceptKind::Subject,
        };
        let is_by_program = element.attribute("how").is_some_and(|how| code(how) == "tool");
        Concept {
            kind,
            name: self.name(element).unwrap_or_default(),
            code: code_of(element),
            broader: self.broader(element),
            is_by_program,
            ..Concept::default()
        }
    }

    fn broader(&self, element: Element<'d>) -> Vec<(String, Code)> {
        let mut found: Vec<(String, Code)> = Vec::new();
        let mut next = self.wider(element);
        while let Some(wider) = next.filter(|_| found.len() < WIDEST) {
            let code = code_of(wider);
            if found.iter().any(|(_, known)| *known == code) {
                break;
            }
            found.push((self.name(wider).unwrap_or_default(), code));
            next = self.wider(wider);
        }
        found
    }

    /// Returns the wider concept that is given with an element, or asserted of it.
    fn wider(&self, element: Element<'d>) -> Option<Element<'d>> {
        let asserted = || self.0.get(id(element)?)?.child("broader");
        element.child("broader").or_else(asserted)
    }
}

fn id(element: Element<'_>) -> Option<&str> {
    ["qcode", "uri", "literal"].iter().find_map(|name| element.attribute(name))
}

/// Returns the code of a concept. A literal is a code of no vocabulary: it only leads to an assertion.
pub(super) fn code_of(element: Element) -> Code {
    match (element.attribute("qcode"), element.attribute("uri")) {
        (Some(code), _) => Code::qualified(code),
        (None, Some(uri)) => Code::uri(uri),
        (None, None) => Code::default(),
    }
}

/// Returns the name given with an element: the one of its own language, if there are several.
fn name(element: Element) -> Option<String> {
    let language = element.parent().and_then(Element::language).unwrap_or_default();
    let is_own = |name: &Element| {
        let said = name.attribute("lang").unwrap_or_default();
        said.is_empty() || said.split('-').next() == language.split('-').next()
    };
    let chosen = element.all("name").find(is_own).or_else(|| element.child("name"))?;
    said(&joined(&chosen.text()))
}
