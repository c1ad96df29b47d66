//! What articles belong to.

use crate::index::Step;
use crate::store::Snapshot;
use crate::store::{Blobs, Column};

/// Reads the tokens of articles' scopes.
pub(crate) struct Scopes<'a> {
    column: Column<'a>,
    bytes: Vec<u8>,
}

impl<'a> Scopes<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot<'a>) -> Self {
        Self { column: Column::new(snapshot, "article_text", "scope"), bytes: Vec::new() }
    }

    /// Those of an article, by its clock; none where there is no such article.
    pub(crate) fn of(&mut self, clock: i64) -> Step<impl Iterator<Item = &str> + Clone> {
        if !self.column.read(clock, &mut self.bytes)? {
            self.bytes.clear();
        }
        Ok(str::from_utf8(&self.bytes).unwrap_or_default().split(' '))
    }
}
