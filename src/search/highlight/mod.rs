//! Marks in a text what a query finds there.

pub(crate) mod boundary;
pub(crate) mod highlighted;
pub(crate) mod highlighter;
pub(crate) mod passage;
pub(crate) mod ruler;
pub(crate) mod terminal;
