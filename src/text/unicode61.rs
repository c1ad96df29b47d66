//! FTS5's tokenizer `unicode61 remove_diacritics 2`, which writes the printed columns: what it takes as one token, and how it folds it.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Returns the number of tokens that the tokenizer makes of a text.
pub(crate) fn token_count(text: &str) -> u64 {
    let (mut count, mut is_inside) = (0, false);
    for c in text.chars() {
        let goes_on = is_token(c) || is_inside && is_diacritic(c);
        count += u64::from(goes_on && !is_inside);
        is_inside = goes_on;
    }
    count
}

/// Returns true if the tokenizer makes one token of exactly this part of a text.
pub(super) fn is_one_token(text: &str, range: Range<usize>) -> bool {
    let (before, after) =
        (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let word = text.get(range).unwrap_or_default();
    word.starts_with(is_token)
        && word.chars().all(|c| is_token(c) || is_diacritic(c))
        && !before.trim_end_matches(is_diacritic).ends_with(is_token)
        && !after.starts_with(|c| is_token(c) || is_diacritic(c))
}

/// Returns true if the tokenizer folds a token to this.
pub(super) fn folds_to(token: &str, folded: &str) -> bool {
    token.chars().filter(|c| !is_diacritic(*c)).map(fold_char).eq(folded.chars())
}

/// Returns true for characters that the tokenizer takes as a part of a token.
pub(super) fn is_token(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    match c {
        // What Unicode has made letters since.
        '\u{19B0}'..='\u{19C0}'
        | '\u{19C8}'
        | '\u{19C9}'
        | '\u{1CF2}'
        | '\u{1CF3}'
        | '\u{FFFE}'
        | '\u{FFFF}' => false,
        _ => is_letter(c) || is_newer(c),
    }
}

fn is_letter(c: char) -> bool {
    matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
        || matches!(c.general_category(), GeneralCategory::PrivateUse | GeneralCategory::Unassigned)
}

fn is_newer(c: char) -> bool {
    let next = NEWER.partition_point(|(_, last)| *last < c);
    NEWER.get(next).is_some_and(|(first, _)| *first <= c)
}

/// Returns true for the combining marks that the tokenizer takes as a part of the token and drops; it parts words at
/// others.
pub(super) fn is_diacritic(c: char) -> bool {
    // The two masks are those of SQLite, a bit for each code point from U+0300 on.
    let at = u32::from(c).wrapping_sub(0x300);
    match at {
        0..32 => 0x0802_9FDF_u32 >> at & 1 == 1,
        32..50 => 0x0003_61F8_u32 >> (at - 32) & 1 == 1,
        _ => false,
    }
}

/// Returns what the tokenizer makes of a character of a token.
pub(super) fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
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

/// Returns true for capital letters whose small letters the tokenizer doesn't know.
fn is_newer_capital(c: char) -> bool {
    matches!(c,
        '\u{37F}' | '\u{528}'..='\u{52E}' | '\u{13A0}'..='\u{13F5}' | '\u{1C89}'..='\u{1CBF}' | '\u{2C2F}'
        | '\u{A698}'..='\u{A69A}' | '\u{A796}'..='\u{A79E}' | '\u{A7AB}'..='\u{A7F5}'
        | '\u{104B0}'..='\u{104D3}' | '\u{10570}'..='\u{10595}' | '\u{10C80}'..='\u{10CB2}'
        | '\u{10D50}'..='\u{10D65}' | '\u{118A0}'..='\u{118BF}' | '\u{16E40}'..='\u{16E5F}'
        | '\u{16EA0}'..='\u{16EB8}' | '\u{1E900}'..='\u{1E921}')
}

/// Code points that are neither letters nor numbers but have come since: whatever the tokenizer doesn't know is a letter
/// to it. Letters among them are so anyway.
const NEWER: &[(char, char)] = &[
    ('\u{58D}', '\u{58E}'),
    ('\u{5C8}', '\u{5C9}'),
    ('\u{605}', '\u{605}'),
    ('\u{61C}', '\u{61D}'),
    ('\u{7FD}', '\u{7FF}'),
    ('\u{888}', '\u{8E3}'),
    ('\u{8FF}', '\u{8FF}'),
    ('\u{9FD}', '\u{9FE}'),
    ('\u{A76}', '\u{A76}'),
    ('\u{AFA}', '\u{AFF}'),
    ('\u{B53}', '\u{B55}'),
    ('\u{C00}', '\u{C00}'),
    ('\u{C04}', '\u{C3C}'),
    ('\u{C77}', '\u{C77}'),
    ('\u{C81}', '\u{C81}'),
    ('\u{C84}', '\u{C84}'),
    ('\u{CF3}', '\u{D01}'),
    ('\u{D3B}', '\u{D3C}'),
    ('\u{D4F}', '\u{D4F}'),
    ('\u{D81}', '\u{D81}'),
    ('\u{EBA}', '\u{EBA}'),
    ('\u{ECE}', '\u{ECE}'),
    ('\u{1715}', '\u{1715}'),
    ('\u{180F}', '\u{1886}'),
    ('\u{1AB0}', '\u{1AF0}'),
    ('\u{1B4E}', '\u{1B4F}'),
    ('\u{1B7D}', '\u{1B7F}'),
    ('\u{1CF7}', '\u{1CF9}'),
    ('\u{1DE7}', '\u{1DFB}'),
    ('\u{2066}', '\u{2069}'),
    ('\u{20BA}', '\u{20C4}'),
    ('\u{218A}', '\u{218B}'),
    ('\u{23F4}', '\u{23FF}'),
    ('\u{2427}', '\u{2429}'),
    ('\u{2700}', '\u{2700}'),
    ('\u{2B4D}', '\u{2B4F}'),
    ('\u{2B5A}', '\u{2BFF}'),
    ('\u{2E3C}', '\u{2E63}'),
    ('\u{2FFC}', '\u{2FFF}'),
    ('\u{31E4}', '\u{31EF}'),
    ('\u{32FF}', '\u{32FF}'),
    ('\u{A69E}', '\u{A69E}'),
    ('\u{A82C}', '\u{A82C}'),
    ('\u{A8C5}', '\u{A8C5}'),
    ('\u{A8FC}', '\u{A8FF}'),
    ('\u{A9E5}', '\u{A9E5}'),
    ('\u{AA7C}', '\u{AA7D}'),
    ('\u{AB5B}', '\u{AB6B}'),
    ('\u{FBC2}', '\u{FBD2}'),
    ('\u{FD40}', '\u{FDCF}'),
    ('\u{FDFE}', '\u{FDFF}'),
    ('\u{FE27}', '\u{FE2F}'),
    ('\u{1018C}', '\u{1018E}'),
    ('\u{1019C}', '\u{101A0}'),
    ('\u{102E0}', '\u{1037A}'),
    ('\u{1056F}', '\u{1056F}'),
    ('\u{10877}', '\u{10878}'),
    ('\u{10AC8}', '\u{10AF6}'),
    ('\u{10B99}', '\u{10F89}'),
    ('\u{11070}', '\u{1107F}'),
    ('\u{110C2}', '\u{110CD}'),
    ('\u{11145}', '\u{11175}'),
    ('\u{111C9}', '\u{1166C}'),
    ('\u{116B9}', '\u{11FFF}'),
    ('\u{12474}', '\u{16F4F}'),
    ('\u{16F7F}', '\u{16F87}'),
    ('\u{16FE2}', '\u{1CFC3}'),
    ('\u{1D127}', '\u{1D128}'),
    ('\u{1D1DE}', '\u{1D1FF}'),
    ('\u{1D250}', '\u{1D281}'),
    ('\u{1D800}', '\u{1ED2E}'),
    ('\u{1F0BF}', '\u{1F0BF}'),
    ('\u{1F0E0}', '\u{1F10F}'),
    ('\u{1F12F}', '\u{1F12F}'),
    ('\u{1F16C}', '\u{1F16F}'),
    ('\u{1F19B}', '\u{1F1AE}'),
    ('\u{1F23B}', '\u{1F23B}'),
    ('\u{1F260}', '\u{1F265}'),
    ('\u{1F321}', '\u{1F32F}'),
    ('\u{1F336}', '\u{1F336}'),
    ('\u{1F37D}', '\u{1F37F}'),
    ('\u{1F394}', '\u{1F39F}'),
    ('\u{1F3C5}', '\u{1F3C5}'),
    ('\u{1F3CB}', '\u{1F3DF}'),
    ('\u{1F3F1}', '\u{1F3FF}'),
    ('\u{1F43F}', '\u{1F43F}'),
    ('\u{1F441}', '\u{1F441}'),
    ('\u{1F4F8}', '\u{1F4F8}'),
    ('\u{1F4FD}', '\u{1F4FF}'),
    ('\u{1F53E}', '\u{1F53F}'),
    ('\u{1F544}', '\u{1F54F}'),
    ('\u{1F568}', '\u{1F5FA}'),
    ('\u{1F641}', '\u{1F644}'),
    ('\u{1F650}', '\u{1F67F}'),
    ('\u{1F6C6}', '\u{1F6FC}'),
    ('\u{1F774}', '\u{1FBFA}'),
];
