//! A stream of which a part is looked at before it is taken.

use std::io::{self, Read};

/// Bytes that are read at a time.
const CHUNK: usize = 64 << 10;

/// A stream, and the bytes of it that were read and not taken yet.
pub(super) struct Block<R> {
    input: R,
    bytes: Vec<u8>,
    at: usize,
    is_at_end: bool,
}

impl<R: Read> Block<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, bytes: Vec::new(), at: 0, is_at_end: false }
    }

    /// Reads on until there are so many bytes, and returns what there is: at the end of the stream it is less.
    pub(super) fn look(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.unread().len() < count && !self.is_at_end {
            self.fill()?;
        }
        let end = self.unread().len().min(count);
        Ok(self.unread().get(..end).unwrap_or_default())
    }

    /// Returns true if all that is left was read.
    pub(super) fn is_known_to_end(&self) -> bool {
        self.is_at_end
    }

    /// Returns the bytes that were read and not taken.
    pub(super) fn unread(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes bytes, and returns how many of them there were.
    pub(super) fn pass(&mut self, count: u64) -> io::Result<u64> {
        let here = usize::try_from(count).unwrap_or(usize::MAX).min(self.unread().len());
        self.at += here;
        let left = count - here as u64;
        if left == 0 || self.is_at_end {
            return Ok(here as u64);
        }
        let passed = io::copy(&mut self.input.by_ref().take(left), &mut io::sink())?;
        self.is_at_end = passed < left;
        Ok(here as u64 + passed)
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.at >= self.bytes.len() - self.at {
            self.bytes.drain(..self.at);
            self.at = 0;
            if self.bytes.len() < CHUNK {
                self.bytes.shrink_to(4 * CHUNK);
            }
        }
        let read = self.input.by_ref().take(CHUNK as u64).read_to_end(&mut self.bytes)?;
        self.is_at_end = read < CHUNK;
        Ok(())
    }
}
