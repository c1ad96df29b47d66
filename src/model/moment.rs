//! When something was published, as exactly as its source says it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How much of a date its source gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The year only: `2023`.
    Year,
    /// Year and month: `2023-04`.
    Month,
    /// A calendar day: `2023-04-29`.
    Day,
    /// To the minute: `2023-04-29T22:31`.
    Minute,
    /// To the second: `2023-04-29T22:31:07`.
    Second,
}

/// A point in local time with the precision, and the offset from UTC, that its source gave.
///
/// A news page that prints "APRIL 29, 2023 22:31" gives neither seconds nor a zone, and a moment
/// says just that; which instant it stands for is decided when the article is saved (see
/// [`ZoneBasis`](crate::ZoneBasis)). In text, and in JSON, it is RFC 3339 cut where the knowledge
/// ends:
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
/// # Ok::<(), dateline::InvalidMoment>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    local: NaiveDateTime,
    offset: Option<i32>,
    precision: Precision,
}

impl Moment {
    /// A moment of local time to `precision`; whatever is finer is set to its first value.
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

    /// A calendar day.
    pub fn day(date: NaiveDate) -> Self {
        Self::new(date.and_time(chrono::NaiveTime::MIN), Precision::Day)
    }

    /// The same local time, said to be `minutes` east of UTC.
    pub fn with_offset(self, minutes: i32) -> Self {
        Self { offset: Some(minutes), ..self }
    }

    /// The local time; the parts finer than [`precision`](Self::precision) are at their first value.
    pub fn local(&self) -> NaiveDateTime {
        self.local
    }

    /// Minutes east of UTC, if the source gave an offset.
    pub fn offset_minutes(&self) -> Option<i32> {
        self.offset
    }

    /// How much of the date the source gave.
    pub fn precision(&self) -> Precision {
        self.precision
    }
}

impl<Tz: chrono::TimeZone> From<DateTime<Tz>> for Moment {
    /// To the second, with the offset of `at`.
    fn from(at: DateTime<Tz>) -> Self {
        use chrono::Offset;
        let offset = at.offset().fix().local_minus_utc() / 60;
        Self::new(at.naive_local(), Precision::Second).with_offset(offset)
    }
}

/// The text is not a date or time that a [`Moment`] can hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a date or time such as 2023-04-29T22:31:00+03:00, 2023-04-29T22:31, 2023-04-29, 2023-04 or 2023"
)]
pub struct InvalidMoment(String);

impl FromStr for Moment {
    type Err = InvalidMoment;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.trim()).ok_or_else(|| InvalidMoment(text.chars().take(60).collect()))
    }
}

fn parse(text: &str) -> Option<Moment> {
    if let Ok(exact) = DateTime::<FixedOffset>::parse_from_rfc3339(text) {
        return Some(exact.into());
    }
    let utc = text.strip_suffix(['Z', 'z']);
    if let Some(at) = utc.and_then(|t| NaiveDateTime::parse_from_str(t, "%Y-%m-%dT%H:%M").ok()) {
        return Some(Moment::new(at, Precision::Minute).with_offset(0));
    }
    for format in ["%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M%z"] {
        if let Ok(at) = DateTime::<FixedOffset>::parse_from_str(text, format) {
            let moment = Moment::from(at);
            return Some(Moment { precision: Precision::Minute, ..moment });
        }
    }
    for (format, precision) in [
        ("%Y-%m-%dT%H:%M:%S%.f", Precision::Second),
        ("%Y-%m-%d %H:%M:%S%.f", Precision::Second),
        ("%Y-%m-%dT%H:%M", Precision::Minute),
        ("%Y-%m-%d %H:%M", Precision::Minute),
    ] {
        if let Ok(at) = NaiveDateTime::parse_from_str(text, format) {
            return Some(Moment::new(at, precision));
        }
    }
    let mut parts = text.splitn(3, '-').map(number);
    let (year, month, day) = (parts.next()??, parts.next(), parts.next());
    let first = NaiveDate::from_ymd_opt(year as i32, 1, 1)?.and_time(chrono::NaiveTime::MIN);
    match (month, day) {
        (None, _) => Some(Moment::new(first, Precision::Year)),
        (Some(month), None) => Some(Moment::new(first.with_month(month?)?, Precision::Month)),
        (Some(month), Some(day)) => {
            Some(Moment::new(first.with_month(month?)?.with_day(day?)?, Precision::Day))
        }
    }
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
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
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
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
