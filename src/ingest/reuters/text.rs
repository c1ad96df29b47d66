//! The texts of a story.

/// Reads bytes as UTF-8, or else as Latin-1.
pub(super) fn latin(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Returns a text without entities and without the control codes of the wire.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = after.split_once(';').and_then(|(name, tail)| Some((character(name)?, tail)));
        match entity {
            Some((character, tail)) => {
                plain.push(character);
                rest = tail;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.retain(|c| c == '\n' || c == '\t' || !c.is_control());
    plain
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        _ => entity.strip_prefix('#')?.parse().ok().and_then(char::from_u32),
    }
}

/// Returns the paragraphs of a body. A line that is four blanks in begins one, a line that is less far in stands alone, as in
/// a table, and any other goes on with the line before it. The agency's name that ends a story is left out.
pub(super) fn paragraphs(body: &str) -> String {
    let mut paragraphs = String::with_capacity(body.len());
    let body = body.trim_end();
    let body = body.strip_suffix("Reuter").or_else(|| body.strip_suffix("REUTER")).unwrap_or(body).trim_end();
    for line in body.lines() {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        match (text.is_empty(), paragraphs.is_empty(), indent) {
            (true, ..) => continue,
            (_, true, _) => {}
            (.., 4..) => paragraphs.push_str("\n\n"),
            (.., 1..4) => paragraphs.push('\n'),
            (.., 0) => paragraphs.push(' '),
        }
        paragraphs.push_str(text);
    }
    paragraphs
}

/// Returns what stands between two marks.
pub(super) fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inner, _)| inner)
}
