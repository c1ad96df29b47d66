//! Reads the documents that answer a plan, in order.

pub(crate) mod doc_set;
pub(crate) mod language_filter;
pub(crate) mod listed;
pub(crate) mod marked_rows;
pub(crate) mod matches;
pub(crate) mod partial;
pub(crate) mod phrase_rows;
pub(crate) mod scope_column;
pub(crate) mod search;
pub(crate) mod shortcut;
pub(crate) mod term_rows;
pub(crate) mod text_rows;
pub(crate) mod union;
pub(crate) mod word_rows;
pub(crate) mod words_in;
