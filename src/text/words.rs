//! Splits text into words, where FTS5's tokenizer `unicode61 remove_diacritics 2` does.

use std::ops::Range;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Returns the words of a text as byte ranges, split where the tokenizer of the index splits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut c = char_at(text, at)?;
        while !starts_word(c) {
            at += c.len_utf8();
            c = char_at(text, at)?;
        }
        let start = at;
        at += c.len_utf8();
        while let Some(c) = char_at(text, at).filter(|c| starts_word(*c) || is_diacritic(*c)) {
            at += c.len_utf8();
        }
        Some(start..at)
    })
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn starts_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let is_letter =
        matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
            || c.general_category() == GeneralCategory::PrivateUse;
    is_letter && !is_newer_letter(c)
}

/// Returns true for letters that the index doesn't know, and splits at: New Tai Lue vowels and two Vedic
/// signs, which have become letters since.
fn is_newer_letter(c: char) -> bool {
    matches!(c, '\u{19B0}'..='\u{19C0}' | '\u{19C8}'..='\u{19C9}' | '\u{1CF2}'..='\u{1CF3}')
}

/// Returns true for the combining marks that `unicode61` takes as a part of the word and drops; it splits at others.
pub(super) fn is_diacritic(c: char) -> bool {
    // The two masks are those of SQLite, a bit for each code point from U+0300 on.
    let at = u32::from(c).wrapping_sub(0x300);
    match at {
        0..32 => 0x0802_9FDF_u32 >> at & 1 == 1,
        32..50 => 0x0003_61F8_u32 >> (at - 32) & 1 == 1,
        _ => false,
    }
}

/// Returns the words that stand directly beside a sign which Unicode has known only since 2012. `unicode61`
/// knows no such sign and takes it for a letter, so that the index has no such word by itself.
pub(crate) fn glued_words(text: &str) -> impl Iterator<Item = &str> {
    let found = if !text.is_ascii() && text.chars().any(is_glue) { text } else { "" };
    words(found).filter_map(move |range| {
        let (before, after) = (found.get(..range.start)?, found.get(range.end..)?);
        let is_glued = before.ends_with(is_glue) || after.starts_with(is_glue);
        found.get(range).filter(|_| is_glued)
    })
}

/// Returns true for marks of direction, signs of currencies, arrows and emoji. Some are older; that does no harm.
pub(super) fn is_glue(c: char) -> bool {
    matches!(c,
        '\u{61C}' | '\u{2066}'..='\u{2069}' | '\u{20BA}'..='\u{20CF}' | '\u{23F4}'..='\u{23FF}'
        | '\u{2B4D}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FBEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(
            split("U.S. troops, al-Qaeda's 2,500"),
            ["U", "S", "troops", "al", "Qaeda", "s", "2", "500"]
        );
        assert_eq!(split("Cafe\u{301} São"), ["Cafe\u{301}", "São"]);
    }

    #[test]
    fn words_beside_newer_signs_are_glued() {
        let text = "\u{2066}Iran\u{2069} won🥇 gold, ₽500 and 🏆 more";
        assert_eq!(glued_words(text).collect::<Vec<_>>(), ["Iran", "won", "500"]);
    }
}
