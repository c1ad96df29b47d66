//! The text of an element `nitf`.

use crate::ingest::xml::Element;

/// Returns the text as HTML, without the pictures in it.
pub(in crate::ingest::wire) fn markup_of(nitf: Element) -> String {
    let content = nitf.child("body").and_then(|body| body.child("body.content"));
    let is_left_out = |element: Element| matches!(element.name(), "media" | "hl1");
    content.map(|content| content.markup_without(is_left_out)).unwrap_or_default()
}
