//! The forms of words in queries, and in texts that are compared with them.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::stems::{self, Forms};
use crate::text::language::primary;

/// Words that a thread remembers, of all languages together, and the most bytes of one of them: some 2 MB as a rule. A map holds
/// so many before it grows beyond 16,384 places.
const MOST: usize = 14_336;
const LONGEST: usize = 64;

thread_local! {
    static KNOWN: RefCell<KnownForms> = RefCell::default();
}

/// Forms by language and word.
#[derive(Default)]
struct KnownForms {
    by_language: HashMap<Box<str>, HashMap<Box<str>, Forms, RandomState>, RandomState>,
    words: usize,
}

/// Returns the form of one word in one language, as a term: the folded word itself where there is no stemmer.
pub(crate) fn form(word: &str, language: &str) -> String {
    forms(word, language, |forms| forms.by_word.to_string())
}

/// Returns the terms by which a typed word is looked up among texts of a language.
pub(crate) fn look_up(word: &str, language: &str) -> Vec<String> {
    forms(word, language, |forms| {
        let mut terms: Vec<String> =
            [&forms.by_word].into_iter().chain(&forms.by_folded).map(ToString::to_string).collect();
        terms.sort();
        terms.dedup();
        terms
    })
}

/// Tells the forms of a word. The words of texts come back on every page, and to stem one takes much longer than to look it up.
fn forms<T>(word: &str, language: &str, tell: impl FnOnce(&Forms) -> T) -> T {
    let language = primary(language);
    if word.len() > LONGEST {
        return tell(&stems::forms(word, language));
    }
    KNOWN.with_borrow_mut(|known| known.forms(word, language, tell))
}

impl KnownForms {
    fn forms<T>(&mut self, word: &str, language: &str, tell: impl FnOnce(&Forms) -> T) -> T {
        if let Some(known) = self.by_language.get(language).and_then(|words| words.get(word)) {
            return tell(known);
        }
        if self.words >= MOST {
            // The memory stays: to be given it again by the system takes longer than to fill it.
            self.by_language.values_mut().for_each(HashMap::clear);
            self.words = 0;
        }
        self.words += 1;
        let words = self.by_language.entry(language.into()).or_default();
        tell(words.entry(word.into()).or_insert(stems::forms(word, language)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LANGUAGES: [&str; 15] =
        ["en", "en-GB", "de", "fr", "tr", "az", "ru", "ar", "el", "hi", "sr", "nb", "ja", "und", "x"];
    /// Words of ASCII, of anything, and of what languages fold and stem each in its way.
    const WORDS: &str = "[a-zA-Z0-9]{1,12}|\\PC{1,8}|(İ|I|ı|ß|é|й|ς|شهر|विद्यालय|東京|a){1,6}(s|ing|en|lar)?";

    proptest! {
        /// Each is asked for twice, the second time for what is remembered.
        #[test]
        fn a_known_form_is_that_of_the_stemmer(
            words in prop::collection::vec(WORDS, 1..20),
            language in prop::sample::select(&LANGUAGES[..]),
        ) {
            for word in words.iter().chain(&words) {
                let found = forms(word, language, Forms::clone);
                prop_assert_eq!(found, stems::forms(word, primary(language)), "{:?}", word);
            }
        }
    }

    #[test]
    fn no_more_words_are_kept_than_said() {
        let mut known = KnownForms::default();
        for number in 0..=MOST {
            let word = format!("ferries{number}");
            assert_eq!(known.forms(&word, "und", |forms| forms.by_word.to_string()), word);
        }
        assert_eq!((known.words, known.by_language["und"].len()), (1, 1));
        let long = "ferries".repeat(LONGEST);
        assert_eq!(form(&long, "en"), "ferries".repeat(LONGEST - 1) + "ferri");
    }

    #[test]
    fn a_typed_word_meets_what_was_stored() {
        assert_eq!(look_up("visits", "en"), ["visit"]);
        assert_eq!(look_up("visits", "ja"), ["visits"]);
        assert_eq!(look_up("Élus", "fr"), ["elus"]);
    }

    #[test]
    fn a_turkish_capital_is_the_letter_that_turkish_has_for_it() {
        assert_eq!(look_up("ISPARTA", "tr"), look_up("ısparta", "tr"));
        assert_eq!(look_up("IŞIKLAR", "tr"), look_up("ışıklar", "tr"));
    }
}
