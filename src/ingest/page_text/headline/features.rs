//! The features of lines that may be the headline.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::navigation::is_navigation;
use crate::ingest::page_text::address;
use crate::ingest::page_text::lines::{Line, ends_sentence, in_title_case};
use crate::ingest::page_text::stamp::{Stamps, header_date};
use crate::ingest::page_text::tags;
use crate::ingest::page_text::zone::{is_promotion, wall};
use crate::text::{fold, fold_name, words};

/// The names of the features, in their order.
pub const NAMES: [&str; 30] = [
    "distance",
    "below_text",
    "dated_below",
    "signed_below",
    "dated_above",
    "alone",
    "short",
    "long",
    "very_long",
    "stopped",
    "bullet",
    "navigation",
    "promotion",
    "printed_above",
    "recurrence",
    "title_case",
    "text_above",
    "headline_above",
    "first",
    "paragraph",
    "separators",
    "capitals",
    "name",
    "colon",
    "no_recurrence",
    "top",
    "likelier_above",
    "sentence_below",
    "below_crawler",
    "end_of_other",
];

/// The features of a line, by [`NAMES`].
pub type Features = [f32; NAMES.len()];

/// A line that may be the headline.
pub struct Candidate {
    pub at: usize,
    pub features: Features,
}

/// Lines that are weighed; no page has more before its article.
const MAX_CANDIDATES: usize = 4000;
/// Lines of the body that may still be the headline, or stand above it.
const INTO_TEXT: usize = 6;
/// Bytes of the body in which words of the headline recur.
const MAX_TEXT: usize = 6000;

/// A page as far as its headline needs it.
pub struct Seen<'a> {
    pub lines: &'a [Line<'a>],
    pub stamps: &'a Stamps,
    pub is_caption: &'a dyn Fn(usize) -> bool,
    pub zone: Range<usize>,
}

impl Seen<'_> {
    pub fn candidates(&self) -> Vec<Candidate> {
        let text = Recurring::of(self);
        let first_text = self.zone.start;
        let end = if self.zone.is_empty() { 40 } else { first_text + INTO_TEXT };
        let mut above: HashSet<String> = HashSet::new();
        let mut candidates = Vec::new();
        let mut paragraphs = 0;
        for (at, line) in self.lines.iter().enumerate().take(end.min(MAX_CANDIDATES)) {
            if self.may_be(at, line) {
                let features = self.features(at, line, &above, paragraphs, &text);
                candidates.push(Candidate { at, features });
            }
            paragraphs += usize::from(self.is_paragraph(at));
            remember(&mut above, line);
        }
        candidates
    }

    fn may_be(&self, at: usize, line: &Line<'_>) -> bool {
        let text = &*line.text;
        (4..=300).contains(&line.chars())
            && text.contains(char::is_alphabetic)
            && (line.words() > 1 || line.is_unspaced() || at == 0)
            && !(self.is_caption)(at)
            && self.stamps.get(at).is_none()
            && header_date(text).is_none()
            && address::of_page(text).is_none()
            && tags::after_label(text).is_none()
    }

    fn is_paragraph(&self, at: usize) -> bool {
        let line = self.lines.get(at).filter(|line| line.is_paragraph());
        line.is_some() && !(self.is_caption)(at) && self.stamps.get(at).is_none()
    }

    fn features(
        &self,
        at: usize,
        line: &Line<'_>,
        above: &HashSet<String>,
        paragraphs: usize,
        text: &Recurring,
    ) -> Features {
        let yes = |is: bool| f32::from(u8::from(is));
        let (words, chars) = (line.words(), line.chars());
        let near = |from: usize, to: usize| (from..to).filter_map(|at| self.stamps.get(at));
        let below = at + 1..at + 10;
        let distance = self.zone.start.saturating_sub(at).saturating_sub(self.set_apart(at)).min(200);
        let alone = line.blank_before && self.lines.get(at + 1).is_none_or(|next| next.blank_before);
        let long = words >= 5 || line.is_unspaced();
        let is_capital = line.text.contains(char::is_uppercase) && !line.text.contains(char::is_lowercase);
        let recurrence = text.share(line, at >= self.zone.start);
        [
            (1.0 + f32::from(u16::try_from(distance).unwrap_or(200))).log2(),
            yes(at >= self.zone.start && !self.zone.is_empty()),
            yes(near(below.start, below.end).any(|stamp| stamp.is_dated())),
            yes(near(below.start, below.end).any(|stamp| stamp.byline.is_some() && stamp.labelled)),
            yes(near(at.saturating_sub(3), at).any(|stamp| stamp.is_dated())),
            yes(alone),
            yes(!long && words < 4),
            yes(words > 16 || chars > 110),
            yes(words > 26 || chars > 170),
            yes(line.text.ends_with(['.', ',', ';', '。', '–', '-'])),
            yes(line.bullet),
            yes(is_navigation(&line.text)),
            yes(is_promotion(&line.text) || wall(line).is_some()),
            yes(above.contains(&fold_name(&line.text))),
            recurrence,
            yes(words > 2 && in_title_case(&line.text)),
            f32::from(u8::try_from(paragraphs.min(4)).unwrap_or(4)),
            yes(self.has_headline_above(at)),
            yes(at == 0),
            yes(line.is_paragraph()),
            f32::from(u8::try_from(line.text.matches(['|', '>', '»', '•', '·']).count().min(4)).unwrap_or(4)),
            yes(is_capital && words > 1),
            yes((2..=3).contains(&words) && in_title_case(&line.text)),
            yes(line.text.ends_with(':')),
            yes(recurrence < 0.01),
            yes(at < 8),
            yes(self.has_headline_above(at) && self.recurrence_above(at, text) >= 0.3),
            yes(self.has_sentence_below(at)),
            yes(at > 0 && self.lines.get(at - 1).is_some_and(|above| header_date(&above.text).is_some())),
            yes(self.is_end_of_other(at, &line.text)),
        ]
    }

    fn recurrence_above(&self, at: usize, text: &Recurring) -> f32 {
        let above = at.checked_sub(1).and_then(|above| self.lines.get(above));
        above.map_or(0.0, |line| text.share(line, at > self.zone.start))
    }

    /// Returns true if the next line reads as a standfirst.
    fn has_sentence_below(&self, at: usize) -> bool {
        let next = self
            .lines
            .get(at + 1)
            .filter(|next| !next.bullet && next.words() >= 6 && ends_sentence(&next.text));
        next.is_some() && !(self.is_caption)(at + 1) && self.stamps.get(at + 1).is_none()
    }

    /// Returns true if one of the lines above ends with the words of this one: a breadcrumb, or the page's own title.
    fn is_end_of_other(&self, at: usize, text: &str) -> bool {
        let above = self.lines.get(at.saturating_sub(12)..at).unwrap_or_default();
        text.len() >= 15
            && above.iter().any(|line| {
                line.text.len() > text.len() && line.text.len() < 600 && line.text.ends_with(text)
            })
    }

    /// Counts the pictures, dates and bylines between a line and the text: they are no distance.
    fn set_apart(&self, at: usize) -> usize {
        let between = at + 1..self.zone.start.min(at + 30);
        between.filter(|&at| (self.is_caption)(at) || self.stamps.get(at).is_some()).count()
    }

    /// Returns true if the line right above looks like a headline: of two such lines the first is it.
    fn has_headline_above(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1).and_then(|above| Some((above, self.lines.get(above)?))) else {
            return false;
        };
        let (place, line) = above;
        let long = (line.words() >= 5 || line.is_unspaced()) && line.chars() <= 250;
        long && !line.bullet
            && !is_navigation(&line.text)
            && !is_promotion(&line.text)
            && self.may_be(place, line)
    }
}

/// The words of the body's beginning.
struct Recurring {
    words: HashMap<String, u32>,
}

impl Recurring {
    fn of(seen: &Seen<'_>) -> Self {
        let mut words = HashMap::new();
        let mut bytes = 0;
        let zone = seen.lines.get(seen.zone.clone()).unwrap_or_default();
        for line in zone {
            bytes += line.text.len();
            for word in longer(line) {
                *words.entry(word).or_default() += 1;
            }
            if bytes > MAX_TEXT {
                break;
            }
        }
        Self { words }
    }

    /// Returns the share of a line's longer words that recur; of a line that is in the text itself, twice.
    fn share(&self, line: &Line<'_>, is_in_text: bool) -> f32 {
        let own: HashSet<String> = longer(line).into_iter().collect();
        let least = if is_in_text { 2 } else { 1 };
        let found =
            own.iter().filter(|word| self.words.get(*word).is_some_and(|count| *count >= least)).count();
        let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
        count(found) / count(own.len().max(1))
    }
}

/// Returns the folded words of four letters and more; of a script without blanks the pairs of letters.
fn longer(line: &Line<'_>) -> Vec<String> {
    let head = line.text.get(..line.text.floor_char_boundary(2000)).unwrap_or(&line.text);
    if line.is_unspaced() {
        let letters: Vec<char> = head.chars().filter(|c| c.is_alphanumeric()).collect();
        return letters.windows(2).map(|pair| pair.iter().collect()).collect();
    }
    let words = words(head).filter_map(|range| head.get(range));
    words.filter(|word| word.chars().count() >= 4).map(|word| fold(word).into_owned()).collect()
}

fn remember(above: &mut HashSet<String>, line: &Line<'_>) {
    if line.text.len() > 300 || ends_sentence(&line.text) && line.chars() > 200 {
        return;
    }
    let text = line.text.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation());
    above.insert(fold_name(text.trim_start_matches(['*', '+', '-', ' '])));
    for separator in [" | ", " - ", " – ", " / ", " > ", " » "] {
        above.extend(text.split_once(separator).map(|(first, _)| fold_name(first)));
        above.extend(text.rsplit_once(separator).map(|(first, _)| fold_name(first)));
        above.extend(text.rsplit_once(separator).map(|(_, last)| fold_name(last)));
    }
}
