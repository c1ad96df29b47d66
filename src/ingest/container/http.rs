//! Answers of a server, as a crawl keeps them.

use std::io::{Cursor, Read};
use std::rc::Rc;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::account::{Account, Unpacked};
use super::header::{Header, header_length};
use super::packed::MAX_WINDOW_LOG;
use super::payload::{self, Payload};
use crate::ingest::limits::MAX_BYTES;
use crate::ingest::warning::Warning;

/// Takes the page out of an answer, or else returns what the answer is.
pub(super) fn payload(record: &Header, content: &[u8], account: &Rc<Account>) -> Result<Payload, String> {
    if !content.starts_with(b"HTTP/") {
        return of_another_protocol(record, content);
    }
    let length = header_length(content).unwrap_or(content.len());
    let (head, body) = content.split_at(length);
    let header = Header::read(head, true);
    let status = header.first_line.split_ascii_whitespace().nth(1).unwrap_or_default();
    if status != "200" {
        return Err(format!("HTTP {status}"));
    }
    let (body, warnings) = decoded(&header, body, account);
    let media_type = header.media_type();
    let payload = payload::of_type(media_type, header.parameter("charset"), payload::uri_path(record), body)?;
    Ok(Payload { warnings, ..payload })
}

/// DNS and FTP answer without a header.
fn of_another_protocol(record: &Header, content: &[u8]) -> Result<Payload, String> {
    match payload::uri(record).unwrap_or_default().split_once(':') {
        Some((scheme, _)) if !scheme.starts_with("http") => Err(format!("answer of {scheme}")),
        // The header of the record is all that there is.
        _ => payload::of_record(record, content.to_vec()),
    }
}

/// Takes a body out of its transfer and content encodings. One that is not what its header says is taken as it is: many
/// crawlers keep the header of what they decoded.
fn decoded(header: &Header, body: &[u8], account: &Rc<Account>) -> (Vec<u8>, Vec<Warning>) {
    let mut warnings = Vec::new();
    let is_chunked =
        header.get("transfer-encoding").is_some_and(|names| names.to_ascii_lowercase().contains("chunked"));
    let mut body = match is_chunked.then(|| unchunked(body)).flatten() {
        Some((body, is_whole)) => {
            warnings.extend((!is_whole).then_some(Warning::Damaged("chunks of a server's answer")));
            body
        }
        None => body.to_vec(),
    };
    let encodings = header.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for encoding in encodings.split(',').rev().map(str::trim) {
        let Some(decoder) = decoder(encoding, body.clone()) else { continue };
        let mut unpacked = Vec::new();
        let mut decoder = Unpacked::new(decoder, "answer of a server", account).take(MAX_BYTES as u64 + 1);
        let is_whole = decoder.read_to_end(&mut unpacked).is_ok();
        let is_packed = is_whole || std::str::from_utf8(&body).is_err();
        if is_packed && !unpacked.is_empty() {
            warnings.extend((!is_whole).then_some(Warning::Damaged("compression of a server's answer")));
            body = unpacked;
        }
    }
    (body, warnings)
}

fn decoder(encoding: &str, body: Vec<u8>) -> Option<Box<dyn Read>> {
    let is_zlib = matches!(body.as_slice(), [first, second, ..]
        if first & 0xF == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
    let is_gzip = body.starts_with(b"\x1F\x8B");
    let body = Cursor::new(body);
    match encoding {
        "gzip" | "x-gzip" if is_gzip => Some(Box::new(MultiGzDecoder::new(body))),
        "deflate" if is_zlib => Some(Box::new(ZlibDecoder::new(body))),
        "deflate" => Some(Box::new(DeflateDecoder::new(body))),
        "br" => Some(Box::new(brotli_decompressor::Decompressor::new(body, 4096))),
        "zstd" => {
            let mut decoder = zstd::Decoder::with_buffer(body).ok()?;
            decoder.window_log_max(MAX_WINDOW_LOG).ok()?;
            Some(Box::new(decoder))
        }
        _ => None,
    }
}

/// Puts chunks together, and says if all of them were there. `None` if it has none.
fn unchunked(mut body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut whole = Vec::new();
    let mut is_first = true;
    loop {
        match chunk(body) {
            Some(([], _)) => return Some((whole, true)),
            Some((chunk, rest)) => {
                whole.extend_from_slice(chunk);
                body = rest;
            }
            None if is_first => return None,
            None => return Some((whole, false)),
        }
        is_first = false;
    }
}

/// Returns a chunk and what follows; the last one is empty. What is cut is returned as far as it goes.
fn chunk(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = body.iter().take(64).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(body.get(..end)?).ok()?;
    let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
    let rest = body.get(end + 1..)?;
    let chunk = rest.get(..size.min(rest.len()))?;
    let rest = rest.get(chunk.len()..)?;
    Some((chunk, rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest)))
}
