//! Splits text into words, in every script.

use std::ops::Range;

use super::kind::{Kind, is_geresh, is_hebrew};

/// Returns the words of a text as byte ranges: letters, digits and the marks on them. Scripts without blanks
/// between words are cut off from others, and what stands together in one of them, a run, is one word.
///
/// Signs that nobody sees part no word.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.end;
        Some(word)
    })
}

fn next_word(text: &str, mut at: usize) -> Option<Range<usize>> {
    let first = loop {
        let c = char_at(text, at)?;
        match Kind::of(c) {
            kind @ (Kind::Letter | Kind::Run(_)) => break kind,
            _ => at += c.len_utf8(),
        }
    };
    let ascii = ascii_word(text, at);
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) && ascii > at {
        return Some(at..ascii);
    }
    Some(at..end_of_word(text, at..ascii, first))
}

/// Returns where the ASCII letters and digits end that stand at `at`.
fn ascii_word(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// Returns where a word ends, which is known as far as `begun`.
fn end_of_word(text: &str, begun: Range<usize>, kind: Kind) -> usize {
    let (mut at, mut end) = (begun.end, begun.end);
    // Each round passes a character that is in the word, or may be followed by what is.
    while let Some(c) = char_at(text, at) {
        let next = at + c.len_utf8();
        match Kind::of(c) {
            Kind::Mark => end = next,
            Kind::Invisible => {}
            same if same == kind => end = next,
            Kind::Other if is_geresh(c) && joins_hebrew(text, begun.start..at, next) => {}
            _ => break,
        }
        at = next;
    }
    end
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Returns true if a sign between the word so far and what is next stands between two Hebrew letters.
fn joins_hebrew(text: &str, word: Range<usize>, next: usize) -> bool {
    let is_sign = |c: &char| !matches!(Kind::of(*c), Kind::Mark | Kind::Invisible);
    let before = text.get(word).and_then(|word| word.chars().rev().find(is_sign));
    before.is_some_and(is_hebrew) && char_at(text, next).is_some_and(is_hebrew)
}

/// Returns true if a word is a run: letters of a script without blanks between words.
pub(crate) fn is_run(word: &str) -> bool {
    let first = word.chars().map(Kind::of).find(|kind| *kind != Kind::Mark);
    matches!(first, Some(Kind::Run(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn splits(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_are_letters_and_digits() {
        splits("U.S. troops, al-Qaeda's 2,500", &["U", "S", "troops", "al", "Qaeda", "s", "2", "500"]);
        splits("Cafe\u{301} São — ½ cup", &["Cafe\u{301}", "São", "½", "cup"]);
        splits("Oʼzbek Hawaiʻi", &["O", "zbek", "Hawai", "i"]);
        splits("... 🥇 \u{301}", &[]);
    }

    #[test]
    fn marks_belong_to_their_words() {
        splits("हिन्दी में", &["हिन्दी", "में"]);
        splits("مُحَمَّدٌ كتب", &["مُحَمَّدٌ", "كتب"]);
        splits("שָׁלוֹם", &["שָׁלוֹם"]);
    }

    #[test]
    fn what_nobody_sees_parts_no_word() {
        splits(
            "Bundes\u{AD}regie\u{200B}rung\u{AD}, \u{2066}Iran\u{2069}",
            &["Bundes\u{AD}regie\u{200B}rung", "Iran"],
        );
        splits("الـكـتـابـــ", &["الـكـتـاب"]);
        splits("می\u{200C}خواهم", &["می", "خواهم"]);
    }

    #[test]
    fn emoji_glue_to_no_word() {
        splits(
            "\u{2066}Iran\u{2069} won🥇 gold, ₽500👩\u{200D}🚒x 1\u{FE0F}\u{20E3}",
            &["Iran", "won", "gold", "500", "x", "1\u{FE0F}\u{20E3}"],
        );
    }

    #[test]
    fn runs_are_cut_off_from_other_scripts() {
        splits("AI技術2024年のニュース", &["AI", "技術", "2024", "年のニュース"]);
        splits("KBS뉴스와 中國", &["KBS", "뉴스와", "中國"]);
        splits("ราคาน้ำมัน๒๕๖๗บาท", &["ราคาน้ำมัน", "๒๕๖๗", "บาท"]);
        splits("北京한국", &["北京", "한국"]);
        splits("Lидер", &["Lидер"]);
    }

    #[test]
    fn hebrew_abbreviations_are_one_word() {
        splits("צה״ל וצה\"ל, ג׳ורג' \"דוד\"", &["צה״ל", "וצה\"ל", "ג׳ורג", "דוד"]);
    }
}
