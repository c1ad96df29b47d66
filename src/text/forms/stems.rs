//! The stems of words.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use frostem::Stemmer;

use crate::text::fold::{fold, lower};
use crate::text::language::primary;
use crate::text::terms::term;
use crate::text::unicode61;

/// Words of one language that a thread remembers; news has few, and they come back in every article.
const REMEMBERED: usize = 100_000;

thread_local! {
    static KNOWN: RefCell<HashMap<String, Known>> = RefCell::default();
}

/// What is known of the words of one language.
pub(super) struct Known {
    language: Box<str>,
    stemmer: Option<Stemmer>,
    words: HashMap<Box<str>, Analysis, RandomState>,
}

/// What the index holds of a word beside what its tokenizer makes of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Analysis {
    /// Its stems, as terms: at most two, and only such as differ from the folded word itself.
    pub(super) stems: [Option<Box<str>>; 2],
    /// The folded word, where the tokenizer makes something else of it.
    pub(super) special: Option<Box<str>>,
}

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
        Self { language: primary.into(), stemmer: stemmer(primary), words: HashMap::default() }
    }

    /// Tells what the index holds of a word that is no run.
    pub(super) fn analyze(&mut self, word: &str, tell: impl FnOnce(&Analysis)) {
        // A number has no other form, and there is no end of numbers to remember.
        if word.bytes().all(|byte| byte.is_ascii_digit()) || self.stemmer.is_none() && word.is_ascii() {
            return tell(&Analysis::default());
        }
        if let Some(known) = self.words.get(word) {
            return tell(known);
        }
        let analysis = self.analysis(word);
        tell(&analysis);
        if self.words.len() >= REMEMBERED {
            self.words.clear();
        }
        self.words.insert(word.into(), analysis);
    }

    fn analysis(&self, word: &str) -> Analysis {
        let folded = fold(word);
        let is_token = unicode61::is_one_token(word, 0..word.len());
        let is_special = !is_token || !unicode61::folds_to(word, &term(&folded));
        let stems = self.stemmer.as_ref().map(|stemmer| stems(stemmer, &self.language, word));
        Analysis { stems: stems.unwrap_or_default(), special: is_special.then(|| folded.into()) }
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

fn stems(stemmer: &Stemmer, language: &str, word: &str) -> [Option<Box<str>>; 2] {
    let itself = fold(word);
    let [by_word, by_folded] = analyzed(stemmer, language, word);
    let second = (by_folded != by_word && *by_folded != *itself).then(|| term(&by_folded).into());
    let first = (*by_word != *itself).then(|| term(&by_word).into());
    [first, second]
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
