//! MHTML: a page with its pictures, as browsers save it. The page is read, and its pictures are passed over.

use std::io::{Cursor, Read};
use std::rc::Rc;

use super::account::Account;
use super::file::{File, Input, Opened};
use super::header::{Header, header_length};
use super::payload;
use crate::ingest::limits::MAX_BYTES;
use crate::ingest::warning::{RecordError, Unreadable};

/// The most bytes of a page with its pictures.
const MAX_SIZE: usize = 4 * MAX_BYTES;

/// Opens a page.
pub(super) fn files<'r>(file: File<'r>, account: &Rc<Account>) -> Result<Opened<'r>, RecordError> {
    let mut bytes = Vec::new();
    file.input.take(MAX_SIZE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_SIZE {
        return Err(Unreadable::TooLarge { size: bytes.len() }.into());
    }
    let head = header_length(&bytes).unwrap_or(bytes.len());
    let (head, body) = bytes.split_at(head);
    let head = Header::read(head, false);
    let boundary = head.parameter("boundary").ok_or_else(|| damaged("it has no boundary"))?;
    let mut page = None;
    for (header, content) in parts(body, boundary) {
        let media_type = header.media_type().unwrap_or_default();
        if page.is_none() && media_type == "text/html" {
            page = Some((header, content));
        } else {
            account.pass_over(media_type);
        }
    }
    let (header, content) = page.ok_or_else(|| damaged("it has no page"))?;
    let content = decoded(&header, content);
    let payload = payload::of_type(header.media_type(), header.parameter("charset"), "", content)
        .map_err(|_| damaged("it has no page"))?;
    let location = header.get("content-location").or_else(|| head.get("snapshot-content-location"));
    let url = file.url.or_else(|| location.filter(|url| url.starts_with("http")).map(str::to_owned));
    Ok(Opened::Packed(File {
        input: Input::stream(Cursor::new(payload.bytes)),
        name: payload.name,
        place: file.place,
        url,
        source: file.source,
        depth: file.depth,
        is_of_folder: false,
        warnings: file.warnings,
    }))
}

/// Returns the parts of a mail, each with its header.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<(Header, &'b [u8])> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            parts.extend(begun.and_then(|begun| body.get(begun..at)));
            begun = Some(at + line.len());
        }
        at += line.len();
    }
    let with_header = |part: &'b [u8]| {
        let (head, content) = part.split_at(header_length(part)?);
        Some((Header::read(head, false), content))
    };
    parts.into_iter().filter_map(with_header).collect()
}

/// Takes a part out of its transfer encoding.
fn decoded(header: &Header, content: &[u8]) -> Vec<u8> {
    match header.get("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(content),
        "base64" => base64(content),
        _ => content.to_vec(),
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
