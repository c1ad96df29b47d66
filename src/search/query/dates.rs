//! Dates of a query, and the span of time they leave.

use chrono::{DateTime, Datelike, Days, MappedLocalTime, Months, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::model::clock::MINUTES_OF_A_DAY;
use crate::model::moment::{Moment, Precision};

/// A condition on the time of publication.
///
/// A moment without an offset is local time in the query's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateLimit {
    /// `after:` from the start of the date on; the date itself is included.
    Since(Moment),
    /// `before:` up to the start of the date; the date itself is left out.
    Until(Moment),
    /// `on:` the whole of the date: a year, a month, a day, a minute or a second.
    On(Moment),
}

/// A span of time that begins with `from` and ends before `to`; `None` is open.
///
/// It holds nothing if `from` is not before `to`.
///
/// ```
/// use dateline::Query;
///
/// let span = Query::from("on:2018-11-04").zone(chrono_tz::America::Sao_Paulo).range();
/// // The clocks went from 00:00 to 01:00: the day began at 01:00 and had 23 hours.
/// assert_eq!(span.from.unwrap().to_rfc3339(), "2018-11-04T03:00:00+00:00");
/// assert_eq!(span.to.unwrap().to_rfc3339(), "2018-11-05T02:00:00+00:00");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimeRange {
    /// The first instant.
    pub from: Option<DateTime<Utc>>,
    /// The first instant after it.
    pub to: Option<DateTime<Utc>>,
}

impl DateLimit {
    /// Returns true if the moment is one that a query can spell: in the years 1 to 9999, with an offset of less
    /// than a day.
    pub(crate) fn can_be_spelled(&self) -> bool {
        let at = self.moment();
        let offset = at.offset_minutes().map_or(0, i32::unsigned_abs);
        (1..=9999).contains(&at.local().year()) && i64::from(offset) < MINUTES_OF_A_DAY
    }

    pub(crate) fn moment(&self) -> Moment {
        match *self {
            Self::Since(at) | Self::Until(at) | Self::On(at) => at,
        }
    }

    pub(crate) fn keyword(&self) -> &'static str {
        match self {
            Self::Since(_) => "after",
            Self::Until(_) => "before",
            Self::On(_) => "on",
        }
    }

    pub(crate) fn range(self, zone: Tz) -> TimeRange {
        match self {
            Self::Since(at) => TimeRange { from: Some(start(at, zone)), to: None },
            Self::Until(at) => TimeRange { from: None, to: Some(start(at, zone)) },
            Self::On(at) => TimeRange { from: Some(start(at, zone)), to: Some(end(at, zone)) },
        }
    }
}

/// Returns the span that satisfies every limit.
pub(crate) fn range(limits: &[DateLimit], zone: Tz) -> TimeRange {
    limits.iter().map(|limit| limit.range(zone)).fold(TimeRange::default(), |all, one| TimeRange {
        from: all.from.max(one.from),
        to: match (all.to, one.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        },
    })
}

fn start(at: Moment, zone: Tz) -> DateTime<Utc> {
    instant(at.local(), at.offset_minutes(), zone)
}

/// Returns the instant at which a moment ends. A minute or second lasts as long as its name says, even one
/// that the clocks repeat or skip; the longer spans end where the next one starts.
fn end(at: Moment, zone: Tz) -> DateTime<Utc> {
    let local = at.local();
    let next = match at.precision() {
        Precision::Year => local.checked_add_months(Months::new(12)),
        Precision::Month => local.checked_add_months(Months::new(1)),
        Precision::Day => local.checked_add_days(Days::new(1)),
        Precision::Minute => return start(at, zone) + TimeDelta::minutes(1),
        Precision::Second => return start(at, zone) + TimeDelta::seconds(1),
    };
    instant(next.unwrap_or(local), at.offset_minutes(), zone)
}

/// Returns the first instant at which clocks show `local` or, where they skip it, something later.
fn instant(local: NaiveDateTime, offset: Option<i32>, zone: Tz) -> DateTime<Utc> {
    match local.year() {
        ..0 => return DateTime::UNIX_EPOCH - TimeDelta::days(366 * 1970),
        10_001.. => return DateTime::UNIX_EPOCH + TimeDelta::days(366 * 8030),
        _ => {}
    }
    if let Some(minutes) = offset {
        return (local - TimeDelta::minutes(minutes.into())).and_utc();
    }
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc(),
        MappedLocalTime::None => end_of_gap(local, zone),
    }
}

/// Returns the instant at which the clocks of `zone` jump over `local`.
fn end_of_gap(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    // No offset reaches 24 hours and no jump is longer, so the instant is within two days.
    let (mut before, mut after) = (-48 * 3600, 48 * 3600);
    let at = |seconds: i64| local.and_utc() + TimeDelta::seconds(seconds);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if at(middle).with_timezone(&zone).naive_local() < local {
            before = middle;
        } else {
            after = middle;
        }
    }
    at(after)
}
