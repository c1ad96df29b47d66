//! Containers: what is packed, and what holds many files.
//!
//! A container is known by its first bytes. What is packed (gzip, Zstandard) is the same file with a shorter name; a zip, a
//! WARC or an MHTML holds files, each of which has a place and is read for itself: a bad one never costs the others.

mod account;
#[cfg(feature = "archives")]
mod block;
mod file;
#[cfg(feature = "archives")]
mod header;
#[cfg(feature = "archives")]
mod http;
#[cfg(feature = "archives")]
mod mhtml;
#[cfg(feature = "archives")]
mod packed;
#[cfg(feature = "archives")]
mod payload;
#[cfg(feature = "archives")]
mod warc;
#[cfg(feature = "archives")]
mod zip;

use std::rc::Rc;

use super::limits::MAX_NESTING;
use super::warning::{RecordError, Unreadable};

pub(super) use account::{Account, Counted};
pub(super) use file::{File, Input, Opened};

/// Opens a container.
type Open = for<'r> fn(File<'r>, &Rc<Account>) -> Result<Opened<'r>, RecordError>;

/// A kind of container.
struct Kind {
    name: &'static str,
    /// Endings of file names, in lower case.
    endings: &'static [&'static str],
    begins: fn(&[u8]) -> bool,
    /// `None` where no reader opens it.
    open: Option<Open>,
    /// It is the same file with a shorter name.
    is_packed: bool,
}

#[cfg(feature = "archives")]
const fn opened_by(open: Open) -> Option<Open> {
    Some(open)
}

macro_rules! open {
    ($path:path) => {{
        #[cfg(feature = "archives")]
        let open = opened_by($path);
        #[cfg(not(feature = "archives"))]
        let open = None;
        open
    }};
}

const KINDS: &[Kind] = &[
    Kind {
        name: "gzip",
        endings: &["gz"],
        begins: |bytes| bytes.starts_with(b"\x1F\x8B\x08"),
        open: open!(packed::gzip),
        is_packed: true,
    },
    Kind {
        name: "Zstandard",
        endings: &["zst"],
        begins: |bytes| bytes.starts_with(b"\x28\xB5\x2F\xFD") || is_skippable_frame(bytes),
        open: open!(packed::zstandard),
        is_packed: true,
    },
    Kind {
        name: "zip",
        endings: &["zip", "wacz"],
        begins: |bytes| bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06"),
        open: open!(zip::files),
        is_packed: false,
    },
    Kind {
        name: "WARC",
        endings: &["warc", "wet"],
        begins: |bytes| bytes.trim_ascii_start().starts_with(b"WARC/"),
        open: open!(warc::files),
        is_packed: false,
    },
    Kind {
        name: "MHTML",
        endings: &["mhtml", "mht"],
        begins: is_mhtml,
        open: open!(mhtml::files),
        is_packed: false,
    },
    unread("ARC, the form before WARC", |bytes| bytes.starts_with(b"filedesc://")),
    unread("bzip2", |bytes| bytes.starts_with(b"BZh") && bytes.get(4..7) == Some(b"1AY")),
    unread("xz", |bytes| bytes.starts_with(b"\xFD7zXZ\0")),
    unread("LZ4", |bytes| bytes.starts_with(b"\x04\x22\x4D\x18")),
    unread("an SQLite file", |bytes| bytes.starts_with(b"SQLite format 3\0")),
    unread("7-Zip", |bytes| bytes.starts_with(b"7z\xBC\xAF\x27\x1C")),
    unread("RAR", |bytes| bytes.starts_with(b"Rar!\x1A\x07")),
    unread("tar", |bytes| bytes.get(257..262) == Some(b"ustar")),
    unread("PDF", |bytes| bytes.starts_with(b"%PDF-")),
];

const fn unread(name: &'static str, begins: fn(&[u8]) -> bool) -> Kind {
    Kind { name, endings: &[], begins, open: None, is_packed: false }
}

/// Opens a file that begins with these bytes. One that is no container is given back.
pub(super) fn open<'r>(
    file: File<'r>,
    first: &[u8],
    account: &Rc<Account>,
) -> Result<Result<Opened<'r>, File<'r>>, RecordError> {
    let Some(kind) = KINDS.iter().find(|kind| (kind.begins)(first)) else { return Ok(Err(file)) };
    let open = kind.open.ok_or(Unreadable::Format(kind.name))?;
    if file.depth >= MAX_NESTING {
        return Err(Unreadable::Nested.into());
    }
    let file = File { depth: file.depth + 1, ..file };
    if !kind.is_packed {
        return open(file, account).map(Ok);
    }
    let name = unpacked_name(&file.name).unwrap_or(&file.name).to_owned();
    open(File { name, ..file }, account).map(Ok)
}

/// Returns the name of a file in what is packed: `week.jsonl` of `week.jsonl.gz`.
pub(super) fn unpacked_name(name: &str) -> Option<&str> {
    let (inner, ending) = name.rsplit_once('.')?;
    KINDS.iter().any(|kind| kind.is_packed && has_ending(kind, ending)).then_some(inner)
}

/// Returns true if a name has the ending of a container of files that is opened.
pub(super) fn is_called_container(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    KINDS.iter().any(|kind| !kind.is_packed && kind.open.is_some() && has_ending(kind, ending))
}

fn has_ending(kind: &Kind, ending: &str) -> bool {
    kind.endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Returns true for a frame of Zstandard or LZ4 that holds no data, such as the dictionary before a WARC.
fn is_skippable_frame(bytes: &[u8]) -> bool {
    matches!(bytes, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// Returns true for a page with its pictures, as browsers save it: a mail of many parts.
fn is_mhtml(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let head = head.split("\n\n").next().unwrap_or_default().to_ascii_lowercase();
    let is_header = head.lines().next().is_some_and(|line| line.contains(": "));
    is_header && head.contains("mime-version:") && head.contains("multipart/related")
}
