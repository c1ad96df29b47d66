//! The input in chunks, each of which is written in one transaction.

use super::item::IngestItem;
use super::options::IngestOptions;
use super::panics;
use crate::error::Error;

/// Bytes of text that the articles of a chunk have, or the last of them goes beyond.
const MOST_BYTES: usize = 4 << 20;

/// The input, a chunk at a time. Where it ends depends on the input alone, so that the same input makes the same archive.
pub(super) struct Chunks<'o, I> {
    items: Option<I>,
    options: &'o IngestOptions,
    /// The error that ended the input.
    pub error: Option<Error>,
    /// True if it was canceled before the input came to its end.
    pub is_canceled: bool,
}

impl<'o, I: Iterator<Item: Into<IngestItem>>> Chunks<'o, I> {
    pub(super) fn new(items: I, options: &'o IngestOptions) -> Self {
        Self { items: Some(items), options, error: None, is_canceled: false }
    }

    /// Reads one item; `None` at the end, and after a panic.
    fn read(&mut self) -> Option<IngestItem> {
        let items = self.items.as_mut()?;
        match panics::catch("the input", || items.next().map(Into::into)) {
            Ok(Some(item)) => return Some(item),
            Ok(None) => {}
            Err(error) => self.error = Some(error),
        }
        // Whoever panicked once may do so again.
        let dropped = panics::catch("the input", || self.items = None);
        self.error = self.error.take().or(dropped.err());
        None
    }
}

impl<I: Iterator<Item: Into<IngestItem>>> Iterator for Chunks<'_, I> {
    type Item = Vec<IngestItem>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        while chunk.len() < self.options.batch && bytes < MOST_BYTES {
            if self.items.is_some() && self.options.cancel.is_canceled() {
                self.is_canceled = true;
                return None;
            }
            let Some(item) = self.read() else { break };
            bytes += item.bytes();
            chunk.push(item);
        }
        (!chunk.is_empty()).then_some(chunk)
    }
}
