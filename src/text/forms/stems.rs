//! The stems of words.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use foldhash::fast::RandomState;
use frostem::Stemmer;

use crate::text::fold::{fold, lower};
use crate::text::language::primary;
use crate::text::terms::{printed, term};
use crate::text::unicode61;

/// Words of one language that a thread remembers, and the most bytes of one of them; news has few, and they come back in every
/// article.
const MOST: usize = 100_000;
const LONGEST: usize = 64;

thread_local! {
    static KNOWN: RefCell<HashMap<String, Known>> = RefCell::default();
}

/// What is known of the words of one language.
pub(super) struct Known {
    language: Box<str>,
    stemmer: Option<Stemmer>,
    words: HashSet<KnownWord, RandomState>,
}

/// A word, and what the index holds of it beside what its tokenizer makes of it. All of it is one block of memory: it is read
/// for every word of every text.
#[derive(Debug, Default)]
pub(super) struct KnownWord {
    /// The word, its stems, its special terms.
    text: Box<str>,
    word_end: usize,
    stems_end: usize,
}

impl KnownWord {
    fn new(word: &str, stems: &str, special: &str) -> Self {
        let text = [word, stems, special].concat().into();
        Self { text, word_end: word.len(), stems_end: word.len() + stems.len() }
    }

    fn word(&self) -> &str {
        self.text.get(..self.word_end).unwrap_or_default()
    }

    /// Returns its stems as terms with blanks between them: at most two, and only such as differ from the folded word itself.
    pub(super) fn stems(&self) -> &str {
        self.text.get(self.word_end..self.stems_end).unwrap_or_default()
    }

    /// Returns the terms of the folded word where the tokenizer makes something else of it; else it is empty.
    pub(super) fn special(&self) -> &str {
        self.text.get(self.stems_end..).unwrap_or_default()
    }
}

impl Borrow<str> for KnownWord {
    fn borrow(&self) -> &str {
        self.word()
    }
}

impl Hash for KnownWord {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.word().hash(state);
    }
}

impl PartialEq for KnownWord {
    fn eq(&self, other: &Self) -> bool {
        self.word() == other.word()
    }
}

impl Eq for KnownWord {}

/// The forms of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forms {
    /// Of the word as it is written.
    pub(super) by_word: Box<str>,
    /// Of the word without its marks, if it is another.
    pub(super) by_folded: Option<Box<str>>,
}

/// Gives what this thread knows of the words of a language to a function.
pub(super) fn with_known(language: &str, read: impl FnOnce(&mut Known)) {
    let primary = primary(language);
    KNOWN.with_borrow_mut(|languages| {
        if !languages.contains_key(primary) {
            languages.insert(primary.to_owned(), Known::of(primary));
        }
        if let Some(known) = languages.get_mut(primary) {
            read(known);
        }
    });
}

impl Known {
    fn of(primary: &str) -> Self {
        Self { language: primary.into(), stemmer: stemmer(primary), words: HashSet::default() }
    }

    /// Tells what the index holds of a word that is no run.
    pub(super) fn analyze(&mut self, word: &str, tell: impl FnOnce(&KnownWord)) {
        // A number has no other form, and there is no end of numbers to remember.
        if word.bytes().all(|byte| byte.is_ascii_digit()) || self.stemmer.is_none() && word.is_ascii() {
            return tell(&KnownWord::default());
        }
        if let Some(known) = self.words.get(word) {
            return tell(known);
        }
        let known = self.known(word);
        tell(&known);
        if word.len() > LONGEST {
            return;
        }
        if self.words.len() >= MOST {
            self.words.clear();
        }
        self.words.insert(known);
    }

    fn known(&self, word: &str) -> KnownWord {
        let folded = fold(word);
        let is_token = unicode61::is_one_token(word, 0..word.len());
        let is_special = !is_token || !unicode61::folds_to(word, &term(&folded));
        let stems = self.stemmer.as_ref().map(|stemmer| stems(stemmer, &self.language, word));
        let special = if is_special { special(&folded) } else { String::new() };
        KnownWord::new(word, &stems.unwrap_or_default(), &special)
    }
}

/// Returns the forms of one word in one language, as terms: the folded word itself where there is no stemmer.
pub(super) fn forms(word: &str, language: &str) -> Forms {
    let Some(stemmer) = stemmer(language) else {
        return Forms { by_word: term(&fold(word)).into(), by_folded: None };
    };
    let [by_word, by_folded] = analyzed(&stemmer, language, word);
    let by_folded = (by_folded != by_word).then(|| term(&by_folded).into());
    Forms { by_word: term(&by_word).into(), by_folded }
}

fn stems(stemmer: &Stemmer, language: &str, word: &str) -> String {
    let itself = fold(word);
    let [by_word, by_folded] = analyzed(stemmer, language, word);
    let second = (by_folded != by_word).then_some(&by_folded);
    let stems = [Some(&by_word), second].into_iter().flatten().filter(|stem| **stem != *itself);
    stems.map(|stem| term(stem)).collect::<Vec<_>>().join(" ")
}

/// Returns the terms of a folded word of which the tokenizer makes something else: as a form and as printed.
pub(super) fn special(folded: &str) -> String {
    format!("{} {}", term(folded), printed(folded))
}

/// Returns the stem of a word as written, and of the word without its marks: a reader types either.
fn analyzed(stemmer: &Stemmer, language: &str, word: &str) -> [String; 2] {
    let lower = lower(word, language);
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
    fn every_language_of_snowball_is_reached_by_its_code() {
        for code in ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "sv", "nb", "da", "fi", "tr", "el", "ar"]
        {
            assert!(stemmer(code).is_some(), "{code}");
        }
        assert!(stemmer("ja").is_none());
        assert!(stemmer("und").is_none());
    }
}
