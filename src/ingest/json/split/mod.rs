//! The records of a stream, found by their braces.

mod broken;
mod line;

use std::io::{self, Read};

use self::line::StartOfLine;
use super::syntax::{Progress, Syntax};
use super::wrapper::{Looked, look};
use crate::ingest::limits::MAX_RECORD_BYTES;

/// Bytes that are read at a time.
const CHUNK: usize = 64 << 10;
/// Bytes of an object in which the list that it wraps begins.
const LOOKED_AT: usize = CHUNK;
/// Bytes of what is no record that its warning shows.
const SHOWN: usize = 60;

/// A piece of the stream.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    /// The line on which it begins, counted from 1.
    pub line: usize,
    /// The bytes of an object, or the reason why there is none.
    pub record: Result<Vec<u8>, String>,
}

/// Finds the objects of a stream.
///
/// Between them stands what holds a list together in one form or another: blanks, commas, the brackets of an
/// array. Anything else is a piece without a record.
pub(super) struct Split<R> {
    input: R,
    /// The bytes that were read; those before `at` are done with.
    bytes: Vec<u8>,
    at: usize,
    line: usize,
    start_of_line: StartOfLine,
    lists: usize,
    /// The objects that wrap the list being read; the first of them may only do so as long as no record has come.
    wrappers: usize,
    may_wrap: bool,
    has_object_or_list: bool,
    /// True after a piece without a record: the end of a list may have gone with it.
    is_broken: bool,
    /// Bytes that were looked at again.
    looked_again: usize,
}

impl<R: Read> Split<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            bytes: Vec::new(),
            at: 0,
            line: 1,
            start_of_line: StartOfLine::NEW,
            lists: 0,
            wrappers: 0,
            may_wrap: true,
            has_object_or_list: false,
            is_broken: false,
            looked_again: 0,
        }
    }

    /// Returns the next piece.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let Some(byte) = self.byte(0)? else { return Ok(self.end_of_list()) };
            match byte {
                b'{' if self.lists == 0 && self.may_wrap && self.unwrap()? => continue,
                b'{' => break,
                b']' if self.lists == 1 && self.wrappers > 0 => {
                    if let Some(piece) = self.end_of_wrapper()? {
                        return Ok(Some(piece));
                    }
                    continue;
                }
                b'[' => {
                    self.lists += 1;
                    self.has_object_or_list = true;
                }
                b']' => self.lists = self.lists.saturating_sub(1),
                // Beside blanks: a separator of JSON text sequences, and what pads a block.
                b' ' | b'\t' | b'\n' | b'\r' | b',' | 0x1E | 0 => {}
                0xEF if self.is_mark()? => {}
                _ => return self.no_record().map(Some),
            }
            self.pass(1);
        }
        self.may_wrap &= self.lists > 0;
        let line = self.line;
        self.has_object_or_list = true;
        let record = self.record()?;
        self.is_broken = record.is_err();
        Ok(Some(Piece { line, record }))
    }

    /// Returns true if a brace or bracket was found so far.
    pub(super) fn has_object_or_list(&self) -> bool {
        self.has_object_or_list
    }

    /// Passes the beginning of an object that wraps a list of records. Returns false if it is none.
    fn unwrap(&mut self) -> io::Result<bool> {
        loop {
            match look(self.unread().get(..LOOKED_AT).unwrap_or(self.unread())) {
                Looked::Wrapper { place, objects } => {
                    self.pass(place);
                    (self.lists, self.wrappers, self.has_object_or_list) = (1, objects, true);
                    return Ok(true);
                }
                Looked::Open if self.unread().len() < LOOKED_AT && self.fill()? => {}
                _ => return Ok(false),
            }
        }
    }

    /// Passes what stands behind the list of records in the objects that wrap it. Returns a piece if they don't end.
    fn end_of_wrapper(&mut self) -> io::Result<Option<Piece>> {
        let line = self.line;
        self.pass(1);
        self.lists = 0;
        let (mut in_text, mut escaped) = (false, false);
        let mut open = std::mem::take(&mut self.wrappers);
        while open > 0 {
            let Some(byte) = self.byte(0)? else {
                self.is_broken = true;
                return Ok(Some(Piece {
                    line,
                    record: Err("the object around the list does not end".into()),
                }));
            };
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_text => escaped = true,
                b'"' => in_text = !in_text,
                b'{' | b'[' if !in_text => open += 1,
                b'}' | b']' if !in_text => open -= 1,
                _ => {}
            }
            self.pass(1);
        }
        Ok(None)
    }

    /// Warns of an array that was cut off between two records.
    fn end_of_list(&mut self) -> Option<Piece> {
        let is_cut = std::mem::take(&mut self.lists) > 0 && !self.is_broken;
        is_cut.then(|| Piece { line: self.line, record: Err("the array does not end".into()) })
    }

    /// Returns true at the last byte of a byte order mark, which stands between files that were put together.
    fn is_mark(&mut self) -> io::Result<bool> {
        let mark = "\u{FEFF}".as_bytes();
        if self.byte(0)? != mark.first().copied() {
            return Ok(false);
        }
        self.byte(mark.len() - 1)?;
        let is_mark = self.unread().starts_with(mark);
        self.at += if is_mark { mark.len() - 1 } else { 0 };
        Ok(is_mark)
    }

    /// Passes what is no record, up to the next one.
    fn no_record(&mut self) -> io::Result<Piece> {
        let line = self.line;
        let mut shown = Vec::new();
        while let Some(byte) = self.byte(0)? {
            if byte == b'{' && self.is_beginning()? {
                break;
            }
            if shown.len() <= SHOWN {
                shown.push(byte);
            }
            self.pass(1);
        }
        self.is_broken = true;
        let text = String::from_utf8_lossy(shown.trim_ascii()).trim_end_matches(',').to_owned();
        let text: String = text.trim_end().chars().take(SHOWN - 1).collect();
        Ok(Piece { line, record: Err(format!("no object of JSON, but `{text}`")) })
    }

    /// Returns true where a brace is followed by the name of a field, or by its end.
    fn is_beginning(&mut self) -> io::Result<bool> {
        let mut place = 1;
        loop {
            match self.byte(place)? {
                Some(byte) if byte.is_ascii_whitespace() && place < CHUNK => place += 1,
                next => return Ok(matches!(next, Some(b'"' | b'}'))),
            }
        }
    }

    /// Reads an object, or passes what began like one.
    fn record(&mut self) -> io::Result<Result<Vec<u8>, String>> {
        let mut syntax = Syntax::default();
        let mut length = 0;
        loop {
            while let Some(&byte) = self.bytes.get(self.at + length) {
                match syntax.step(byte) {
                    Progress::Inside => {
                        length += 1;
                        length += syntax.passed(self.bytes.get(self.at + length..).unwrap_or_default());
                    }
                    Progress::End if length < MAX_RECORD_BYTES => {
                        return Ok(Ok(self.take(length + 1)));
                    }
                    Progress::End => return self.too_long(syntax, length),
                    Progress::Wrong(reason) => return self.skip(&self.in_line(reason, length)),
                }
                if length > MAX_RECORD_BYTES {
                    return self.too_long(syntax, length);
                }
            }
            if !self.fill()? {
                return self.skip("it does not end");
            }
        }
    }

    /// Takes the next bytes out. What is most of the buffer is not copied.
    fn take(&mut self, count: usize) -> Vec<u8> {
        if count < CHUNK {
            let taken = self.unread().get(..count).unwrap_or_default().to_vec();
            self.pass(count);
            return taken;
        }
        let at = self.at;
        self.pass(count);
        let rest = self.bytes.split_off(self.at);
        let mut taken = std::mem::replace(&mut self.bytes, rest);
        taken.drain(..at);
        self.at = 0;
        taken
    }

    fn unread(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Returns a byte from here on.
    fn byte(&mut self, place: usize) -> io::Result<Option<u8>> {
        while self.bytes.len() <= self.at + place {
            if !self.fill()? {
                return Ok(None);
            }
        }
        Ok(self.bytes.get(self.at + place).copied())
    }

    fn pass(&mut self, count: usize) {
        let end = (self.at + count).min(self.bytes.len());
        let passed = self.bytes.get(self.at..end).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.start_of_line.pass(passed);
        self.at = end;
    }

    /// Reads on. Returns false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at >= self.bytes.len() - self.at {
            self.bytes.drain(..self.at);
            self.at = 0;
            if self.bytes.capacity() > 16 * CHUNK && self.bytes.len() < CHUNK {
                self.bytes.shrink_to(4 * CHUNK);
            }
        }
        let length = self.bytes.len();
        self.bytes.resize(length + CHUNK, 0);
        let read = loop {
            match self.input.read(self.bytes.get_mut(length..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.bytes.truncate(length + *read.as_ref().unwrap_or(&0));
        read.map(|read| read > 0)
    }
}
