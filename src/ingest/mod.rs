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

mod json;
mod json_extra;
mod page_text;
mod warning;

use std::borrow::Cow;
use std::ops::Range;

use crate::NewArticle;

pub use page_text::{Vocabulary, split_tags};
pub use warning::{Unreadable, Warning};

/// The most bytes that [`read`] takes: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;

/// What one file holds.
///
/// ```
/// let lines = b"{\"headline\": \"Ferry returns\"}\n{\"headline\": 7}\n";
/// let readings = dateline::ingest::read("week.jsonl", lines)?;
/// assert_eq!(readings.articles.len(), 1);
/// assert!(readings.warnings[0].to_string().starts_with("record 2, line 2: "));
/// # Ok::<(), dateline::ingest::Unreadable>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// The articles, in the order of the file.
    pub articles: Vec<Reading>,
    /// What concerns the file and no article in it, such as a record that could not be read.
    pub warnings: Vec<Warning>,
}

/// One article, as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: NewArticle,
    /// Where the values stand in the input, without gaps and in its order: the pieces put together
    /// are the input. Empty for formats whose fields carry names, such as JSON.
    pub spans: Vec<Span>,
    /// What the reader is not sure of, or could not use.
    pub warnings: Vec<Warning>,
}

/// A piece of the input and what it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the input text; of the text as decoded where the input was not valid UTF-8.
    pub range: Range<usize>,
    /// What the piece became.
    pub field: Field,
}

/// The part of an article that a piece of the input became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The title of the publication.
    Publication,
    /// The section of the publication.
    Section,
    /// The canonical URL.
    Url,
    /// The headline.
    Headline,
    /// The standfirst.
    Dek,
    /// The byline.
    Byline,
    /// When it was published; the line may state the byline or the modification too.
    Published,
    /// When it was last modified.
    Modified,
    /// Caption or credit of the image at this place of [`NewArticle::images`].
    Image(usize),
    /// The paragraph of the body with this number, counted from 0.
    Paragraph(usize),
    /// The line of tags.
    Tags,
    /// No field: navigation, promotion, footer. The lines are kept in the article's `extra`
    /// under `unparsed`, so that nothing of the page is lost.
    Unparsed,
}

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

/// [`read`], helped by the tags that the archive knows: they settle where a tag ends in a line of
/// tags that lost its separators.
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
    let (text, repaired) = decoded(bytes);
    let content = text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
    if content.trim_matches(|c: char| c == '\0' || c.is_whitespace()).is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut readings = match format(name, content)? {
        Format::Json => json::read(content)?,
        Format::PageText => Readings { articles: vec![page_text::read(&text, known)], warnings: Vec::new() },
    };
    if repaired {
        readings.warnings.push(Warning::InvalidUtf8);
    }
    Ok(readings)
}

/// The text of a file, and whether anything in it had to be replaced: UTF-16 where a byte order mark
/// says so, as editors on Windows write it, else UTF-8.
fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return (String::from_utf8_lossy(bytes), std::str::from_utf8(bytes).is_err()),
    };
    let (pairs, rest) = bytes.as_chunks();
    let mut repaired = !rest.is_empty();
    let characters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let text = characters.map(|read| {
        read.unwrap_or_else(|_| {
            repaired = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    (Cow::Owned(text.collect()), repaired)
}

enum Format {
    PageText,
    Json,
}

fn format(name: &str, content: &str) -> Result<Format, Unreadable> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("txt" | "text") => Ok(Format::PageText),
        Some("json" | "jsonl" | "ndjson") => Ok(Format::Json),
        Some("html" | "htm" | "xhtml" | "xml" | "rss" | "atom") => Err(Unreadable::Format("HTML or XML")),
        _ if content.starts_with(['{', '[']) && json::begins(content) => Ok(Format::Json),
        _ if ["<!doctype", "<html", "<?xml", "<rss"].iter().any(|tag| starts_with(content, tag)) => {
            Err(Unreadable::Format("HTML or XML"))
        }
        _ => Ok(Format::PageText),
    }
}

fn starts_with(text: &str, ascii: &str) -> bool {
    text.get(..ascii.len()).is_some_and(|start| start.eq_ignore_ascii_case(ascii))
}
