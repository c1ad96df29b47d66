//! The records of a stream, one at a time.

use std::io::Read;

use super::decode::{Decoded, decoded};
use super::format::{self, Reader};
use super::json::JsonRecords;
use super::limits::MAX_BYTES;
use super::page_text::Vocabulary;
use super::reading::{Reading, Readings};
use super::warning::{RecordError, Unreadable};

/// The articles of a stream, read one at a time.
///
/// Made by [`records`](super::records). It holds a record and a part of the stream in memory, however long the stream is.
pub struct Records<R>(State<R>);

enum State<R> {
    New { name: String, input: R },
    Json(Box<JsonRecords<R>>),
    Done,
}

impl<R: Read> Records<R> {
    pub(super) fn new(name: &str, input: R) -> Self {
        Self(State::New { name: name.to_owned(), input })
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Reading, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = match std::mem::replace(&mut self.0, State::Done) {
            State::New { name, input } => match begin(&name, input, &Vocabulary::default()) {
                Ok(Begun::Page(reading)) => return Some(Ok(*reading)),
                Ok(Begun::Json(records)) => {
                    self.0 = State::Json(records);
                    return self.next();
                }
                Err(error) => Err(error),
            },
            State::Json(mut records) => {
                let next = records.next()?;
                if matches!(next, Ok(_) | Err(RecordError::Bad(_))) {
                    self.0 = State::Json(records);
                }
                next
            }
            State::Done => return None,
        };
        Some(next)
    }
}

/// A stream of which the format is known.
enum Begun<R> {
    Page(Box<Reading>),
    Json(Box<JsonRecords<R>>),
}

/// Reads as much of a stream as tells its format, and all of it where it is a page.
fn begin<R: Read>(name: &str, input: R, known: &Vocabulary) -> Result<Begun<R>, RecordError> {
    let input = Decoded::new(input)?;
    let beginning = input.beginning();
    if input.is_at_end() && is_blank(&beginning) {
        return Err(Unreadable::Empty.into());
    }
    match format::reader(name, &beginning)? {
        Reader::Json => Ok(Begun::Json(Box::new(JsonRecords::new(input)))),
        Reader::Page(read) => {
            let bytes = page(input.into_bytes())?;
            let (text, inferred) = decoded(&bytes)?;
            let mut reading = read(&text, known);
            reading.warnings.splice(..0, inferred);
            Ok(Begun::Page(Box::new(reading)))
        }
    }
}

/// Reads a file that is in memory.
pub(super) fn read_all(name: &str, bytes: &[u8], known: &Vocabulary) -> Result<Readings, Unreadable> {
    let mut readings = Readings::default();
    let mut records = match begin(name, bytes, known) {
        Ok(Begun::Page(reading)) => return Ok(Readings::from(*reading)),
        Ok(Begun::Json(records)) => records,
        Err(error) => return fatal(error).map(|()| readings),
    };
    while let Some(record) = records.next() {
        match record {
            Ok(reading) => readings.articles.push(reading),
            Err(RecordError::Bad(warning)) => readings.warnings.push(warning),
            Err(error) => fatal(error)?,
        }
    }
    Ok(readings)
}

/// Returns the error of a file. Reading memory doesn't fail.
fn fatal(error: RecordError) -> Result<(), Unreadable> {
    match error {
        RecordError::Unreadable(error) => Err(error),
        RecordError::Bad(_) | RecordError::Io(_) => Ok(()),
    }
}

fn page(input: impl Read) -> Result<Vec<u8>, RecordError> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge { size: bytes.len() }.into());
    }
    Ok(bytes)
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\0' | '\u{FEFF}') || c.is_whitespace())
}
