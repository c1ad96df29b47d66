//! The scopes of articles: tokens of all that they belong to.

use crate::fts5::{BlobColumn, Blobs};
use crate::search::index::Interruptible;
use crate::store::Snapshot;

/// Reads the tokens of articles' scopes.
pub(crate) struct Scopes<'a> {
    column: BlobColumn<'a>,
    bytes: Vec<u8>,
}

impl<'a> Scopes<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot<'a>) -> Self {
        Self { column: BlobColumn::new(snapshot.conn(), "article_text", "scope"), bytes: Vec::new() }
    }

    /// Returns the tokens of an article, by its clock; none where there is no such article.
    pub(crate) fn of(&mut self, clock: i64) -> Interruptible<impl Iterator<Item = &str> + Clone> {
        if !self.column.read(clock, &mut self.bytes)? {
            self.bytes.clear();
        }
        Ok(str::from_utf8(&self.bytes).unwrap_or_default().split(' '))
    }
}
