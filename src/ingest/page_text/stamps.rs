//! The dates and bylines of all lines of a page.

use std::borrow::Cow;

use super::lines::Line;
use super::stamp::{self, Stamp};

/// Lines that are read once and kept. Below the header few are asked for, and a page may have millions.
const KEPT: usize = 4096;

/// Reads the lines that state dates or a byline.
pub(super) struct Stamps<'a> {
    lines: &'a [Line<'a>],
    first: Vec<Option<Stamp>>,
}

impl<'a> Stamps<'a> {
    pub fn of(lines: &'a [Line<'a>]) -> Self {
        Self { lines, first: lines.iter().take(KEPT).map(of_line).collect() }
    }

    pub fn get(&self, at: usize) -> Option<Cow<'_, Stamp>> {
        match self.first.get(at) {
            Some(stamp) => stamp.as_ref().map(Cow::Borrowed),
            None => self.lines.get(at).and_then(of_line).map(Cow::Owned),
        }
    }
}

fn of_line(line: &Line<'_>) -> Option<Stamp> {
    let of_crawler = stamp::header_date(&line.text).is_some();
    if of_crawler { None } else { stamp::read(line.text.trim_start_matches(['*', '•', ' '])) }
}
