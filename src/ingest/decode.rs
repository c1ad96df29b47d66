//! Bytes to text: UTF-8 and UTF-16.

use std::borrow::Cow;

/// The most bytes that [`read`](super::read) takes: 16 MiB.
pub const MAX_BYTES: usize = 16 << 20;

/// Returns the text of a file, in which the ranges of [`Span`](super::Span)s count: UTF-16 where a byte order mark says so, else
/// UTF-8, each with what is invalid replaced by U+FFFD.
///
/// ```
/// use dateline::ingest;
///
/// assert_eq!(ingest::text(b"Fog\xFF"), "Fog\u{FFFD}");
/// assert_eq!(ingest::text(b"\xFF\xFEF\0o\0g\0"), "\u{FEFF}Fog");
/// ```
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    decoded(bytes).0
}

/// Returns the text, and true if anything in it had to be replaced.
pub(super) fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return (String::from_utf8_lossy(bytes), std::str::from_utf8(bytes).is_err()),
    };
    let (pairs, rest) = bytes.as_chunks();
    let mut repaired = !rest.is_empty();
    let characters = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let text = characters.map(|read| {
        read.unwrap_or_else(|_| {
            repaired = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    (Cow::Owned(text.collect()), repaired)
}
