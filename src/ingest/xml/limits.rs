//! The limits of a document.

/// The most bytes of a document.
pub(super) const MAX_TEXT: usize = 16 << 20;

/// The most elements one in another.
pub(super) const MAX_DEPTH: usize = 500;

/// The most elements, attributes and texts.
pub(super) const MAX_PARTS: usize = 1_000_000;

/// The most pieces of texts: each reference begins one.
pub(super) const MAX_PIECES: usize = 4_000_000;

/// The most bindings of prefixes to namespaces that hold at one place.
pub(super) const MAX_NAMESPACES: usize = 1_000;
