//! Infers the borders of tags where a page's dump lost them.

use std::collections::HashSet;

use crate::ingest::vocabulary::Vocabulary;
use crate::text::{fold, fold_name, words};

/// Words that stand inside a tag and don't end one.
const CONNECTORS: &[&str] = &[
    "of", "the", "and", "&", "de", "del", "for", "in", "on", "la", "von", "und", "et", "y", "to", "du", "des",
];

/// Most words of an inferred tag.
const MAX_TAG: usize = 4;
/// Bytes of the article that are searched for phrases.
const MAX_TEXT: usize = 64 << 10;
/// Segmentations that are followed at once.
const BEAM: usize = 48;

/// Finds the best way to cut a line of words into tags.
pub(super) struct Segmenter<'a> {
    tokens: &'a [&'a str],
    folded: Vec<String>,
    /// For each word, true if it begins in lower case; a word without case is like the words around it.
    lower: Vec<bool>,
    known: &'a Vocabulary,
    /// The article's words between blanks, with a blank at both ends.
    text: String,
    /// The article's words as spelled.
    spelled: HashSet<&'a str>,
}

#[derive(Clone, Default)]
struct Cuts {
    score: i32,
    ends: Vec<usize>,
    tags: Vec<String>,
}

impl<'a> Segmenter<'a> {
    pub fn new(tokens: &'a [&'a str], known: &'a Vocabulary, text: &'a str) -> Self {
        let folded: Vec<String> = tokens.iter().map(|token| fold_name(token)).collect();
        let mut lower: Vec<bool> = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let own = token.chars().find(|c| c.is_lowercase() || c.is_uppercase()).map(char::is_lowercase);
            let connects = CONNECTORS.contains(&folded.get(at).map_or("", String::as_str));
            let before = lower.last().copied();
            lower.push(match own {
                Some(own) if !connects => own,
                _ => before.or(own).unwrap_or(false),
            });
        }
        let text = text.get(..text.floor_char_boundary(MAX_TEXT)).unwrap_or(text);
        let spelled = words(text).filter_map(|range| text.get(range)).collect();
        Self { tokens, folded, lower, known, text: plain(text), spelled }
    }

    pub fn best(&self) -> Vec<String> {
        let mut at: Vec<Vec<Cuts>> = vec![Vec::new(); self.tokens.len() + 1];
        if let Some(first) = at.first_mut() {
            first.push(Cuts::default());
        }
        for start in 0..self.tokens.len() {
            let mut here = at.get_mut(start).map(std::mem::take).unwrap_or_default();
            here.sort_by_key(|cuts| std::cmp::Reverse(cuts.score));
            here.truncate(BEAM);
            for end in start + 1..=(start + MAX_TAG).min(self.tokens.len()) {
                let Some(score) = self.score(start, end) else { continue };
                let name = self.folded.get(start..end).unwrap_or_default().join(" ");
                let reached = here.iter().map(|cuts| cuts.with(end, &name, score));
                if let Some(states) = at.get_mut(end) {
                    states.extend(reached);
                }
            }
        }
        // The first of equals: states of fewer, longer tags come last.
        let last = at.pop().unwrap_or_default();
        let best = last.into_iter().reduce(|best, cuts| if cuts.score > best.score { cuts } else { best });
        let mut start = 0;
        let mut names = Vec::new();
        for end in best.map(|cuts| cuts.ends).unwrap_or_default() {
            names.push(self.tokens.get(start..end).unwrap_or_default().join(" "));
            start = end;
        }
        names
    }

    fn is_spelled_so(&self, at: usize) -> bool {
        let token = self.tokens.get(at).copied().unwrap_or_default();
        words(token).filter_map(|range| token.get(range)).all(|word| self.spelled.contains(word))
    }

    /// Returns a score of how good a tag the words are; `None` if a change of case goes through them.
    fn score(&self, start: usize, end: usize) -> Option<i32> {
        let words = self.folded.get(start..end)?;
        let cases = self.lower.get(start..end)?;
        let name = words.join(" ");
        let count = i32::try_from(words.len()).ok()?;
        if self.known.contains(&name) {
            return Some(8 * count);
        }
        if cases.windows(2).any(|pair| pair.first() != pair.last()) {
            return None;
        }
        let connects = |word: Option<&String>| word.is_some_and(|word| CONNECTORS.contains(&word.as_str()));
        let mut score = match (count, self.text.contains(&format!(" {} ", plain(&name).trim()))) {
            // A name in lower case is rather a part of a phrase.
            (1, true) => {
                if self.is_spelled_so(start) {
                    5
                } else {
                    3
                }
            }
            (_, true) => 6 * count,
            (2, false) => 2,
            (3, false) => 1,
            _ => 0,
        };
        if connects(words.first()) || connects(words.last()) {
            score -= 30;
        } else if words.iter().any(|word| connects(Some(word))) {
            // A connector joins what stands around it.
            score += 4;
        }
        if words.iter().collect::<HashSet<_>>().len() < words.len() {
            score -= 8;
        }
        Some(score)
    }
}

impl Cuts {
    fn with(&self, end: usize, name: &str, score: i32) -> Self {
        let repeated = self.tags.iter().any(|tag| tag == name);
        let mut next = self.clone();
        next.score += if repeated { -12 } else { score };
        next.ends.push(end);
        next.tags.push(name.to_owned());
        next
    }
}

/// Returns folded words with single blanks between and around them.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for word in words(text).filter_map(|range| text.get(range)) {
        plain.push_str(&fold(word));
        plain.push(' ');
    }
    plain
}
