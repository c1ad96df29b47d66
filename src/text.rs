//! Words and folding, in step with what FTS5's `unicode61 remove_diacritics 2` does to them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Stands between the items of one derived column, so that no phrase matches across two of them.
pub(crate) const SEPARATOR: char = '\u{E000}';
/// Begins every token of the `scope` column, so that no typed word can equal one.
pub(crate) const SCOPE: char = '\u{E001}';

/// The words of a text as byte ranges, split where the tokenizer of the index splits.
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

/// New Tai Lue vowels and two Vedic signs have become letters since; the index splits there.
fn is_newer_letter(c: char) -> bool {
    matches!(c, '\u{19B0}'..='\u{19C0}' | '\u{19C8}'..='\u{19C9}' | '\u{1CF2}'..='\u{1CF3}')
}

/// The combining marks that `unicode61` takes as a part of the word and drops; it splits at others.
fn is_diacritic(c: char) -> bool {
    // The two masks are those of SQLite, a bit for each code point from U+0300 on.
    let at = u32::from(c).wrapping_sub(0x300);
    match at {
        0..32 => 0x0802_9FDF_u32 >> at & 1 == 1,
        32..50 => 0x0003_61F8_u32 >> (at - 32) & 1 == 1,
        _ => false,
    }
}

/// The words that stand directly beside a sign which Unicode has known only since 2012. `unicode61`
/// knows no such sign and takes it for a letter, so that the index has no such word by itself.
pub(crate) fn glued_words(text: &str) -> impl Iterator<Item = &str> {
    let found = if !text.is_ascii() && text.chars().any(is_glue) { text } else { "" };
    words(found).filter_map(move |range| {
        let (before, after) = (found.get(..range.start)?, found.get(range.end..)?);
        let is_glued = before.ends_with(is_glue) || after.starts_with(is_glue);
        found.get(range).filter(|_| is_glued)
    })
}

/// Marks of direction, signs of currencies, arrows and emoji. Some are older; that does no harm.
fn is_glue(c: char) -> bool {
    matches!(c,
        '\u{61C}' | '\u{2066}'..='\u{2069}' | '\u{20BA}'..='\u{20CF}' | '\u{23F4}'..='\u{23FF}'
        | '\u{2B4D}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FBEF}')
}

/// A word as the index knows it: lower case, and without the marks on Latin letters. The index
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

/// A word in lower case and composed, as a stemmer reads it.
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

/// Capital letters whose small letters `unicode61` doesn't know.
fn is_newer_capital(c: char) -> bool {
    matches!(c,
        '\u{37F}' | '\u{528}'..='\u{52E}' | '\u{13A0}'..='\u{13F5}' | '\u{1C89}'..='\u{1CBF}' | '\u{2C2F}'
        | '\u{A698}'..='\u{A69A}' | '\u{A796}'..='\u{A79E}' | '\u{A7AB}'..='\u{A7F5}'
        | '\u{104B0}'..='\u{104D3}' | '\u{10570}'..='\u{10595}' | '\u{10C80}'..='\u{10CB2}'
        | '\u{10D50}'..='\u{10D65}' | '\u{118A0}'..='\u{118BF}' | '\u{16E40}'..='\u{16E5F}'
        | '\u{16EA0}'..='\u{16EB8}' | '\u{1E900}'..='\u{1E921}')
}

/// A name as it is compared: composed, folded, typographic marks made plain, blanks made one.
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
    // The first byte of the private marks in UTF-8 is rare, and looked for faster than they are.
    if text.bytes().any(|byte| matches!(byte, 0 | 0xEE)) && text.contains(reserved) {
        (Cow::Owned(text.replace(reserved, "")), true)
    } else {
        (Cow::Borrowed(text), false)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

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

    #[test]
    fn names_are_composed() {
        assert_eq!(fold_name("Андреи\u{306}"), "андрей");
        assert_eq!(fold_name("\u{301}"), "\u{301}");
    }

    #[test]
    fn words_beside_newer_signs_are_glued() {
        let text = "\u{2066}Iran\u{2069} won🥇 gold, ₽500 and 🏆 more";
        assert_eq!(glued_words(text).collect::<Vec<_>>(), ["Iran", "won", "500"]);
    }

    /// Code points that some text may hold: all but the surrogates and the planes of rare ideographs,
    /// which are letters throughout.
    fn code_points() -> impl Iterator<Item = char> {
        ('\u{1}'..='\u{1FFFF}').chain('\u{2F800}'..='\u{2FA1D}').chain('\u{E0000}'..='\u{E01EF}')
    }

    /// The tokens that SQLite makes of each text.
    fn tokens(text: impl Fn(char) -> String) -> BTreeMap<u32, Vec<String>> {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let schema = "
            CREATE VIRTUAL TABLE t USING fts5 (x, content = '', tokenize = 'unicode61 remove_diacritics 2');
            CREATE VIRTUAL TABLE v USING fts5vocab (t, instance);
            BEGIN";
        connection.execute_batch(schema).unwrap();
        let mut insert = connection.prepare("INSERT INTO t (rowid, x) VALUES (?1, ?2)").unwrap();
        for c in code_points() {
            insert.execute((u32::from(c), text(c))).unwrap();
        }
        let mut select = connection.prepare("SELECT doc, \"offset\", term FROM v").unwrap();
        let rows = select.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).unwrap();
        let sorted: BTreeMap<(u32, u32), String> = rows.map(Result::unwrap).collect();
        let mut tokens = BTreeMap::<u32, Vec<String>>::new();
        for ((c, _), term) in sorted {
            tokens.entry(c).or_default().push(term);
        }
        tokens
    }

    #[test]
    fn folding_changes_nothing_for_the_index() {
        let plain = tokens(String::from);
        let folded = tokens(|c| fold(&String::from(c)).into_owned());
        for c in code_points() {
            assert_eq!(folded.get(&c.into()), plain.get(&c.into()), "{c:?}");
            let is_word = words(&String::from(c)).next().is_some();
            if let (true, Some([token])) = (is_word, plain.get(&c.into()).map(Vec::as_slice)) {
                assert_eq!(fold(&String::from(c)), *token, "{c:?}");
            }
        }
    }

    /// Newer signs that only scholars of their script write, and the newer scripts: the difference is
    /// left as it is.
    fn is_rare(c: char) -> bool {
        let signs = [
            0x058D..=0x058E,
            0x0605..=0x061D,
            0x07FE..=0x0891,
            0x08E2..=0x08E2,
            0x09FD..=0x0D4F,
            0x1B4E..=0x1B7F,
            0x218A..=0x218B,
            0x2427..=0x2429,
            0x2700..=0x2700,
            0x2E3C..=0x2E63,
            0x2FFC..=0x2FFF,
            0x31E4..=0x32FF,
            0xA8FC..=0xAB6B,
            0xFBC2..=0xFDFF,
        ];
        c.general_category_group() == GeneralCategoryGroup::Mark
            || c > '\u{FFFF}'
            || signs.iter().any(|range| range.contains(&u32::from(c)))
    }

    #[test]
    fn words_are_the_tokens_of_the_index() {
        let between = tokens(|c| format!("a{c}b"));
        for c in code_points().filter(|c| c.general_category() != GeneralCategory::Unassigned) {
            let ours = words(&format!("a{c}b")).count();
            let theirs = between[&c.into()].len();
            assert!(theirs <= ours, "{c:?}");
            if theirs < ours {
                assert!(is_glue(c) || is_rare(c), "{c:?} {:04X}", u32::from(c));
            }
        }
    }
}
