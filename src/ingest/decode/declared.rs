//! The encoding that a page or an XML file declares of itself.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::encoding::{Encoding, decoded, is_text};
use crate::ingest::warning::{Unreadable, Warning};

/// Bytes at the beginning in which a declaration is looked for. Browsers look at 1,024; scripts may stand before it.
const LOOKED_AT: usize = 4096;

/// Bytes of a page of which at most one is broken.
#[cfg(feature = "html")]
const MOST_WHOLE: usize = 500;

/// Returns the text of a file whose form has a place to declare an encoding, and a warning where it was inferred.
///
/// A byte order mark decides; then bytes that are UTF-8, since no other encoding looks like it; then `label`, which is what
/// the transport said (`charset` of an HTTP header); then the declaration (`<?xml encoding=…?>`, `<meta charset=…>`); then the
/// looks of the bytes.
pub fn declared<'b>(
    bytes: &'b [u8],
    label: Option<&str>,
) -> Result<(Cow<'b, str>, Option<Warning>), Unreadable> {
    let labels = [label.map(str::as_bytes), declaration(bytes)];
    let labelled = labels.into_iter().flatten().find_map(|label| of_label(bytes, label));
    match labelled {
        Some(text) if Encoding::is_open(bytes) => Ok((text, None)),
        _ => decoded(bytes),
    }
}

/// Returns the text of a page as [`declared`], with U+FFFD in place of a few bytes that can't be read, and a warning of them: a
/// stray byte in an advertisement doesn't cost the page.
#[cfg(feature = "html")]
pub fn mostly(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Warning>), Unreadable> {
    declared(bytes, None).or_else(|error| {
        let encoding = declaration(bytes).and_then(encoding_rs::Encoding::for_label).unwrap_or(UTF_8);
        let (text, _, _) = encoding.decode(bytes);
        let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
        let is_text = is_text(&text) && broken * MOST_WHOLE <= text.len();
        is_text.then_some((text, Some(Warning::BrokenBytes(broken)))).ok_or(error)
    })
}

/// Returns the text in the encoding that a label names; `None` if it names none, or one that the text isn't in.
fn of_label<'b>(bytes: &'b [u8], label: &[u8]) -> Option<Cow<'b, str>> {
    let encoding = encoding_rs::Encoding::for_label(label)?;
    // What declares itself in octets of ASCII is not UTF-16, and UTF-8 was tried.
    if [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding) {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    is_text(&text).then_some(text)
}

/// Returns the label that a file declares at its beginning.
fn declaration(bytes: &[u8]) -> Option<&[u8]> {
    let beginning = bytes.get(..bytes.len().min(LOOKED_AT))?;
    if beginning.trim_ascii_start().starts_with(b"<?xml") {
        let end = beginning.windows(2).position(|pair| pair == b"?>")?;
        return after(beginning.get(..end)?, b"encoding");
    }
    after(beginning, b"charset")
}

/// Returns the value behind a name and a sign of equality, in quotes or without.
fn after<'b>(bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let mut rest = bytes;
    while let Some(at) = rest.windows(name.len()).position(|found| found.eq_ignore_ascii_case(name)) {
        rest = rest.get(at + name.len()..)?;
        if let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().position(|byte| !is_of_label(*byte)).unwrap_or(value.len());
            return value.get(..end).filter(|label| !label.is_empty());
        }
    }
    None
}

fn is_of_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':' | b'+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(bytes: &[u8], label: Option<&str>, expected: &str) {
        let (text, _) = declared(bytes, label).unwrap();
        assert!(text.ends_with(expected), "{text}");
    }

    #[test]
    fn declarations_of_xml_and_html() {
        reads(b"<?xml version='1.0' encoding='ISO-8859-2'?><p>\xB3\xF3d\xBC", None, "łódź");
        reads(b"<?xml version=\"1.0\" encoding = \"windows-1251\" ?><p>\xCC\xE8\xF0", None, "Мир");
        reads(b"<html><meta charset=iso-8859-7><p>\xC1\xE8\xDE\xED\xE1", None, "Αθήνα");
        reads(
            b"<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=Shift_JIS\"><p>\x8D\x60",
            None,
            "港",
        );
        reads(b"<p>charset of the page, <meta charset='EUC-KR'>\xC7\xD7", None, "항");
    }

    #[test]
    fn the_transport_speaks_before_the_page() {
        reads(b"<meta charset=iso-8859-1>\xB3\xF3d\xBC", Some("ISO-8859-2"), "łódź");
        reads(b"<meta charset=windows-1251>\xCC\xE8\xF0", Some("no such thing"), "Мир");
    }

    #[test]
    fn bytes_of_utf_8_are_utf_8_whatever_is_declared() {
        reads("<meta charset=iso-8859-1>Café".as_bytes(), Some("latin1"), "Café");
        reads("<?xml encoding='utf-16'?>Café".as_bytes(), None, "Café");
        reads(b"\xFF\xFE<\0?\0x\0m\0l\0 \0e\0=\0'\0u\0'\0?\0>\0F\0o\0g\0", Some("utf-8"), "Fog");
    }

    #[test]
    fn escapes_of_seven_bits_are_read_as_declared() {
        reads(b"<meta charset=iso-2022-jp><p>\x1B$B9A\x1B(B", None, "港");
    }

    #[test]
    fn a_wrong_or_missing_declaration_leaves_it_to_the_looks() {
        let (text, warning) = declared(b"<meta charset=utf-8><p>Ein Caf\xE9 am Hafen", None).unwrap();
        assert!(text.ends_with("Ein Café am Hafen"));
        assert_eq!(warning, Some(Warning::Encoding("windows-1252")));
    }
}
