//! The analyzed forms of words: what lets one index serve every language with the built-in tokenizer.

use std::cell::RefCell;
use std::collections::HashMap;

use frostem::Stemmer;

use super::fold::{fold, lower};
use super::language::primary;
use super::words::{glued_words, words};

/// Words of one language whose forms a thread remembers; news has few, and they come back in every
/// article.
const REMEMBERED: usize = 100_000;

thread_local! {
    static KNOWN: RefCell<HashMap<String, Known>> = RefCell::default();
}

type Known = HashMap<Box<str>, Forms>;

/// The forms of one word: at most two, and only such as differ from the folded word itself.
type Forms = [Option<Box<str>>; 2];

/// Adds to `out` the forms of all words of a text, and the words that the index doesn't have by
/// themselves.
pub(crate) fn append(language: &str, text: &str, out: &mut String) {
    append_stems(language, text, out);
    for word in glued_words(text) {
        push(&[Some(fold(word).into()), None], out);
    }
}

fn append_stems(language: &str, text: &str, out: &mut String) {
    let primary = primary(language);
    let Some(stemmer) = stemmer(primary) else { return };
    KNOWN.with_borrow_mut(|languages| {
        if !languages.contains_key(primary) {
            languages.insert(primary.to_owned(), Known::new());
        }
        let Some(known) = languages.get_mut(primary) else { return };
        for word in words(text).filter_map(|range| text.get(range)) {
            // A number has no other form, and there is no end of numbers to remember.
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            if let Some(forms) = known.get(word) {
                push(forms, out);
                continue;
            }
            let forms = forms(&stemmer, word);
            push(&forms, out);
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(word.into(), forms);
        }
    });
}

fn push(forms: &Forms, out: &mut String) {
    for form in forms.iter().flatten() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(form);
    }
}

/// Returns the forms by which a typed word is looked up, in an archive of these languages.
pub(crate) fn look_up<'a>(word: &str, languages: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut found = Vec::new();
    for language in languages {
        match stemmer(primary(language)) {
            None => found.push(fold(word).into_owned()),
            Some(stemmer) => found.extend(analyzed(&stemmer, word)),
        }
    }
    if found.is_empty() {
        found.push(fold(word).into_owned());
    }
    found.sort();
    found.dedup();
    found
}

/// Returns the form of one word in one language: the folded word itself where there is no stemmer.
pub(crate) fn form(word: &str, language: &str) -> String {
    match stemmer(primary(language)) {
        Some(stemmer) => fold(&stemmer.stem(&lower(word))).into_owned(),
        None => fold(word).into_owned(),
    }
}

fn forms(stemmer: &Stemmer, word: &str) -> Forms {
    let itself = fold(word);
    let [by_word, by_folded] = analyzed(stemmer, word);
    let second = (by_folded != by_word && *by_folded != *itself).then(|| by_folded.into());
    let first = (*by_word != *itself).then(|| by_word.into());
    [first, second]
}

/// Returns the stem of a word as written, and of the word without its marks: a reader types either.
fn analyzed(stemmer: &Stemmer, word: &str) -> [String; 2] {
    let lower = lower(word);
    let folded = fold(word);
    let by_word = fold(&stemmer.stem(&lower)).into_owned();
    if lower == *folded {
        return [by_word.clone(), by_word];
    }
    let by_folded = fold(&stemmer.stem(&folded)).into_owned();
    [by_word, by_folded]
}

/// Returns the Snowball stemmer of a language by its ISO 639 code.
fn stemmer(code: &str) -> Option<Stemmer> {
    let name = match code {
        "nb" | "nn" => "no",
        "hr" | "bs" => "sr",
        code if (2..=3).contains(&code.len()) => code,
        _ => return None,
    };
    Stemmer::try_from_name(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_stems_that_differ_from_the_word() {
        let mut out = String::new();
        append("en-GB", "Visiting troops told the harbours", &mut out);
        assert_eq!(out, "visit troop harbour");
    }

    #[test]
    fn a_typed_word_meets_what_was_stored() {
        assert_eq!(look_up("visits", ["en"]), ["visit"]);
        assert_eq!(look_up("visits", ["en", "ja"]), ["visit", "visits"]);
        assert_eq!(look_up("visits", []), ["visits"]);
    }

    #[test]
    fn every_language_of_snowball_is_reached_by_its_code() {
        for code in ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "sv", "nb", "da", "fi", "tr", "el", "ar"]
        {
            assert!(stemmer(code).is_some(), "{code}");
        }
        assert!(stemmer("ja").is_none());
        assert!(stemmer("und").is_none());
    }
}
