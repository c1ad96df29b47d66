//! Lines of an export, one at a time and none too long.

use std::io::{BufRead, Read};

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::export::lines::ends::LONGEST;

/// The most bytes of the first line, which says what follows.
const LONGEST_FIRST: usize = 1 << 20;

/// The lines of a stream, and the number of the last one.
pub(super) struct LineReader<'i> {
    input: &'i mut dyn BufRead,
    line: String,
    number: u64,
}

impl<'i> LineReader<'i> {
    pub(super) fn new(input: &'i mut dyn BufRead) -> Self {
        Self { input, line: String::new(), number: 0 }
    }

    /// Reads the next line; false at the end.
    pub(super) fn advance(&mut self) -> Result<bool> {
        let mut line = std::mem::take(&mut self.line).into_bytes();
        line.clear();
        self.number += 1;
        let longest = if self.number == 1 { LONGEST_FIRST } else { LONGEST };
        let mut limited = (&mut *self.input).take(longest as u64 + 1);
        let read = limited.read_until(b'\n', &mut line);
        read.map_err(|error| self.refuse(format!("it can't be read: {error}")))?;
        if line.len() > longest {
            return Err(self.refuse(format!("it is longer than {longest} bytes")));
        }
        self.line =
            String::from_utf8(line).map_err(|error| self.refuse(format!("it is not UTF-8: {error}")))?;
        Ok(!self.line.is_empty())
    }

    /// Returns the line that was read last, with the line feed at its end.
    pub(super) fn line(&self) -> &str {
        &self.line
    }

    /// Reads the line that was read last as a value.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.line).map_err(|error| self.refuse(error.to_string()))
    }

    /// Returns the error of the line that was read last.
    pub(super) fn refuse(&self, reason: impl Into<String>) -> Error {
        Error::Import { line: self.number, reason: reason.into() }
    }
}
