//! The tokens of a printed date.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::ingest::date::words::plain;

/// A number, a word or a sign.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Number { value: u32, digits: usize },
    Word(String),
    Sign(char),
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// Returns the tokens of the text's beginning; no date has more.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while tokens.len() < 24 {
        let Some((start, first)) = chars.next() else { break };
        if first.is_whitespace() {
            continue;
        }
        let same: fn(char) -> bool = match first {
            c if digit(c).is_some() => |c| digit(c).is_some(),
            c if c.is_alphabetic() => |c| c.is_alphabetic() || is_combining_mark(c),
            _ => |_| false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| same(c)) {
            end = at + c.len_utf8();
        }
        let piece = text.get(start..end).unwrap_or_default();
        let kind = if digit(first).is_some() {
            number(piece)
        } else if first.is_alphabetic() {
            Kind::Word(plain(piece))
        } else {
            Kind::Sign(first)
        };
        tokens.push(Token { kind, range: start..end });
    }
    tokens
}

/// Returns the value of a digit, Arabic ones of both kinds among them.
fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        c => c.to_digit(10),
    }
}

fn number(digits: &str) -> Kind {
    let value = digits
        .chars()
        .filter_map(digit)
        .try_fold(0_u32, |value, digit| value.checked_mul(10)?.checked_add(digit));
    Kind::Number { value: value.unwrap_or(u32::MAX), digits: digits.chars().count() }
}
