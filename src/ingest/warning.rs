//! Warnings of a reader, and errors.

use std::io;

use serde::Serialize;

use super::limits::{FREE_EXPANSION, MAX_BYTES, MAX_EXPANSION, MAX_NESTING, MAX_ZIP_IN_MEMORY};

/// The reason why no article could be read.
///
/// ```
/// use dateline::ingest::{MAX_BYTES, Unreadable, read};
///
/// let huge = vec![b' '; MAX_BYTES + 1];
/// assert_eq!(read(&huge, "huge.txt"), Err(Unreadable::TooLarge { size: MAX_BYTES + 1 }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unreadable {
    /// There is nothing in it but blanks.
    #[error("the input is empty")]
    Empty,
    /// It is a page larger than [`MAX_BYTES`].
    #[error("the page has {size} bytes or more; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Bytes of the page, as far as it was read.
        size: usize,
    },
    /// There is no reader for this format.
    #[error("no reader for {0}")]
    Format(&'static str),
    /// It is called JSON, and there is no object in it.
    #[error("not JSON: {0}")]
    Json(String),
    /// It is called a picture, and is none.
    #[error("no picture that can be read")]
    Picture,
    /// It is XML that is not well-formed, or that goes beyond a limit.
    #[error("not XML that can be read, line {line}: {reason}")]
    Xml {
        /// The line, counted from 1.
        line: usize,
        /// The reason.
        reason: String,
    },
    /// It is XML of a kind that isn't read, such as NewsML 1: the name of its outermost element.
    #[error("no reader for XML of this kind: its outermost element is `{root}`{}", beside(root))]
    UnknownXml {
        /// The name of that element.
        root: String,
    },
    /// It is no feed that can be read.
    #[error("not a feed: {0}")]
    Feed(String),
    /// It is a list of feeds, which has no articles: [`opml`](super::opml) reads it.
    #[error("a list of feeds in OPML ({feeds} of them), and no articles: fetch the feeds, and read those")]
    Opml {
        /// The number of feeds in it.
        feeds: usize,
    },
    /// It is a picture that says nothing of itself, and is by its size or its name no photograph but an icon, a logo or a
    /// rule between two parts of a page.
    #[error("an icon or a logo by its size or its name, and no word in it says otherwise")]
    Icon,
    /// It is a web page that the parser of HTML gave up.
    #[error("the parser of HTML gave it up")]
    Page,
    /// It can't be read in this encoding, the likeliest, without a character in place of another. The bytes are as they
    /// were: convert them to UTF-8.
    #[error("it has bytes that can't be read as {0}")]
    Encoding(&'static str),
    /// It is a table, and none of its columns has the name of a headline, a text or an address: a
    /// [`Mapping`](super::Mapping) says which one is.
    #[error(
        "none of its columns is known as a headline, a text or a URL: {0}; a mapping can say which one is"
    )]
    NoText(String),
    /// A file is damaged from here on.
    #[error("damaged {kind}: {reason}")]
    Damaged {
        /// Its kind: `gzip`, `zip` …
        kind: &'static str,
        /// The reason, in the words of who unpacked it.
        reason: String,
    },
    /// It is packed in more than [`MAX_NESTING`] containers, one in another.
    #[error("it is in more than {MAX_NESTING} containers, one in another")]
    Nested,
    /// It unpacks to more than [`FREE_EXPANSION`] bytes and to more than [`MAX_EXPANSION`] times its size.
    #[error("it unpacks to more than {MAX_EXPANSION} times its size and to more than {FREE_EXPANSION} bytes")]
    Bomb,
    /// It is a zip larger than [`MAX_ZIP_IN_MEMORY`] that comes as a stream.
    #[error("a zip of a stream has at most {MAX_ZIP_IN_MEMORY} bytes; one that is a file may be of any size")]
    ZipStream,
}

/// The reason why a record of a stream could not be read.
///
/// ```
/// use dateline::ingest::{RecordError, records};
///
/// let mut records = records(&b"{\"headline\": \"Fog\"} fog {\"headline\": \"Rain\"}"[..], "week.jsonl");
/// assert_eq!(records.next().unwrap()?.article.headline, "Fog");
/// let error = records.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "record 2, line 1: no object of JSON, but `fog`");
/// assert!(!error.is_last());
/// assert_eq!(records.next().unwrap()?.article.headline, "Rain");
/// # Ok::<(), RecordError>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// This record is bad ([`Warning::BadRecord`]). The next ones are read.
    #[error(transparent)]
    Bad(#[from] Warning),
    /// Nothing of the stream can be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Reading the stream failed.
    #[error(transparent)]
    Io(io::Error),
}

impl RecordError {
    /// Returns the kind of a file that is whole and holds no article, such as a list of feeds: where many files are read, it
    /// is passed over.
    ///
    /// ```
    /// use dateline::ingest::{RecordError, Unreadable};
    ///
    /// assert_eq!(RecordError::from(Unreadable::Icon).passed_over(), Some("icon"));
    /// assert_eq!(RecordError::from(Unreadable::Empty).passed_over(), None);
    /// ```
    pub fn passed_over(&self) -> Option<&'static str> {
        match self {
            Self::Unreadable(Unreadable::Opml { .. }) => Some("OPML"),
            Self::Unreadable(Unreadable::Icon) => Some("icon"),
            _ => None,
        }
    }
}

impl From<io::Error> for RecordError {
    /// Takes out of an error of a stream what was found in it.
    fn from(error: io::Error) -> Self {
        error.downcast::<Unreadable>().map_or_else(Self::Io, Self::Unreadable)
    }
}

impl From<Unreadable> for io::Error {
    fn from(error: Unreadable) -> Self {
        Self::other(error)
    }
}

impl RecordError {
    /// Returns true if nothing follows.
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::Bad(_))
    }

    /// Returns the place inside of a container; empty outside of one.
    ///
    /// ```
    /// use dateline::ingest::{RecordError, Unreadable, Warning};
    ///
    /// let empty = Box::new(Warning::BadFile(Unreadable::Empty));
    /// let error = RecordError::Bad(Warning::Inside { place: "monday/a.json".into(), warning: empty });
    /// assert_eq!(error.place(), "monday/a.json");
    /// assert_eq!(error.to_string(), "monday/a.json: the input is empty");
    /// ```
    pub fn place(&self) -> &str {
        match self {
            Self::Bad(Warning::Inside { place, .. }) => place,
            _ => "",
        }
    }
}

/// Something a reader is not sure of, or could not use. The article is good nevertheless.
///
/// ```
/// use dateline::ingest::{Warning, read};
///
/// let page = "Ferry timetable changes\n\nPublished: 03/04/2023\n\nThe ferry leaves an hour earlier from Monday on.\n";
/// let reading = &read(page.as_bytes(), "ferry.txt")?.articles[0];
/// assert_eq!(reading.warnings, [Warning::AmbiguousDate("03/04/2023".into())]);
/// assert_eq!(reading.article.published, None);
/// assert_eq!(reading.article.published_printed, "03/04/2023");
/// # Ok::<(), dateline::ingest::Unreadable>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// The bytes are not UTF-8, and were read in the encoding that they look like.
    #[error("it is not UTF-8, and was read as {0}")]
    Encoding(&'static str),
    /// Halves of characters (surrogates alone, such as `\ud800`) were replaced by U+FFFD.
    #[error("halves of characters were replaced")]
    SurrogateHalves,
    /// A value that its field can't hold was left out; it is kept in `extra.invalid`.
    #[error("{field} can't be `{}`; it is kept in `extra.invalid`", beginning(value))]
    InvalidValue {
        /// The place of the field: `images[0].width`.
        field: String,
        /// The value, in JSON where it is no text.
        value: String,
    },
    /// A value of a JSON record has a fraction and its field has none: it was rounded.
    #[error("{field} has no fractions: `{value}` was rounded")]
    Rounded {
        /// The place of the field.
        field: String,
        /// The value as given.
        value: String,
    },
    /// A date of a JSON record has no offset from UTC and its field is an instant: it is taken in UTC.
    #[error("{field} has no time zone: `{value}` is taken in UTC")]
    NoZone {
        /// The place of the field.
        field: String,
        /// The value as given.
        value: String,
    },
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
    /// A file inside of a container could not be read; the others were.
    #[error(transparent)]
    BadFile(Unreadable),
    /// A warning of a file inside of a container.
    #[error("{place}: {warning}")]
    Inside {
        /// The file: its name, or the URL of a page of a WARC.
        place: String,
        /// The warning.
        warning: Box<Warning>,
    },
    /// The name of a file in a zip leads out of it. Nothing is ever written there.
    #[error("`{0}` is a name that leads out of its zip; no file of that name is touched")]
    NameOutside(String),
    /// A part of the input was damaged, and what could be read of it was.
    #[error("damaged {0}: what could be read of it was")]
    Damaged(&'static str),
    /// Some bytes of a page can't be read in its encoding; each became U+FFFD.
    #[error("{0} places have bytes that can't be read, and were replaced")]
    BrokenBytes(usize),
    /// A link leads nowhere on the web, such as `javascript:`; it was left out.
    #[error("{field} has a link that leads nowhere: `{link}`")]
    UnusableLink {
        /// The field.
        field: &'static str,
        /// The link as given.
        link: String,
    },
    /// A block of JSON-LD in a page could not be read; the rest of the page was.
    #[error("a block of JSON-LD can't be read: {0}")]
    JsonLd(String),
    /// There are more of these (`elements`, `levels`, `lines` …) than are read; the rest was left out, or is kept in `extra`.
    #[error("there are more {0} than are read")]
    TooMany(&'static str),
    /// A feed is damaged. The entries that could be read were.
    #[error("the feed is damaged at line {line}: {reason}{}", others(*faults))]
    BrokenFeed {
        /// The line of the first fault, counted from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
        /// The number of faults.
        faults: usize,
    },
    /// No headline or other part of a header was recognized: all of the text is body.
    #[error("no header was recognized; all of the text is taken as body")]
    NoHeader,
    /// A page of which nothing says that it is an article: the home page of a site, or a list of its stories.
    #[error("nothing says that the page is an article; it may be a home page")]
    NoArticle,
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
    /// Two blocks of a picture's metadata say different things; the first was taken.
    #[error("{field}: `{}` was taken, not `{}`", beginning(taken), beginning(other))]
    Contradicted {
        /// The name of the field.
        field: String,
        /// The value that was taken.
        taken: String,
        /// The value that was not.
        other: String,
    },
    /// The metadata of a picture can't be read; nothing of this block was taken.
    #[error("{block} that can't be read: {reason}")]
    BadMetadata {
        /// The name of the block.
        block: &'static str,
        /// The reason.
        reason: String,
    },
    /// A picture ends before its end, or its lengths can't be.
    #[error("the picture is cut off")]
    CutOff,
    /// A property that the form of the file doesn't have; it is kept in `extra`.
    #[error("`{0}` is no property of this form; it is kept in `extra`")]
    UnknownProperty(String),
    /// An item that is no news: a concept, a plan, a catalog. Nothing of it is kept.
    #[error("a {item} is no article{}", of(id))]
    NotNews {
        /// The name of its element.
        item: String,
        /// Its id, or empty.
        id: String,
    },
    /// The page prints no date of publication; that of an update was taken.
    #[error("no date of publication on the page; `{0}`, that of an update, was taken")]
    DateOfUpdate(String),
    /// A line of tags has too many words without separators to be split; it is kept as printed only.
    #[error("a line of tags is too long to be split; kept as printed only")]
    LongTagLine,
}

/// Returns what is read in place of a kind of XML that isn't.
fn beside(root: &str) -> &'static str {
    if root == "NewsML" { ", NewsML 1; NewsML-G2 and NITF are read" } else { "" }
}

/// Returns how many faults there are beside the first.
fn others(faults: usize) -> String {
    if faults > 1 { format!("; {} more faults", faults - 1) } else { String::new() }
}

/// Returns the id of an item, behind its name.
fn of(id: &str) -> String {
    if id.is_empty() { String::new() } else { format!(": {id}") }
}

/// Returns as much of a value as a sentence shows.
fn beginning(value: &str) -> String {
    let mut characters = value.chars();
    let mut shown: String = characters.by_ref().take(SHOWN).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Characters of a value that a sentence shows.
const SHOWN: usize = 80;
