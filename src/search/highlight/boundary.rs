//! Boundaries of words, at which a text may be cut, and of sentences.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The most closing marks that are passed over between a full stop and the next sentence.
const MAX_CLOSING: usize = 3;
/// A capitalized word this short before a full stop is taken for an abbreviation: "U.S.", "Gen.".
const MAX_ABBREVIATION: usize = 3;

/// Returns true if a text may be cut at `at`: beside a blank, or beside a character of a script that puts no
/// blanks between words.
pub(crate) fn is_gap(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = around(text, at) else { return true };
    if sticks(before, after) {
        return false;
    }
    before.is_whitespace()
        || after.is_whitespace()
        || (is_unspaced(before) || is_unspaced(after)) && !opens(before) && !closes(after)
}

/// Returns true if cutting at `at` would take what a reader sees as one character apart.
///
/// This is most of what Unicode's grapheme clusters are, and a run of flags as a whole.
pub(crate) fn is_inside_character(text: &str, at: usize) -> bool {
    matches!(around(text, at), (Some(before), Some(after)) if sticks(before, after))
}

/// Returns true if a sentence or a paragraph begins at `at`, where a blank or a gap is known to be.
pub(crate) fn is_sentence_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let ended = before.trim_end();
    let blanks = before.get(ended.len()..).unwrap_or_default();
    if ended.is_empty() || is_paragraph_break(blanks) {
        return true;
    }
    let closing = ended.chars().rev().take(MAX_CLOSING).take_while(|c| closes_sentence(*c));
    let ended = ended.get(..ended.len() - closing.map(char::len_utf8).sum::<usize>()).unwrap_or_default();
    let after = text.get(at..).and_then(|rest| rest.chars().next());
    match ended.chars().next_back() {
        Some('。' | '！' | '？' | '｡' | '．') => true,
        Some('.') if ends_abbreviation(ended) => false,
        Some(
            '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။' | '។',
        ) => !blanks.is_empty() && after.is_some_and(|c| !c.is_lowercase()),
        _ => false,
    }
}

fn around(text: &str, at: usize) -> (Option<char>, Option<char>) {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    (before, text.get(at..).and_then(|after| after.chars().next()))
}

/// Returns true for a blank line, or the character that stands for one.
fn is_paragraph_break(blanks: &str) -> bool {
    blanks.contains('\u{2029}') || blanks.bytes().filter(|byte| *byte == b'\n').nth(1).is_some()
}

/// Returns true if the last word before the full stop looks like an abbreviation. A wrong guess does little harm:
/// a passage begins elsewhere than at a sentence, or at a name.
fn ends_abbreviation(ended: &str) -> bool {
    let word = ended.chars().rev().skip(1).take_while(|c| c.is_alphabetic());
    let (length, first) = word.take(MAX_ABBREVIATION + 1).fold((0, None), |(n, _), c| (n + 1, Some(c)));
    length <= MAX_ABBREVIATION && first.is_some_and(char::is_uppercase)
}

fn closes_sentence(c: char) -> bool {
    matches!(c, '"' | '\'') || is_quote_or_bracket(c)
}

fn is_quote_or_bracket(c: char) -> bool {
    use GeneralCategory::{ClosePunctuation, FinalPunctuation};
    matches!(c.general_category(), ClosePunctuation | FinalPunctuation)
}

fn opens(c: char) -> bool {
    use GeneralCategory::{InitialPunctuation, OpenPunctuation};
    matches!(c.general_category(), OpenPunctuation | InitialPunctuation)
}

/// Returns true if the character begins no line in Chinese and Japanese.
fn closes(c: char) -> bool {
    c == 'ー' || c.general_category() == GeneralCategory::OtherPunctuation || is_quote_or_bracket(c)
}

fn sticks(before: char, after: char) -> bool {
    if before.is_ascii() && after.is_ascii() {
        return (before, after) == ('\r', '\n');
    }
    let flags = '\u{1F1E6}'..='\u{1F1FF}';
    before == '\u{200D}'
        || binds(before)
        || extends(after)
        || flags.contains(&before) && flags.contains(&after)
        || after.general_category_group() == GeneralCategoryGroup::Mark
}

/// Returns true for signs that bind the next consonant to the one before them, in scripts of India and its neighbours.
fn binds(c: char) -> bool {
    matches!(
        c,
        '\u{94D}'
            | '\u{9CD}'
            | '\u{A4D}'
            | '\u{ACD}'
            | '\u{B4D}'
            | '\u{C4D}'
            | '\u{CCD}'
            | '\u{D4D}'
            | '\u{1039}'
            | '\u{17D2}'
    )
}

/// Returns true for joiners, shades and tags of emoji, vowels of Thai and Lao, marks of kana in half width, and what
/// ends a syllable of Hangul.
fn extends(c: char) -> bool {
    matches!(c,
        '\u{200C}' | '\u{200D}' | '\u{FF9E}' | '\u{FF9F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}'
        | '\u{E33}' | '\u{EB3}' | '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}')
}

/// Returns true for scripts without blanks: Thai, Lao, Tibetan, Burmese, Khmer; Han, kana, Bopomofo and Yi
/// with their signs.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{4DBF}' | '\u{4E00}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF5B}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}
