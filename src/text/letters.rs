//! What letters and marks are to a folded word.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Returns what a small letter, without its marks, is written as by those whose keyboard doesn't have it.
pub(super) fn plain_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ƀ' | 'ɓ' => "b",
        'ƈ' | 'ȼ' => "c",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ɇ' => "e",
        'ƒ' => "f",
        'ǥ' | 'ɠ' => "g",
        'ħ' => "h",
        'ı' | 'ɨ' => "i",
        'ȷ' | 'ɉ' => "j",
        'ƙ' => "k",
        'ł' | 'ƚ' | 'ŀ' => "l",
        'ɲ' | 'ŋ' => "n",
        'ø' | 'ɵ' => "o",
        'ƥ' => "p",
        'ɍ' => "r",
        'ŧ' | 'ƭ' | 'ʈ' | 'ⱦ' => "t",
        'ʉ' => "u",
        'ʋ' => "v",
        'ƴ' | 'ɏ' => "y",
        'ƶ' => "z",
        // As readers of Azerbaijani write it elsewhere, and Lucene folds it.
        'ə' | 'ⱥ' => "a",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ς' => "σ",
        // Arabic, Persian and Urdu have letters of their own for these sounds, and keyboards mix them.
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ة' | 'ہ' | 'ۃ' => "ه",
        'ک' => "ك",
        _ => return None,
    })
}

/// Returns the ASCII digit of a decimal digit. Those of a script stand one after another, from zero on.
pub(super) fn ascii_digit(c: char) -> Option<char> {
    let is_digit = |c: char| c.general_category() == GeneralCategory::DecimalNumber;
    if c.is_ascii() || !is_digit(c) {
        return None;
    }
    let before = ('\0'..c).rev().take_while(|before| is_digit(*before)).count();
    u32::try_from(before % 10).ok().and_then(|value| char::from_digit(value, 10))
}

/// Returns true for combining marks.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Mark
}

/// Returns true if a mark makes no other letter of the one before it.
pub(super) fn is_dropped(mark: char, base: char) -> bool {
    match mark {
        '\u{654}' => !matches!(base, 'و' | 'ي'),
        _ if is_european(mark) => !is_cyrillic(base) || is_stress(mark, base),
        _ => is_point(mark),
    }
}

/// Marks of no script of their own: those of Latin, Greek and Cyrillic.
fn is_european(mark: char) -> bool {
    matches!(mark,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{A640}'..='\u{A69F}')
}

/// Accents of Cyrillic, and the two dots of ё. Other marks make letters: й, ї, ў, and ѓ and ќ of Macedonian.
fn is_stress(mark: char, base: char) -> bool {
    match mark {
        '\u{300}' => true,
        '\u{301}' => !matches!(base, 'г' | 'к'),
        '\u{308}' => base == 'е',
        '\u{483}'..='\u{489}' | '\u{20D0}'..='\u{20FF}' => true,
        _ => false,
    }
}

/// Vowels and signs of Hebrew, Arabic and Syriac that are written for learners and in holy books, and the signs of
/// length of Ethiopic.
fn is_point(mark: char) -> bool {
    matches!(mark,
        '\u{591}'..='\u{5C7}' | '\u{FB1E}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6ED}' | '\u{730}'..='\u{74A}' | '\u{897}'..='\u{89F}' | '\u{8CA}'..='\u{8FF}'
        | '\u{10EFA}'..='\u{10EFF}' | '\u{135D}'..='\u{135F}')
}
