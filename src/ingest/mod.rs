//! Readers: the bytes of a file become articles, with warnings and with where each value came from.
//!
//! A reader is a pure function. It opens no file and no socket, and it knows nothing of the archive:
//! what it returns is handed to [`Transaction::save`](crate::Transaction::save).
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
mod json_extra;
mod page_text;
mod reading;
mod warning;

pub use decode::{MAX_BYTES, text};
pub use format::has_reader;
pub use page_text::{Vocabulary, split_tags};
pub use reading::{Field, Reading, Readings, Span};
pub use warning::{Unreadable, Warning};

/// Reads a file: page text (`.txt`) or JSON (`.json`, `.jsonl`, `.ndjson`: one article, an array, or
/// one article a line). Of any other name the content decides.
///
/// Files are UTF-8, or UTF-16 with a byte order mark. What isn't is replaced and NUL is dropped, each
/// with a warning. A bad JSON record is a warning and never costs the others.
///
/// # Errors
///
/// [`Unreadable`] if the input is empty, larger than [`MAX_BYTES`], in a format without a reader, or
/// called JSON without a single record in it that is JSON.
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
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge { size: bytes.len() });
    }
    let (text, repaired) = decode::decoded(bytes);
    if text.trim_matches(|c: char| matches!(c, '\0' | '\u{FEFF}') || c.is_whitespace()).is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut readings = format::read(name, &text, known)?;
    if repaired {
        readings.warnings.push(Warning::InvalidUtf8);
    }
    Ok(readings)
}
