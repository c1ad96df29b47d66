//! References in text and attributes: `&amp;`, `&#233;`.

/// Appends a text with its references replaced.
pub(super) fn push_decoded(out: &mut String, mut text: &str) {
    while let Some(at) = text.find('&') {
        out.push_str(&text[..at]);
        let rest = &text[at + 1..];
        match name(rest) {
            Some(name) => {
                push_reference(out, name);
                text = &rest[name.len() + 1..];
            }
            None => {
                out.push('&');
                text = rest;
            }
        }
    }
    out.push_str(text);
}

/// Appends what a reference of this name stands for; the reference itself if that isn't known.
pub(super) fn push_reference(out: &mut String, name: &str) {
    let known = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number(name),
    };
    match known {
        Some(character) => out.push(character),
        None => out.extend(["&", name, ";"]),
    }
}

/// Returns the name of the reference that begins here, behind its `&`.
fn name(text: &str) -> Option<&str> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[..end];
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'_' | b'-' | b'.' | b':');
    (!name.is_empty() && name.bytes().all(is_name)).then_some(name)
}

/// Bytes of a reference in which its end is looked for.
const LONGEST: usize = 64;

fn number(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    number.ok().filter(|number| *number != 0).and_then(char::from_u32)
}
