//! What articles belong to.

use crate::Snapshot;
use crate::index::Step;
use crate::store::{Blobs, Column};

/// Reads the tokens of articles' scopes.
pub(super) struct Scopes<'a> {
    column: Column<'a>,
    bytes: Vec<u8>,
}

impl<'a> Scopes<'a> {
    pub(super) fn new(snapshot: &'a Snapshot<'a>) -> Self {
        Self { column: Column::new(snapshot, "article_text", "scope"), bytes: Vec::new() }
    }

    /// Those of an article, by its clock; none where there is no such article.
    pub(super) fn of(&mut self, clock: i64) -> Step<impl Iterator<Item = &str> + Clone> {
        if !self.column.read(clock, &mut self.bytes)? {
            self.bytes.clear();
        }
        Ok(str::from_utf8(&self.bytes).unwrap_or_default().split(' '))
    }
}
