//! Folded words as the index can hold them.

use std::borrow::Cow;

use super::fold::fold;
use super::kind::is_of_whole_runs;
use super::reserved::{ACRONYM, FIRST_MOVED, PRINTED, SCOPE};
use super::unicode61;
use super::units::units;
use super::words::{is_run, words};

/// The most letters of a run that may be a name, and not half a sentence.
const LONGEST_NAME: usize = 12;

/// Returns a folded word as a term: one that the tokenizer of the index takes as it is. Each character is
/// written for itself, so that the term of a beginning begins the term.
pub(crate) fn term(folded: &str) -> Cow<'_, str> {
    if folded.is_ascii() || folded.chars().all(is_kept) {
        return Cow::Borrowed(folded);
    }
    Cow::Owned(folded.chars().map(|c| if is_kept(c) { c } else { moved(c) }).collect())
}

/// Returns the folded word of a term, without the mark with which it may begin.
pub(crate) fn unterm(term: &str) -> Cow<'_, str> {
    let term = term.trim_start_matches([SCOPE, PRINTED, ACRONYM]);
    if !term.contains(|c| c >= FIRST_MOVED) {
        return Cow::Borrowed(term);
    }
    Cow::Owned(term.chars().map(moved_back).collect())
}

/// Returns the term of a word that stands so in a text, and isn't only a form of it.
pub(crate) fn printed(folded: &str) -> String {
    format!("{PRINTED}{}", term(folded))
}

/// Returns the folded word of the term of a word that stands so in a text; `None` for any other term.
pub(crate) fn printed_word(term: &str) -> Option<Cow<'_, str>> {
    term.strip_prefix(PRINTED).map(unterm)
}

/// Returns true if a token of the printed columns is a folded word as a whole, and no piece of one: of a run only what
/// is no longer than a name, and of scripts whose runs the tokenizer parts, nothing.
pub(crate) fn is_whole_word(token: &str) -> bool {
    let is_word =
        words(token).eq(std::iter::once(0..token.len())) && fold(token) == token && term(token) == token;
    let is_run_of_words = || {
        let mut letters = token.chars();
        letters.by_ref().take(LONGEST_NAME).all(is_of_whole_runs) && letters.next().is_none()
    };
    is_word && (!is_run(token) || is_run_of_words())
}

/// Returns the term of an acronym, from its letters.
pub(crate) fn acronym(folded: &str) -> String {
    format!("{ACRONYM}{}", term(folded))
}

/// Returns the terms of a run: its units two by two, each with the next. A phrase of them is a part of a run.
/// Of a single unit it is that.
pub(crate) fn bigrams(run_folded: &str) -> Vec<String> {
    let mut bigrams: Vec<String> = pairs(run_folded).map(|pair| term(pair).into_owned()).collect();
    // The last pair is the last unit alone.
    if bigrams.len() > 1 {
        bigrams.pop();
    }
    bigrams
}

/// Returns the units of a folded run, each with the next one, and the last alone.
pub(super) fn pairs(run_folded: &str) -> impl Iterator<Item = &str> {
    let ends = units(run_folded).skip(1).map(|unit| unit.end).chain([run_folded.len()]);
    units(run_folded).zip(ends).filter_map(|(unit, end)| run_folded.get(unit.start..end))
}

fn is_kept(c: char) -> bool {
    match c {
        '\u{430}'..='\u{44F}'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{3400}'..='\u{9FFF}' => true,
        _ => !is_of_parted_words(c) && unicode61::is_token(c) && unicode61::fold_char(c) == c,
    }
}

/// Returns true for letters of scripts with vowels at which the tokenizer parts words, of India and its neighbours above all. It
/// leaves pieces of them in the printed columns, and no term of a word may be one of those.
fn is_of_parted_words(c: char) -> bool {
    matches!(c,
        '\u{700}'..='\u{DFF}' | '\u{F00}'..='\u{FFF}' | '\u{1700}'..='\u{177F}' | '\u{1800}'..='\u{1C7F}'
        | '\u{A800}'..='\u{A9DF}' | '\u{AA00}'..='\u{AA5F}' | '\u{AA80}'..='\u{AAFF}' | '\u{ABC0}'..='\u{ABFF}'
        | '\u{10A00}'..='\u{10A5F}' | '\u{11000}'..='\u{11FFF}' | '\u{1E8D0}'..='\u{1E95F}')
}

/// Returns a character for private use in place of another: of plane 15 or, for plane 1, of plane 16.
fn moved(c: char) -> char {
    u32::from(c).checked_add(FIRST_MOVED.into()).and_then(char::from_u32).unwrap_or(c)
}

fn moved_back(c: char) -> char {
    u32::from(c).checked_sub(FIRST_MOVED.into()).and_then(char::from_u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_has_no_character_that_the_tokenizer_parts_at() {
        assert_eq!(term("e\u{301}б\u{304}"), "e\u{F0301}б\u{F0304}");
        assert_eq!(term("में"), "\u{F092E}\u{F0947}\u{F0902}");
        assert_eq!(unterm("\u{F092E}\u{F0947}\u{F0902}"), "में");
        assert_eq!(term("чай"), "чай");
        assert_eq!(printed("чай"), "\u{E002}чай");
        assert_eq!(acronym("us"), "\u{E003}us");
        assert_eq!(unterm("\u{E003}us"), "us");
    }

    #[test]
    fn pieces_of_words_are_no_words() {
        for word in ["house", "чай", "東京", "한국"] {
            assert!(is_whole_word(word), "{word}");
        }
        // What the tokenizer leaves of Łódź, कमी, ประเทศญี่ปุ่น, AI技術 and a sentence.
        for piece in ["łodz", "कम", "ประเทศญ", "ai技術", "東京都知事選挙は七月七日に投票"]
        {
            assert!(!is_whole_word(piece), "{piece}");
        }
        assert_eq!(printed_word("\u{E002}чай").as_deref(), Some("чай"));
        assert_eq!(printed_word("чай"), None);
    }

    #[test]
    fn bigrams_are_pairs_of_neighbours() {
        assert_eq!(bigrams("北京会议"), ["北京", "京会", "会议"]);
        assert_eq!(bigrams("北"), ["北"]);
        assert_eq!(bigrams("น้ํามัน"), ["น\u{F0E49}\u{F0E4D}าม\u{F0E31}", "ม\u{F0E31}น"]);
        assert!(bigrams("").is_empty());
    }
}
