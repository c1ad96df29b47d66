//! Credits without brackets: behind the end of a sentence, behind a stroke, or alone on their line.

use super::{Caption, halved, has_sentence, labels};
use crate::ingest::credits::makers;
use crate::ingest::credits::names::{has_other_word, looks_like_person};
use crate::ingest::page_text::lines::ends_sentence;
use crate::ingest::page_text::zone::is_promotion;

/// Longest line whose end is looked at for a credit without a label, in bytes.
const MAX: usize = 700;
/// Longest credit, in characters.
const MAX_CREDIT: usize = 110;

/// Reads `Photo: name`, `Photo by name` or `© name` alone on its line.
pub(super) fn alone(text: &str) -> Option<Caption> {
    let credit = text.strip_prefix('©').map(str::trim).or_else(|| labels::after(text))?;
    let year = credit.starts_with(|c: char| c.is_ascii_digit());
    let short = !credit.is_empty() && !year && credit.chars().count() <= 120 && !has_sentence(credit);
    let fits = short && !labels::is_manner(credit) && !has_colon(credit) && !labels::is_of_text(text);
    fits.then(|| Caption { text: String::new(), credit: credit.to_owned() })
}

fn has_colon(credit: &str) -> bool {
    credit.contains(": ")
}

/// Reads the credit with which a line ends.
pub(super) fn at_end(text: &str) -> Option<Caption> {
    let text = without_offer(text);
    let (words, credit) = copyright(text).or_else(|| labelled(text)).or_else(|| unlabelled(text))?;
    let words = words.trim_end_matches([' ', '|', '/', '–', '-', '•']);
    let credit = credit.trim();
    let fits = !words.is_empty()
        && !credit.is_empty()
        && credit.chars().count() <= MAX_CREDIT
        && !has_sentence(credit);
    (fits && !labels::is_manner(credit))
        .then(|| Caption { text: halved(words).to_owned(), credit: credit.to_owned() })
}

/// Cuts off what an agency sells: `Purchase Licensing Rights, opens new tab`.
fn without_offer(text: &str) -> &str {
    let text = text.trim_end();
    let text = text.strip_suffix(", opens new tab").unwrap_or(text);
    text.strip_suffix("Purchase Licensing Rights").unwrap_or(text).trim_end()
}

fn copyright(text: &str) -> Option<(&str, &str)> {
    text.rsplit_once(" © ").or_else(|| text.rsplit_once(" ©"))
}

/// Reads `words. Photo: name`, `words | Photo by name`, `words. Credit...name`.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let floor = text.floor_char_boundary(text.len().saturating_sub(MAX));
    let mut best = None;
    for (at, sign) in
        text.get(floor..)?.match_indices(['.', '|', '/', '!', '?', '”', '"', ')', '–', '-', '»'])
    {
        let behind = floor + at + sign.len();
        let Some(tail) = text.get(behind..).map(str::trim_start) else { continue };
        // The dots behind a label are no end.
        let is_credit = tail.starts_with(char::is_alphabetic)
            && labels::after(tail).is_some_and(|credit| !credit.is_empty());
        if is_credit {
            best = best.or(Some((text.get(..behind)?, labels::after(tail)?)));
        }
    }
    best
}

/// Reads a photographer and an agency, or one of both, behind a sentence or a stroke.
fn unlabelled(text: &str) -> Option<(&str, &str)> {
    if text.len() > MAX {
        return None;
    }
    if let Some((words, credit)) = text.split_once(" | ").filter(|(words, _)| words.split(' ').count() > 3) {
        let first = credit.split(" | ").next().unwrap_or(credit);
        if is_credit(first) || looks_like_credit_line(first, words) {
            return Some((words, credit));
        }
    }
    let ends = text.match_indices(['.', '!', '?', '”', '"', '’', '»', ')']).rev().take(4);
    for (at, sign) in ends {
        let behind = at + sign.len();
        let tail = text.get(behind..).filter(|tail| tail.starts_with(' ')).map(str::trim);
        if let Some(tail) = tail.filter(|tail| is_credit(tail)) {
            let words = text.get(..behind)?;
            return words.contains(char::is_lowercase).then_some((words, tail));
        }
    }
    None
}

/// Returns true for `Ann Lee/AP`, `REUTERS/Ann Lee/File Photo`, `Getty Images | file`, `ANN LEE`.
fn is_credit(text: &str) -> bool {
    if text.chars().count() > 70 || !text.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase()) {
        return false;
    }
    let makers = makers::split(text);
    let is_slashed = text.contains('/') && (makers.agency.is_some() || makers.photographer.is_some());
    let is_pair = makers.agency.is_some() && makers.photographer.is_some();
    let is_capital = text.contains(char::is_uppercase)
        && !text.contains(char::is_lowercase)
        && looks_like_person(text)
        && !has_other_word(text)
        && !is_promotion(text);
    let bare = text.split(" | ").next().unwrap_or(text).trim();
    is_slashed || is_pair || is_capital || makers::is_picture_agency(bare)
}

/// Returns true for what stands behind a stroke: an agency, or a person behind a sentence.
fn looks_like_credit_line(text: &str, words: &str) -> bool {
    let makers = makers::split(text);
    let is_person = makers.photographer.is_some() && text.split(' ').count() <= 4 && ends_sentence(words);
    makers.agency.is_some() || is_person
}
