//! Captions: lines that end with a credit, once or twice on a line or the page.

mod brackets;
mod images;
mod labels;
mod source;
mod tail;

use std::collections::HashMap;
use std::ops::Range;

use super::lines::{Line, ends_sentence};
use super::stamp::{self, Stamps};
use crate::text::{fold, fold_name, words};

pub(super) use images::Images;

/// Longest line that is taken for a caption, in bytes.
const MAX: usize = 3000;

/// Shortest caption, in bytes, that is known again without its credit.
const MIN_REPEATED: usize = 30;

/// One caption as printed, with its credit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Caption {
    pub text: String,
    pub credit: String,
}

/// The captions of the lines that have any.
pub(super) type Captions = HashMap<usize, Vec<Caption>>;

/// Returns the captions of each line; a credit alone on its line takes the line right above it along, and a
/// line that repeats the words of a caption is that caption again.
pub(super) fn of_lines(lines: &[Line<'_>], stamps: &Stamps) -> Captions {
    let found = lines.iter().enumerate().map(|(at, line)| (at, of_line(line)));
    let mut captions: Captions = found.filter(|(_, found)| !found.is_empty()).collect();
    source::take(lines, &mut captions);
    take_words_above(lines, &mut captions);
    take_doubled(lines, stamps, &mut captions);
    take_repeated(lines, &mut captions);
    captions
}

/// Gives a credit alone on its line the words of the line right above.
fn take_words_above(lines: &[Line<'_>], captions: &mut Captions) {
    for (at, (above, line)) in lines.iter().zip(lines.iter().skip(1)).enumerate() {
        let Some([credit]) = captions.get(&(at + 1)).map(Vec::as_slice) else { continue };
        let is_free = !captions.contains_key(&at) && !above.bullet;
        let is_alone = credit.text.is_empty();
        if !is_alone
            || !is_free
            || line.blank_before
            || above.words() < 3
            || above.text.len() > MAX
            || stamp::read(&above.text).is_some()
        {
            continue;
        }
        let whole = vec![Caption { text: halved(&above.text).to_owned(), ..credit.clone() }];
        captions.insert(at, whole.clone());
        captions.insert(at + 1, whole);
    }
}

/// Takes captions without credit: words twice on one line, or on two lines right below a date or byline.
fn take_doubled(lines: &[Line<'_>], stamps: &Stamps, captions: &mut Captions) {
    for (at, line) in lines.iter().enumerate() {
        let text = &*line.text;
        if line.bullet || !(MIN_REPEATED..=MAX).contains(&text.len()) || captions.contains_key(&at) {
            continue;
        }
        let half = halved(text);
        let is_below = || at > 0 && (stamps.get(at - 1).is_some() || captions.contains_key(&(at - 1)));
        let is_again = || lines.get(at + 1).is_some_and(|next| next.text == line.text);
        if half.len() < text.trim().len() && half.len() >= MIN_REPEATED
            || (is_again() && ends_sentence(text) && is_below())
        {
            captions.insert(at, vec![Caption { text: half.to_owned(), credit: String::new() }]);
        }
    }
}

/// Takes the lines that repeat the words of a caption.
fn take_repeated(lines: &[Line<'_>], captions: &mut Captions) {
    let mut places: Vec<usize> = captions.keys().copied().collect();
    places.sort_unstable();
    let mut printed: HashMap<String, Caption> = HashMap::new();
    let found = places.iter().filter_map(|at| captions.get(at)).flatten();
    for caption in found.filter(|caption| caption.text.len() >= MIN_REPEATED) {
        printed.entry(fold_name(&caption.text)).or_insert_with(|| caption.clone());
    }
    if printed.is_empty() {
        return;
    }
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.text.len() <= MAX) {
        if !captions.contains_key(&at)
            && let Some(caption) = printed.get(&fold_name(halved(&line.text)))
        {
            captions.insert(at, vec![caption.clone()]);
        }
    }
}

fn of_line(line: &Line<'_>) -> Vec<Caption> {
    let text = without_number(&line.text);
    if text.len() > MAX || line.bullet {
        return Vec::new();
    }
    let bracketed = brackets::captions(text);
    if !bracketed.is_empty() {
        return bracketed;
    }
    tail::alone(text).or_else(|| tail::at_end(text)).into_iter().collect()
}

/// Returns a caption without its number in a gallery: `[1/2]`, `1 of 6`.
fn without_number(text: &str) -> &str {
    let number = text.strip_prefix('[').and_then(|text| text.split_once(']'));
    match number {
        Some((number, rest))
            if number.contains('/') && number.chars().all(|c| c.is_ascii_digit() || c == '/') =>
        {
            rest.trim_start()
        }
        _ => text,
    }
}

/// Returns true if a credit is too long and a sentence.
fn has_sentence(credit: &str) -> bool {
    ends_sentence(credit) && !credit.ends_with(')') && credit.split_whitespace().count() > 8
}

/// Returns the first half of a text that is the same words twice; any other text as it is.
fn halved(text: &str) -> &str {
    let text = text.trim();
    let ranges: Vec<Range<usize>> = words(text).collect();
    let half = ranges.len() / 2;
    if half < 3 || ranges.len() % 2 == 1 {
        return text;
    }
    let folded = |range: &Range<usize>| text.get(range.clone()).map(fold);
    let (first, second) = ranges.split_at(half);
    if !first.iter().map(folded).eq(second.iter().map(folded)) {
        return text;
    }
    let start = second.first().map_or(text.len(), |range| range.start);
    // An opening quote at the border belongs to the second half.
    text.get(..start).unwrap_or(text).trim_end_matches([' ', '"', '“', '|', '-', '–']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captions(text: &str) -> Vec<(String, String)> {
        let line = Line { range: 0..text.len(), text: text.into(), blank_before: true, bullet: false };
        of_line(&line).into_iter().map(|caption| (caption.text, caption.credit)).collect()
    }

    fn pair(text: &str, credit: &str) -> (String, String) {
        (text.into(), credit.into())
    }

    #[test]
    fn credits_in_brackets() {
        let nested = captions("Boats at dawn. (photo credit: Harbour Office (Ann Lee via REUTERS))");
        assert_eq!(nested, [pair("Boats at dawn.", "Harbour Office (Ann Lee via REUTERS)")]);
        let doubled = captions("Boats at dawn. (credit: A. Lee) Boats at dawn. (credit: A. Lee)");
        assert_eq!(doubled, [pair("Boats at dawn.", "A. Lee")]);
        let halves = captions("Boats at dawn. Boats at dawn. (Photo by Ann Lee)");
        assert_eq!(halves, [pair("Boats at dawn.", "Ann Lee")]);
        let two = captions("Boats. (credit: A. Lee) The quay. (credit: B. Dahl)");
        assert_eq!(two, [pair("Boats.", "A. Lee"), pair("The quay.", "B. Dahl")]);
    }

    #[test]
    fn credits_without_brackets() {
        assert_eq!(captions("Boats at dawn. © Ann Lee / dpa"), [pair("Boats at dawn.", "Ann Lee / dpa")]);
        assert_eq!(captions("Boats at dawn. Foto: Ann Lee"), [pair("Boats at dawn.", "Ann Lee")]);
        assert_eq!(captions("Photo: REUTERS/Ann Lee"), [pair("", "REUTERS/Ann Lee")]);
        assert_eq!(
            captions("Boats at dawn. (Ann Lee/Getty Images)"),
            [pair("Boats at dawn.", "Ann Lee/Getty Images")]
        );
    }

    #[test]
    fn credits_of_many_houses() {
        for (line, credit) in [
            ("Boats at dawn. (AP Photo/Ann Lee, Pool, File)", "AP Photo/Ann Lee, Pool, File"),
            ("Boats at dawn [File: Ann Lee/Reuters]", "Ann Lee/Reuters"),
            ("Boats at dawn. [Ann Lee]", "Ann Lee"),
            ("Boats at dawn. (photo credit: Ann Lee", "Ann Lee"),
            ("Boats at dawn. Ann Lee/AP", "Ann Lee/AP"),
            (
                "Boats at dawn. REUTERS/Ann Lee/File Photo Purchase Licensing Rights, opens new tab",
                "REUTERS/Ann Lee/File Photo",
            ),
            ("Boats at dawn. Photo by Ann Lee", "Ann Lee"),
            ("Boats at dawn. Photograph: Ann Lee/AFP/Getty Images", "Ann Lee/AFP/Getty Images"),
            ("Boats at dawn. Credit...Ann Lee for The Gazette", "Ann Lee for The Gazette"),
            ("Boats at dawn. Getty Images | file", "Getty Images | file"),
            ("The boats at dawn | Ann Lee/Getty Images", "Ann Lee/Getty Images"),
            ("The boats at dawn. | Photo Credit: A. Lee", "A. Lee"),
            ("Boats at dawn. ANN LEE", "ANN LEE"),
            ("Boats at dawn. ANN LEE / AFP", "ANN LEE / AFP"),
            ("Boote am Morgen. Quelle: dpa", "dpa"),
            ("Лодки на рассвете. Фото: Анна Ли", "Анна Ли"),
        ] {
            let found = captions(line);
            assert_eq!(found.len(), 1, "{line}");
            assert_eq!(found[0].1, credit, "{line}");
        }
    }

    #[test]
    fn what_is_no_credit_stays_in_the_caption() {
        assert_eq!(
            captions("Boats at dawn (illustrative) (photo credit: Ann Lee)"),
            [pair("Boats at dawn (illustrative)", "Ann Lee")]
        );
        assert_eq!(
            captions("[1/2]Boats at dawn. REUTERS/Ann Lee"),
            [pair("Boats at dawn.", "REUTERS/Ann Lee")]
        );
    }

    #[test]
    fn running_text_is_no_caption() {
        for text in [
            "The mayor spoke (in a photo finish) on Monday.",
            "The boat (credit: Ann Lee) sailed on.",
            "The mayor spoke on Monday. (illustrative)",
            "Boats at dawn (file photo)",
            "He said that he would come. AFP",
            "The mayor spoke on Monday (AFP)",
            "\"It is over,\" she said: nobody came.",
            "© 2024 Harbour Gazette",
        ] {
            assert_eq!(captions(text), [], "{text}");
        }
    }
}
