//! Reuters-21578: SGML of 21,578 stories of 1987, with topics, places, people, organizations and exchanges.
//!
//! The stories are found by their end tags, one at a time. The files are in Latin-1, with control codes of the wire.

mod story;
mod text;

use std::io::{BufRead, BufReader, Read};

use super::container::Input;
use super::decode::Decoded;
use super::hint::Hint;
use super::reading::{Items, Reading};
use super::warning::{RecordError, Unreadable, Warning};

/// The end of a story.
const END: &[u8] = b"</REUTERS>";
/// The most bytes of a story. The longest of the corpus has 14,000.
const MAX_STORY: u64 = 1 << 20;

/// Returns true if a file begins as one of the corpus does.
pub(super) fn begins(text: &str) -> bool {
    text.starts_with("<!DOCTYPE lewis") || text.starts_with("<REUTERS ")
}

/// Reads a file of the corpus.
pub(super) fn read<'r>(input: Decoded<Input<'r>>, _: &Hint) -> Result<Items<'r>, Unreadable> {
    Ok(Box::new(Stories { input: BufReader::new(input), number: 0, line: 1 }))
}

struct Stories<R> {
    input: BufReader<R>,
    number: usize,
    line: usize,
}

impl<R: Read> Stories<R> {
    fn read_next(&mut self) -> Result<Option<Reading>, RecordError> {
        let begin = self.line;
        let Some(bytes) = self.story()? else { return Ok(None) };
        self.number += 1;
        let reason = match bytes {
            Some(bytes) if bytes.ends_with(END) => match story::read(&text::latin(&bytes)) {
                Some(reading) => return Ok(Some(reading)),
                None => "no story in it".to_owned(),
            },
            Some(_) => "it does not end".to_owned(),
            None => format!("it has more than {MAX_STORY} bytes"),
        };
        Err(Warning::BadRecord { number: self.number, line: begin, reason }.into())
    }

    /// Returns the bytes up to the end of a story; none of one that is too long, nor where only blanks are left.
    fn story(&mut self) -> Result<Option<Option<Vec<u8>>>, RecordError> {
        let mut bytes = Vec::new();
        let mut is_too_long = false;
        // Each round reads up to a `>`, and ends at the last of all.
        while !bytes.ends_with(END) {
            let room = MAX_STORY.saturating_sub(bytes.len() as u64);
            let begin = bytes.len();
            let read = self.input.by_ref().take(room).read_until(b'>', &mut bytes)?;
            self.line += bytes.get(begin..).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
            if read == 0 && room > 0 {
                break;
            }
            if room == 0 {
                is_too_long = true;
                // The end tag may be cut by what is left out.
                bytes.drain(..bytes.len() - END.len());
            }
        }
        if is_too_long {
            return Ok(Some(None));
        }
        Ok((!bytes.trim_ascii().is_empty()).then_some(Some(bytes)))
    }
}

impl<R: Read> Iterator for Stories<R> {
    type Item = Result<Reading, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_next().transpose()
    }
}
