//! What the words of a text say about its language.

use std::ops::Range;

use super::script::Script;
use super::words::{Profile, languages_of, profiles, words};

/// What a word of one language alone counts for; one of several counts for as much in all of them together.
pub(super) const WHOLE: usize = 60;

/// Words of a text that are those of a language.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub words: usize,
    /// What they count for.
    pub score: usize,
    /// The most that the words of another language count for.
    pub others: usize,
}

/// The words of a text, and what they say.
pub(super) struct Votes {
    /// The number of words that are of the script of the text.
    pub words: usize,
    /// The words that have more than the letters a to z, in small letters, and true if they stand so in the text.
    spelled: Vec<(String, bool)>,
    /// Of each profile the number of its words, and what they count for.
    counts: Vec<(usize, usize)>,
}

impl Votes {
    /// Counts the words of a script.
    pub fn of(given: &str, script: Script) -> Self {
        let mut votes = Self { words: 0, spelled: Vec::new(), counts: vec![(0, 0); profiles().len()] };
        let text = if given.is_ascii() { given.to_ascii_lowercase() } else { given.to_lowercase() };
        for range in words(&text) {
            if let Some(word) = text.get(range.clone())
                && word.chars().next().is_some_and(|c| Script::of(c) == Some(script))
            {
                votes.count(word, given, range);
            }
        }
        votes
    }

    fn count(&mut self, word: &str, given: &str, range: Range<usize>) {
        self.words += 1;
        if !word.is_ascii() {
            self.spelled.push((word.to_owned(), given.get(range) == Some(word)));
        }
        let languages = languages_of(word);
        for place in languages {
            if let Some((words, score)) = self.counts.get_mut(usize::from(*place)) {
                *words += 1;
                *score += WHOLE / languages.len();
            }
        }
    }

    /// Returns the language whose words count for most.
    pub fn best(&self) -> Option<&'static Profile> {
        let places = profiles().iter().zip(&self.counts);
        places.max_by_key(|(_, (_, score))| *score).map(|(profile, _)| profile)
    }

    /// Returns what the words say about a language.
    pub fn tally(&self, of: &Profile) -> Tally {
        let mut tally = Tally::default();
        for (profile, (words, score)) in profiles().iter().zip(&self.counts) {
            if profile.tag == of.tag {
                (tally.words, tally.score) = (*words, *score);
            } else {
                tally.others = tally.others.max(*score);
            }
        }
        tally
    }

    /// Returns true if the words alone tell that a text is in a language.
    pub fn is_clear(&self, profile: &Profile) -> bool {
        let Tally { words, score, others } = self.tally(profile);
        words >= 3 && words * 6 >= self.words && score * 3 >= others * 4 && score >= others + WHOLE
    }

    /// Returns true if a language has the letters of the text, but for a few words; names may be foreign.
    pub fn fit(&self, profile: &Profile) -> bool {
        let foreign = self.spelled.iter().filter(|(word, _)| !profile.spells(word));
        let (small, names): (Vec<_>, Vec<_>) = foreign.partition(|(_, is_small)| *is_small);
        small.len() * 30 <= self.words && (small.len() + names.len()) * 4 <= self.words
    }
}
