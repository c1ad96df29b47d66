//! From the text of a document to its tree.

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute as RawAttribute;
use quick_xml::events::{BytesStart, Event};

use super::document::{Attribute, Document, NONE, Part, PartKind, Span};
use super::limits::{MAX_DEPTH, MAX_NAMESPACES, MAX_PARTS, MAX_PIECES, MAX_TEXT};
use super::namespaces::Namespaces;
use super::references::{push_decoded, push_reference};
use crate::ingest::warning::Unreadable;

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<Document, Unreadable> {
    let text = text.trim_start_matches(|c: char| c == '\u{FEFF}' || c == '\0' || c.is_whitespace());
    if text.len() > MAX_TEXT {
        return Err(Unreadable::TooLarge { size: text.len() });
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut builder = Builder::default();
    let built = read_into(&mut reader, &mut builder).and_then(|()| builder.finish());
    built.map_err(|reason| Unreadable::Xml { line: line(text, reader.buffer_position()), reason })
}

pub(super) fn line(text: &str, position: u64) -> usize {
    let before = usize::try_from(position).ok().and_then(|end| text.as_bytes().get(..end));
    1 + before.unwrap_or(text.as_bytes()).iter().filter(|byte| **byte == b'\n').count()
}

fn read_into(reader: &mut Reader<&[u8]>, builder: &mut Builder) -> Result<(), String> {
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => builder.start(&tag)?,
            Event::Empty(tag) => {
                builder.start(&tag)?;
                builder.end();
            }
            Event::End(_) => builder.end(),
            Event::Text(text) => builder.text(&text.xml10_content())?,
            Event::CData(text) => builder.text(&text.xml10_content())?,
            Event::GeneralRef(name) => builder.reference(&name)?,
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// A tree in the making.
#[derive(Default)]
pub(super) struct Builder {
    pub document: Document,
    /// The open elements, and the last child of each.
    pub open: Vec<(u32, u32)>,
    namespaces: Namespaces,
    /// Pieces of texts so far: references part them.
    pieces: usize,
}

impl Builder {
    pub(super) fn start(&mut self, tag: &BytesStart) -> Result<(), String> {
        if self.open.is_empty() && !self.document.parts.is_empty() {
            return Err("a second element beside the first".to_owned());
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} elements one in another"));
        }
        let attributes = self.attributes(tag)?;
        let (prefix, name) = split(tag.name().into_inner());
        let mut namespace = self.namespaces.uri(prefix);
        if namespace.begin == namespace.end && !prefix.is_empty() {
            // A prefix that nobody declares is all that is known of the namespace.
            namespace = self.document.keep(prefix);
        }
        let name = self.document.keep(name);
        let at = self.push(PartKind::Element { name, namespace, attributes })?;
        self.open.push((at, NONE));
        Ok(())
    }

    /// Keeps the attributes of a tag, and binds the namespaces that it declares.
    fn attributes(&mut self, tag: &BytesStart) -> Result<(u32, u32), String> {
        let first = self.document.attributes.len();
        // Looking for one that is there twice costs the square of their number.
        for attribute in tag.attributes().with_checks(false) {
            self.attribute(&attribute.map_err(|error| error.to_string())?)?;
        }
        for at in first..self.document.attributes.len() {
            let prefix = self.document.slice(self.document.attributes[at].prefix).to_owned();
            // An attribute without prefix is in no namespace.
            if !prefix.is_empty() {
                self.document.attributes[at].namespace = self.namespaces.uri(&prefix);
            }
        }
        Ok((index(first), index(self.document.attributes.len())))
    }

    fn attribute(&mut self, attribute: &RawAttribute) -> Result<(), String> {
        self.check_size()?;
        let value = self.document.keep_decoded(&attribute.value);
        let (prefix, name) = split(attribute.key.into_inner());
        match (prefix, name) {
            ("", "xmlns") => self.namespaces.bind(self.open.len(), "", value),
            ("xmlns", prefix) => self.namespaces.bind(self.open.len(), prefix, value),
            _ => {
                let (prefix, name) = (self.document.keep(prefix), self.document.keep(name));
                self.document.attributes.push(Attribute { prefix, name, value, namespace: Span::default() });
            }
        }
        Ok(())
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
        self.namespaces.leave(self.open.len());
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if self.open.is_empty() {
            let is_blank = text.chars().all(|c| c.is_whitespace() || matches!(c, '\0' | '\u{FEFF}'));
            return if is_blank { Ok(()) } else { Err("text outside of the element".to_owned()) };
        }
        self.append(|out| out.push_str(text))
    }

    pub(super) fn reference(&mut self, name: &str) -> Result<(), String> {
        self.append(|out| push_reference(out, name))
    }

    /// Appends to the text that was begun last, or begins one.
    pub(super) fn append(&mut self, write: impl FnOnce(&mut String)) -> Result<(), String> {
        self.pieces += 1;
        if self.pieces > MAX_PIECES {
            return Err(format!("more than {MAX_PIECES} references"));
        }
        let begin = self.document.text.len();
        write(&mut self.document.text);
        let end = index(self.document.text.len());
        let last = self.open.last().map_or(NONE, |(_, last)| *last);
        if let Some(Part { kind: PartKind::Text(span), .. }) = self.document.parts.get_mut(last as usize) {
            // Nothing is kept between two texts beside each other but what they are made of.
            span.end = end;
            return Ok(());
        }
        self.push(PartKind::Text(Span { begin: index(begin), end })).map(|_| ())
    }

    fn push(&mut self, kind: PartKind) -> Result<u32, String> {
        self.check_size()?;
        let at = index(self.document.parts.len());
        let parent = self.open.last().map_or(NONE, |(parent, _)| *parent);
        self.document.parts.push(Part { parent, next: NONE, first: NONE, kind });
        if let Some((parent, last)) = self.open.last_mut() {
            let parts = &mut self.document.parts;
            match parts.get_mut(*last as usize) {
                Some(before) => before.next = at,
                None => parts[*parent as usize].first = at,
            }
            *last = at;
        }
        Ok(at)
    }

    fn check_size(&self) -> Result<(), String> {
        let parts = self.document.parts.len() + self.document.attributes.len();
        if parts >= MAX_PARTS {
            return Err(format!("more than {MAX_PARTS} elements, attributes and texts"));
        }
        if self.namespaces.len() >= MAX_NAMESPACES {
            return Err(format!("more than {MAX_NAMESPACES} namespaces at one place"));
        }
        Ok(())
    }

    pub(super) fn finish(&mut self) -> Result<Document, String> {
        if !self.open.is_empty() {
            return Err("it ends within an element".to_owned());
        }
        if self.document.parts.is_empty() {
            return Err("there is no element in it".to_owned());
        }
        Ok(std::mem::take(&mut self.document))
    }
}

impl Document {
    fn keep(&mut self, text: &str) -> Span {
        let begin = index(self.text.len());
        self.text.push_str(text);
        Span { begin, end: index(self.text.len()) }
    }

    fn keep_decoded(&mut self, text: &str) -> Span {
        let begin = index(self.text.len());
        push_decoded(&mut self.text, text);
        Span { begin, end: index(self.text.len()) }
    }
}

/// Returns the prefix of a name, and what stands behind it.
fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// Returns a place in a document, whose text has at most [`MAX_TEXT`] bytes.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
