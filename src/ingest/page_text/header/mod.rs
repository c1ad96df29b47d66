//! The header of a page: publication, section, headline, standfirst, byline and dates.

mod dates;
mod names;
mod publication;
mod section;
mod top;

use std::ops::Range;

use super::headline::is_navigation;
use super::page::Page;
use super::zone::{is_promotion, wall};
use crate::ingest::credits::byline;
use crate::ingest::reading::Field;

/// Lines below the headline in which the lines of dates and bylines stand.
const REACH: usize = 60;
/// Lines below a date or byline in which the text begins.
const NEAR: usize = 8;

impl Page<'_> {
    /// Takes everything down to the body, and returns the line where that begins.
    pub(super) fn take_header(&mut self, headline: usize, zone: &Range<usize>) -> usize {
        self.article.headline = self.text(headline).to_owned();
        self.claim(headline, Field::Headline);
        self.take_top(headline);
        let body = self.body_start(headline + 1, zone);
        let anchor = (headline + 1..body).find(|&at| self.anchor(at).is_some());
        self.take_dek(headline + 1, anchor.unwrap_or(body), body);
        for at in headline + 1..body {
            self.take_header_line(at, body);
        }
        self.take_bare_names(headline + 1, body);
        self.take_dates_above(headline);
        body
    }

    /// Returns the first paragraph below the lines of dates and bylines, or below the headline if there are none.
    ///
    /// A standfirst may stand above those lines: one paragraph, or two if a label makes the line sure. Where the first
    /// paragraph is far below, it may be one of a box: then the zone of the body says where that begins.
    fn body_start(&self, from: usize, zone: &Range<usize>) -> usize {
        let mut above: Option<usize> = None;
        let mut count = 0;
        let mut last_anchor = from;
        let reach = self.lines.len().min(from + REACH);
        for at in from..reach {
            if self.anchor(at).is_some_and(|stamp| count <= 1 + usize::from(stamp.labelled)) {
                let reach = if above.is_some() { at + 25 } else { self.lines.len() };
                last_anchor = at;
                match (at..reach.min(self.lines.len())).find(|&at| self.is_paragraph(at)) {
                    Some(first) => return self.within(first, at, zone),
                    None if above.is_none() => return at + 1 + self.stamps_after(at),
                    None => {}
                }
            }
            if self.is_paragraph(at) {
                above = above.or(Some(at));
                count += 1;
            }
            if count > 2 {
                break;
            }
        }
        let first = above.or_else(|| (from..self.lines.len()).find(|&at| self.is_paragraph(at)));
        first.map_or(from, |first| self.within(first, last_anchor, zone))
    }

    /// Returns the beginning of the zone if a paragraph is above it and far below the header.
    fn within(&self, first: usize, anchor: usize, zone: &Range<usize>) -> usize {
        let between =
            (anchor + 1..first).filter(|&at| !self.is_caption(at) && self.anchor(at).is_none()).count();
        if between <= NEAR { first } else { first.max(zone.start) }
    }

    /// Counts the lines of dates and bylines right below this one.
    fn stamps_after(&self, at: usize) -> usize {
        (at + 1..self.lines.len()).take_while(|&at| self.anchor(at).is_some()).count()
    }

    /// Takes the standfirst: text right below the headline, above the first date or byline. Without those it must be
    /// a line that is no paragraph of the body.
    fn take_dek(&mut self, from: usize, to: usize, body: usize) {
        let Some(first) = (from..to.min(from + 12)).find(|&at| self.may_be_dek(at)) else { return };
        let mut parts = Vec::new();
        for at in first..to.min(first + 2) {
            if !self.may_be_dek(at) || at >= body {
                break;
            }
            parts.push(self.text(at));
            self.claim(at, Field::Dek);
        }
        self.article.dek = parts.join(" ");
    }

    fn may_be_dek(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at).filter(|line| !line.bullet && !self.is_caption(at)) else {
            return false;
        };
        let long = (25..=500).contains(&line.chars()) && (line.words() >= 4 || line.is_unspaced());
        let is_menu = is_navigation(&line.text) && !line.text.contains('•');
        long && self.anchor(at).is_none()
            && byline::bare(&line.text).is_none()
            && !is_promotion(&line.text)
            && !is_menu
            && wall(line).is_none()
            && line.text != self.article.headline
    }

    fn take_header_line(&mut self, at: usize, body: usize) {
        if self.fields.get(at) != Some(&Field::Unparsed) || self.take_url(at) || self.take_image(at) {
            return;
        }
        if let Some(stamp) = self.anchor(at) {
            self.take_stamp(at, stamp);
        } else {
            self.take_names_below_label(at, body);
        }
    }
}
