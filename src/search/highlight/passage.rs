//! The part of a text that answers a query best.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::search::highlight::boundary::{is_gap, is_inside_character, is_sentence_start};
use crate::search::highlight::highlighted::Highlighted;
use crate::search::highlight::highlighter::{Highlighter, Occurrence};
use crate::search::highlight::ruler::Ruler;
use crate::search::query::term::Field;

const ELLIPSIS: char = '…';

/// A part of a longer text, with the words marked that a query found in it.
///
/// [`html`](Self::html), [`ansi`](Self::ansi) and [`Display`](fmt::Display) are those of
/// [`Highlighted`], with an ellipsis where the text was cut.
///
/// ```
/// use dateline::{Highlighter, Query};
///
/// let query = Query::from("toll");
/// let highlighter = Highlighter::new(&query, &|word| word.to_lowercase());
/// let text = "The bridge opened on Monday. A toll of two crowns is asked. Ferries stay.";
/// let passage = highlighter.passage(text, None, 28);
/// assert_eq!(passage.html(), "…A <mark>toll</mark> of two crowns is…");
/// assert_eq!(&text[passage.start..][..passage.text.text().len()], passage.text.text());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Passage {
    /// The part, as it stands in the text; its ranges are counted from its own beginning.
    #[serde(flatten)]
    pub text: Highlighted,
    /// Offset in bytes of its beginning in the text from which it was cut.
    pub start: usize,
    /// True if anything but blanks stands before it.
    pub cut_before: bool,
    /// True if anything but blanks stands after it.
    pub cut_after: bool,
}

impl Passage {
    /// Returns HTML for the content of an element, as [`Highlighted::html`] makes it.
    pub fn html(&self) -> String {
        self.with_ellipses(&self.text.html())
    }

    /// Returns one line for a terminal, as [`Highlighted::ansi`] makes it.
    pub fn ansi(&self) -> String {
        self.with_ellipses(&self.text.ansi())
    }

    fn with_ellipses(&self, text: &str) -> String {
        let ellipsis = |cut: bool| cut.then_some(ELLIPSIS);
        ellipsis(self.cut_before).into_iter().chain(text.chars()).chain(ellipsis(self.cut_after)).collect()
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_ellipses(&self.text.to_string()))
    }
}

impl Highlighter<'_> {
    /// Returns the part of a text that answers best, of at most `length` characters.
    ///
    /// It is the part with the most different words and phrases of the query in it; of several the
    /// one with the most occurrences, and then the first. Where nothing is found, it is the
    /// beginning. It begins with a sentence if one begins near enough, else between words, and never
    /// holds half of what is marked, unless that alone is longer than `length`. Blanks around it are
    /// left out. `field` is as for [`mark`](Self::mark).
    ///
    /// ```
    /// use dateline::{Field, Highlighter, Query};
    ///
    /// let query = Query::from("ferry toll");
    /// let highlighter = Highlighter::new(&query, &|word| word.to_lowercase());
    /// let text = "The ferry is late; the ship is full. No toll is asked on the ferry.";
    /// let passage = highlighter.passage(text, Some(Field::Body), 36);
    /// assert_eq!(passage.to_string(), "…No toll is asked on the ferry.");
    /// ```
    pub fn passage(&self, text: &str, field: Option<Field>, length: usize) -> Passage {
        let (marked, occurrences) = self.occurrences(text, field);
        let ruler = Ruler::new(text);
        let cutter = Cutter { text, body: without_blanks(text), marked: &marked, ruler, length };
        let part = cutter.part(&occurrences);
        let inside = marked.iter().map(|range| range.start.max(part.start)..range.end.min(part.end));
        let inside = inside.filter(|range| range.start < range.end);
        let ranges = inside.map(|range| range.start - part.start..range.end - part.start).collect();
        Passage {
            text: Highlighted::new(text.get(part.clone()).unwrap_or_default(), ranges),
            start: part.start,
            cut_before: part.start > cutter.body.start,
            cut_after: part.end < cutter.body.end,
        }
    }
}

struct Cutter<'t> {
    text: &'t str,
    /// The text without the blanks around it.
    body: Range<usize>,
    /// The marked parts of the text, in order.
    marked: &'t [Range<usize>],
    ruler: Ruler<'t>,
    /// The most characters of the part.
    length: usize,
}

/// An occurrence, or what is marked of the text around it, and where it stands counted in characters.
struct Extent {
    bytes: Range<usize>,
    chars: Range<usize>,
    pattern: usize,
}

impl Cutter<'_> {
    fn part(&self, occurrences: &[Occurrence]) -> Range<usize> {
        if self.chars(&self.body) <= self.length {
            return self.body.clone();
        }
        if let Some(core) = densest(&self.extents(occurrences), self.length) {
            let start = self.start(&core);
            return start..self.end(start, core.end);
        }
        // All that was found is longer than the part may be, or nothing was.
        let start = occurrences.first().map_or(self.body.start, |first| first.range.start);
        start..self.end(start, start)
    }

    fn chars(&self, range: &Range<usize>) -> usize {
        self.ruler.chars(range.end) - self.ruler.chars(range.start)
    }

    fn fits(&self, range: &Range<usize>) -> bool {
        self.chars(range) <= self.length
    }

    /// Returns the occurrences that fit, each as far as it must not be cut, by where they end.
    fn extents(&self, occurrences: &[Occurrence]) -> Vec<Extent> {
        let mut around = self.marked.iter().peekable();
        let extent = |occurrence: &Occurrence| {
            let own = &occurrence.range;
            while around.next_if(|marked| marked.end < own.end).is_some() {}
            let bytes = around.peek().copied().filter(|marked| self.fits(marked)).unwrap_or(own);
            let chars = self.ruler.chars(bytes.start)..self.ruler.chars(bytes.end);
            let fits = chars.len() <= self.length;
            fits.then(|| Extent { bytes: bytes.clone(), chars, pattern: occurrence.pattern })
        };
        occurrences.iter().filter_map(extent).collect()
    }

    /// Returns the beginning of a part that holds `core`: that of the nearest sentence, or one with as many words
    /// before as after. If the text ends soon after the core, more words stand before it.
    fn start(&self, core: &Range<usize>) -> usize {
        let spare = self.length.saturating_sub(self.chars(core));
        let unused = spare.saturating_sub(self.chars(&(core.end..self.body.end)));
        let back = |chars: usize| {
            let before = self.text.get(self.body.start..core.start).unwrap_or_default();
            let passed = before.char_indices().rev().take(chars).last();
            passed.map_or(core.start, |(at, _)| self.body.start + at)
        };
        let (unused_from, words_from) = (back(unused), back(unused.max(spare / 2)));
        let (mut first, mut nearest, mut words) = (None, None, None);
        for at in self.gaps(back(spare), core.start) {
            if is_sentence_start(self.text, at) {
                nearest = Some(at);
                first = first.or(nearest.filter(|at| *at >= unused_from));
            }
            words = words.or(Some(at).filter(|at| *at >= words_from));
        }
        first.or(nearest).or(words).unwrap_or(core.start)
    }

    /// Returns the places from `from` to `to` where a part may begin.
    fn gaps(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let text = self.text.get(from..to).unwrap_or_default();
        let places = text.char_indices().map(move |(at, c)| (from + at, c));
        let places = places.filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| at).chain([to]);
        places.filter(|at| is_gap(self.text, *at) && !self.is_inside_marked(*at))
    }

    /// Returns the end of the part that begins at `start` and holds all up to `least`.
    fn end(&self, start: usize, least: usize) -> usize {
        let rest = self.text.get(start..self.body.end).unwrap_or_default();
        let Some((longest, _)) = rest.char_indices().nth(self.length) else { return self.body.end };
        let within = rest.get(..longest).unwrap_or_default();
        let mut places = within.char_indices().rev().map(|(at, c)| start + at + c.len_utf8());
        let is_end = |at: &usize| is_gap(self.text, *at) && !self.is_inside_marked(*at);
        if let Some(at) = places.by_ref().take_while(|at| *at >= least).find(is_end) {
            return start + self.text.get(start..at).unwrap_or_default().trim_end().len();
        }
        if least > start {
            return least;
        }
        let mut places = within.char_indices().rev().map(|(at, c)| start + at + c.len_utf8());
        places.find(|at| !is_inside_character(self.text, *at)).unwrap_or(start + longest)
    }

    fn is_inside_marked(&self, at: usize) -> bool {
        let next = self.marked.partition_point(|marked| marked.end <= at);
        self.marked.get(next).is_some_and(|marked| marked.start < at && self.fits(marked))
    }
}

/// Returns the span from the first to the last extent of the stretch of at most `length` characters that has
/// the most patterns in it, then the most extents, and then is the first.
fn densest(extents: &[Extent], length: usize) -> Option<Range<usize>> {
    let mut by_start: Vec<&Extent> = extents.iter().collect();
    by_start.sort_by_key(|extent| extent.chars.start);
    let mut left_behind = by_start.into_iter().peekable();
    let mut counts = vec![0_usize; extents.iter().map(|extent| extent.pattern + 1).max()?];
    let (mut distinct, mut all) = (0, 0);
    let mut best = None;
    for extent in extents {
        if let Some(count) = counts.get_mut(extent.pattern) {
            *count += 1;
            all += 1;
            distinct += usize::from(*count == 1);
        }
        // Each of them ended before this one, and was counted: it is no longer than `length`.
        let is_behind = |other: &&Extent| other.chars.start + length < extent.chars.end;
        while let Some(gone) = left_behind.next_if(is_behind) {
            if let Some(count) = counts.get_mut(gone.pattern) {
                *count -= 1;
                all -= 1;
                distinct -= usize::from(*count == 0);
            }
        }
        if best.as_ref().is_none_or(|(rank, _)| (distinct, all) > *rank) {
            let start = left_behind.peek().map_or(extent.bytes.start, |first| first.bytes.start);
            best = Some(((distinct, all), start..extent.bytes.end));
        }
    }
    best.map(|(_, range)| range)
}

/// Returns the range of the text without the blanks around it.
fn without_blanks(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let start = text.len() - text.trim_start().len();
    start.min(end)..end
}
