//! Similarity of texts: how many runs of three words two of them share.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher as _};

use super::{counted_words, fold};

/// Words of a run.
const RUN: usize = 3;

/// Most words that are compared, from the beginning on: two that agree in so many are one.
const MOST_WORDS: usize = 20_000;

/// The runs of a text. In scripts without blanks a letter is a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Runs {
    hashes: HashSet<u64>,
    words: usize,
}

impl Runs {
    /// Returns the runs of a text.
    pub(crate) fn of(text: &str) -> Self {
        let units: Vec<u64> = counted_words(text).take(MOST_WORDS).map(|word| hash(fold(word))).collect();
        let hashes = units.windows(units.len().clamp(1, RUN)).map(hash).collect();
        Self { hashes, words: units.len() }
    }

    /// Returns the runs of both texts.
    pub(crate) fn with(&self, other: &Self) -> Self {
        Self { hashes: self.hashes.union(&other.hashes).copied().collect(), words: self.words + other.words }
    }

    /// Returns the number of words, as far as they are compared.
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// Returns true if a share of the shorter text's runs is in the other: `parts` of `whole`.
    pub(crate) fn share(&self, other: &Self, parts: usize, whole: usize) -> bool {
        let (shorter, longer) =
            if self.hashes.len() <= other.hashes.len() { (self, other) } else { (other, self) };
        let shared = shorter.hashes.iter().filter(|run| longer.hashes.contains(run)).count();
        whole * shared >= parts * shorter.hashes.len()
    }
}

fn hash(of: impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_half(one: &str, other: &str) -> bool {
        Runs::of(one).share(&Runs::of(other), 1, 2)
    }

    #[test]
    fn half_of_the_runs_decide() {
        let story = "the bridge opened late on monday after a storm";
        assert!(is_half(story, "The bridge opened late, on Monday, after a gale"));
        assert!(is_half(story, "the bridge opened late"));
        assert!(!is_half(story, "the council met on tuesday to talk about the budget"));
        // Six of seven runs.
        let all_but_one =
            Runs::of(story).share(&Runs::of("the bridge opened late on monday after a gale"), 7, 7);
        assert!(!all_but_one);
    }

    #[test]
    fn short_texts_compare_too() {
        assert!(is_half("Fog", "fog."));
        assert!(!is_half("Fog", "Rain"));
        assert_eq!(Runs::of("...").words(), 0);
    }

    #[test]
    fn letters_are_compared_where_words_have_no_blanks() {
        assert!(is_half(
            "東京で会議が開かれ、新しい予算案が発表された。",
            "東京で会議が開かれ、新しい予算案が発表されました。"
        ));
        assert!(!is_half(
            "東京で会議が開かれ、新しい予算案が発表された。",
            "大阪の市長選は来月に行われる予定だ。"
        ));
        assert!(is_half("สะพานท่าเรือเปิดให้สัญจรแล้ว", "สะพานท่าเรือเปิดให้สัญจรเมื่อวันจันทร์"));
        assert_eq!(Runs::of("NHKのニュース2024").words(), 7);
    }

    #[test]
    fn texts_without_end_cost_no_more_than_long_ones() {
        let long = "fog held the ferry ".repeat(100_000);
        assert_eq!(Runs::of(&long).words(), MOST_WORDS);
    }
}
