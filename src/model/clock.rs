//! The clock: the time of publication as the row number of the index.
//!
//! A clock is minutes since 0001-01-01T00:00Z shifted left by 12 bits, plus a slot of that minute. The upper half
//! of the slots is for coarse dates, of which only the day, month or year is known: a minute of theirs means
//! nothing but the day. A clock orders everything and names nothing: correcting a date moves it.

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, Utc};

use super::moment::Precision;
use super::published::Published;

/// Bits of a clock that name the slot.
const SLOT_BITS: u32 = 12;
/// Slots of a minute for exact dates, and as many again for coarse ones. It is the bit that tells the two apart.
pub(crate) const SLOTS: i64 = 1 << (SLOT_BITS - 1);
pub(crate) const MINUTES_OF_A_DAY: i64 = 24 * 60;
const MINUTES_TO_1970: i64 = 719_162 * MINUTES_OF_A_DAY;
const YEARS: std::ops::RangeInclusive<i32> = 1..=4083;

/// Returns the first clock that an article of this instant can have.
pub(crate) fn first_clock(at: DateTime<Utc>) -> i64 {
    let second = at.timestamp().rem_euclid(60);
    (minute_of(at) << SLOT_BITS) + second * SLOTS / 60
}

/// Returns the last clock of the minute of an instant.
pub(crate) fn last_clock(at: DateTime<Utc>) -> i64 {
    ((minute_of(at) + 1) << SLOT_BITS) - 1
}

/// Returns the first clock that a coarse date of this day or a later one can have.
pub(crate) fn first_coarse_clock(day: NaiveDate) -> i64 {
    minute_of(day.and_time(NaiveTime::MIN).and_utc()) << SLOT_BITS
}

/// Returns true if the clock is of a coarse date: of its time only the day means anything.
pub(crate) fn is_coarse(clock: i64) -> bool {
    clock & SLOTS != 0
}

/// Returns the minute that a clock names, counted from the year 1.
pub(crate) fn minutes_of_clock(clock: i64) -> i64 {
    clock >> SLOT_BITS
}

/// Returns the instant at which the minute of a clock begins.
pub(crate) fn time_of_clock(clock: i64) -> DateTime<Utc> {
    time_of_minute(minutes_of_clock(clock))
}

/// Returns the instant at which a minute begins, counted from the year 1.
pub(crate) fn time_of_minute(minute: i64) -> DateTime<Utc> {
    let seconds = minute.saturating_sub(MINUTES_TO_1970).saturating_mul(60);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

fn minute_of(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(60) + MINUTES_TO_1970
}

/// The clocks that an article may have: from a slot of one minute on, inside a span of minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The minute that is tried first.
    pub start: i64,
    /// The slot of that minute that is tried first, counted from the first of its half.
    pub slot: i64,
    /// The first minute of the span.
    pub from: i64,
    /// The minute after the span.
    pub to: i64,
    /// True if only the day, month or year is known.
    pub is_coarse: bool,
}

impl Place {
    /// Returns the place that a date gives, or `None` where it is outside the years 1 to 4083.
    ///
    /// A coarse date is spread over its day, month or year, as printed, by the article's uri, so that a corpus without
    /// times doesn't crowd into one minute.
    pub(crate) fn of(published: &Published, uri: &str) -> Option<Self> {
        let begins = if published.is_coarse() { published.local().and_utc() } else { published.at };
        if !YEARS.contains(&begins.year()) {
            return None;
        }
        let minute = minute_of(begins);
        let Some(length) = span(published) else {
            let second = begins.timestamp().rem_euclid(60);
            let day = minute - minute.rem_euclid(MINUTES_OF_A_DAY);
            // Where there is no date, the minute is only that in which the article was first seen.
            let from = if published.precision.is_some() { minute } else { day };
            let (slot, to) = (second * SLOTS / 60, day + MINUTES_OF_A_DAY);
            return Some(Self { start: minute, slot, from, to, is_coarse: false });
        };
        let chosen = i64::try_from(fnv1a(uri.as_bytes()) % length.unsigned_abs()).unwrap_or(0);
        let (start, to) = (minute + chosen, minute + length);
        Some(Self { start, slot: 0, from: minute, to, is_coarse: true })
    }

    /// Returns the clock of a slot of a minute, for a date like this.
    pub(crate) fn clock(&self, minute: i64, slot: i64) -> i64 {
        let half = if self.is_coarse { SLOTS } else { 0 };
        (minute << SLOT_BITS) + half + slot
    }

    /// Returns true if a clock is one that an article of this place can have.
    pub(crate) fn holds(&self, clock: i64) -> bool {
        (self.from..self.to).contains(&minutes_of_clock(clock)) && is_coarse(clock) == self.is_coarse
    }

    /// Returns true if this is exactly midnight UTC, which sources without times print for "that day".
    pub(crate) fn is_midnight(&self) -> bool {
        !self.is_coarse && self.slot == 0 && self.start.rem_euclid(MINUTES_OF_A_DAY) == 0
    }
}

/// Returns the minutes in the day, month or year that the date names; `None` for a time of day.
fn span(published: &Published) -> Option<i64> {
    let first = published.local();
    let months = match published.precision? {
        Precision::Day => return Some(MINUTES_OF_A_DAY),
        Precision::Month => 1,
        Precision::Year => 12,
        Precision::Minute | Precision::Second => return None,
    };
    let next = first.checked_add_months(Months::new(months))?;
    Some((next - first).num_minutes())
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
