//! The days, weeks, months or years of a zone, and the number of articles in each.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::model::clock::{is_coarse, time_of_clock};
use crate::model::moment::{Moment, Precision};
use crate::search::exec::matches::Matches;
use crate::search::index::Interruptible;
use crate::search::plan::times::Times;
use crate::search::query::dates::DateLimit;

/// The most buckets of a timeline: 27 years of days.
const MAX_BUCKETS: i64 = 10_000;

/// Length of the buckets of a [`Timeline`](crate::Timeline).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Interval {
    /// A calendar day.
    Day,
    /// A week of ISO 8601, which begins on a Monday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Interval {
    /// The list of all intervals.
    pub const ALL: &[Self] = &[Self::Day, Self::Week, Self::Month, Self::Year];

    /// Returns its name: `day`, `week`, `month` or `year`.
    ///
    /// ```
    /// assert_eq!(dateline::Interval::Month.as_str(), "month");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// A bucket and the clocks that it takes.
pub(crate) struct Span {
    /// Its number among all buckets of the calendar: of two that follow each other, the later has the next one.
    pub(crate) number: i64,
    /// Its day, month or year; the Monday of a week.
    pub(crate) date: Moment,
    pub(crate) times: Times,
}

/// The days, weeks, months or years of a zone.
pub(crate) struct Calendar {
    pub(crate) zone: Tz,
    pub(crate) interval: Interval,
}

impl Calendar {
    /// Returns the bucket that a clock is in.
    pub(crate) fn span_of(&self, clock: i64) -> Span {
        let at = time_of_clock(clock);
        let local =
            if is_coarse(clock) { at.naive_utc() } else { at.with_timezone(&self.zone).naive_local() };
        self.span(self.number(local))
    }

    /// Returns the bucket of a number.
    pub(crate) fn span(&self, number: i64) -> Span {
        let date = Moment::new(self.local(number).unwrap_or_default(), self.precision());
        let times = match self.interval {
            Interval::Week => {
                let next = Moment::new(self.local(number + 1).unwrap_or(date.local()), Precision::Day);
                Times::between(date, next, self.zone)
            }
            _ => Times::on(DateLimit::On(date), self.zone),
        };
        Span { number, date, times }
    }

    fn precision(&self) -> Precision {
        match self.interval {
            Interval::Day | Interval::Week => Precision::Day,
            Interval::Month => Precision::Month,
            Interval::Year => Precision::Year,
        }
    }

    fn number(&self, local: NaiveDateTime) -> i64 {
        let (year, month) = (i64::from(local.year()), i64::from(local.month0()));
        match self.interval {
            Interval::Day => i64::from(local.num_days_from_ce()),
            // The first day of the year 1 was a Monday.
            Interval::Week => (i64::from(local.num_days_from_ce()) - 1).div_euclid(7),
            Interval::Month => year * 12 + month,
            Interval::Year => year,
        }
    }

    /// Returns the time at which the bucket of a number begins.
    fn local(&self, number: i64) -> Option<NaiveDateTime> {
        let first = |year: i64, month: i64| {
            NaiveDate::from_ymd_opt(year.try_into().ok()?, u32::try_from(month).ok()? + 1, 1)
        };
        let day = match self.interval {
            Interval::Day => NaiveDate::from_num_days_from_ce_opt(number.try_into().ok()?),
            Interval::Week => NaiveDate::from_num_days_from_ce_opt((number * 7 + 1).try_into().ok()?),
            Interval::Month => first(number.div_euclid(12), number.rem_euclid(12)),
            Interval::Year => first(number, 0),
        };
        Some(day?.and_time(NaiveTime::MIN))
    }
}

/// Articles counted by the buckets in which they are, from the newest to the oldest.
pub(crate) struct Counted<'c> {
    calendar: &'c Calendar,
    counts: BTreeMap<i64, u64>,
    /// The bucket of the last exact date and that of the last coarse one, with what is not yet in the counts. Near the
    /// ends of a bucket the two differ.
    exact: Option<(Span, u64)>,
    coarse: Option<(Span, u64)>,
    /// Number of the newest bucket.
    newest: i64,
    /// True if there were too many buckets.
    is_cut: bool,
}

impl<'c> Counted<'c> {
    pub(crate) fn new(calendar: &'c Calendar) -> Self {
        Self { calendar, counts: BTreeMap::new(), exact: None, coarse: None, newest: i64::MIN, is_cut: false }
    }

    /// Counts all that matches. Returns false if there would be too many buckets.
    pub(crate) fn count(&mut self, matches: &mut Matches<'_>) -> Interruptible<bool> {
        while let Some(clock) = matches.next()? {
            let older = self.newest.saturating_sub(self.add(clock));
            if older >= MAX_BUCKETS {
                self.is_cut = true;
                // An older clock may be in the newer of two buckets, but not of three.
                if older > MAX_BUCKETS {
                    break;
                }
            }
            matches.advance()?;
        }
        Ok(!self.is_cut)
    }

    /// Counts an article. Returns the number of its bucket.
    pub(crate) fn add(&mut self, clock: i64) -> i64 {
        let current = if is_coarse(clock) { &mut self.coarse } else { &mut self.exact };
        if let Some((span, articles)) = current
            && span.times.holds(clock)
        {
            *articles += 1;
            return span.number;
        }
        let span = self.calendar.span_of(clock);
        let number = span.number;
        self.newest = self.newest.max(number);
        if let Some((before, articles)) = current.replace((span, 1)) {
            *self.counts.entry(before.number).or_default() += articles;
        }
        number
    }

    /// Returns the counts of the buckets that have any, and of too many the latest, down to the earliest of those.
    pub(crate) fn finish(mut self) -> BTreeMap<i64, u64> {
        for (span, articles) in [self.exact, self.coarse].into_iter().flatten() {
            *self.counts.entry(span.number).or_default() += articles;
        }
        if self.is_cut {
            self.counts.entry(self.newest - MAX_BUCKETS + 1).or_default();
        }
        self.counts.retain(|number, _| self.newest.saturating_sub(*number) < MAX_BUCKETS);
        self.counts
    }
}
