//! Words and folding, in step with what FTS5's `unicode61 remove_diacritics 2` does to them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Stands between the items of one derived column, so that no phrase matches across two of them.
pub(crate) const SEPARATOR: char = '\u{E000}';
/// Begins every token of the `scope` column, so that no typed word can equal one.
pub(crate) const SCOPE: char = '\u{E001}';

/// The words of a text as byte ranges, split where the tokenizer of the index splits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|&(_, c)| starts_word(c))?;
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            if !starts_word(c) && !is_diacritic(c) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        Some(start..end)
    })
}

fn starts_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
        || c.general_category() == GeneralCategory::PrivateUse
}

/// The combining marks that `unicode61` takes as a part of the word and drops.
fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{0331}' | '\u{0338}'..='\u{034F}')
}

/// A word as the index knows it: lower case, and without the marks on Latin letters.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let mut folded = String::with_capacity(word.len());
    let mut latin = false;
    for c in word.nfd().flat_map(char::to_lowercase).nfd() {
        if is_combining_mark(c) && latin {
            continue;
        }
        latin = c.is_ascii_alphabetic();
        folded.push(c);
    }
    Cow::Owned(folded.nfc().collect())
}

/// A name as it is compared: folded, typographic marks made plain, blanks made one.
pub(crate) fn fold_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for part in name.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(part.chars().map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        }));
    }
    fold(&plain).into_owned()
}

/// The name of a section as it stands in its key: its folded words.
pub(crate) fn slug(name: &str) -> String {
    let folded = fold_name(name);
    let parts: Vec<&str> = words(&folded).filter_map(|range| folded.get(range)).collect();
    parts.join("-")
}

/// Text fit for storing: without NUL and the two private marks of the index. The flag says whether
/// anything was taken out.
pub(crate) fn clean(text: &str) -> (Cow<'_, str>, bool) {
    let reserved = |c: char| matches!(c, '\0' | SEPARATOR | SCOPE);
    if text.contains(reserved) {
        (Cow::Owned(text.replace(reserved, "")), true)
    } else {
        (Cow::Borrowed(text), false)
    }
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
    fn latin_marks_fold_and_others_stay() {
        assert_eq!(fold("ÉLECTIONS"), "elections");
        assert_eq!(fold("Cafe\u{301}"), "cafe");
        assert_eq!(fold("Й"), "й");
    }

    #[test]
    fn names_fold_blanks_and_apostrophes() {
        assert_eq!(fold_name("  Seán  O’Brien "), "sean o'brien");
    }
}
