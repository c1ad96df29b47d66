//! Spelling: one way to write each character of a URL.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

/// Longest entity between its ampersand and its semicolon: `#1114111`, with some zeros before.
const LONGEST_ENTITY: usize = 12;

/// Decodes what needn't be encoded in a URL as given: entities of HTML, and octets of letters, digits and the signs
/// that RFC 3986 leaves unreserved.
///
/// What was decoded may end a further one, so that no spelling is left that would be decoded if it came again.
pub(super) fn plain(given: &str) -> String {
    let mut out = String::with_capacity(given.len());
    // A browser drops these wherever they stand.
    for c in given.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')) {
        let mut next = Some(c);
        while let Some(c) = next {
            let ended = if c == ';' { entity(&out) } else { unreserved_octet(&out, c) };
            next = ended.map(|(length, decoded)| {
                out.truncate(out.len() - length);
                decoded
            });
            if next.is_none() {
                out.push(c);
            }
        }
    }
    out
}

/// Returns the length of an entity that a semicolon after this text ends, and the character that it stands for.
fn entity(text: &str) -> Option<(usize, char)> {
    let from = text.len().saturating_sub(LONGEST_ENTITY + 1);
    let start = text.as_bytes().get(from..)?.iter().rposition(|byte| *byte == b'&')? + from;
    let name = text.get(start + 1..)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| !c.is_control())?
        }
    };
    Some((text.len() - start, c))
}

/// Returns the length of an octet that a digit after this text ends, and the unreserved character that it stands for.
fn unreserved_octet(text: &str, digit: char) -> Option<(usize, char)> {
    let low = digit.to_digit(16)?;
    let (rest, high) = text.as_bytes().split_last().map(|(last, rest)| (rest, char::from(*last)))?;
    let octet = high.to_digit(16)? * 16 + low;
    let c = char::from_u32(octet).filter(|c| rest.ends_with(b"%") && is_unreserved(*c))?;
    Some((2, c))
}

fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}

/// Returns a path, a pair of a query or a fragment in its one spelling: letters composed (NFC), what has no meaning
/// of its own there as itself, everything else encoded in capitals.
pub(super) fn component(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii() && is_plain(char::from(byte))) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run = Vec::new();
    let mut octets = octets(text);
    loop {
        match octets.next() {
            Some((octet, encoded)) if !octet.is_ascii() || is_kept(octet, encoded) => run.push(octet),
            other => {
                push_run(&std::mem::take(&mut run), &mut out);
                let Some((octet, _)) = other else { return out };
                encode(octet, &mut out);
            }
        }
    }
}

/// Returns true for a sign that stands for itself. A separator that came encoded separates nothing.
fn is_kept(octet: u8, encoded: bool) -> bool {
    let c = char::from(octet);
    if encoded {
        is_unreserved(c) || matches!(c, '!' | '$' | '(' | ')' | '*' | ',' | ':' | '@')
    } else {
        is_plain(c)
    }
}

/// Returns true for signs that a URL may have as they are.
fn is_plain(c: char) -> bool {
    is_unreserved(c)
        || matches!(
            c,
            '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | ':' | '@' | '/' | '?'
        )
}

/// Returns the octets of a text, each with true if it was encoded.
fn octets(text: &str) -> impl Iterator<Item = (u8, bool)> + '_ {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut at = 0;
    std::iter::from_fn(move || {
        let byte = *bytes.get(at)?;
        let encoded = if byte == b'%' { digit(at + 1).zip(digit(at + 2)) } else { None };
        at += if encoded.is_some() { 3 } else { 1 };
        let octet = encoded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        Some((octet.unwrap_or(byte), octet.is_some()))
    })
}

/// Appends octets composed; what is no UTF-8 stays as it is.
fn push_run(run: &[u8], out: &mut String) {
    for chunk in run.utf8_chunks() {
        let mut composed = String::new();
        for part in chunk.valid().split_inclusive(becomes_a_sign) {
            let end = part.chars().next_back().filter(|c| becomes_a_sign(*c));
            composed.extend(part.strip_suffix(becomes_a_sign).unwrap_or(part).nfc());
            composed.extend(end);
        }
        for byte in composed.bytes() {
            if byte.is_ascii() { out.push(char::from(byte)) } else { encode(byte, out) }
        }
        chunk.invalid().iter().for_each(|byte| encode(*byte, out));
    }
}

/// Returns true for letters that are composed to a sign with a meaning: `;` and a grave accent.
fn becomes_a_sign(c: char) -> bool {
    matches!(c, '\u{37E}' | '\u{1FEF}')
}

fn encode(octet: u8, out: &mut String) {
    // Writing into a text can't fail.
    let _ = write!(out, "%{octet:02X}");
}
