//! MHTML: a page with its pictures, as browsers save it. The page is read, and its pictures are passed over.

use std::io::{Cursor, Read};
use std::ops::Range;
use std::rc::Rc;

use super::account::Account;
use super::file::{File, Input, Opened};
use super::header::{Header, header_length};
use super::payload;
use crate::ingest::limits::MAX_BYTES;
use crate::ingest::warning::{RecordError, Unreadable};

/// The most bytes of a page with its pictures.
const MAX_SIZE: usize = 4 * MAX_BYTES;

/// The most bytes of a header.
const MAX_HEADER: usize = 1 << 20;

/// The most parts that are looked at.
const MOST_PARTS: usize = 100_000;

/// Opens a page.
pub(super) fn files<'r>(file: File<'r>, account: &Rc<Account>) -> Result<Opened<'r>, RecordError> {
    let mut bytes = Vec::new();
    file.input.take(MAX_SIZE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_SIZE {
        return Err(Unreadable::TooLarge { size: bytes.len() }.into());
    }
    let head = length_of_header(&bytes).ok_or_else(|| damaged("it has no page"))?;
    let (header_of_all, body) = bytes.split_at(head);
    let header_of_all = Header::read(header_of_all, false);
    let boundary = header_of_all.parameter("boundary").ok_or_else(|| damaged("it has no boundary"))?;
    let mut page = None;
    for part in parts(body, boundary).take(MOST_PARTS) {
        let Some(length) = body.get(part.clone()).and_then(length_of_header) else { continue };
        let header = Header::read(body.get(part.start..part.start + length).unwrap_or_default(), false);
        let media_type = header.media_type().unwrap_or_default();
        if page.is_none() && media_type == "text/html" {
            page = Some((header, head + part.start + length..head + part.end));
        } else {
            account.pass_over(media_type);
        }
    }
    let (header, content) = page.ok_or_else(|| damaged("it has no page"))?;
    let content = decoded(&header, bytes, content);
    let payload = payload::of_type(header.media_type(), header.parameter("charset"), "", content)
        .map_err(|_| damaged("it has no page"))?;
    let location = header.get("content-location").or_else(|| header_of_all.get("snapshot-content-location"));
    let url = file.url.or_else(|| location.filter(|url| url.starts_with("http")).map(str::to_owned));
    Ok(Opened::Packed(File {
        input: Input::stream(Cursor::new(payload.bytes)),
        name: payload.name,
        place: file.place,
        url,
        source: file.source,
        dated: file.dated,
        depth: file.depth,
        is_of_folder: false,
        warnings: file.warnings,
    }))
}

/// Returns the length of a header; `None` if it doesn't end, or is too long.
fn length_of_header(bytes: &[u8]) -> Option<usize> {
    header_length(bytes.get(..MAX_HEADER).unwrap_or(bytes))
}

/// Returns the places of the parts of a mail.
fn parts(body: &[u8], boundary: &str) -> impl Iterator<Item = Range<usize>> {
    let mark = format!("--{boundary}");
    let mut begun: Option<usize> = None;
    let mut at = 0;
    let lines = body.split_inclusive(|byte| *byte == b'\n');
    lines.filter_map(move |line| {
        let start = at;
        at += line.len();
        let is_mark = line.starts_with(mark.as_bytes());
        if is_mark { begun.replace(at).map(|begun| begun..start) } else { None }
    })
}

/// Takes a part of the bytes out of its transfer encoding.
fn decoded(header: &Header, mut bytes: Vec<u8>, part: Range<usize>) -> Vec<u8> {
    let content = bytes.get(part.clone()).unwrap_or_default();
    match header.get("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(content),
        "base64" => base64(content),
        _ => {
            bytes.truncate(part.end);
            bytes.drain(..part.start.min(part.end));
            bytes.shrink_to_fit();
            bytes
        }
    }
}

fn quoted_printable(content: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            decoded.push(byte);
            continue;
        }
        match after {
            [b'\r', b'\n', after @ ..] | [b'\n', after @ ..] => rest = after,
            [high, low, after @ ..] => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high << 4 | low);
                    rest = after;
                }
                _ => decoded.push(byte),
            },
            _ => decoded.push(byte),
        }
    }
    decoded
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Reads base64, and passes what is none of it, such as line breaks.
fn base64(content: &[u8]) -> Vec<u8> {
    let (mut decoded, mut bits, mut count) = (Vec::with_capacity(content.len() / 4 * 3), 0_u32, 0);
    for byte in content {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push(u8::try_from(bits >> count & 0xFF).unwrap_or_default());
        }
    }
    decoded
}

fn damaged(reason: &str) -> Unreadable {
    Unreadable::Damaged { kind: "MHTML", reason: reason.to_owned() }
}
