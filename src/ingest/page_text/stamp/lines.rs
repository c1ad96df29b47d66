//! The dates and bylines of all lines of a page.

use std::borrow::Cow;

use super::Stamp;
use super::labels::{self, Label};
use crate::ingest::page_text::lines::Line;

/// Lines that are read once and kept. Below the header few are asked for, and a page may have millions.
const KEPT: usize = 4096;
/// Longest label alone on its line, in bytes.
const MAX_LABEL: usize = 60;

/// Reads the lines that state dates or a byline.
pub struct Stamps<'a> {
    lines: &'a [Line<'a>],
    first: Vec<Option<Stamp>>,
}

impl<'a> Stamps<'a> {
    pub fn of(lines: &'a [Line<'a>]) -> Self {
        Self { lines, first: (0..lines.len().min(KEPT)).map(|at| of_line(lines, at)).collect() }
    }

    pub fn get(&self, at: usize) -> Option<Cow<'_, Stamp>> {
        match self.first.get(at) {
            Some(stamp) => stamp.as_ref().map(Cow::Borrowed),
            None => of_line(self.lines, at).map(Cow::Owned),
        }
    }
}

fn of_line(lines: &[Line<'_>], at: usize) -> Option<Stamp> {
    let text = &*lines.get(at)?.text;
    if super::header_date(text).is_some() {
        return None;
    }
    let mut stamp = super::read(text.trim_start_matches(['*', '•', '+', ' ']))?;
    if stamp.is_dated() && !stamp.labelled {
        // The label may stand alone on the line above.
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let label =
            above.filter(|above| above.text.len() <= MAX_LABEL).and_then(|above| labels::alone(&above.text));
        stamp.labelled = label.is_some();
        if label == Some(Label::Modified) && stamp.modified.is_none() {
            stamp.modified = stamp.published.take();
        }
    }
    Some(stamp)
}
