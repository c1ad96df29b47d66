//! The formats of files, and which one a file has.

use super::json;
use super::page_text::{self, Vocabulary};
use super::reading::Reading;
use super::warning::Unreadable;

/// A format: by which names and beginnings it is known, and its reader.
struct Format {
    /// Its name, for people.
    name: &'static str,
    /// Endings of file names, in lower case.
    endings: &'static [&'static str],
    /// Returns true if a file of another ending, without blanks before it, is in this format.
    begins: fn(&str) -> bool,
    /// Its reader; `None` where there is none yet.
    reader: Option<Reader>,
}

/// The reader of a format.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// A file is one article.
    Page(fn(&str, &Vocabulary) -> Reading),
    /// A file is a stream of records.
    Json,
}

/// All formats. Any text is page text, which therefore is the last.
const FORMATS: [Format; 3] = [
    Format {
        name: "JSON",
        endings: &["json", "jsonl", "ndjson"],
        begins: |content| content.starts_with(['{', '[']) && json::begins(content),
        reader: Some(Reader::Json),
    },
    Format {
        name: "HTML or XML",
        endings: &["html", "htm", "xhtml", "xml", "rss", "atom"],
        begins: |content| ["<!doctype", "<html", "<?xml", "<rss"].iter().any(|tag| starts_with(content, tag)),
        reader: None,
    },
    Format {
        name: "page text",
        endings: &["txt", "text"],
        begins: |_| true,
        reader: Some(Reader::Page(page_text::read)),
    },
];

/// Returns true if a file of this name has an ending of a format that is read. Of other files the content
/// decides.
///
/// ```
/// use dateline::ingest;
///
/// assert!(ingest::has_reader("news/week.JSONL"));
/// assert!(!ingest::has_reader("photo.jpg"));
/// ```
pub fn has_reader(name: &str) -> bool {
    by_name(name).is_some_and(|format| format.reader.is_some())
}

/// Returns the reader of a file by its name, or else by the text with which it begins.
pub(super) fn reader(name: &str, beginning: &str) -> Result<Reader, Unreadable> {
    let by_content = || FORMATS.iter().find(|format| (format.begins)(content(beginning)));
    let format = by_name(name).or_else(by_content).ok_or(Unreadable::Format("an unknown format"))?;
    format.reader.ok_or(Unreadable::Format(format.name))
}

fn by_name(name: &str) -> Option<&'static Format> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.endings.contains(&ending.as_str()))
}

/// Returns the text from its first sign on.
fn content(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace())
}

fn starts_with(text: &str, ascii: &str) -> bool {
    text.get(..ascii.len()).is_some_and(|start| start.eq_ignore_ascii_case(ascii))
}
