//! The dates and bylines of all lines of a page.

use super::Stamp;
use super::labels::{self, Label};
use crate::ingest::page_text::lines::Line;

/// Lines of a page, from its top on, that may state a date or a byline. No header is as far down.
const MOST: usize = 4096;
/// Longest label alone on its line, in bytes.
const MAX_LABEL: usize = 60;

/// What the lines of a page state of dates and bylines. Few lines do.
pub struct Stamps(Vec<Option<Box<Stamp>>>);

impl Stamps {
    pub fn of(lines: &[Line<'_>]) -> Self {
        Self((0..lines.len().min(MOST)).map(|at| of_line(lines, at).map(Box::new)).collect())
    }

    pub fn get(&self, at: usize) -> Option<&Stamp> {
        self.0.get(at)?.as_deref()
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
