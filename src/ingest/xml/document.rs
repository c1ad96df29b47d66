//! The tree of a document, and the way through it.

/// A document. Its parts lie in one list, and their names and texts in one text, so that dropping it costs no recursion.
#[derive(Debug, Default)]
pub struct Document {
    pub(super) parts: Vec<Part>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) text: String,
}

/// An element or a text, with the places of its neighbours.
#[derive(Debug)]
pub(super) struct Part {
    pub parent: u32,
    pub next: u32,
    pub first: u32,
    pub kind: PartKind,
}

#[derive(Debug)]
pub(super) enum PartKind {
    Element { name: Span, namespace: Span, attributes: (u32, u32) },
    Text(Span),
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub prefix: Span,
    pub name: Span,
    pub namespace: Span,
    pub value: Span,
}

/// A piece of the document's text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    pub begin: u32,
    pub end: u32,
}

/// The place of a neighbour that isn't there.
pub(super) const NONE: u32 = u32::MAX;

/// An element of a document.
#[derive(Clone, Copy, Debug)]
pub struct Element<'d> {
    document: &'d Document,
    at: u32,
}

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub enum Node<'d> {
    Element(Element<'d>),
    Text(&'d str),
}

/// A step of the way through a tree.
#[derive(Clone, Copy, Debug)]
pub enum Turn<'d> {
    Enter(Node<'d>),
    Leave(Element<'d>),
}

impl Document {
    /// Returns the outermost element. Every document has one.
    pub fn root(&self) -> Element<'_> {
        Element { document: self, at: 0 }
    }

    pub(super) fn slice(&self, span: Span) -> &str {
        self.text.get(span.begin as usize..span.end as usize).unwrap_or_default()
    }

    fn node(&self, at: u32) -> Option<Node<'_>> {
        Some(match self.parts.get(at as usize)?.kind {
            PartKind::Text(span) => Node::Text(self.slice(span)),
            PartKind::Element { .. } => Node::Element(Element { document: self, at }),
        })
    }
}

impl<'d> Element<'d> {
    /// Returns its name without prefix.
    pub fn name(self) -> &'d str {
        match self.part().kind {
            PartKind::Element { name, .. } => self.document.slice(name),
            PartKind::Text(_) => "",
        }
    }

    /// Returns the URI of its namespace; empty if it has none.
    pub fn namespace(self) -> &'d str {
        match self.part().kind {
            PartKind::Element { namespace, .. } => self.document.slice(namespace),
            PartKind::Text(_) => "",
        }
    }

    /// Returns an attribute by its name without prefix; one that has no prefix first.
    pub fn attribute(self, name: &str) -> Option<&'d str> {
        let named = || self.attributes().filter(move |attribute| attribute.name == name);
        let plain = named().find(|attribute| attribute.namespace.is_empty());
        plain.or_else(|| named().next()).map(|attribute| attribute.value)
    }

    /// Returns its attributes without declarations of namespaces.
    pub fn attributes(self) -> impl Iterator<Item = Named<'d>> {
        let (begin, end) = match self.part().kind {
            PartKind::Element { attributes, .. } => attributes,
            PartKind::Text(_) => (0, 0),
        };
        let document = self.document;
        document.attributes[begin as usize..end as usize].iter().map(|attribute| Named {
            name: document.slice(attribute.name),
            namespace: document.slice(attribute.namespace),
            value: document.slice(attribute.value),
        })
    }

    /// Returns the elements and texts right in it.
    pub fn nodes(self) -> impl Iterator<Item = Node<'d>> {
        let document = self.document;
        let next = |at: &u32| document.parts.get(*at as usize).map(|part| part.next);
        std::iter::successors(Some(self.part().first), next).map_while(|at| document.node(at))
    }

    /// Returns the elements right in it.
    pub fn children(self) -> impl Iterator<Item = Element<'d>> {
        self.nodes().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the elements right in it that have this name.
    pub fn all(self, name: &str) -> impl Iterator<Item = Element<'d>> {
        self.children().filter(move |child| child.name() == name)
    }

    /// Returns the first element right in it that has this name.
    pub fn child(self, name: &str) -> Option<Element<'d>> {
        self.children().find(|child| child.name() == name)
    }

    /// Returns the element in which it is.
    pub fn parent(self) -> Option<Element<'d>> {
        let at = self.part().parent;
        (at != NONE).then_some(Element { document: self.document, at })
    }

    /// Returns all elements in it, however deep, in the order of the document.
    pub fn descendants(self) -> impl Iterator<Item = Element<'d>> {
        self.steps().filter_map(|step| match step {
            Turn::Enter(Node::Element(element)) => Some(element),
            _ => None,
        })
    }

    /// Returns all text in it, however deep, in the order of the document.
    pub fn text(self) -> String {
        self.steps()
            .filter_map(|step| match step {
                Turn::Enter(Node::Text(text)) => Some(text),
                _ => None,
            })
            .collect()
    }

    /// Returns the way through all that is in it, entering and leaving each element.
    pub fn steps(self) -> impl Iterator<Item = Turn<'d>> {
        let mut at = self.part().first;
        let mut open = self.at;
        std::iter::from_fn(move || {
            if let Some(node) = self.document.node(at) {
                let part = &self.document.parts[at as usize];
                (open, at) = match node {
                    Node::Element(_) => (at, part.first),
                    Node::Text(_) => (open, part.next),
                };
                return Some(Turn::Enter(node));
            }
            if open == self.at {
                return None;
            }
            let left = Element { document: self.document, at: open };
            (open, at) = (left.part().parent, left.part().next);
            Some(Turn::Leave(left))
        })
    }

    /// Returns the language that it or the nearest element around it says by `xml:lang`.
    pub fn language(self) -> Option<&'d str> {
        let said = |element: &Element<'d>| element.attributes().find(|named| named.name == "lang");
        let around = std::iter::successors(Some(self), |element| element.parent());
        around.filter_map(|element| said(&element)).map(|named| named.value).next()
    }

    fn part(self) -> &'d Part {
        &self.document.parts[self.at as usize]
    }
}

/// An attribute of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'d> {
    /// Its name without prefix.
    pub name: &'d str,
    /// The URI of its namespace; empty if it has none.
    pub namespace: &'d str,
    /// Its value, with references replaced.
    pub value: &'d str,
}
