//! FTS5's format of an index in bytes: pure functions over the pages and records of its `_data` table.
//!
//! `docs/index-format.md` describes it.

pub(crate) mod doclist;
pub(crate) mod leaf;
mod position_list;
mod structure;
pub(crate) mod varint;

pub(crate) use position_list::Positions;
pub(crate) use structure::{Segment, read_structure};
