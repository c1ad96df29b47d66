//! The words of an article, counted by their forms.

use std::collections::HashMap;

use crate::search::query::limits::MAX_BYTES;
use crate::text::{fold, forms, is_run, is_stop_word, terms, tokens};

/// The most words of an article that are counted: what news is about, it says at its beginning.
const MAX_COUNTED: usize = 4096;

/// A word of an article that may tell what it is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CountedWord {
    /// As it is first printed; of a run, two letters.
    pub(super) printed: String,
    /// The terms of the index by any of which it is found in an article of the same language.
    pub(super) terms: Vec<String>,
    /// Number of its occurrences; one in the headline counts for several.
    pub(super) count: u32,
}

/// Counts the words of an article.
pub(super) struct WordCounts<'l> {
    language: &'l str,
    /// What is known of each folded word: its place among `words`; `None` if it tells nothing.
    places: HashMap<String, Option<usize>>,
    terms: HashMap<String, usize>,
    words: Vec<CountedWord>,
    read: usize,
}

impl<'l> WordCounts<'l> {
    pub(super) fn new(language: &'l str) -> Self {
        let (places, terms, words) = Default::default();
        Self { language, places, terms, words, read: 0 }
    }

    /// Counts the words of a text, each so many times. Runs are counted by their letters, two by two.
    pub(super) fn add(&mut self, text: &str, times: u32) {
        let mut before = None;
        for token in tokens(text).take(MAX_COUNTED.saturating_sub(self.read)) {
            self.read += 1;
            let start =
                if token.joined { before.take().unwrap_or(token.range.start) } else { token.range.start };
            before = Some(token.range.start);
            let printed = text.get(start..token.range.end).unwrap_or_default();
            // A single letter of a run is a part of too many words.
            if token.joined || !is_run(printed) {
                self.count(printed, times);
            }
        }
    }

    /// Returns the words, in the order in which they first stand.
    pub(super) fn into_words(self) -> Vec<CountedWord> {
        self.words
    }

    fn count(&mut self, printed: &str, times: u32) {
        let folded = fold(printed);
        let place = match self.places.get(&*folded) {
            Some(place) => *place,
            None => {
                let place = self.place(printed, &folded);
                self.places.insert(folded.into_owned(), place);
                place
            }
        };
        if let Some(word) = place.and_then(|place| self.words.get_mut(place)) {
            word.count = word.count.saturating_add(times);
        }
    }

    /// Returns the place of a word that is new: that of another with the same form, or one at the end.
    fn place(&mut self, printed: &str, folded: &str) -> Option<usize> {
        if !may_tell(printed, folded, self.language) {
            return None;
        }
        let terms = match is_run(printed) {
            true => terms::bigrams(folded),
            false => forms::look_up(printed, self.language),
        };
        let known = terms.iter().find_map(|term| self.terms.get(term).copied());
        let place = known.unwrap_or(self.words.len());
        self.terms.extend(terms.iter().map(|term| (term.clone(), place)));
        if known.is_none() {
            self.words.push(CountedWord { printed: printed.to_owned(), terms, count: 0 });
        }
        Some(place)
    }
}

/// Returns true if a word may tell what a text is about: letters by themselves don't, nor do stop words, or the endings and
/// particles that Japanese writes in hiragana, or words longer than a query holds.
fn may_tell(printed: &str, folded: &str, language: &str) -> bool {
    let is_hiragana = |letter: char| matches!(letter, '\u{3041}'..='\u{309F}');
    folded.chars().nth(1).is_some()
        && printed.len() <= MAX_BYTES
        && !printed.chars().all(is_hiragana)
        && !is_stop_word(language, [printed])
}
