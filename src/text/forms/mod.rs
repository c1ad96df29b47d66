//! What the index holds of a text beside what its tokenizer makes of it: one index serves every language and script
//! with the built-in tokenizer.
//!
//! [`append`] goes through the words of a text. Each has its stems ([`stems`]); one of which the tokenizer
//! makes something else has its term, once as a form and once as printed; a run has its units two by two. A compound has
//! the word that it is elsewhere.

use std::ops::Range;

use super::compounds::{Compound, CompoundKind, CompoundScanner};
use super::terms::{acronym, pairs, term};
use super::unicode61;
use super::{fold, is_run, words};

mod known_forms;
mod stems;

pub(crate) use known_forms::{form, look_up};
use stems::{Known, special};

/// Adds to `out` what the index holds of a text, as terms with blanks between them.
pub(crate) fn append(language: &str, text: &str, out: &mut String) {
    let mut scanner = CompoundScanner::new(language, text);
    stems::with_known(language, |known| {
        for range in words(text) {
            scanner.word(range.clone(), |compound| append_compound(&compound, known, out));
            let word = text.get(range.clone()).unwrap_or_default();
            if is_run(word) {
                append_run(word, out);
                continue;
            }
            known.analyze(word, |known| {
                push(known.stems(), out);
                match known.special() {
                    "" if is_glued(text, range) => push(&special(&fold(word)), out),
                    special => push(special, out),
                }
            });
        }
        scanner.end(|compound| append_compound(&compound, known, out));
    });
}

/// Adds the units of a run two by two, so that its parts are phrases, and the last one alone: it parts two
/// runs, and lets each unit begin a term.
fn append_run(run: &str, out: &mut String) {
    pairs(&fold(run)).for_each(|pair| push(&term(pair), out));
}

/// Adds the word that a compound is elsewhere: an acronym is told apart from a word of the same letters.
fn append_compound(compound: &Compound, known: &mut Known, out: &mut String) {
    let folded = fold(&compound.word);
    if compound.kind != CompoundKind::Capitals {
        push(&term(&folded), out);
    }
    match compound.kind {
        CompoundKind::Joined => known.analyze(&compound.word, |known| push(known.stems(), out)),
        CompoundKind::Dotted | CompoundKind::Capitals => push(&acronym(&folded), out),
    }
}

/// Adds terms that have blanks between them, if there are any.
fn push(terms: &str, out: &mut String) {
    if !out.is_empty() && !terms.is_empty() {
        out.push(' ');
    }
    out.push_str(terms);
}

/// Returns true if the tokenizer takes more, or less, than a word for a token: a sign that it doesn't know, or what
/// stands beside in another script.
fn is_glued(text: &str, word: Range<usize>) -> bool {
    let is_ascii = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_none_or(u8::is_ascii);
    let stands_free = is_ascii(word.start.checked_sub(1)) && is_ascii(Some(word.end));
    !stands_free && !unicode61::is_one_token(text, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn appends(language: &str, text: &str, expected: &[&str]) {
        let mut out = String::new();
        append(language, text, &mut out);
        let expected = expected.join(" ").replace('°', "\u{E002}").replace('^', "\u{E003}");
        assert_eq!(out, expected, "{text:?}");
    }

    #[test]
    fn forms_are_stems_that_differ_from_the_word() {
        appends("en-GB", "Visiting troops told the harbours", &["visit", "troop", "harbour"]);
    }

    #[test]
    fn compounds_have_the_word_that_they_are_elsewhere() {
        appends("en", "U.S. or US", &["us", "^us", "^us"]);
        appends("en", "multi-agents", &["agent", "multiagents", "multiag"]);
        appends("en", "1,000 F-16", &["1000", "f16"]);
        appends("de", "Groß-Gerau", &["gross", "°gross", "grossgerau"]);
    }

    #[test]
    fn special_words_have_their_term_as_form_and_as_printed() {
        appends("und", "Łódź, Athen, Düsseldorf", &["lodz", "°lodz"]);
        appends(
            "und",
            "\u{2066}Iran\u{2069} won🥇 gold, ₽500",
            &["iran", "°iran", "won", "°won", "500", "°500"],
        );
        appends("und", "AI技術", &["ai", "°ai", "技術", "術"]);
        appends("und", "Bundes\u{AD}tag", &["bundestag", "°bundestag"]);
        appends("und", "में", &["\u{F092E}\u{F0947}\u{F0902}", "°\u{F092E}\u{F0947}\u{F0902}"]);
        appends("und", "कम", &["\u{F0915}\u{F092E}", "°\u{F0915}\u{F092E}"]);
    }

    #[test]
    fn runs_have_pairs_of_units_and_the_last_one() {
        appends("zh", "北京会议。人", &["北京", "京会", "会议", "议", "人"]);
        appends("ko", "북한 뉴스", &["북한", "한", "뉴스", "스"]);
    }
}
