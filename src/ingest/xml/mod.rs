//! XML as a tree of bounded size, read and dropped without recursion.
//!
//! Elements and attributes are known by their local name and the URI of their namespace. Of entities the five of XML and
//! numbers are read; others stand as they are written, and what a document type declares is never expanded.

mod build;
mod document;
#[cfg(feature = "feeds")]
mod lenient;
mod limits;
mod markup;
mod namespaces;
mod references;

use crate::ingest::warning::{Unreadable, Warning};

#[allow(unused_imports, reason = "each feature reads a part of what a document says")]
pub use document::{Document, Element, Node};

/// Reads a document.
///
/// # Errors
///
/// [`Unreadable::Xml`] if it is not well-formed, or goes beyond a limit: 16 MiB, 500 elements one in another, a
/// million elements, attributes and texts, a thousand namespaces.
pub fn parse(text: &str) -> Result<Document, Unreadable> {
    build::parse(text)
}

/// Bytes of a text in which its document type declares entities.
const LOOKED_AT: usize = 4096;

/// Returns warnings of what a document has that is never read: NUL, and entities that its type declares.
pub fn unread(text: &str) -> impl Iterator<Item = Warning> {
    let beginning = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or_default();
    let entities = beginning.contains("<!ENTITY").then_some(Warning::TooMany("entities"));
    let nul = text.contains('\0').then_some(Warning::ReservedCharacters);
    nul.into_iter().chain(entities)
}

#[cfg(feature = "feeds")]
pub use lenient::{Mended, parse_as_far};

#[cfg(test)]
mod tests;
