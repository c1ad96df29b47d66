//! Dates and times, as exactly as a source says them.

mod parse;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::words::words;

words! {
    /// The part of a date that its source gave.
    #[derive(PartialOrd, Ord)]
    Precision {
        /// The year only: `2023`.
        Year = "year"
        /// Year and month: `2023-04`.
        Month = "month"
        /// A calendar day: `2023-04-29`.
        Day = "day"
        /// To the minute: `2023-04-29T22:31`.
        Minute = "minute"
        /// To the second: `2023-04-29T22:31:07`.
        Second = "second"
    }
}

/// A point in local time with the precision, and the offset from UTC, that its source gave.
///
/// A news page that prints "APRIL 29, 2023 22:31" gives neither seconds nor a zone, and a moment
/// says just that; which instant it stands for is decided when the article is saved (see
/// [`ZoneBasis`](crate::ZoneBasis)). In text, and in JSON, it is RFC 3339 cut where the knowledge
/// ends. Dates of feeds and mail (RFC 2822) and offsets as other programs print them are read too:
///
/// ```
/// use dateline::{Moment, Precision};
///
/// let printed: Moment = "2023-04-29T22:31".parse()?;
/// assert_eq!(printed.precision(), Precision::Minute);
/// assert_eq!(printed.offset_minutes(), None);
///
/// let exact: Moment = "2023-04-29T22:31:00+03:00".parse()?;
/// assert_eq!(exact.offset_minutes(), Some(180));
///
/// let vague: Moment = "2023-04".parse()?;
/// assert_eq!(vague.to_string(), "2023-04");
///
/// for text in ["Sat, 29 Apr 2023 22:31:00 +0300", "2023-04-29 22:31:00 +0300"] {
///     assert_eq!(text.parse::<Moment>()?, exact);
/// }
/// # Ok::<(), dateline::InvalidMoment>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    local: NaiveDateTime,
    offset: Option<i32>,
    precision: Precision,
}

impl Moment {
    /// Makes a moment of local time to `precision`; whatever is finer is set to its first value.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use dateline::{Moment, Precision};
    ///
    /// let noon = NaiveDate::from_ymd_opt(2023, 4, 29).unwrap().and_hms_opt(12, 0, 0).unwrap();
    /// assert_eq!(Moment::new(noon, Precision::Month).to_string(), "2023-04");
    /// ```
    pub fn new(local: NaiveDateTime, precision: Precision) -> Self {
        let date = local.date();
        let date = match precision {
            Precision::Year => date.with_month(1).and_then(|d| d.with_day(1)),
            Precision::Month => date.with_day(1),
            _ => Some(date),
        }
        .unwrap_or(date);
        let time = local.time();
        let seconds = match precision {
            Precision::Second => time.num_seconds_from_midnight(),
            Precision::Minute => time.num_seconds_from_midnight() / 60 * 60,
            _ => 0,
        };
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
        Self { local: date.and_time(time), offset: None, precision }
    }

    /// Makes a calendar day.
    pub fn day(date: NaiveDate) -> Self {
        Self::new(date.and_time(chrono::NaiveTime::MIN), Precision::Day)
    }

    /// Makes the same local time, said to be `minutes` east of UTC.
    pub fn with_offset(self, minutes: i32) -> Self {
        Self { offset: Some(minutes), ..self }
    }

    /// Returns the local time; the parts finer than [`precision`](Self::precision) are at their first value.
    pub fn local(&self) -> NaiveDateTime {
        self.local
    }

    /// Returns the minutes east of UTC, if the source gave an offset.
    pub fn offset_minutes(&self) -> Option<i32> {
        self.offset
    }

    /// Returns the seconds since 1970 of its first instant; in UTC where the source gave no offset.
    pub(crate) fn instant(self) -> i64 {
        let offset = Duration::minutes(self.offset.unwrap_or(0).into());
        self.local.checked_sub_signed(offset).unwrap_or(self.local).and_utc().timestamp()
    }

    /// Returns the part of the date that the source gave.
    pub fn precision(&self) -> Precision {
        self.precision
    }
}

impl<Tz: chrono::TimeZone> From<DateTime<Tz>> for Moment {
    /// Converts to the second, with the offset of `at`.
    fn from(at: DateTime<Tz>) -> Self {
        use chrono::Offset;
        let offset = at.offset().fix().local_minus_utc() / 60;
        Self::new(at.naive_local(), Precision::Second).with_offset(offset)
    }
}

/// The text is not a date or time that a [`Moment`] can hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a date or time such as 2023-04-29T22:31:00+03:00, 2023-04-29T22:31, 2023-04-29, 2023-04, 2023 \
     or Sat, 29 Apr 2023 22:31:00 +0300"
)]
pub struct InvalidMoment(String);

impl FromStr for Moment {
    type Err = InvalidMoment;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse::parse(text.trim()).ok_or_else(|| InvalidMoment(text.chars().take(60).collect()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.precision {
            Precision::Year => return write!(f, "{:04}", self.local.year()),
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
            Precision::Minute => "%Y-%m-%dT%H:%M",
            Precision::Second => "%Y-%m-%dT%H:%M:%S",
        };
        write!(f, "{}", self.local.format(format))?;
        match self.offset {
            Some(offset) if self.precision >= Precision::Minute => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.unsigned_abs() / 60, offset.unsigned_abs() % 60)
            }
            _ => Ok(()),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
