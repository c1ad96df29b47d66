//! Passes records that are no JSON, or too long, up to the next one.

use std::io::{self, Read};

use super::Split;
use crate::ingest::json::skip::{Skip, Skipped, same_beginning};
use crate::ingest::json::syntax::{Progress, Syntax};
use crate::ingest::limits::MAX_RECORD_BYTES;

/// The most bytes that are looked at again behind records that don't end.
const MOST_LOOKED_AGAIN: usize = 2 * MAX_RECORD_BYTES;

impl<R: Read> Split<R> {
    /// Names the line of a mistake, where it is another than that on which the record begins.
    pub(super) fn in_line(&self, reason: &str, place: usize) -> String {
        let before = self.unread().iter().take(place);
        match before.filter(|byte| **byte == b'\n').count() {
            0 => reason.to_owned(),
            lines => format!("{reason} in line {}", self.line + lines),
        }
    }

    /// Passes a record that is no JSON.
    pub(super) fn skip(&mut self, reason: &str) -> io::Result<Result<Vec<u8>, String>> {
        let mut skip = Skip::new(self.start_of_line.blanks);
        let mut length = 0;
        loop {
            while let Some(&byte) = self.bytes.get(self.at + length) {
                let end = match skip.step(byte) {
                    Skipped::Inside if length < MAX_RECORD_BYTES => None,
                    Skipped::Inside => Some(self.behind(length + 1)),
                    Skipped::End => Some(length + 1),
                    Skipped::Next => Some(length),
                };
                length += 1;
                if let Some(end) = end {
                    self.pass(end);
                    return Ok(Err(reason.to_owned()));
                }
            }
            if !self.fill()? {
                let end = self.behind(length);
                self.pass(end);
                return Ok(Err(reason.to_owned()));
            }
        }
    }

    /// Passes a record of which no more is kept.
    pub(super) fn too_long(
        &mut self,
        mut syntax: Syntax,
        length: usize,
    ) -> io::Result<Result<Vec<u8>, String>> {
        let reason = format!("it has more than {MAX_RECORD_BYTES} bytes, and no longer one is read");
        if let Some(next) = self.next_alike(true) {
            // It was cut in a place where others may stand.
            self.pass(next);
            return Ok(Err(reason));
        }
        self.pass(length);
        let mut skip: Option<Skip> = None;
        while let Some(byte) = self.byte(0)? {
            let is_end = match &mut skip {
                None => match syntax.step(byte) {
                    Progress::Inside => false,
                    Progress::End => true,
                    Progress::Wrong(_) => {
                        skip = Some(Skip::inside(syntax.place(), self.start_of_line.blanks_alone()));
                        continue;
                    }
                },
                Some(skip) => match skip.step(byte) {
                    Skipped::Inside => false,
                    Skipped::End => true,
                    Skipped::Next => break,
                },
            };
            self.pass(1);
            if is_end {
                break;
            }
        }
        Ok(Err(reason))
    }

    /// Returns where to go on behind so many bytes of a record that doesn't end: at the next one that begins alike. What
    /// stands behind that is looked at again, but not for ever.
    fn behind(&mut self, length: usize) -> usize {
        let may_look = self.looked_again <= MOST_LOOKED_AGAIN;
        let next = may_look.then(|| self.next_alike(false)).flatten().unwrap_or(length);
        self.looked_again += length.saturating_sub(next);
        next
    }

    fn next_alike(&self, on_a_line: bool) -> Option<usize> {
        same_beginning(self.unread(), on_a_line)
    }
}
