//! Dates of a query, and the span of time they leave.

pub(crate) mod ago;

use chrono::{
    DateTime, Datelike, Days, MappedLocalTime, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::model::clock::MINUTES_OF_A_DAY;
use crate::model::moment::{Moment, Precision};
use crate::search::query::dates::ago::Ago;

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
    /// `after:` likewise, from a time before the query's [`now`](crate::Query::now) on. Without a `now` it is ignored, with
    /// [`Note::NoNow`](crate::Note::NoNow), as those below are.
    SinceAgo(Ago),
    /// `before:` likewise, up to a time before now.
    UntilAgo(Ago),
    /// `on:` a day before now, or a minute.
    OnAgo(Ago),
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

/// A span of calendar days that begins with `from` and ends before `to`; `None` is open.
///
/// It is what the dates of a query leave of the articles of which only the day, month or year is known: those are of
/// the day that was printed, in every zone.
///
/// ```
/// use dateline::Query;
///
/// let query = Query::from("on:2018-11").zone(chrono_tz::America::Sao_Paulo);
/// let days = query.days();
/// assert_eq!((days.from.unwrap().to_string(), days.to.unwrap().to_string()), ("2018-11-01".into(), "2018-12-01".into()));
/// // Within a day there is nothing of which no more than the day is known.
/// let days = Query::from("on:2018-11-04T10:30").days();
/// assert_eq!(days.from, days.to);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DayRange {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day after it.
    pub to: Option<NaiveDate>,
}

impl DateLimit {
    /// Returns true if the date is one that a query can spell: in the years 1 to 9999, with an offset of less
    /// than a day.
    pub(crate) fn can_be_spelled(&self) -> bool {
        let Some(at) = self.moment() else { return true };
        let offset = at.offset_minutes().map_or(0, i32::unsigned_abs);
        (1..=9999).contains(&at.local().year()) && i64::from(offset) < MINUTES_OF_A_DAY
    }

    /// Returns the moment, if it is none before now.
    fn moment(&self) -> Option<Moment> {
        match *self {
            Self::Since(at) | Self::Until(at) | Self::On(at) => Some(at),
            Self::SinceAgo(_) | Self::UntilAgo(_) | Self::OnAgo(_) => None,
        }
    }

    /// Returns the date as a query spells it, without its keyword.
    pub(crate) fn date(&self) -> String {
        match self {
            Self::Since(at) | Self::Until(at) | Self::On(at) => at.to_string(),
            Self::SinceAgo(ago) | Self::UntilAgo(ago) | Self::OnAgo(ago) => ago.to_string(),
        }
    }

    pub(crate) fn keyword(&self) -> &'static str {
        match self {
            Self::Since(_) | Self::SinceAgo(_) => "after",
            Self::Until(_) | Self::UntilAgo(_) => "before",
            Self::On(_) | Self::OnAgo(_) => "on",
        }
    }

    /// Returns the same with a moment in place of a time before now; `None` if it isn't known when now is.
    pub(crate) fn resolved(self, now: Option<DateTime<Utc>>, zone: Tz) -> Option<Self> {
        Some(match self {
            Self::SinceAgo(ago) => Self::Since(ago.moment(now?, zone)),
            Self::UntilAgo(ago) => Self::Until(ago.moment(now?, zone)),
            Self::OnAgo(ago) => Self::On(ago.moment(now?, zone)),
            limit => limit,
        })
    }

    /// Returns the days that it leaves. A time of day stands for the beginning of its day, so that of two spans that
    /// meet in it only one has the day.
    pub(crate) fn days(self) -> DayRange {
        let Some(at) = self.moment() else { return DayRange::default() };
        let day = Some(at.local().date());
        match self {
            Self::Since(_) => DayRange { from: day, to: None },
            Self::Until(_) => DayRange { from: None, to: day },
            Self::On(at) if at.precision() <= Precision::Day => {
                DayRange { from: day, to: next(at).map(|next| next.date()) }
            }
            _ => DayRange { from: day, to: day },
        }
    }

    pub(crate) fn range(self, zone: Tz) -> TimeRange {
        match self {
            Self::Since(at) => TimeRange { from: Some(start(at, zone)), to: None },
            Self::Until(at) => TimeRange { from: None, to: Some(start(at, zone)) },
            Self::On(at) => TimeRange { from: Some(start(at, zone)), to: Some(end(at, zone)) },
            Self::SinceAgo(_) | Self::UntilAgo(_) | Self::OnAgo(_) => TimeRange::default(),
        }
    }
}

/// Returns the span that satisfies every limit.
pub(crate) fn range(limits: &[DateLimit], zone: Tz) -> TimeRange {
    limits.iter().map(|limit| limit.range(zone)).fold(TimeRange::default(), |all, one| TimeRange {
        from: all.from.max(one.from),
        to: least(all.to, one.to),
    })
}

/// Returns the days that satisfy every limit.
pub(crate) fn days(limits: &[DateLimit]) -> DayRange {
    limits.iter().map(|limit| limit.days()).fold(DayRange::default(), |all, one| DayRange {
        from: all.from.max(one.from),
        to: least(all.to, one.to),
    })
}

/// Returns the lesser of two ends, of which `None` is open.
fn least<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn start(at: Moment, zone: Tz) -> DateTime<Utc> {
    instant(at.local(), at.offset_minutes(), zone)
}

/// Returns the instant at which a moment ends. A minute or second lasts as long as its name says, even one
/// that the clocks repeat or skip; the longer spans end where the next one starts.
fn end(at: Moment, zone: Tz) -> DateTime<Utc> {
    match at.precision() {
        Precision::Minute => start(at, zone) + TimeDelta::minutes(1),
        Precision::Second => start(at, zone) + TimeDelta::seconds(1),
        _ => instant(next(at).unwrap_or(at.local()), at.offset_minutes(), zone),
    }
}

/// Returns the beginning of the next year, month or day; `None` where the calendar ends.
fn next(at: Moment) -> Option<NaiveDateTime> {
    match at.precision() {
        Precision::Year => at.local().checked_add_months(Months::new(12)),
        Precision::Month => at.local().checked_add_months(Months::new(1)),
        _ => at.local().checked_add_days(Days::new(1)),
    }
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
