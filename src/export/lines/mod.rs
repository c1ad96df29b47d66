//! The archive as lines of JSON: what the lines are, and how they are written.
//!
//! The first line says what the file is, each one after it is a row with the rows that belong to it, and the last one
//! has their number and hash. `docs/export.md` describes it.

pub(super) mod ends;
pub(super) mod kind;
pub(super) mod kinds;
mod selection;
pub(super) mod value;
mod write;

pub(super) use write::{Found, write};
