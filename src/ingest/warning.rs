//! Warnings of a reader, and errors.

use serde::Serialize;

use super::decode::MAX_BYTES;

/// The reason why no article could be read.
///
/// ```
/// use dateline::ingest::{MAX_BYTES, Unreadable, read};
///
/// let huge = vec![b' '; MAX_BYTES + 1];
/// assert_eq!(read("huge.txt", &huge), Err(Unreadable::TooLarge { size: MAX_BYTES + 1 }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unreadable {
    /// There is nothing in it but blanks.
    #[error("the input is empty")]
    Empty,
    /// It is larger than [`MAX_BYTES`].
    #[error("the input has {size} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Bytes of the input.
        size: usize,
    },
    /// There is no reader for this format.
    #[error("no reader for {0}")]
    Format(&'static str),
    /// It is called JSON and is not.
    #[error("not JSON: {0}")]
    Json(String),
}

/// Something a reader is not sure of, or could not use. The article is good nevertheless.
///
/// ```
/// use dateline::ingest::{Warning, read};
///
/// let page = "Ferry timetable changes\n\nPublished: 03/04/2023\n\nThe ferry leaves an hour earlier from Monday on.\n";
/// let reading = &read("ferry.txt", page.as_bytes())?.articles[0];
/// assert_eq!(reading.warnings, [Warning::AmbiguousDate("03/04/2023".into())]);
/// assert_eq!(reading.article.published, None);
/// assert_eq!(reading.article.published_printed, "03/04/2023");
/// # Ok::<(), dateline::ingest::Unreadable>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// Bytes that are neither UTF-8 nor, behind a byte order mark, UTF-16 were replaced by U+FFFD.
    #[error("bytes that are not UTF-8 were replaced")]
    InvalidUtf8,
    /// NUL or private marks of the archive were taken out of the text.
    #[error("NUL or reserved characters were taken out")]
    ReservedCharacters,
    /// A record of a JSON file could not be read; the others were.
    #[error("record {number}, line {line}: {reason}")]
    BadRecord {
        /// The record, counted from 1.
        number: usize,
        /// The line where it begins, counted from 1.
        line: usize,
        /// The reason.
        reason: String,
    },
    /// No headline or other part of a header was recognized: all of the text is body.
    #[error("no header was recognized; all of the text is taken as body")]
    NoHeader,
    /// A headline and no text below it.
    #[error("no body was found")]
    NoBody,
    /// Day and month of this date could be exchanged; it is kept as printed only.
    #[error("`{0}` may be day or month first; kept as printed only")]
    AmbiguousDate(String),
    /// A date in no known form, such as "3 hours ago"; it is kept as printed only.
    #[error("`{0}` is in no known form of date; kept as printed only")]
    UnknownDate(String),
    /// The abbreviation of a time zone that stands for several; the time is kept without offset.
    #[error("`{0}` is no certain time zone; the time is kept without offset")]
    UnknownZone(String),
    /// The page prints no date; the date of the crawler's header line was taken.
    #[error("no date on the page; `{0}` was taken from the line above it")]
    DateOfHeaderLine(String),
    /// A line of tags has too many words without separators to be split; it is kept as printed only.
    #[error("a line of tags is too long to be split; kept as printed only")]
    LongTagLine,
}
