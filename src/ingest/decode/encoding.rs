//! The encoding of a file.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use crate::ingest::warning::{Unreadable, Warning};

/// Octets at the beginning by which UTF-16 without a mark is told.
const LOOKED_AT: usize = 512;

/// Octets by which other encodings are told, from the first on that says something.
const DETECTED: usize = 2 << 20;

/// A way to read bytes as text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Encoding {
    /// As a byte order mark or the bytes themselves say.
    Sure(&'static encoding_rs::Encoding),
    /// As the bytes look.
    Inferred(&'static encoding_rs::Encoding),
    /// UTF-32, of little or big end.
    Wide(fn([u8; 4]) -> u32),
    /// UTF-8 with some bytes that are none.
    BrokenUtf8,
}

/// An encoding that a stream looks to be in.
#[derive(Clone, Copy)]
pub struct Inferred(&'static encoding_rs::Encoding);

impl Encoding {
    /// Returns the encoding if it was inferred, and has a byte for every character. Its parts can be told apart before
    /// they are decoded then, and each for itself may be in UTF-8.
    pub(super) fn inferred_of_single_bytes(self) -> Option<Inferred> {
        match self {
            Self::Inferred(encoding) if encoding.is_single_byte() => Some(Inferred(encoding)),
            _ => None,
        }
    }

    /// Returns the encoding of a whole file.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::marked(bytes).unwrap_or_else(|| Self::unmarked(bytes, true))
    }

    /// Returns the encoding of a file that begins with these bytes.
    pub(super) fn of_beginning(bytes: &[u8]) -> Self {
        Self::marked(bytes).unwrap_or_else(|| Self::unmarked(without_cut_character(bytes), false))
    }

    /// Returns true if neither a mark nor the bytes being UTF-8 say what it is.
    #[cfg(any(feature = "feeds", feature = "html", feature = "wires", feature = "pictures"))]
    pub(super) fn is_open(bytes: &[u8]) -> bool {
        let is_utf_8 = || std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1B);
        Self::marked(bytes).is_none() && !is_utf_8()
    }

    /// Returns what a byte order mark says, or the zeros of UTF-16 without one.
    fn marked(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xFE, 0, 0, ..] => Some(Self::Wide(u32::from_le_bytes)),
            [0, 0, 0xFE, 0xFF, ..] => Some(Self::Wide(u32::from_be_bytes)),
            [0xFF, 0xFE, ..] => Some(Self::Sure(UTF_16LE)),
            [0xFE, 0xFF, ..] => Some(Self::Sure(UTF_16BE)),
            [0xEF, 0xBB, 0xBF, ..] => Some(Self::Sure(UTF_8)),
            [1..=0xFF, 0, 1..=0xFF, 0, ..] => Some(Self::Sure(UTF_16LE)),
            [0, 1..=0xFF, 0, 1..=0xFF, ..] => Some(Self::Sure(UTF_16BE)),
            _ => Self::wide_by_looks(bytes),
        }
    }

    /// Tells UTF-16 of scripts whose letters have a small first octet, such as Cyrillic: no other text has small
    /// numbers in every second place.
    fn wide_by_looks(bytes: &[u8]) -> Option<Self> {
        let (pairs, rest) = bytes.get(..bytes.len().min(LOOKED_AT))?.as_chunks::<2>();
        if pairs.len() < 8 || !rest.is_empty() {
            return None;
        }
        let is_small = |at: usize| pairs.iter().all(|pair| pair.get(at).is_some_and(|octet| *octet < 8));
        match (is_small(0), is_small(1)) {
            (false, true) => Some(Self::Sure(UTF_16LE)),
            (true, false) => Some(Self::Sure(UTF_16BE)),
            _ => None,
        }
    }

    fn unmarked(bytes: &[u8], is_whole: bool) -> Self {
        let has_escape = bytes.contains(&0x1B);
        if std::str::from_utf8(bytes).is_ok() {
            return if has_escape { Self::of_seven_bits(bytes) } else { Self::Sure(UTF_8) };
        }
        if is_broken_utf8(bytes) {
            return Self::BrokenUtf8;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let (telling, is_rest) = telling(bytes, |byte| !byte.is_ascii());
        // A character that is cut by the end would speak against its encoding.
        detector.feed(telling, is_whole && is_rest);
        Self::Inferred(detector.guess(None, Utf8Detection::Deny))
    }

    /// Tells ISO-2022-JP, which has bytes of ASCII only, from what has an escape for another reason.
    fn of_seven_bits(bytes: &[u8]) -> Self {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        let (telling, is_rest) = telling(bytes, |byte| byte == 0x1B);
        detector.feed(telling, is_rest);
        let guess = detector.guess(None, Utf8Detection::Allow);
        if guess == encoding_rs::ISO_2022_JP { Self::Inferred(guess) } else { Self::Sure(UTF_8) }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sure(encoding) | Self::Inferred(encoding) => encoding.name(),
            Self::Wide(_) => "UTF-32",
            Self::BrokenUtf8 => UTF_8.name(),
        }
    }

    pub(super) fn warning(self) -> Option<Warning> {
        match self {
            Self::Inferred(encoding) => Some(Warning::Encoding(encoding.name())),
            _ => None,
        }
    }

    /// Returns the text with its byte order mark; `None` if something in it can't be read.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Sure(encoding) => encoding.decode_without_bom_handling_and_without_replacement(bytes),
            Self::Inferred(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(bytes)
                .filter(|text| is_text(text)),
            Self::Wide(unit) => {
                let (units, rest) = bytes.as_chunks();
                let text: Option<String> = units.iter().map(|bytes| char::from_u32(unit(*bytes))).collect();
                text.filter(|_| rest.is_empty()).map(Cow::Owned)
            }
            Self::BrokenUtf8 => None,
        }
    }

    /// Returns the text of a beginning, with U+FFFD for what can't be read.
    pub(super) fn decode_some(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Sure(encoding) | Self::Inferred(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Wide(unit) => {
                let read =
                    |bytes: &[u8; 4]| char::from_u32(unit(*bytes)).unwrap_or(char::REPLACEMENT_CHARACTER);
                bytes.as_chunks().0.iter().map(read).collect()
            }
            Self::BrokenUtf8 => String::from_utf8_lossy(bytes),
        }
    }
}

/// Returns the bytes from the first on that tells something, and true if they are all of the rest.
fn telling(bytes: &[u8], tells: fn(u8) -> bool) -> (&[u8], bool) {
    let first = bytes.iter().position(|byte| tells(*byte)).unwrap_or(bytes.len());
    let rest = bytes.get(first..).unwrap_or_default();
    (rest.get(..DETECTED).unwrap_or(rest), rest.len() <= DETECTED)
}

/// Returns the text, and a warning where the encoding was inferred.
pub fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Warning>), Unreadable> {
    decoded_as(Encoding::of(bytes), bytes)
}

/// Returns the text of a part of a stream, which is in UTF-8 or else in the inferred encoding of the stream.
pub fn decoded_in(stream: Inferred, part: &[u8]) -> Result<(Cow<'_, str>, Option<Warning>), Unreadable> {
    let encoding = match Encoding::of(part) {
        Encoding::Inferred(_) => Encoding::Inferred(stream.0),
        certain => certain,
    };
    decoded_as(encoding, part)
}

fn decoded_as(encoding: Encoding, bytes: &[u8]) -> Result<(Cow<'_, str>, Option<Warning>), Unreadable> {
    let unreadable = || Unreadable::Encoding(encoding.name());
    let text = encoding.decode(bytes).ok_or_else(unreadable)?;
    Ok((text, encoding.warning()))
}

/// Returns false where control characters stand that no text has: encodings of a byte a character read anything, and
/// these show that it was something else.
pub(super) fn is_text(text: &str) -> bool {
    let known = ['\t', '\n', '\r', '\u{B}', '\u{C}', '\u{1A}', '\u{85}'];
    !text.contains(|c: char| c.is_control() && !known.contains(&c))
}

/// Returns true if most of what isn't ASCII is UTF-8.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= 4 * invalid
}

/// Returns the bytes without a character of UTF-8 at their end that goes on behind it.
fn without_cut_character(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}
