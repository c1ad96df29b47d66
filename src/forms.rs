//! The analyzed forms of words: what lets one index serve every language with the built-in tokenizer.

use std::collections::HashMap;

use frostem::Stemmer;

use crate::language::primary;
use crate::text::{fold, words};

/// Words whose forms are remembered; news has few, and they come back in every article.
const REMEMBERED: usize = 100_000;

/// The forms of one word: at most two, and only such as differ from the folded word itself.
type Forms = [Option<Box<str>>; 2];

/// Finds the forms of words, and remembers them.
#[derive(Default)]
pub(crate) struct Analyzer {
    languages: HashMap<String, Language>,
}

impl Analyzer {
    /// Adds the forms of all words of a text to `out`, in their order.
    pub(crate) fn append(&mut self, language: &str, text: &str, out: &mut String) {
        let Some(language) = self.language(language) else { return };
        for range in words(text) {
            for form in language.forms(&text[range]).iter().flatten() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(form);
            }
        }
    }

    /// What to look a typed word up by, in an archive of these languages.
    pub(crate) fn look_up<'a>(
        &mut self,
        word: &str,
        languages: impl IntoIterator<Item = &'a str>,
    ) -> Vec<String> {
        let itself = fold(word).into_owned();
        let mut found = Vec::new();
        for language in languages {
            match self.language(language) {
                None => found.push(itself.clone()),
                Some(language) => found.extend(language.analyzed(word)),
            }
        }
        if found.is_empty() {
            found.push(itself);
        }
        found.sort();
        found.dedup();
        found
    }

    /// The form of one word in one language: the folded word itself where there is no stemmer.
    pub(crate) fn form(&self, word: &str, language: &str) -> String {
        match stemmer(primary(language)) {
            Some(stemmer) => fold(&stemmer.stem(&word.to_lowercase())).into_owned(),
            None => fold(word).into_owned(),
        }
    }

    fn language(&mut self, tag: &str) -> Option<&mut Language> {
        let primary = primary(tag);
        if !self.languages.contains_key(primary) {
            let stemmer = stemmer(primary)?;
            self.languages.insert(primary.to_owned(), Language { stemmer, known: HashMap::new() });
        }
        self.languages.get_mut(primary)
    }
}

struct Language {
    stemmer: Stemmer,
    known: HashMap<Box<str>, Forms>,
}

impl Language {
    fn forms(&mut self, word: &str) -> &Forms {
        if !self.known.contains_key(word) {
            if self.known.len() >= REMEMBERED {
                self.known.clear();
            }
            let itself = fold(word);
            let [by_word, by_folded] = self.analyzed(word);
            let second = (by_folded != by_word && *by_folded != *itself).then(|| by_folded.into());
            let first = (*by_word != *itself).then(|| by_word.into());
            self.known.insert(word.into(), [first, second]);
        }
        static NONE: Forms = [None, None];
        self.known.get(word).unwrap_or(&NONE)
    }

    /// The stem of a word as written, and of the word without its marks: a reader types either.
    fn analyzed(&self, word: &str) -> [String; 2] {
        let lower = word.to_lowercase();
        let folded = fold(word);
        let by_word = fold(&self.stemmer.stem(&lower)).into_owned();
        if lower == *folded {
            return [by_word.clone(), by_word];
        }
        let by_folded = fold(&self.stemmer.stem(&folded)).into_owned();
        [by_word, by_folded]
    }
}

/// The Snowball stemmer of a language by its ISO 639 code.
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
        Analyzer::default().append("en-GB", "Visiting troops told the harbours", &mut out);
        assert_eq!(out, "visit troop harbour");
    }

    #[test]
    fn a_typed_word_meets_what_was_stored() {
        let mut analyzer = Analyzer::default();
        assert_eq!(analyzer.look_up("visits", ["en"]), ["visit"]);
        assert_eq!(analyzer.look_up("visits", ["en", "ja"]), ["visit", "visits"]);
        assert_eq!(analyzer.look_up("visits", []), ["visits"]);
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
