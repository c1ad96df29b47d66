//! Readers: the bytes of a file become articles, with warnings and with where each value came from.
//!
//! A reader opens no file and no socket, and it knows nothing of the archive: what it returns is handed to
//! [`Transaction::save`](crate::Transaction::save). [`read`] takes a file that is in memory, [`records`] a stream of any length.
//! The guide has a section on [the JSON that is read](crate::guide::host), and on how bytes become text.
//!
//! ```
//! use dateline::ingest::{self, Field};
//!
//! let page = "Harbour bridge opens after two years\n\
//!     \n\
//!     By MARTA LINDQVIST\n\
//!     Published: MARCH 4, 2024 09:30\n\
//!     \n\
//!     The harbour bridge opened to traffic on Monday, two years later than planned.\n\
//!     \n\
//!     Tags: Transport, Harbour\n";
//! let readings = ingest::read("bridge.txt", page.as_bytes())?;
//! let reading = &readings.articles[0];
//! assert_eq!(reading.article.headline, "Harbour bridge opens after two years");
//! assert_eq!(reading.article.credits[0].name, "MARTA LINDQVIST");
//! assert_eq!(reading.article.published, Some("2024-03-04T09:30".parse()?));
//! assert_eq!(reading.article.tags[1].name, "Harbour");
//!
//! let dates: Vec<&str> = reading
//!     .spans
//!     .iter()
//!     .filter(|span| span.field == Field::Published)
//!     .map(|span| page[span.range.clone()].trim())
//!     .collect();
//! assert_eq!(dates, ["Published: MARCH 4, 2024 09:30"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod decode;
mod format;
mod json;
mod limits;
mod page_text;
mod reading;
mod records;
mod warning;

use std::io::Read;

pub use decode::text;
pub use format::has_reader;
pub use limits::{MAX_BYTES, MAX_RECORD_BYTES};
pub use page_text::{Vocabulary, split_tags};
pub use reading::{Field, Reading, Readings, Span};
pub use records::Records;
pub use warning::{RecordError, Unreadable, Warning};

/// Reads a file that is in memory: page text (`.txt`) or JSON (`.json`, `.jsonl`, `.ndjson`). Of any other name the
/// content decides.
///
/// A bad JSON record is a warning and never costs the others. NUL is dropped with a warning.
///
/// # Errors
///
/// [`Unreadable`] if the input is empty, a page larger than [`MAX_BYTES`], in a format without a reader, in no known
/// encoding, or called JSON without a single object in it.
///
/// ```
/// use dateline::ingest::{self, Unreadable};
///
/// assert_eq!(ingest::read("page.txt", b" \n"), Err(Unreadable::Empty));
/// assert_eq!(ingest::read("page.html", b"<p>Fog"), Err(Unreadable::Format("HTML or XML")));
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Readings, Unreadable> {
    read_with(name, bytes, &Vocabulary::default())
}

/// Reads a file as [`read`] does, helped by the tags that the archive knows: they settle where a tag ends in
/// a line of tags that lost its separators.
///
/// ```
/// use dateline::ingest::{self, Vocabulary};
///
/// let known: Vocabulary = ["port authority"].into_iter().collect();
/// let page = "Dredging resumes in the harbour\n\nWork began at dawn on Tuesday.\n\nTags port authority dredging";
/// let readings = ingest::read_with("page.txt", page.as_bytes(), &known)?;
/// let tags: Vec<&str> = readings.articles[0].article.tags.iter().map(|tag| &*tag.name).collect();
/// assert_eq!(tags, ["port authority", "dredging"]);
/// # Ok::<(), ingest::Unreadable>(())
/// ```
///
/// # Errors
///
/// As [`read`].
pub fn read_with(name: &str, bytes: &[u8], known: &Vocabulary) -> Result<Readings, Unreadable> {
    records::read_all(name, bytes, known)
}

/// Reads a stream of any length, a record at a time: JSON, or a page, which is one record. The name decides as in
/// [`read`], and where it doesn't, the beginning of the stream.
///
/// ```
/// use dateline::ingest;
///
/// let pretty = "{\n  \"headline\": \"Fog\"\n}\n{\n  \"headline\": \"Rain\"\n}\n";
/// let mut headlines = Vec::new();
/// for record in ingest::records("week.json", pretty.as_bytes()) {
///     match record {
///         Ok(reading) => headlines.push(reading.article.headline),
///         // A record that is bad, or the last of all: the stream ended in an error.
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// assert_eq!(headlines, ["Fog", "Rain"]);
/// ```
pub fn records<R: Read>(name: &str, input: R) -> Records<R> {
    Records::new(name, input)
}
