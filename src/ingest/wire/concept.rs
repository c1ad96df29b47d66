//! Subjects, people, organizations, places and events that an item is about.

use serde_json::{Map, Value, json};

use crate::model::new_article::{Key, NewPerson, NewTag, SetBy};

/// The kind of a concept (NewsML-G2 `cpnat`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ConceptKind {
    #[default]
    Subject,
    Person,
    Organization,
    Place,
    Event,
    Object,
}

/// Something that an item is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Concept {
    pub kind: ConceptKind,
    pub name: String,
    pub code: Code,
    /// Wider concepts, the nearest first: name and code.
    pub broader: Vec<(String, Code)>,
    /// What else is said of it, by name.
    pub details: Map<String, Value>,
    /// True if a program set it.
    pub is_by_program: bool,
}

/// A code in a vocabulary: `medtop` and `20000062`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Code {
    pub scheme: String,
    pub value: String,
}

/// Vocabularies of the IPTC: the beginning of their URIs, and the prefix of their codes.
const VOCABULARIES: &[(&str, &str)] = &[
    ("cv.iptc.org/newscodes/mediatopic/", "medtop"),
    ("cv.iptc.org/newscodes/subjectcode/", "subj"),
    ("cv.iptc.org/newscodes/genre/", "genre"),
    ("cv.iptc.org/newscodes/scene/", "scene"),
    ("cvx.iptc.org/iso3166-1a2/", "iso3166-1a2"),
    ("www.wikidata.org/entity/", "wikidata"),
    ("www.wikidata.org/wiki/", "wikidata"),
];

impl Code {
    /// Reads a code with its prefix: `medtop:20000062`.
    pub fn qualified(code: &str) -> Self {
        let code = code.trim();
        match code.split_once(':') {
            Some((scheme, value)) if !value.starts_with("//") => Self::new(scheme, value),
            _ => Self::uri(code),
        }
    }

    /// Reads the URI of a concept: vocabulary and code, up to and behind its last stroke.
    pub fn uri(uri: &str) -> Self {
        let uri = uri.trim();
        let at = uri.rfind(['/', '#']).map_or(0, |at| at + 1);
        Self::new(&uri[..at], &uri[at..])
    }

    /// Makes a code of its vocabulary, by prefix or URI, and its value there.
    pub fn new(scheme: &str, value: &str) -> Self {
        let bare = scheme.trim().trim_start_matches("http://").trim_start_matches("https://");
        let known = VOCABULARIES.iter().find(|(uri, _)| bare == *uri || bare == uri.trim_end_matches('/'));
        let scheme = known.map_or(scheme.trim(), |(_, prefix)| *prefix);
        Self { scheme: scheme.to_owned(), value: value.trim().to_owned() }
    }

    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    fn key(&self) -> Option<Key> {
        (!self.value.is_empty() && !self.scheme.is_empty()).then(|| Key::new(&self.scheme, &self.value))
    }

    /// Returns it as one text: `medtop:20000062`, or a URI.
    pub fn printed(&self) -> String {
        if self.scheme.is_empty() {
            return self.value.clone();
        }
        let between = if self.scheme.ends_with(['/', '#']) { "" } else { ":" };
        [&self.scheme, between, &self.value].concat()
    }
}

impl Concept {
    /// Returns its name; its code where it has none.
    fn shown(&self) -> &str {
        if self.name.is_empty() { &self.code.value } else { &self.name }
    }

    pub fn says_nothing(&self) -> bool {
        self.shown().is_empty()
    }

    /// Returns the person that it is.
    pub fn person(&self) -> Option<NewPerson> {
        let is_person = self.kind == ConceptKind::Person && !self.name.is_empty();
        let keys = self.code.key().into_iter().collect();
        is_person.then(|| NewPerson { name: self.name.clone(), keys })
    }

    /// Returns the tag that it is. A place without vocabulary has `place` in its stead, and so have the others.
    pub fn tag(&self) -> NewTag {
        let kind = match self.kind {
            ConceptKind::Subject => "",
            ConceptKind::Person => "person",
            ConceptKind::Organization => "organisation",
            ConceptKind::Place => "place",
            ConceptKind::Event => "event",
            ConceptKind::Object => "object",
        };
        let scheme = if self.code.scheme.is_empty() { kind } else { &self.code.scheme };
        let set_by = self.is_by_program.then_some(SetBy::Model);
        NewTag { name: self.shown().to_owned(), scheme: scheme.to_owned(), set_by, ..NewTag::default() }
    }

    /// Returns what a tag can't hold: its code, and what it is a part of.
    pub fn rest(&self) -> Option<Value> {
        if self.code.is_empty() && self.broader.is_empty() && self.details.is_empty() {
            return None;
        }
        let mut rest = Value::Object(self.details.clone());
        rest["name"] = self.shown().into();
        if !self.code.is_empty() {
            rest["code"] = self.code.printed().into();
        }
        if !self.broader.is_empty() {
            let wider = |(name, code): &(String, Code)| json!({ "name": name, "code": code.printed() });
            rest["broader"] = self.broader.iter().map(wider).collect();
        }
        Some(rest)
    }
}
