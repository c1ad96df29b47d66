//! Words that signs part and readers take for one: `U.S.`, `F-16`, `multi-agent`, `1,000`, and what a printer parted at the
//! end of a line.

use std::ops::Range;

use super::language::primary;
use super::words::{is_run, words};

/// The most words of an acronym, and of a compound with hyphens.
const MOST_LETTERS: usize = 8;
const MOST_PARTS: usize = 4;
/// The most bytes of a compound.
const LONGEST: usize = 64;

/// Words that are written as one elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compound {
    /// Where they stand in the text, from the first to the last.
    pub(crate) range: Range<usize>,
    /// The one word.
    pub(crate) word: String,
    pub(crate) kind: CompoundKind,
}

/// How words are written that are one elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CompoundKind {
    /// Letters with full stops: `U.S.`.
    Dotted,
    /// An acronym as one word: `US`, in a text that has small letters too.
    Capitals,
    /// All others: the parts make one word.
    Joined,
}

/// Returns the compounds of a text.
pub(crate) fn compounds<'t>(language: &'t str, text: &'t str) -> impl Iterator<Item = Compound> + 't {
    let mut scanner = CompoundScanner::new(language, text);
    let mut words = words(text);
    let mut found = Vec::new();
    let mut is_over = false;
    std::iter::from_fn(move || {
        // Each round reads a word, or ends the last compound.
        while found.is_empty() && !is_over {
            match words.next() {
                Some(word) => scanner.word(word, |compound| found.push(compound)),
                None => {
                    is_over = true;
                    scanner.end(|compound| found.push(compound));
                }
            }
        }
        found.pop()
    })
}

/// Finds compounds while somebody goes through the words of a text.
pub(crate) struct CompoundScanner<'t> {
    text: &'t str,
    uses_decimal_comma: bool,
    /// True if the text has small letters, once that is known.
    has_small: Option<bool>,
    /// Neighbours with the same sign between them.
    chain: Vec<Range<usize>>,
    sign: Option<Sign>,
}

/// What stands between two parts of a compound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Dot,
    Hyphen,
    /// The non-joiner of Persian, which many leave out.
    Joint,
    /// The en dash, which some take for a hyphen before a number.
    Dash,
    /// A hyphen at the end of a line.
    LineEnd,
    /// A sign that only parts thousands.
    Thousands(char),
}

impl<'t> CompoundScanner<'t> {
    pub(crate) fn new(language: &str, text: &'t str) -> Self {
        let uses_decimal_comma = uses_decimal_comma(primary(language));
        Self { text, uses_decimal_comma, has_small: None, chain: Vec::new(), sign: None }
    }

    /// Takes the next word of the text, and tells what has ended with the one before, and what it is by itself.
    pub(crate) fn word(&mut self, word: Range<usize>, mut found: impl FnMut(Compound)) {
        if self.is_acronym(word.clone()) {
            let text = self.part(&word).to_owned();
            found(Compound { range: word.clone(), word: text, kind: CompoundKind::Capitals });
        }
        let sign = self.chain.last().and_then(|last| self.sign(last.end..word.start));
        if sign.is_none() || sign != self.sign {
            // What ended one compound begins no other, unless it only followed another number.
            let is_free = match self.sign {
                None => true,
                Some(Sign::Thousands(' ')) => self.compound(Sign::Thousands(' ')).is_none(),
                Some(_) => false,
            };
            let can_begin = is_free && sign.is_some();
            let last = self.chain.last().filter(|_| can_begin).cloned();
            self.end(found);
            self.chain.extend(last);
            self.sign = sign.filter(|_| can_begin);
        }
        self.chain.push(word);
    }

    /// Returns the sign between two words, if it may stand in a compound. A blank stands in numbers alone.
    fn sign(&self, between: Range<usize>) -> Option<Sign> {
        let is_digit = |at: usize| self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        match self.text.get(between.clone())? {
            " " => {
                let is_number = is_digit(between.start.checked_sub(1)?) && is_digit(between.end);
                is_number.then_some(Sign::Thousands(' '))
            }
            between => sign(between),
        }
    }

    /// Tells what ends with the last word.
    pub(crate) fn end(&mut self, mut found: impl FnMut(Compound)) {
        if let Some(compound) = self.sign.and_then(|sign| self.compound(sign)) {
            self.one_of_several(&compound).into_iter().for_each(&mut found);
            found(compound);
        }
        self.chain.clear();
        self.sign = None;
    }

    fn compound(&self, sign: Sign) -> Option<Compound> {
        let kind = match sign {
            Sign::Dot if self.are_letters() => CompoundKind::Dotted,
            Sign::Dot if self.uses_decimal_comma && self.is_number() => CompoundKind::Joined,
            Sign::Thousands(',') if self.uses_decimal_comma => return None,
            Sign::Thousands(_) if self.is_number() => CompoundKind::Joined,
            Sign::Hyphen | Sign::Joint if self.are_joinable() => CompoundKind::Joined,
            Sign::Dash if self.is_type() => CompoundKind::Joined,
            Sign::LineEnd if self.is_parted() => CompoundKind::Joined,
            _ => return None,
        };
        let range = self.chain.first()?.start..self.chain.last()?.end;
        let word: String = self.parts().collect();
        (word.len() <= LONGEST).then_some(Compound { range, word, kind })
    }

    /// Returns the name of a type of which a text has the plural: F16 of `F-16s`. It has no vowel by which a stemmer would know.
    fn one_of_several(&self, compound: &Compound) -> Option<Compound> {
        let one =
            compound.word.strip_suffix('s').filter(|one| one.ends_with(|c: char| c.is_ascii_digit()))?;
        self.is_type().then(|| Compound { word: one.to_owned(), ..compound.clone() })
    }

    fn part(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn parts(&self) -> impl Iterator<Item = &'t str> {
        self.chain.iter().map(|range| self.part(range))
    }

    /// Returns true for an acronym, in a text that isn't all capitals.
    fn is_acronym(&mut self, word: Range<usize>) -> bool {
        is_in_capitals(self.part(&word))
            && *self.has_small.get_or_insert_with(|| self.text.contains(char::is_lowercase))
    }

    fn are_letters(&self) -> bool {
        let is_letter = |part: &str| {
            let mut chars = part.chars();
            chars.next().is_some_and(|c| c.is_uppercase() || c.is_lowercase()) && chars.next().is_none()
        };
        self.chain.len() <= MOST_LETTERS && self.parts().all(is_letter)
    }

    /// Returns true for a number by thousands, or as India groups digits.
    fn is_number(&self) -> bool {
        let digits = |part: &str| part.chars().all(char::is_numeric).then(|| part.chars().count());
        let lengths: Option<Vec<usize>> = self.parts().map(digits).collect();
        let Some([first, middle @ .., 3]) = lengths.as_deref() else { return false };
        let starts_well = self.parts().next().is_some_and(|first| !first.starts_with('0'));
        let by = |size: usize| *first <= size && middle.iter().all(|length| *length == size);
        starts_well && (by(3) || by(2))
    }

    fn are_joinable(&self) -> bool {
        self.chain.len() <= MOST_PARTS
            && !self.parts().any(is_run)
            && (self.is_type() || !self.parts().any(has_digit))
    }

    /// Returns true for letters and a number, such as the name of a type (`F-16`), or a number and a letter (`3-D`).
    fn is_type(&self) -> bool {
        let parts: Vec<&str> = self.parts().collect();
        let [one, other] = *parts else { return false };
        let is_letter = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_alphabetic);
        !is_run(one)
            && (!has_digit(one) && other.starts_with(char::is_numeric)
                || one.chars().all(char::is_numeric) && is_letter(other))
    }

    fn is_parted(&self) -> bool {
        let is_word = |part: &str| part.chars().all(char::is_alphabetic) && !is_run(part);
        self.parts().nth(1).is_some_and(|rest| rest.starts_with(char::is_lowercase))
            && self.chain.len() == 2
            && self.parts().all(is_word)
    }
}

/// Returns true for two to six capital letters: an acronym, unless all of its text is in capitals.
pub(crate) fn is_in_capitals(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_uppercase)
        && (2..=6).contains(&word.chars().take(7).count())
}

fn has_digit(part: &str) -> bool {
    part.contains(char::is_numeric)
}

/// Returns the sign that stands between two words, and nothing else.
fn sign(between: &str) -> Option<Sign> {
    let mut chars = between.chars();
    let (first, rest) = (chars.next()?, chars.as_str());
    let is_hyphen = matches!(first, '-' | '\u{2010}' | '\u{2011}');
    if !rest.is_empty() {
        return ((is_hyphen || first == '\u{AD}') && is_line_end(rest)).then_some(Sign::LineEnd);
    }
    match first {
        '.' => Some(Sign::Dot),
        '\u{200C}' => Some(Sign::Joint),
        '\u{2013}' => Some(Sign::Dash),
        _ if is_hyphen => Some(Sign::Hyphen),
        ',' | '\'' | '\u{2019}' | '\u{66C}' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{FF0C}' => {
            Some(Sign::Thousands(first))
        }
        _ => None,
    }
}

fn is_line_end(text: &str) -> bool {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\r');
    text.trim_matches(is_space) == "\n"
}

/// Returns true for languages that put a comma before decimals, and a full stop between thousands if anything.
fn uses_decimal_comma(language: &str) -> bool {
    matches!(
        language,
        "af" | "az"
            | "be"
            | "bg"
            | "bs"
            | "ca"
            | "cs"
            | "da"
            | "de"
            | "el"
            | "es"
            | "et"
            | "eu"
            | "fi"
            | "fr"
            | "gl"
            | "hr"
            | "hu"
            | "hy"
            | "id"
            | "is"
            | "it"
            | "ka"
            | "kk"
            | "lt"
            | "lv"
            | "mk"
            | "nb"
            | "nl"
            | "nn"
            | "no"
            | "pl"
            | "pt"
            | "ro"
            | "ru"
            | "sk"
            | "sl"
            | "sq"
            | "sr"
            | "sv"
            | "tr"
            | "uk"
            | "uz"
            | "vi"
    )
}

#[cfg(test)]
mod tests {
    use super::CompoundKind::{Capitals, Dotted, Joined};
    use super::*;

    #[track_caller]
    fn finds(language: &str, text: &str, expected: &[(&str, &str, CompoundKind)]) {
        let found: Vec<_> = compounds(language, text).collect();
        let found: Vec<_> = found.iter().map(|it| (&text[it.range.clone()], &*it.word, it.kind)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn acronyms_have_full_stops_or_are_capitals_among_small_letters() {
        finds("en", "The U.S. and N.A.T.O", &[("U.S", "US", Dotted), ("N.A.T.O", "NATO", Dotted)]);
        finds("en", "NATO and US", &[("NATO", "NATO", Capitals), ("US", "US", Capitals)]);
        finds("ru", "США и С.Ш.А.", &[("США", "США", Capitals), ("С.Ш.А", "США", Dotted)]);
        finds("en", "TELL US MORE", &[]);
        finds("en", "I met J.K.Rowling, e.g. at 9.M", &[("e.g", "eg", Dotted)]);
    }

    #[test]
    fn hyphens_join_words_and_types() {
        finds("en", "multi-agents", &[("multi-agents", "multiagents", Joined)]);
        finds("en", "F-16s", &[("F-16s", "F16s", Joined), ("F-16s", "F16", Joined)]);
        finds("en", "an F-16 or F-16A", &[("F-16", "F16", Joined), ("F-16A", "F16A", Joined)]);
        finds("en", "F–16 in 3-D", &[("F–16", "F16", Joined), ("3-D", "3D", Joined)]);
        finds("en", "the North–South talks of 2–3 May", &[]);
        finds("en", "state-of-the-art", &[("state-of-the-art", "stateoftheart", Joined)]);
        finds("en", "won 2-1 on 2024-05-01, a 16-year-old - one--two a-b-c-d-e", &[]);
        finds("ja", "東京-大阪", &[]);
    }

    #[test]
    fn thousands_are_grouped_by_language() {
        finds("en", "1,000 or 25,000,000", &[("1,000", "1000", Joined), ("25,000,000", "25000000", Joined)]);
        finds("en", "12,34,567 but 1.000 and 0,123 and 1,00", &[("12,34,567", "1234567", Joined)]);
        finds("de", "1.000,50 nicht 1,000", &[("1.000", "1000", Joined)]);
        finds("de-CH", "1’000 und 1'000", &[("1’000", "1000", Joined), ("1'000", "1000", Joined)]);
        finds(
            "fr",
            "10\u{A0}000 et 3\u{202F}500",
            &[("10\u{A0}000", "10000", Joined), ("3\u{202F}500", "3500", Joined)],
        );
        finds("ar", "١٬٠٠٠", &[("١٬٠٠٠", "١٠٠٠", Joined)]);
        finds("ja", "１，０００円", &[("１，０００", "１０００", Joined)]);
        finds("en", "They paid 10 000 to 300 men in 2019 200 times", &[("10 000", "10000", Joined)]);
        finds("en", "in 2019,300 or 1,0000", &[]);
        finds("en", "in 2019 1,000 of 3 F-16", &[("1,000", "1000", Joined), ("F-16", "F16", Joined)]);
        finds("en", "10 000,50 for 10 000", &[("10 000", "10000", Joined), ("10 000", "10000", Joined)]);
        finds("en", "a 1,000-strong crowd", &[("1,000", "1000", Joined)]);
    }

    #[test]
    fn a_non_joiner_joins_words() {
        finds("fa", "او می\u{200C}خواهد", &[("می\u{200C}خواهد", "میخواهد", Joined)]);
    }

    #[test]
    fn a_word_parted_at_the_end_of_a_line_is_one() {
        finds("en", "infor-\nmation", &[("infor-\nmation", "information", Joined)]);
        finds("en", "infor\u{AD} \r\n mation", &[("infor\u{AD} \r\n mation", "information", Joined)]);
        finds("en", "the Anglo-\nSaxon or pre-\n\nwar", &[]);
    }
}
