//! A text with the words marked that a query found in it.

use std::fmt;
use std::ops::Range;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::search::highlight::terminal::terminal_safe;

/// A text and the parts of it that answer a query.
///
/// The text is as it is stored, and may hold whatever its source put into it.
/// [`html`](Self::html), [`ansi`](Self::ansi) and [`Display`](fmt::Display) are safe where they are
/// meant to go; `Display` is the text without marks, for one line of a terminal (see
/// [`terminal_safe`](crate::terminal_safe)). In JSON it is `text`, and in `marks` the first byte of each
/// marked part and the one after its last; what is called otherwise, as a headline is, names them so
/// (`headline`, `headline_marks`).
///
/// ```
/// use dateline::{Highlighter, Query};
///
/// let highlighter = Highlighter::new(&Query::from("\"R&D\" spending"), &|word| word.to_lowercase());
/// let found = highlighter.mark("R&D spending up", None);
/// assert_eq!(found.ranges(), [0..3, 4..12]);
/// assert_eq!(found.html(), "<mark>R&amp;D</mark> <mark>spending</mark> up");
/// assert_eq!(found.ansi(), "\u{1b}[1mR&D\u{1b}[22m \u{1b}[1mspending\u{1b}[22m up");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlighted {
    text: String,
    ranges: Vec<Range<usize>>,
}

impl Highlighted {
    /// Returns a text with nothing marked.
    ///
    /// ```
    /// let headline = dateline::Highlighted::plain("Rates < 2%");
    /// assert_eq!(headline.html(), "Rates &lt; 2%");
    /// ```
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ranges: Vec::new() }
    }

    /// Marks `ranges`, in any order; those that overlap become one, those that don't fit are dropped.
    pub(crate) fn new(text: &str, mut ranges: Vec<Range<usize>>) -> Self {
        ranges.retain(|range| text.get(range.clone()).is_some_and(|part| !part.is_empty()));
        ranges.sort_by_key(|range| range.start);
        ranges.dedup_by(|next, last| {
            let overlap = next.start < last.end;
            if overlap {
                last.end = last.end.max(next.end);
            }
            overlap
        });
        Self { text: text.to_owned(), ranges }
    }

    /// Returns the text as it is stored.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the marked parts of [`text`](Self::text) in bytes: in order, none empty, no two overlapping,
    /// each on the boundaries of characters.
    pub fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// Returns true if anything is marked.
    ///
    /// ```
    /// assert!(!dateline::Highlighted::plain("Rates rise").is_marked());
    /// ```
    pub fn is_marked(&self) -> bool {
        !self.ranges.is_empty()
    }

    /// Returns HTML for the content of an element: `& < > " '` are escaped, marked parts stand in `<mark>`.
    pub fn html(&self) -> String {
        self.render("<mark>", "</mark>", push_html)
    }

    /// Returns one line for a terminal, marked parts in bold; everything else is as
    /// [`terminal_safe`](crate::terminal_safe) makes it.
    pub fn ansi(&self) -> String {
        self.render("\u{1b}[1m", "\u{1b}[22m", |out, part| out.push_str(&terminal_safe(part).to_string()))
    }

    /// Serializes the text and its marks under these names.
    pub(crate) fn serialize_as<S: Serializer>(
        &self,
        [text, marks]: [&'static str; 2],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let ends: Vec<[usize; 2]> = self.ranges.iter().map(|range| [range.start, range.end]).collect();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(text, &self.text)?;
        map.serialize_entry(marks, &ends)?;
        map.end()
    }

    fn render(&self, open: &str, close: &str, push: fn(&mut String, &str)) -> String {
        let mut out = String::with_capacity(self.text.len() + self.ranges.len() * 16);
        let mut done = 0;
        for range in &self.ranges {
            push(&mut out, self.text.get(done..range.start).unwrap_or_default());
            out.push_str(open);
            push(&mut out, self.text.get(range.clone()).unwrap_or_default());
            out.push_str(close);
            done = range.end;
        }
        push(&mut out, self.text.get(done..).unwrap_or_default());
        out
    }
}

impl Serialize for Highlighted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize_as(["text", "marks"], serializer)
    }
}

impl fmt::Display for Highlighted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        terminal_safe(&self.text).fmt(f)
    }
}

fn push_html(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}
