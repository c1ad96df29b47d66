//! The records of a stream, one at a time.

use std::io::Read;

use super::decode::{Decoded, decoded};
use super::format::Format;
use super::hint::Hint;
use super::json::JsonRecords;
use super::limits::MAX_BYTES;
use super::readers::{self, Reader};
use super::reading::{Reading, Readings};
use super::warning::{RecordError, Unreadable};

/// The articles of a stream, read one at a time.
///
/// Made by [`records`](super::records). It holds a record and a part of the stream in memory, however long the stream is.
pub struct Records<'r>(Items<'r>);

/// Articles and what went wrong, one after another.
type Items<'r> = Box<dyn Iterator<Item = Result<Reading, RecordError>> + 'r>;

impl<'r> Records<'r> {
    pub(super) fn new(input: impl Read + 'r, hint: Hint<'r>) -> Self {
        let mut input = Some(input);
        let begun = std::iter::from_fn(move || {
            let input = input.take()?;
            Some(begin(input, hint).unwrap_or_else(|error| Box::new([Err(error)].into_iter())))
        });
        Self(Box::new(begun.flatten()))
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Reading, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.0.next();
        if let Some(Err(error)) = &item
            && error.is_last()
        {
            self.0 = Box::new(std::iter::empty());
        }
        item
    }
}

/// Reads as much of a stream as tells its format, and all of it where it isn't read record by record.
fn begin<'r>(input: impl Read + 'r, hint: Hint<'r>) -> Result<Items<'r>, RecordError> {
    let input = Decoded::new(input)?;
    let beginning = input.beginning();
    if input.is_at_end() && is_blank(&beginning) {
        return Err(Unreadable::Empty.into());
    }
    let (format, reader) = readers::reader(&hint, input.first_bytes(), &beginning)?;
    let items: Items<'r> = match reader {
        Reader::Json => Box::new(JsonRecords::new(input)),
        Reader::Text(read) => {
            let bytes = whole(input.into_bytes())?;
            let (text, inferred) = decoded(&bytes)?;
            let mut reading = read(&text, &hint);
            reading.warnings.splice(..0, inferred);
            Box::new([Ok(reading)].into_iter())
        }
        Reader::File(read) => items_of(read(&whole(input.into_bytes())?, &hint)?),
    };
    Ok(Box::new(items.map(move |item| item.map(|reading| of_format(reading, format)))))
}

fn of_format(reading: Reading, format: Format) -> Reading {
    Reading { format, ..reading }
}

/// Returns the articles of a file, and after them what could not be read in it.
fn items_of<'r>(readings: Readings) -> Items<'r> {
    let bad = readings.warnings.into_iter().map(|warning| Err(warning.into()));
    Box::new(readings.articles.into_iter().map(Ok).chain(bad))
}

/// Reads a file that is in memory.
pub(super) fn read_all(bytes: &[u8], hint: Hint) -> Result<Readings, Unreadable> {
    let mut readings = Readings::default();
    for record in Records::new(bytes, hint) {
        match record {
            Ok(reading) => readings.articles.push(reading),
            Err(RecordError::Bad(warning)) => readings.warnings.push(warning),
            Err(RecordError::Unreadable(error)) => return Err(error),
            // Reading memory doesn't fail.
            Err(RecordError::Io(_)) => {}
        }
    }
    Ok(readings)
}

fn whole(input: impl Read) -> Result<Vec<u8>, RecordError> {
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
