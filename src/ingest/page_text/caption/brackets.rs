//! Credits in brackets: `words (photo credit: name)`, `words [name/agency]`.

use std::ops::Range;

use super::{Caption, halved, labels};
use crate::ingest::credits::makers;
use crate::ingest::credits::names::looks_like_person;
use crate::ingest::page_text::lines::ends_sentence;
use crate::text::fold_name;

/// Reads captions of a line, as often as it has them; its last bracket must end the line.
pub(super) fn captions(text: &str) -> Vec<Caption> {
    let mut captions: Vec<Caption> = Vec::new();
    let mut start = 0;
    for bracket in brackets(text) {
        let closed = text.get(..bracket.end).is_some_and(|text| text.ends_with([')', ']']));
        let inside = text.get(bracket.start + 1..bracket.end - usize::from(closed)).unwrap_or_default();
        let last = text.get(bracket.end..).is_some_and(|rest| rest.trim_matches(['.', ' ']).is_empty());
        let words = halved(text.get(start..bracket.start).unwrap_or_default());
        let Some(credit) = labelled(inside).or_else(|| last.then(|| unlabelled(inside, words)).flatten())
        else {
            continue;
        };
        let caption = Caption { text: words.to_owned(), credit: credit.trim().to_owned() };
        if !captions.contains(&caption) {
            captions.push(caption);
        }
        start = if last { text.len() } else { bracket.end };
    }
    if start == text.len() { captions } else { Vec::new() }
}

/// Returns the outermost pairs of brackets; one that is open at the end of the text ends there.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => open.push(at),
            ')' | ']' => {
                if let Some(start) = open.pop().filter(|_| open.is_empty()) {
                    pairs.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    if let [start] = *open.as_slice()
        && text.get(start + 1..).and_then(labels::after).is_some_and(|credit| credit.len() <= 120)
    {
        pairs.push(start..text.len());
    }
    pairs
}

/// Returns the credit of a bracket that says that it is one. `(illustrative)` isn't.
fn labelled(inside: &str) -> Option<&str> {
    if labels::is_manner(inside) {
        return None;
    }
    let folded = fold_name(inside);
    if folded == "courtesy" || folded.starts_with("courtesy of ") || folded.starts_with("courtesy ") {
        return Some(inside);
    }
    labels::after(inside)
        .or_else(|| inside.trim().strip_prefix('©'))
        .filter(|credit| !labels::is_manner(credit))
}

/// Reads a bracket that ends a line and names a photographer and an agency, or one of both behind a sentence.
fn unlabelled<'a>(inside: &'a str, words: &str) -> Option<&'a str> {
    if labels::is_manner(inside) || inside.len() > 120 {
        return None;
    }
    let makers = makers::split(inside);
    let is_pair = makers.agency.is_some() && (makers.photographer.is_some() || inside.contains(" via "));
    let is_slashed = makers.agency.is_some() && inside.contains('/');
    let is_person = looks_like_person(inside) && ends_sentence(words);
    let is_picture_agency = makers::is_picture_agency(inside) && ends_sentence(words);
    ((is_pair && inside.contains(['/', ' '])) || is_slashed || is_person || is_picture_agency)
        .then_some(inside)
}
