//! The readers of the formats, and which of them takes a file.

use super::container::{self, Input};
use super::decode::Decoded;
#[cfg(feature = "feeds")]
use super::feed;
use super::format::Format;
use super::hint::Hint;
use super::json::{self, JsonRecords};
use super::page_text;
#[cfg(feature = "pictures")]
use super::picture;
use super::pocket;
use super::reading::{Items, Reading, Readings};
use super::reuters;
use super::root;
use super::table;
use super::warning::Unreadable;
#[cfg(feature = "wires")]
use super::wire;

/// A format: by which names and contents it is known, and its reader.
struct Row {
    format: Format,
    /// Endings of file names, in lower case.
    endings: &'static [&'static str],
    /// Returns true if a file is in this format whatever its name is. The first row that says so decides.
    begins: fn(&Beginning) -> bool,
    /// Its reader; `None` where the crate was built without it.
    reader: Option<Reader>,
}

/// The reader of a format.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// A stream that is read record by record.
    Stream(for<'r> fn(Decoded<Input<'r>>, &Hint) -> Result<Items<'r>, Unreadable>),
    /// A text that is one article.
    Text(fn(&str, &Hint) -> Reading),
    /// A file that is read as a whole, from its bytes.
    #[allow(dead_code, reason = "without features no reader takes bytes")]
    File(fn(&[u8], &Hint) -> Result<Readings, Unreadable>),
}

/// The beginning of a file: as much as tells its format.
pub(super) struct Beginning<'b> {
    /// Its first bytes.
    #[allow(dead_code, reason = "without features no format is known by its bytes")]
    pub bytes: &'b [u8],
    /// Their text, from the first sign on.
    pub text: &'b str,
}

/// All formats. What tells itself by its content stands before what may begin in any way.
const FORMATS: &[Row] = &[
    Row {
        format: Format::Picture,
        endings: &["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff"],
        #[cfg(feature = "pictures")]
        begins: |file| picture::begins(file.bytes),
        #[cfg(feature = "pictures")]
        reader: Some(Reader::Stream(picture::read)),
        #[cfg(not(feature = "pictures"))]
        begins: |_| false,
        #[cfg(not(feature = "pictures"))]
        reader: None,
    },
    Row {
        format: Format::Ninjs,
        endings: &["ninjs"],
        #[cfg(feature = "wires")]
        begins: |file| file.text.starts_with(['{', '[']) && wire::begins_ninjs(file.text),
        #[cfg(feature = "wires")]
        reader: Some(Reader::Stream(|input, _| Ok(Box::new(JsonRecords::of(input, wire::ninjs_reading))))),
        #[cfg(not(feature = "wires"))]
        begins: |_| false,
        #[cfg(not(feature = "wires"))]
        reader: None,
    },
    Row {
        format: Format::Feed,
        endings: &["rss", "atom", "rdf", "xml"],
        begins: |file| root::is_feed(file.text),
        #[cfg(feature = "feeds")]
        reader: Some(Reader::File(feed::read)),
        #[cfg(not(feature = "feeds"))]
        reader: None,
    },
    Row {
        format: Format::Opml,
        endings: &["opml"],
        begins: |file| root::is_opml(file.text),
        #[cfg(feature = "feeds")]
        reader: Some(Reader::File(feed::refuse_opml)),
        #[cfg(not(feature = "feeds"))]
        reader: None,
    },
    Row {
        format: Format::Export,
        endings: &[],
        begins: |file| file.text.starts_with(r#"{"kind":"header","format":"dateline archive""#),
        reader: None,
    },
    Row {
        format: Format::Json,
        endings: &["json", "jsonl", "ndjson"],
        begins: |file| file.text.starts_with(['{', '[']) && json::begins(file.text),
        reader: Some(Reader::Stream(|input, hint| Ok(Box::new(JsonRecords::new(input, hint.mapping))))),
    },
    Row {
        format: Format::Reuters,
        endings: &["sgm"],
        begins: |file| reuters::begins(file.text),
        reader: Some(Reader::Stream(reuters::read)),
    },
    Row {
        format: Format::Pocket,
        endings: &[],
        begins: |file| file.text.get(..1000).unwrap_or(file.text).contains("<title>Pocket Export</title>"),
        reader: Some(Reader::File(pocket::read)),
    },
    Row {
        format: Format::NewsmlG2,
        endings: &["g2", "xml"],
        #[cfg(feature = "wires")]
        begins: |file| wire::begins_newsml_g2(file.text),
        #[cfg(feature = "wires")]
        reader: Some(Reader::File(wire::read_newsml_g2)),
        #[cfg(not(feature = "wires"))]
        begins: |_| false,
        #[cfg(not(feature = "wires"))]
        reader: None,
    },
    Row {
        format: Format::Nitf,
        endings: &["nitf"],
        #[cfg(feature = "wires")]
        begins: |file| wire::begins_nitf(file.text),
        #[cfg(feature = "wires")]
        reader: Some(Reader::File(wire::read_nitf)),
        #[cfg(not(feature = "wires"))]
        begins: |_| false,
        #[cfg(not(feature = "wires"))]
        reader: None,
    },
    Row {
        format: Format::Html,
        endings: &["html", "htm", "xhtml"],
        begins: |file| is_page(file.text),
        #[cfg(feature = "html")]
        reader: Some(Reader::File(super::html::read)),
        #[cfg(not(feature = "html"))]
        reader: None,
    },
    Row {
        format: Format::Xml,
        endings: &["xml"],
        begins: |file| starts_with(file.text, "<?xml") || root::is_newsml_1(file.text),
        reader: Some(Reader::File(refuse_xml)),
    },
    Row {
        format: Format::Csv,
        endings: &["csv", "tsv"],
        begins: |file| table::begins(file.text),
        #[cfg(feature = "tables")]
        reader: Some(Reader::Stream(table::read)),
        #[cfg(not(feature = "tables"))]
        reader: None,
    },
    Row {
        format: Format::PageText,
        endings: &["txt", "text"],
        begins: |_| false,
        reader: Some(Reader::Text(page_text::read)),
    },
];

/// Returns true if a file of this name has an ending of a format or container that is read. Of other files the content
/// decides.
///
/// ```
/// use dateline::ingest;
///
/// assert!(ingest::has_reader("news/week.JSONL"));
/// assert!(!ingest::has_reader("photo.doc"));
/// ```
pub fn has_reader(name: &str) -> bool {
    if container::is_called_container(name) {
        return true;
    }
    if let Some(inner) = container::unpacked_name(name) {
        return container::is_called_container(inner) || has_own_reader(inner);
    }
    has_own_reader(name)
}

fn has_own_reader(name: &str) -> bool {
    by_name(name).is_some_and(|row| row.reader.is_some())
}

/// Returns the format of a file and its reader: the format that the caller says, else the one that its content shows, else
/// that of its name. Any other text is page text.
pub(super) fn reader(hint: &Hint, bytes: &[u8], text: &str) -> Result<(Format, Reader), Unreadable> {
    let text = text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
    let beginning = Beginning { bytes, text };
    let said = hint.format.map(row);
    let by_content = || FORMATS.iter().find(|row| (row.begins)(&beginning));
    let row =
        said.or_else(by_content).or_else(|| by_name(hint.name)).unwrap_or_else(|| row(Format::PageText));
    row.reader.map(|reader| (row.format, reader)).ok_or(Unreadable::Format(row.format.as_str()))
}

/// Names the kind of XML that isn't read.
fn refuse_xml(bytes: &[u8], _: &Hint) -> Result<Readings, Unreadable> {
    let beginning = bytes.get(..bytes.len().min(BEGINNING)).unwrap_or_default();
    let text = String::from_utf8_lossy(beginning);
    let name = root::root(text.trim_start_matches('\u{FEFF}')).map_or("", |(name, _)| name);
    Err(Unreadable::UnknownXml { root: name.chars().take(LONGEST_NAME).collect() })
}

/// Bytes of XML in which its outermost element is looked for.
const BEGINNING: usize = 4096;
/// Characters of its name that are told.
const LONGEST_NAME: usize = 60;

fn row(format: Format) -> &'static Row {
    FORMATS.iter().find(|row| row.format == format).unwrap_or(&FORMATS[FORMATS.len() - 1])
}

fn by_name(name: &str) -> Option<&'static Row> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    FORMATS.iter().find(|row| row.endings.contains(&ending.as_str()))
}

/// Returns true for a web page: comments and a declaration of XML may stand before its first tag.
fn is_page(text: &str) -> bool {
    let mut rest = text;
    while let Some(end) = [("<?xml", "?>"), ("<!--", "-->")]
        .iter()
        .find_map(|(start, end)| rest.starts_with(start).then(|| Some(rest.find(end)? + end.len())))
    {
        let Some(behind) = end.and_then(|end| rest.get(end..)) else { return false };
        rest = behind.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| starts_with(rest, tag))
}

fn starts_with(text: &str, ascii: &str) -> bool {
    text.get(..ascii.len()).is_some_and(|start| start.eq_ignore_ascii_case(ascii))
}
