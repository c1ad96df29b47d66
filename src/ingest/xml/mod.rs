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

use crate::ingest::warning::Unreadable;

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

#[cfg(feature = "feeds")]
pub use lenient::{Mended, parse_as_far};

#[cfg(test)]
mod tests;
