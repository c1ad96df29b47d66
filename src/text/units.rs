//! The units of a run: letters with their marks, and what scripts write as one.

use std::ops::Range;

use super::kind::{has_no_blanks, is_invisible};
use super::letters::is_mark;
use super::words::words;

/// Returns the units of a run as byte ranges. A run and the same run folded have their units in the same places,
/// but for a few letters that stand for two.
pub(crate) fn units(run: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = run.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut last) = chars.next()?;
        // Each round passes a character of the unit.
        while let Some((_, next)) = chars.next_if(|(_, next)| goes_on(last, *next)) {
            last = if is_invisible(next) { last } else { next };
        }
        Some(start..chars.peek().map_or(run.len(), |(at, _)| *at))
    })
}

/// Returns the words of a text as readers count them. In scripts without blanks a unit is a word; in Korean, which has
/// blanks, it is none.
pub(crate) fn counted_words(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter_map(|range| text.get(range)).flat_map(|word| {
        let is_unspaced = word.starts_with(has_no_blanks);
        let (run, whole) = if is_unspaced { (word, None) } else { ("", Some(word)) };
        whole.into_iter().chain(units(run).filter_map(|unit| run.get(unit)))
    })
}

/// Returns true if `next` is a part of the unit that ends in `last`.
fn goes_on(last: char, next: char) -> bool {
    match next {
        '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | 'ー'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' => false,
        // Khmer and Burmese write the consonant that follows such a sign below the one before it.
        _ if matches!(last, '\u{1039}' | '\u{17D2}') => true,
        // The vowel am of Thai and Lao, and what NFKC makes of it.
        '\u{E32}' | '\u{EB2}' => matches!(last, '\u{E4D}' | '\u{ECD}'),
        '\u{E33}' | '\u{EB3}' => true,
        // The marks of kana in half width, and the vowels and ends of a syllable of Hangul.
        '\u{FF9E}'
        | '\u{FF9F}'
        | '\u{1160}'..='\u{11FF}'
        | '\u{D7B0}'..='\u{D7FF}'
        | '\u{314F}'..='\u{3163}'
        | '\u{3187}'..='\u{318E}'
        | '\u{FFC2}'..='\u{FFDC}' => true,
        _ => is_invisible(next) || is_mark(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn readers_count_words_and_the_letters_of_scripts_without_blanks() {
        let found: Vec<_> = counted_words("AI技術2024年 북한 뉴스, ไทย").collect();
        assert_eq!(found, ["AI", "技", "術", "2024", "年", "북한", "뉴스", "ไ", "ท", "ย"]);
    }

    #[track_caller]
    fn splits(run: &str, expected: &[&str]) {
        let found: Vec<_> = units(run).map(|range| &run[range]).collect();
        assert_eq!(found, expected, "{run:?}");
        let folded = fold(run);
        let by_fold: Vec<_> = units(&folded).map(|range| folded[range].to_owned()).collect();
        let each: Vec<_> = found.iter().map(|unit| fold(unit).into_owned()).collect();
        assert_eq!(by_fold, each, "{run:?}");
    }

    #[test]
    fn units_are_what_a_reader_sees_as_one() {
        splits("北京会议", &["北", "京", "会", "议"]);
        splits("か\u{3099}ｶﾞー", &["か\u{3099}", "ｶﾞ", "ー"]);
        splits("น้ำมัน", &["น้ำ", "มั", "น"]);
        splits("ຄຳ", &["ຄຳ"]);
        splits("ខ្មែរ", &["ខ្មែ", "រ"]);
        splits("မြန်မာ", &["မြ", "န်", "မာ"]);
        splits("\u{1112}\u{1161}\u{11AB}국ㅋㅋㅠㅠ", &["\u{1112}\u{1161}\u{11AB}", "국", "ㅋ", "ㅋㅠㅠ"]);
    }
}
