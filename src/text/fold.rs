//! Folds words and names: what differs only in case, accents or typography compares as equal.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use super::words::{is_diacritic, words};

/// Folds a word to what the index knows it as: lower case, and without the marks on Latin letters. The index
/// makes of the folded word what it makes of the word.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        if folded.is_empty() || !is_diacritic(c) {
            folded.push(folded_char(c));
        }
    }
    Cow::Owned(folded)
}

/// Returns a word in lower case and composed, as a stemmer reads it.
pub(crate) fn lower(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.nfc().collect::<String>().to_lowercase() }
}

fn folded_char(c: char) -> char {
    let lower = if is_newer_capital(c) { c } else { c.to_lowercase().next().unwrap_or(c) };
    let mut base = None;
    decompose_canonical(lower, |part| base = base.or(Some(part)));
    match (lower, base) {
        ('ǡ', _) => lower,
        (_, Some(base)) if base.is_ascii_alphabetic() => base,
        ('µ', _) => 'μ',
        ('ſ' | 'ẛ', _) => 's',
        ('ς', _) => 'σ',
        ('\u{1FBE}', _) => 'ι',
        ('ϐ', _) => 'β',
        ('ϑ', _) => 'θ',
        ('ϕ', _) => 'φ',
        ('ϖ', _) => 'π',
        ('ϰ', _) => 'κ',
        ('ϱ', _) => 'ρ',
        ('ϵ', _) => 'ε',
        _ => lower,
    }
}

/// Returns true for capital letters whose small letters `unicode61` doesn't know.
fn is_newer_capital(c: char) -> bool {
    matches!(c,
        '\u{37F}' | '\u{528}'..='\u{52E}' | '\u{13A0}'..='\u{13F5}' | '\u{1C89}'..='\u{1CBF}' | '\u{2C2F}'
        | '\u{A698}'..='\u{A69A}' | '\u{A796}'..='\u{A79E}' | '\u{A7AB}'..='\u{A7F5}'
        | '\u{104B0}'..='\u{104D3}' | '\u{10570}'..='\u{10595}' | '\u{10C80}'..='\u{10CB2}'
        | '\u{10D50}'..='\u{10D65}' | '\u{118A0}'..='\u{118BF}' | '\u{16E40}'..='\u{16E5F}'
        | '\u{16EA0}'..='\u{16EB8}' | '\u{1E900}'..='\u{1E921}')
}

/// Folds a name to what it is compared by: composed, folded, typographic marks made plain, blanks made one.
pub(crate) fn fold_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for part in name.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(part.nfc().map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{02BC}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        }));
    }
    fold(&plain).into_owned()
}

/// Returns the name of a section as it stands in its key: its folded words.
pub(crate) fn slug(name: &str) -> String {
    let folded = fold_name(name);
    let parts: Vec<&str> = words(&folded).filter_map(|range| folded.get(range)).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn names_are_composed() {
        assert_eq!(fold_name("Андреи\u{306}"), "андрей");
        assert_eq!(fold_name("\u{301}"), "\u{301}");
    }
}
