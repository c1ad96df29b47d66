//! Tags and their spellings.

use serde::Serialize;

use crate::TagId;

/// A tag, with every spelling of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tag {
    /// Its id in this archive.
    pub id: TagId,
    /// The vocabulary it belongs to; empty for free keywords.
    pub scheme: String,
    /// The name to show.
    pub name: String,
    /// Every name it goes by, that one included.
    pub names: Vec<String>,
    /// The tag that it is a part of.
    pub parent: Option<TagId>,
}
