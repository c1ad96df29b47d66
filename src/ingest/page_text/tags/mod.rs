//! Lines of tags. Where the page's dump lost the separators, the borders are inferred.

mod labels;
mod list;
mod segment;

use std::collections::HashSet;

use crate::ingest::vocabulary::Vocabulary;
use crate::model::new_article::{NewTag, SetBy};
use crate::text::fold_name;
use segment::Segmenter;

pub(super) use labels::after_label;

const SEPARATORS: &[char] = &[',', '|', ';', '·', '•', '#', '、', '،', '\t'];

/// Most words of a line whose borders are inferred.
const MAX_WORDS: usize = 96;

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
    if names.contains(SEPARATORS) || blanks || names.contains(" / ") {
        let pieces =
            names.split(SEPARATORS).flat_map(|piece| piece.split("  ")).flat_map(|piece| piece.split(" / "));
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
