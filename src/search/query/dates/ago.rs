//! Dates that are counted back from now.

use std::fmt;

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::moment::{Moment, Precision};

/// The most digits of a count.
const MAX_DIGITS: usize = 4;

/// A time before now: so many hours, days, weeks, months or years, up to 9999 of them.
///
/// Hours are counted from the minute. All else is a day: the one that the calendar has so many days, weeks, months or
/// years before today, in the zone of the query; where a month has no such day, its last.
///
/// ```
/// use dateline::{Ago, Query};
///
/// let query = Query::new().word("storm").since_ago(Ago::weeks(2)).on_ago(Ago::days(1));
/// assert_eq!(query.to_string(), "storm after:-2w on:-1d");
/// assert_eq!(Query::from("storm after:-2w on:-1d"), query);
///
/// let query = query.now("2024-03-31T20:00:00Z".parse()?).zone(chrono_tz::Asia::Tokyo);
/// assert_eq!(query.days().from.unwrap().to_string(), "2024-03-31");
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ago {
    count: u16,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const ALL: [(char, Self); 5] =
        [('h', Self::Hour), ('d', Self::Day), ('w', Self::Week), ('m', Self::Month), ('y', Self::Year)];
}

impl Ago {
    /// Makes a time so many hours ago.
    pub fn hours(count: u16) -> Self {
        Self::of(count, Unit::Hour)
    }

    /// Makes a day so many days ago: today, yesterday …
    pub fn days(count: u16) -> Self {
        Self::of(count, Unit::Day)
    }

    /// Makes the day of the week that today is, so many weeks ago.
    pub fn weeks(count: u16) -> Self {
        Self::of(count, Unit::Week)
    }

    /// Makes the day of the month that today is, so many months ago.
    pub fn months(count: u16) -> Self {
        Self::of(count, Unit::Month)
    }

    /// Makes the day of the year that today is, so many years ago.
    pub fn years(count: u16) -> Self {
        Self::of(count, Unit::Year)
    }

    fn of(count: u16, unit: Unit) -> Self {
        Self { count: count.min(9999), unit }
    }

    /// Reads the text that a query has for it; a minus sign or an en dash serves as well as a hyphen.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let typed = text.strip_prefix(['-', '\u{2212}', '\u{2013}'])?;
        let (at, letter) = typed.char_indices().next_back()?;
        let digits = typed.get(..at).filter(|digits| digits.len() <= MAX_DIGITS)?;
        let count = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let unit = Unit::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(&letter))?;
        Some(Self::of(count, unit.1))
    }

    /// Returns the moment that it is, in the years 1 to 9999.
    pub(crate) fn moment(self, now: DateTime<Utc>, zone: Tz) -> Moment {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let (first, last) = (day(1, 1, 1), day(9999, 12, 31));
        let now =
            now.clamp(first.and_time(NaiveTime::MIN).and_utc(), last.and_time(NaiveTime::MIN).and_utc());
        let count = u32::from(self.count);
        let today = now.with_timezone(&zone).date_naive();
        let day = match self.unit {
            Unit::Hour => {
                let at = now.naive_utc() - TimeDelta::hours(count.into());
                return Moment::new(at, Precision::Minute).with_offset(0);
            }
            Unit::Day => today.checked_sub_days(Days::new(count.into())),
            Unit::Week => today.checked_sub_days(Days::new(u64::from(count) * 7)),
            Unit::Month => today.checked_sub_months(Months::new(count)),
            Unit::Year => today.checked_sub_months(Months::new(count * 12)),
        };
        Moment::day(day.unwrap_or(first).clamp(first, last))
    }
}

impl fmt::Display for Ago {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = Unit::ALL.iter().find(|(_, unit)| *unit == self.unit).map_or('d', |(letter, _)| *letter);
        write!(f, "-{}{letter}", self.count)
    }
}

impl Serialize for Ago {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ago {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no time like -7d")))
    }
}
