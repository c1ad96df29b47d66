//! The input in batches, each of which is written in one transaction.

use super::item::IngestItem;
use super::options::IngestOptions;
use super::panics;
use crate::error::Error;

/// About as many bytes as the items of a batch take, or the last of them goes beyond.
const MOST_BYTES: usize = 4 << 20;

/// The input, a batch at a time. Where one ends depends on the input alone, so that the same input makes the same archive.
pub(super) struct IngestBatches<'o, I> {
    items: Option<I>,
    options: &'o IngestOptions,
    /// The error that ended the input.
    pub error: Option<Error>,
    /// True if it was canceled before the input came to its end.
    pub is_canceled: bool,
}

/// The items of a batch as they were read, and about as many bytes as they take.
pub(super) struct ReadBatch {
    pub items: Vec<IngestItem>,
    pub bytes: usize,
}

impl<'o, I: Iterator<Item: Into<IngestItem>>> IngestBatches<'o, I> {
    pub(super) fn new(items: I, options: &'o IngestOptions) -> Self {
        Self { items: Some(items), options, error: None, is_canceled: false }
    }

    /// Returns true if nothing more is to be read, although the input goes on.
    fn stops(&mut self) -> bool {
        self.is_canceled |= self.items.is_some() && self.options.cancel.is_canceled();
        self.is_canceled
    }

    /// Reads one item; `None` at the end, and after a panic.
    fn read(&mut self) -> Option<IngestItem> {
        let items = self.items.as_mut()?;
        match panics::catch("the input", || items.next().map(Into::into)) {
            Ok(Some(item)) => return Some(item),
            // Ctrl-C ends what writes into a pipe too.
            Ok(None) => self.is_canceled |= self.options.cancel.is_canceled(),
            Err(error) => self.error = Some(error),
        }
        self.close();
        None
    }

    /// Drops the input. Whoever panicked once may do so again.
    pub(super) fn close(&mut self) {
        let dropped = panics::catch("the input", || self.items = None);
        self.error = self.error.take().or(dropped.err());
    }
}

impl<I: Iterator<Item: Into<IngestItem>>> Iterator for IngestBatches<'_, I> {
    type Item = ReadBatch;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut items, mut bytes) = (Vec::new(), 0);
        while items.len() < self.options.batch && bytes < MOST_BYTES && !self.stops() {
            let Some(mut item) = self.read() else { break };
            bytes += item.bytes();
            items.push(item);
        }
        (!items.is_empty()).then_some(ReadBatch { items, bytes })
    }
}
