//! The header of a page: publication, section, headline, standfirst, byline and dates.

use super::page::Page;
use super::stamp::{Stamp, Stated};
use super::{header, stamp};
use crate::ingest::reading::Field;
use crate::ingest::warning::Warning;
use crate::model::moment::Moment;
use crate::model::new_article::NewPublication;
use crate::text::fold_name;

impl Page<'_> {
    /// Takes everything down to the body, and returns the line where that begins.
    pub(super) fn take_header(&mut self, headline: usize) -> usize {
        self.article.headline = self.text(headline).to_owned();
        self.claim(headline, Field::Headline);
        for at in 0..headline {
            self.take_above(at);
        }
        self.take_section(headline);
        let body = self.body_start(headline + 1);
        let anchor = (headline + 1..body).find(|&at| self.anchor(at).is_some());
        self.take_dek(headline + 1, anchor.unwrap_or(headline + 1));
        for at in headline + 1..body {
            self.take_header_line(at, body);
        }
        if self.article.published.is_none() && self.article.published_printed.is_empty() {
            self.take_date_above(headline);
        }
        body
    }

    /// Takes a line above the headline: publication, address, picture or a menu.
    fn take_above(&mut self, at: usize) {
        let line = self.text(at);
        if line.len() > 4000 || self.take_url(at) || self.take_image(at) {
            return;
        }
        if self.article.publication.is_none()
            && let Some(title) = header::publication(line, at == 0, &self.article.headline)
        {
            self.article.publication = Some(NewPublication::from(title));
            self.claim(at, Field::Publication);
            self.partly.insert(at);
        }
    }

    /// Takes the section from the breadcrumb nearest above the headline.
    fn take_section(&mut self, headline: usize) {
        let free = |at: &usize| self.fields.get(*at) == Some(&Field::Unparsed);
        let section = |at| Some((at, header::section(self.text(at), &self.article.headline)?));
        let Some((at, section)) = (0..headline).rev().filter(free).find_map(section) else { return };
        self.article.section = Some(section.to_owned());
        self.claim(at, Field::Section);
        self.partly.insert(at);
    }

    /// Returns the first paragraph below the lines of dates and bylines, or below the headline if there are none.
    ///
    /// A standfirst may stand above those lines: one paragraph, or two if a label makes the line sure.
    fn body_start(&self, from: usize) -> usize {
        let mut above: Option<usize> = None;
        let mut count = 0;
        for at in from..self.lines.len().min(from + 60) {
            let paragraph = |&at: &usize| self.is_paragraph(at);
            if self.anchor(at).is_some_and(|stamp| count <= 1 + usize::from(stamp.labelled)) {
                let reach = if above.is_some() { at + 25 } else { self.lines.len() };
                match (at..reach.min(self.lines.len())).find(paragraph) {
                    Some(first) => return first,
                    None if above.is_none() => return at + 1 + self.stamps_after(at),
                    None => {}
                }
            }
            if paragraph(&at) {
                above = above.or(Some(at));
                count += 1;
            }
            if count > 2 {
                break;
            }
        }
        above.or_else(|| (from..self.lines.len()).find(|&at| self.is_paragraph(at))).unwrap_or(from)
    }

    /// Counts the lines of dates and bylines right below this one.
    fn stamps_after(&self, at: usize) -> usize {
        (at + 1..self.lines.len()).take_while(|&at| self.anchor(at).is_some()).count()
    }

    /// Takes the standfirst: text between the headline and the first date or byline.
    fn take_dek(&mut self, from: usize, to: usize) {
        let fits = |page: &Self, at: usize| {
            let line = page.lines.get(at).filter(|line| !line.bullet && !page.is_caption(at))?;
            let long = (25..=500).contains(&line.chars()) && line.words() >= 4;
            (long && !header::is_promotion(&line.text) && !header::is_navigation(&line.text)).then_some(())
        };
        let Some(first) = (from..to).find(|&at| fits(self, at).is_some()) else { return };
        let mut parts = Vec::new();
        for at in first..to.min(first + 2) {
            if fits(self, at).is_none() {
                break;
            }
            parts.push(self.text(at));
            self.claim(at, Field::Dek);
        }
        self.article.dek = parts.join(" ");
    }

    fn take_header_line(&mut self, at: usize, body: usize) {
        if self.fields.get(at) != Some(&Field::Unparsed) || self.take_url(at) || self.take_image(at) {
            return;
        }
        if let Some(stamp) = self.anchor(at) {
            self.take_stamp(at, &stamp);
        } else if self.article.byline.is_empty()
            && self.beside_date(at, body)
            && let Some(name) = stamp::unlabelled_name(self.text(at))
        {
            self.article.byline = self.text(at).to_owned();
            self.article.credits.push(name);
            self.claim(at, Field::Byline);
        }
    }

    /// Returns true if the line right above or below this one, of the header, is dated.
    fn beside_date(&self, at: usize, body: usize) -> bool {
        let dated = |at: usize| {
            at < body
                && self.anchor(at).is_some_and(|stamp| stamp.published.is_some() || stamp.modified.is_some())
        };
        let joined = |at: usize| self.lines.get(at).is_some_and(|line| !line.blank_before);
        (joined(at + 1) && dated(at + 1)) || (at > 0 && joined(at) && dated(at - 1))
    }

    /// Takes a line's dates and byline. What it says besides, or again, keeps it among the unparsed too.
    fn take_stamp(&mut self, at: usize, stamp: &Stamp) {
        let unread = stamp.modified.as_ref().is_some_and(|stated| stated.moment.is_none());
        let again = stamp.published.is_some() && self.article.published.is_some();
        if stamp.more || unread || again {
            self.partly.insert(at);
        }
        if let Some((printed, credits)) = stamp.byline.clone() {
            let new = credits
                .into_iter()
                .filter(|new| !self.article.credits.iter().any(|old| same(&old.name, &new.name)));
            let new: Vec<_> = new.collect();
            self.article.credits.extend(new);
            if self.article.byline.is_empty() {
                self.article.byline = printed;
            } else if !self.article.byline.contains(&printed) {
                self.article.byline = format!("{}\n{printed}", self.article.byline);
            }
            self.claim(at, Field::Byline);
        }
        if let Some(stated) = stamp.modified.clone() {
            self.claim(at, Field::Modified);
            let moment = self.warned(stated).1;
            self.article.modified = self.article.modified.or(moment);
        }
        if let Some(stated) = stamp.published.clone() {
            self.claim(at, Field::Published);
            if self.article.published.is_none() {
                (self.article.published_printed, self.article.published) = self.warned(stated);
            }
        }
    }

    fn warned(&mut self, stated: Stated) -> (String, Option<Moment>) {
        if let Some(warning) = stated.warning.filter(|warning| !self.warnings.contains(warning)) {
            self.warnings.push(warning);
        }
        (stated.printed, stated.moment)
    }

    /// Takes a date just above the headline, or that of the crawler's own line.
    fn take_date_above(&mut self, headline: usize) {
        for at in (headline.saturating_sub(4)..headline).rev() {
            let dated = self.anchor(at).filter(|stamp| stamp.published.is_some());
            if let Some(stamp) = dated {
                self.take_stamp(at, &stamp);
                return;
            }
        }
        let Some((date, _)) = (0..headline).find_map(|at| stamp::header_date(self.text(at))) else { return };
        self.article.published = date.parse().ok();
        self.article.published_printed = date.to_owned();
        self.warnings.push(Warning::DateOfHeaderLine(date.to_owned()));
    }
}

fn same(a: &str, b: &str) -> bool {
    fold_name(a) == fold_name(b)
}
