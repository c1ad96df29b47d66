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
//! let readings = ingest::read(page.as_bytes(), "bridge.txt")?;
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

mod container;
#[allow(dead_code, reason = "each feature reads a part of what is credited")]
mod credits;
mod date;
mod decode;
#[allow(dead_code, reason = "without features nothing but JSON has references")]
mod entities;
#[cfg(feature = "feeds")]
mod feed;
mod format;
mod hint;
#[cfg(feature = "html")]
mod html;
mod json;
mod limits;
mod mapping;
#[allow(dead_code, unused_imports, reason = "each feature reads a part of a fragment")]
mod markup;
mod page_text;
#[cfg(feature = "pictures")]
mod picture;
mod pocket;
mod readers;
mod reading;
mod records;
mod reuters;
mod root;
mod table;
mod vocabulary;
mod warning;
#[cfg(feature = "wires")]
mod wire;
#[cfg(any(feature = "feeds", feature = "wires", feature = "pictures"))]
#[allow(dead_code, reason = "each feature reads a part of what a document says")]
mod xml;

use std::io::{Read, Seek};

pub use decode::text;
#[cfg(feature = "feeds")]
pub use feed::{FeedOutline, opml};
pub use format::Format;
pub use hint::Hint;
pub use limits::{
    FREE_EXPANSION, MAX_BYTES, MAX_EXPANSION, MAX_NESTING, MAX_RECORD_BYTES, MAX_ROW_BYTES, MAX_ZIP_IN_MEMORY,
};
pub use mapping::{Mapping, MappingError};
#[doc(hidden)]
pub use page_text::headline_candidates;
pub use page_text::split_tags;
pub use readers::has_reader;
pub use reading::{Field, Reading, Readings, Span};
pub use records::Records;
pub use vocabulary::Vocabulary;
pub use warning::{RecordError, Unreadable, Warning};

/// Reads a file that is in memory. The [`Format`] is the one that its content shows, else that of the name.
///
/// A bad record is a warning and never costs the others. NUL is dropped with a warning.
///
/// # Errors
///
/// [`Unreadable`] if the input is empty, a page larger than [`MAX_BYTES`], in a format without a reader, in no known
/// encoding, or called JSON without a single object in it.
///
/// ```
/// use dateline::ingest::{self, Unreadable};
///
/// assert_eq!(ingest::read(b" \n", "page.txt"), Err(Unreadable::Empty));
/// ```
pub fn read<'h>(bytes: &[u8], hint: impl Into<Hint<'h>>) -> Result<Readings, Unreadable> {
    records::read_all(bytes, hint.into())
}

/// Reads a stream of any length, a record at a time: of JSON, a table, a corpus, or the files in a container. A page is one
/// record. The format is found as in [`read`], by the beginning of the stream.
///
/// ```
/// use dateline::ingest;
///
/// let pretty = "{\n  \"headline\": \"Fog\"\n}\n{\n  \"headline\": \"Rain\"\n}\n";
/// let mut headlines = Vec::new();
/// for record in ingest::records(pretty.as_bytes(), "week.json") {
///     match record {
///         Ok(reading) => headlines.push(reading.article.headline),
///         // A record that is bad, or the last of all: the stream ended in an error.
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// assert_eq!(headlines, ["Fog", "Rain"]);
/// ```
pub fn records<'r>(input: impl Read + 'r, hint: impl Into<Hint<'r>>) -> Records<'r> {
    Records::of_stream(input, hint.into())
}

/// Reads a file of any length, a record at a time, as [`records`] does. It need not fit into memory to be a zip, whose
/// directory stands at its end.
///
/// ```
/// use std::io::Cursor;
///
/// use dateline::ingest;
///
/// let file = Cursor::new("{\"headline\": \"Fog\"}"); // or File::open("week.zip")?
/// for record in ingest::records_of_file(file, "week.json") {
///     assert_eq!(record?.article.headline, "Fog");
/// }
/// # Ok::<(), ingest::RecordError>(())
/// ```
pub fn records_of_file<'r>(file: impl Read + Seek + 'r, hint: impl Into<Hint<'r>>) -> Records<'r> {
    Records::of_file(file, hint.into())
}
