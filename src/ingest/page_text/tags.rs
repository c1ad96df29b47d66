//! Lines of tags. Where the page's dump lost the separators, the borders are inferred.

use std::collections::HashSet;

use crate::ingest::vocabulary::Vocabulary;
use crate::model::new_article::{NewTag, SetBy};
use crate::text::{fold, fold_name, words};

/// Words that a line of tags begins with, folded.
const LABELS: &[&str] = &[
    "tags",
    "tag",
    "topics",
    "keywords",
    "filed under",
    "related topics",
    "tagged",
    "tagged with",
    "themen",
    "schlagworte",
    "schlagwörter",
    "mots-clés",
    "mots clés",
    "etiquetas",
    "temas",
    "argomenti",
    "trefwoorden",
];

const SEPARATORS: &[char] = &[',', '|', ';', '·', '•', '#', '、', '،', '\t'];

/// Words that stand inside a tag and don't end one.
const CONNECTORS: &[&str] = &[
    "of", "the", "and", "&", "de", "del", "for", "in", "on", "la", "von", "und", "et", "y", "to", "du", "des",
];

/// Most words of an inferred tag.
const MAX_TAG: usize = 4;
/// Most words of a line whose borders are inferred.
const MAX_WORDS: usize = 96;
/// Bytes of the article that are searched for phrases.
const MAX_TEXT: usize = 64 << 10;
/// Segmentations that are followed at once.
const BEAM: usize = 48;

/// Returns the tags of a printed line, with or without its label (`Tags`, `Topics` …).
///
/// Commas, strokes, `#` and other separators are taken at their word. A line without any is split
/// by what the article shows: tags that are known score highest, then phrases that occur in `text`
/// (headline, body), then single words; a tag has at most four words, the change between capitalized
/// and lower case is a border, and no tag comes twice. Such tags are marked
/// [`inferred`](NewTag::inferred): keep the line, and split it again when more tags are known. A line
/// of more than 96 words without separators gives none.
///
/// ```
/// use dateline::ingest::{Vocabulary, split_tags};
///
/// let line = "Tags Harbour harbour dredging Port Authority";
/// let tags = split_tags(line, &Vocabulary::default(), "The Port Authority said the harbour is open.");
/// let names: Vec<&str> = tags.iter().map(|tag| &*tag.name).collect();
/// assert_eq!(names, ["Harbour", "harbour dredging", "Port Authority"]);
/// assert!(tags[0].inferred);
/// ```
pub fn split_tags(line: &str, known: &Vocabulary, text: &str) -> Vec<NewTag> {
    let names = after_label(line).unwrap_or(line).trim();
    let blanks = names.contains("  ");
    if names.contains(SEPARATORS) || blanks {
        let pieces = names.split(SEPARATORS).flat_map(|piece| piece.split("  "));
        return distinct(pieces.map(str::trim), false);
    }
    let tokens: Vec<&str> = names.split_whitespace().collect();
    match tokens.as_slice() {
        [] => Vec::new(),
        [single] => distinct([*single], false),
        many if many.len() > MAX_WORDS => Vec::new(),
        many => distinct(Segmenter::new(many, known, text).best().iter().map(String::as_str), true),
    }
}

/// Returns what follows the label with which a line of tags begins.
pub(super) fn after_label(line: &str) -> Option<&str> {
    let length = LABELS.iter().filter_map(|label| length_of(line, label)).max()?;
    line.get(length..).map(|rest| rest.trim_start_matches([':', ' ']))
}

fn length_of(line: &str, label: &str) -> Option<usize> {
    let rest = line.get(label.len()..)?;
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    if first(line) != first(label) {
        return None;
    }
    // `Tag` begins many a German line; with a colon it is the label.
    if label == "tag" && !rest.starts_with(':') {
        return None;
    }
    let parted = rest.is_empty() || rest.starts_with([':', ' ', '#', '\t']);
    (parted && fold(line.get(..label.len())?) == fold(label)).then_some(label.len())
}

fn distinct<'a>(names: impl IntoIterator<Item = &'a str>, inferred: bool) -> Vec<NewTag> {
    let mut seen = HashSet::new();
    let names = names.into_iter().filter(|name| !name.is_empty() && seen.insert(fold_name(name)));
    names
        .map(|name| NewTag {
            name: name.to_owned(),
            set_by: Some(SetBy::Feed),
            inferred,
            ..NewTag::default()
        })
        .collect()
}

/// Finds the best way to cut a line of words into tags.
struct Segmenter<'a> {
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
    fn new(tokens: &'a [&'a str], known: &'a Vocabulary, text: &'a str) -> Self {
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

    fn best(&self) -> Vec<String> {
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
            score -= 12;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str, known: &[&str], text: &str) -> Vec<String> {
        let known = known.iter().collect();
        split_tags(line, &known, text).into_iter().map(|tag| tag.name).collect()
    }

    #[test]
    fn separators_are_taken_at_their_word() {
        let tags = split_tags("Topics: Port Authority, ferries | FERRIES", &Vocabulary::default(), "");
        assert_eq!(
            tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(),
            ["Port Authority", "ferries"]
        );
        assert!(tags.iter().all(|tag| !tag.inferred));
        assert_eq!(names("tags #Local Markets #Fish", &[], ""), ["Local Markets", "Fish"]);
    }

    #[test]
    fn borders_are_inferred_from_case_repetition_and_text() {
        let text = "Nordvik and Selby met. The North Sea fleet of Selby sailed for Nordvik.";
        let line = "Tags Nordvik Selby nordvik selby fleet nordvik North Sea";
        assert_eq!(
            names(line, &[], text),
            ["Nordvik", "Selby", "nordvik selby", "fleet nordvik", "North Sea"]
        );
        assert_eq!(names("Tags Bank of Selby", &[], ""), ["Bank of Selby"]);
    }

    #[test]
    fn known_tags_decide() {
        let line = "Tags port authority dredging works";
        assert_eq!(names(line, &["authority dredging", "Port"], ""), ["port", "authority dredging", "works"]);
    }

    #[test]
    fn long_lines_give_none() {
        let line = format!("Tags {}", "fog ".repeat(97));
        assert_eq!(names(&line, &[], ""), [""; 0]);
    }
}
