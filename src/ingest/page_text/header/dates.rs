//! The dates and bylines of the header, and the date of publication where the page leaves it open.

use chrono::NaiveDate;

use crate::ingest::date::printed::time_of_day;
use crate::ingest::page_text::page::Page;
use crate::ingest::page_text::stamp::{Stamp, Stated, header_date};
use crate::ingest::reading::Field;
use crate::ingest::warning::Warning;
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::{CreditKind, NewCredit};
use crate::text::fold_name;

/// Lines above the headline in which a date of its own stands.
const ABOVE: usize = 4;
/// Lines below the body in which a date or a byline stands where the header has none.
const BELOW: usize = 6;
/// Days by which the crawler may come after publication.
const LATE: i64 = 3;

impl Page<'_> {
    /// Takes a line's dates and byline. What it says besides, or again, keeps it among the unparsed too.
    pub(super) fn take_stamp(&mut self, at: usize, stamp: &Stamp) {
        let again = stamp.published.is_some() && self.article.published.is_some();
        if stamp.more || again {
            self.partly.insert(at);
        }
        let byline = stamp.byline.clone().filter(|(_, credits)| self.goes_on_with_names(at, credits));
        if let Some((printed, credits)) = byline {
            self.add_byline(&printed, credits);
            self.claim(at, Field::Byline);
        }
        if let Some(stated) = stamp.published.clone() {
            self.claim(at, Field::Published);
            if self.article.published.is_none() {
                (self.article.published_printed, self.article.published) = self.warned(stated);
            }
        }
        if let Some(stated) = stamp.modified.clone() {
            if stamp.published.is_none() {
                self.claim(at, Field::Modified);
            }
            self.take_update(at, stated);
        }
    }

    /// Returns true for the first byline, and for one right below it that says so: others belong to what the text is put
    /// together from.
    fn goes_on_with_names(&self, at: usize, credits: &[NewCredit]) -> bool {
        let above = at.checked_sub(1).and_then(|above| self.fields.get(above));
        let is_said = credits.iter().any(|credit| credit.kind != CreditKind::Unknown);
        self.article.byline.is_empty()
            || is_said && matches!(above, Some(Field::Byline | Field::Published | Field::Modified))
    }

    fn take_update(&mut self, at: usize, stated: Stated) {
        let on_day = self.on_day_of_publication(&stated.printed);
        let printed = stated.printed.clone();
        let moment = if on_day.is_some() { on_day } else { self.warned(stated).1 };
        if moment.is_none() {
            self.partly.insert(at);
        }
        if self.article.modified.is_none() {
            self.article.modified = moment;
            self.update_printed = printed;
        }
    }

    /// Reads `9:02 pm`: an update on the day of publication.
    fn on_day_of_publication(&self, printed: &str) -> Option<Moment> {
        let published = self.article.published?;
        let (hour, minute) = time_of_day(printed)?;
        let local = published.local().date().and_hms_opt(hour, minute, 0)?;
        let moment = Moment::new(local, Precision::Minute);
        Some(published.offset_minutes().map_or(moment, |minutes| moment.with_offset(minutes)))
    }

    pub(super) fn add_byline(&mut self, printed: &str, credits: Vec<NewCredit>) {
        let is_new = |name: &str, page: &Self| {
            !page.article.credits.iter().any(|old| fold_name(&old.name) == fold_name(name))
        };
        for credit in credits {
            if is_new(&credit.name, self) {
                self.article.credits.push(credit);
            }
        }
        if self.article.byline.is_empty() {
            self.article.byline = printed.to_owned();
        } else if !self.article.byline.contains(printed) {
            self.article.byline = format!("{}\n{printed}", self.article.byline);
        }
    }

    /// Returns a date as printed and as read. Of two readings the one stands that the crawler's date agrees with.
    fn warned(&mut self, stated: Stated) -> (String, Option<Moment>) {
        if let Some(moment) = stated.readings.and_then(|readings| settled(readings, self.crawled()?)) {
            return (stated.printed, Some(moment));
        }
        if let Some(warning) = stated.warning.filter(|warning| !self.warnings.contains(warning)) {
            self.warnings.push(warning);
        }
        (stated.printed, stated.moment)
    }

    /// Returns the day of the crawler's line.
    fn crawled(&self) -> Option<NaiveDate> {
        let (date, _) = self.crawler_date()?;
        date.parse::<Moment>().ok().map(|moment| moment.local().date())
    }

    fn crawler_date(&self) -> Option<(&str, &str)> {
        (0..self.lines.len().min(3)).find_map(|at| header_date(self.text(at)))
    }

    /// Takes a date just above the headline.
    pub(super) fn take_dates_above(&mut self, headline: usize) {
        if self.article.published.is_some() || !self.article.published_printed.is_empty() {
            return;
        }
        for at in (headline.saturating_sub(ABOVE)..headline).rev() {
            if let Some(stamp) = self.anchor(at).filter(|stamp| stamp.published.is_some()) {
                self.take_stamp(at, stamp);
                return;
            }
        }
    }

    /// Takes what the header left open from what stands right below the body, and else the date of an update or of the
    /// crawler's line.
    pub fn complete_header(&mut self, end: usize) {
        for at in end..(end + BELOW).min(self.lines.len()) {
            let is_free = self.fields.get(at) == Some(&Field::Unparsed);
            let Some(stamp) = self.anchor(at).filter(|stamp| is_free && stamp.labelled) else { continue };
            let is_missed = stamp.published.is_some() && self.article.published.is_none()
                || stamp.byline.is_some() && self.article.byline.is_empty();
            if is_missed {
                self.take_stamp(at, stamp);
            }
        }
        if self.article.published.is_none() {
            self.take_other_date();
        }
    }

    fn take_other_date(&mut self) {
        let (moment, printed, warning): (Option<Moment>, String, fn(String) -> Warning) =
            match (self.article.modified, self.crawler_date()) {
                (Some(moment), _) => (Some(moment), self.update_printed.clone(), Warning::DateOfUpdate),
                (None, Some((date, _))) => (date.parse().ok(), date.to_owned(), Warning::DateOfHeaderLine),
                (None, None) => return,
            };
        self.article.published = moment;
        if self.article.published_printed.is_empty() {
            self.article.published_printed = printed.clone();
        }
        self.warnings.push(warning(printed));
    }
}

/// Returns the reading that is the crawler's day or just before it, if the other isn't.
fn settled(readings: [Moment; 2], crawled: NaiveDate) -> Option<Moment> {
    let fits = |moment: &&Moment| (-1..=LATE).contains(&(crawled - moment.local().date()).num_days());
    let mut fitting = readings.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(moment), None) => Some(*moment),
        _ => None,
    }
}
