//! Captions: lines that end with a credit, once or twice on a line or the page.

use std::collections::HashMap;
use std::ops::Range;

use super::credit;
use super::lines::{Line, ends_sentence};
use super::stamp;
use crate::model::new_article::{ImageRole, NewCaption, NewImage};
use crate::text::{fold, fold_name, words};

/// Labels of credits, folded. In brackets and at the start of a line a colon must follow.
const LABELS: &[&str] = &[
    "photo credit",
    "photo credits",
    "image credit",
    "image credits",
    "picture credit",
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "pictures",
    "photograph",
    "photographs",
    "credit",
    "credits",
    "file photo",
    "illustrative",
    "illustrative photo",
    "illustration",
    "foto",
    "fotos",
    "fotografie",
    "bild",
    "bilder",
    "bildquelle",
    "bildnachweis",
    "quelle",
    "credit photo",
    "photo d'illustration",
];

/// Labels that need no colon where they stand at the start of a bracket.
const PHRASES: &[&str] = &[
    "photo by",
    "photos by",
    "image by",
    "picture by",
    "photograph by",
    "photo courtesy of",
    "image courtesy of",
    "photo courtesy",
    "foto von",
    "foto di",
    "photo de",
];

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
pub(super) fn of_lines(lines: &[Line<'_>]) -> Captions {
    let found = lines.iter().enumerate().map(|(at, line)| (at, of_line(line)));
    let mut captions: Captions = found.filter(|(_, found)| !found.is_empty()).collect();
    for (at, (above, line)) in lines.iter().zip(lines.iter().skip(1)).enumerate() {
        let Some([credit]) = captions.get(&(at + 1)).map(Vec::as_slice) else { continue };
        let is_free = !captions.contains_key(&at) && !above.bullet;
        let is_alone = credit.text.is_empty();
        if !is_alone
            || !is_free
            || line.blank_before
            || above.words() < 3
            || stamp::read(&above.text).is_some()
        {
            continue;
        }
        let whole = vec![Caption { text: halved(&above.text).to_owned(), ..credit.clone() }];
        captions.insert(at, whole.clone());
        captions.insert(at + 1, whole);
    }
    take_repeated(lines, &mut captions);
    captions
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
    let text = &*line.text;
    if text.len() > MAX || line.bullet {
        return Vec::new();
    }
    let bracketed = bracketed(text);
    if !bracketed.is_empty() {
        return bracketed;
    }
    leading(text).or_else(|| trailing(text)).into_iter().collect()
}

/// Reads captions such as `words (photo credit: name)`, as often as the line has it; its last bracket must
/// end the line.
fn bracketed(text: &str) -> Vec<Caption> {
    let mut captions: Vec<Caption> = Vec::new();
    let mut start = 0;
    for bracket in brackets(text) {
        let inside = text.get(bracket.start + 1..bracket.end - 1).unwrap_or_default();
        let last = bracket.end == text.len();
        let Some(credit) = labelled(inside).or_else(|| last.then(|| agency(inside)).flatten()) else {
            continue;
        };
        let words = halved(text.get(start..bracket.start).unwrap_or_default());
        let caption = Caption { text: words.to_owned(), credit: credit.trim().to_owned() };
        if !captions.contains(&caption) {
            captions.push(caption);
        }
        start = bracket.end;
    }
    if start == text.len() { captions } else { Vec::new() }
}

/// Returns the outermost pairs of brackets.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                if let Some(start) = open.pop().filter(|_| open.is_empty()) {
                    pairs.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    pairs
}

fn labelled(inside: &str) -> Option<&str> {
    let folded = fold_name(inside);
    if folded == "courtesy" || folded.starts_with("courtesy of ") || folded == "illustrative" {
        return Some(inside);
    }
    after_label(inside).or_else(|| {
        PHRASES.iter().find_map(|phrase| {
            let rest = inside.get(phrase.len()..)?;
            (fold(inside.get(..phrase.len())?) == *phrase && rest.starts_with(' ')).then_some(rest)
        })
    })
}

/// Returns what follows the label and colon with which the text begins.
fn after_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    if label.len() > 40 {
        return None;
    }
    let label = fold_name(label);
    LABELS.contains(&label.as_str()).then(|| rest.trim())
}

/// Reads `Jane Doe/Getty Images`, a bracket that names a photographer and an agency.
fn agency(inside: &str) -> Option<&str> {
    let makers = credit::split(inside);
    let named = makers.agency.is_some() && (makers.photographer.is_some() || inside.contains(" via "));
    (named && inside.contains(['/', ' '])).then_some(inside)
}

/// Reads `Photo: name` or `© name` alone on its line.
fn leading(text: &str) -> Option<Caption> {
    let credit = text.strip_prefix('©').map(str::trim).or_else(|| after_label(text))?;
    let year = credit.starts_with(|c: char| c.is_ascii_digit());
    let short = !credit.is_empty() && !year && credit.chars().count() <= 120 && !has_sentence(credit);
    short.then(|| Caption { text: String::new(), credit: credit.to_owned() })
}

/// Reads `words © name` or `words | Photo: name`: a credit after the end of a sentence or a stroke.
fn trailing(text: &str) -> Option<Caption> {
    let (words, credit) = match text.rsplit_once(" © ") {
        Some(parts) => parts,
        None => {
            let at = text.rfind(": ")?;
            let label_start = text.get(..at)?.rfind(['.', '|', '/', '!', '?'])? + 1;
            (text.get(..label_start)?, after_label(text.get(label_start..)?.trim_start())?)
        }
    };
    let words = words.trim_end_matches([' ', '|', '/', '–', '-']);
    let fits =
        !words.is_empty() && !credit.is_empty() && credit.chars().count() <= 100 && !has_sentence(credit);
    fits.then(|| Caption { text: halved(words).to_owned(), credit: credit.trim().to_owned() })
}

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

/// The images that captions stand for: each caption text is one image, however often it is printed.
#[derive(Default)]
pub(super) struct Images {
    pub list: Vec<NewImage>,
    /// The place of each caption text.
    places: HashMap<String, usize>,
}

impl Images {
    /// Returns the place of the caption's image in the list, after adding it if it is new.
    pub fn place(&mut self, caption: &Caption, after_paragraph: usize) -> usize {
        let key = fold_name(&caption.text);
        let known =
            if key.is_empty() { self.same_credit(&caption.credit) } else { self.places.get(&key).copied() };
        if let Some(place) = known {
            if let Some(printed) = self.list.get_mut(place).and_then(|image| image.captions.first_mut())
                && printed.credit.is_empty()
            {
                *printed = printed_caption(caption);
            }
            return place;
        }
        let lead = after_paragraph == 0 && self.list.is_empty();
        self.list.push(NewImage {
            role: if lead { ImageRole::Lead } else { ImageRole::Inline },
            after_paragraph: u32::try_from(after_paragraph).unwrap_or(u32::MAX),
            captions: vec![printed_caption(caption)],
            ..NewImage::default()
        });
        let place = self.list.len() - 1;
        self.places.insert(key, place);
        place
    }

    /// Returns the place of the image right before a credit alone, if it repeats the credit of that image.
    fn same_credit(&self, credit: &str) -> Option<usize> {
        let last = self.list.last()?.captions.first()?;
        (last.credit == credit).then(|| self.list.len() - 1)
    }
}

fn printed_caption(caption: &Caption) -> NewCaption {
    let credit::Makers { photographer, agency } = credit::split(&caption.credit);
    NewCaption {
        text: caption.text.clone(),
        credit: caption.credit.clone(),
        photographer,
        agency,
        ..NewCaption::default()
    }
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
    fn running_text_is_no_caption() {
        for text in [
            "The mayor spoke (in a photo finish) on Monday.",
            "The boat (credit: Ann Lee) sailed on.",
            "The mayor spoke on Monday (AFP)",
            "\"It is over,\" she said: nobody came.",
            "© 2024 Harbour Gazette",
        ] {
            assert_eq!(captions(text), [], "{text}");
        }
    }
}
