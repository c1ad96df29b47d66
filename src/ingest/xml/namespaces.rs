//! The namespaces that are in force where a document is being read.

use std::collections::HashMap;

use super::document::Span;

/// Bindings of prefixes to URIs: those of an element hold up to its end.
#[derive(Default)]
pub(super) struct Namespaces {
    /// The URIs of each prefix, the one in force last. The prefix of the default namespace is empty.
    bound: HashMap<String, Vec<Span>>,
    /// The prefixes that the open elements bind, and the depth of each.
    open: Vec<(usize, String)>,
}

impl Namespaces {
    /// Binds a prefix to the URI that stands at a place of the document's text.
    pub(super) fn bind(&mut self, depth: usize, prefix: &str, uri: Span) {
        self.bound.entry(prefix.to_owned()).or_default().push(uri);
        self.open.push((depth, prefix.to_owned()));
    }

    /// Takes back what elements of this depth bind.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.open.last().is_some_and(|(bound, _)| *bound >= depth) {
            let prefix = self.open.pop().map(|(_, prefix)| prefix).unwrap_or_default();
            self.bound.get_mut(&prefix).and_then(Vec::pop);
        }
    }

    /// Returns the number of bindings that hold here.
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// Returns the URI of a prefix; nothing if it is bound to none.
    pub(super) fn uri(&self, prefix: &str) -> Span {
        self.bound.get(prefix).and_then(|uris| uris.last()).copied().unwrap_or_default()
    }
}
