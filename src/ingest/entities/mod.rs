//! Character references: `&amp;`, `&eacute;`, `&#8217;`.

mod names;

use std::borrow::Cow;

/// Longest reference between its ampersand and its semicolon.
const LONGEST: usize = 32;
/// Times that a text may have been encoded.
const MOST_ROUNDS: usize = 4;
/// The characters that Windows-1252 has at 128 to 159, where Unicode has controls and HTML means these.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
/// References that stand for the sign with which a tag begins.
const TAG_SIGNS: [&str; 4] = ["&lt;", "&#60;", "&#x3C;", "&#x3c;"];
/// References that are known without a semicolon.
const OPEN: [(&str, char); 5] = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("nbsp", '\u{A0}')];

/// Decodes the references of a text, once. One that is unknown stays as it is.
pub fn decode(text: &str) -> Cow<'_, str> {
    decode_by(text, |reference| closed(reference).or_else(|| open(reference)))
}

/// Decodes the references that were left in a plain text by who encoded it twice or oftener: those that end in a
/// semicolon. A text that would have tags then is left as it is.
pub fn decode_again(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..MOST_ROUNDS {
        // What would become a tag is a text about markup.
        let is_tag =
            |sign: &&str| text.match_indices(*sign).any(|(at, _)| begins_tag(&text, at + sign.len()));
        if TAG_SIGNS.iter().any(is_tag) {
            break;
        }
        match decode_by(&text, closed) {
            Cow::Owned(decoded) => text = Cow::Owned(decoded),
            Cow::Borrowed(_) => break,
        }
    }
    text
}

/// Returns true if a tag would go on at a place: with a letter or a stroke.
fn begins_tag(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')))
}

/// Replaces the references that a function knows: it takes a text that begins with `&`, and returns a character and
/// the length of its reference.
fn decode_by(text: &str, read: impl Fn(&str) -> Option<(char, usize)>) -> Cow<'_, str> {
    let mut decoded = String::new();
    let (mut taken, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('&')) {
        at += found;
        match text.get(at..).and_then(&read) {
            Some((character, length)) => {
                decoded.push_str(text.get(taken..at).unwrap_or_default());
                decoded.push(character);
                at += length;
                taken = at;
            }
            None => at += 1,
        }
    }
    if taken == 0 {
        return Cow::Borrowed(text);
    }
    decoded.push_str(text.get(taken..).unwrap_or_default());
    Cow::Owned(decoded)
}

/// Reads a reference that ends in a semicolon.
fn closed(text: &str) -> Option<(char, usize)> {
    let length = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..length)?;
    let character = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => names::character(name)?,
    };
    Some((character, length + 1))
}

/// Reads one of the few references that are written without a semicolon. What goes on with a letter or an equals sign
/// is another word, or a parameter of a URL.
fn open(text: &str) -> Option<(char, usize)> {
    let (name, character) =
        OPEN.into_iter().find(|(name, _)| text.get(1..).is_some_and(|text| text.starts_with(name)))?;
    let next = text.get(name.len() + 1..)?.chars().next();
    let is_word = next.is_some_and(|c| c.is_alphanumeric() || c == '=');
    (!is_word).then_some((character, name.len() + 1))
}

fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    let character = match code {
        0 => None,
        128..=159 => WINDOWS_1252.chars().nth(code as usize - 128),
        _ => char::from_u32(code),
    };
    Some(character.unwrap_or(char::REPLACEMENT_CHARACTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_once() {
        for (text, expected) in [
            ("AT&amp;T", "AT&T"),
            ("caf&eacute; &#8211; Jerry&#39;s &#x2019;", "café – Jerry's ’"),
            ("&amp;#8217;", "&#8217;"),
            ("&#146;&#128;", "’€"),
            ("Q&A, R&D; &unknown; &;", "Q&A, R&D; &unknown; &;"),
            ("a &lt b, a&nbsp", "a < b, a\u{A0}"),
            ("?a=1&lt=2&amplitude", "?a=1&lt=2&amplitude"),
            ("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&#x;&#;&#12a;", "&#x;&#;&#12a;"),
            ("", ""),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn what_was_encoded_oftener_is_decoded_oftener() {
        for (text, expected) in [
            ("Jerry&amp;#8217;s", "Jerry’s"),
            ("R&amp;amp;D", "R&D"),
            ("&amp;quot;Fog&amp;quot;", "\"Fog\""),
            ("Q&A &amp", "Q&A &amp"),
            ("5 &lt; 6 &amp;gt; 4", "5 < 6 > 4"),
            ("How &lt;b&gt; &amp; &lt;/b&gt; are set", "How &lt;b&gt; &amp; &lt;/b&gt; are set"),
        ] {
            assert_eq!(decode_again(text), expected, "{text}");
        }
    }

    #[test]
    fn the_names_are_in_order() {
        for (name, character) in [
            ("Aogon", 'Ą'),
            ("zwnj", '\u{200C}'),
            ("lsquo", '‘'),
            ("nbsp", '\u{A0}'),
            ("yuml", 'ÿ'),
            ("shcy", 'ш'),
        ] {
            assert_eq!(names::character(name), Some(character), "{name}");
        }
        assert!(names::OTHERS.is_sorted_by_key(|(name, _)| *name));
    }
}
