//! The formats of files, and which one a file has.

use super::json;
use super::page_text::{self, Vocabulary};
use super::reading::Readings;
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
    read: Option<Read>,
}

type Read = fn(&str, &Vocabulary) -> Result<Readings, Unreadable>;

/// All formats. Any text is page text, which therefore is the last.
const FORMATS: [Format; 3] = [
    Format {
        name: "JSON",
        endings: &["json", "jsonl", "ndjson"],
        begins: |content| content.starts_with(['{', '[']) && json::begins(content),
        read: Some(|text, _| json::read(content(text))),
    },
    Format {
        name: "HTML or XML",
        endings: &["html", "htm", "xhtml", "xml", "rss", "atom"],
        begins: |content| ["<!doctype", "<html", "<?xml", "<rss"].iter().any(|tag| starts_with(content, tag)),
        read: None,
    },
    Format {
        name: "page text",
        endings: &["txt", "text"],
        begins: |_| true,
        read: Some(|text, known| Ok(Readings::from(page_text::read(text, known)))),
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
    by_name(name).is_some_and(|format| format.read.is_some())
}

/// Reads a text in the format that its name or else its content says.
pub(super) fn read(name: &str, text: &str, known: &Vocabulary) -> Result<Readings, Unreadable> {
    let by_content = || FORMATS.iter().find(|format| (format.begins)(content(text)));
    let format = by_name(name).or_else(by_content).ok_or(Unreadable::Format("an unknown format"))?;
    let read = format.read.ok_or(Unreadable::Format(format.name))?;
    read(text, known)
}

fn by_name(name: &str) -> Option<&'static Format> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.endings.contains(&ending.as_str()))
}

/// Returns the text from its first sign on.
pub(super) fn content(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace())
}

fn starts_with(text: &str, ascii: &str) -> bool {
    text.get(..ascii.len()).is_some_and(|start| start.eq_ignore_ascii_case(ascii))
}
