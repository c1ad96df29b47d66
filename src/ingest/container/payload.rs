//! What was fetched, as its reader takes it.

use encoding_rs::{Encoding, UTF_8};

use super::header::Header;
use crate::ingest::warning::Warning;

/// What was fetched.
pub(super) struct Payload {
    /// A name with the ending of its media type.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) warnings: Vec<Warning>,
}

/// Takes the content of a record that is no answer of a server, or else returns what it is.
pub(super) fn of_record(header: &Header, content: Vec<u8>) -> Result<Payload, String> {
    let media_type = header.media_type();
    // `wget` writes the address of its log and options as resources.
    if uri(header).is_some_and(|uri| uri.starts_with("metadata:")) {
        return Err("resource of the crawler".into());
    }
    of_type(media_type, header.parameter("charset"), uri_path(header), content)
}

/// Makes a payload of bytes of a media type, or else returns the type.
pub(super) fn of_type(
    media_type: Option<String>,
    charset: Option<&str>,
    path: &str,
    bytes: Vec<u8>,
) -> Result<Payload, String> {
    if path.ends_with("/robots.txt") {
        return Err("robots.txt".into());
    }
    let name = match &media_type {
        Some(media_type) => format!("page.{}", ending(media_type).ok_or_else(|| media_type.clone())?),
        None => path.rsplit('/').next().unwrap_or_default().to_owned(),
    };
    Ok(Payload { name, bytes: in_utf8(charset, bytes), warnings: Vec::new() })
}

/// Returns the ending of files of a media type that may hold articles.
fn ending(media_type: &str) -> Option<&'static str> {
    match media_type {
        "text/html" | "application/xhtml+xml" => Some("html"),
        "text/plain" => Some("txt"),
        "text/csv" => Some("csv"),
        "multipart/related" | "message/rfc822" => Some("mhtml"),
        "application/gzip" | "application/x-gzip" | "application/zip" => Some("bin"),
        "application/x-ndjson" | "application/jsonl" => Some("jsonl"),
        _ if media_type.ends_with("json") => Some("json"),
        _ if media_type.ends_with("xml") && !media_type.starts_with("image/") => Some("xml"),
        _ => None,
    }
}

/// Returns the bytes in UTF-8 with a byte order mark, if a server says another encoding and all of them can be read in it.
fn in_utf8(charset: Option<&str>, bytes: Vec<u8>) -> Vec<u8> {
    let said = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let Some(encoding) = said.filter(|encoding| *encoding != UTF_8) else { return bytes };
    if Encoding::for_bom(&bytes).is_some() {
        return bytes;
    }
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => format!("\u{FEFF}{text}").into_bytes(),
        None => bytes,
    }
}

/// Returns the path of the address of a record.
pub(super) fn uri_path(header: &Header) -> &str {
    uri(header).unwrap_or_default().split(['?', '#']).next().unwrap_or_default()
}

/// Returns the address of what was fetched. Some tools wrote it in angle brackets.
pub(super) fn uri(record: &Header) -> Option<&str> {
    record.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>', ' ']))
}
