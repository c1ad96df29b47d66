//! The clock: the time of publication as the row number of the index.
//!
//! A clock is minutes since 0001-01-01T00:00Z shifted left by 8 bits, plus one of 256 slots of that
//! minute. It orders everything and names nothing: correcting a date moves it.

use chrono::{DateTime, Datelike, Months, Utc};

use super::moment::Precision;
use super::published::Published;

/// Bits of a clock that name the slot.
pub(crate) const SLOT_BITS: u32 = 8;
/// Slots of a minute.
pub(crate) const SLOTS: i64 = 1 << SLOT_BITS;
pub(crate) const MINUTES_OF_A_DAY: i64 = 24 * 60;
const MINUTES_TO_1970: i64 = 719_162 * MINUTES_OF_A_DAY;
const YEARS: std::ops::RangeInclusive<i32> = 1..=4083;

/// Returns the first clock that an article of this instant can have.
pub(crate) fn first_clock(at: DateTime<Utc>) -> i64 {
    let second = at.timestamp().rem_euclid(60);
    (minute_of(at) << SLOT_BITS) + second * SLOTS / 60
}

/// Returns the minute that a clock names, counted from the year 1.
pub(crate) fn minutes_of_clock(clock: i64) -> i64 {
    clock >> SLOT_BITS
}

/// Returns the instant at which the minute of a clock begins.
pub(crate) fn time_of_clock(clock: i64) -> DateTime<Utc> {
    let seconds = (minutes_of_clock(clock) - MINUTES_TO_1970).saturating_mul(60);
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
    /// The slot of that minute that is tried first.
    pub slot: usize,
    /// The first minute of the span.
    pub from: i64,
    /// The minute after the span.
    pub to: i64,
}

impl Place {
    /// Returns the place that a date gives, or `None` where it is outside the years 1 to 4083.
    ///
    /// A date that is known to the day, month or year only is spread over that span by the article's uri, so that
    /// a corpus without times doesn't crowd into one minute.
    pub(crate) fn of(published: &Published, uri: &str) -> Option<Self> {
        if !YEARS.contains(&published.at.year()) {
            return None;
        }
        let minute = minute_of(published.at);
        let Some(length) = span(published) else {
            let second = published.at.timestamp().rem_euclid(60);
            let day = minute - minute.rem_euclid(MINUTES_OF_A_DAY);
            let slot = usize::try_from(second * SLOTS / 60).unwrap_or(0);
            // Where there is no date, the minute is only that in which the article was first seen.
            let from = if published.precision.is_some() { minute } else { day };
            return Some(Self { start: minute, slot, from, to: day + MINUTES_OF_A_DAY });
        };
        let chosen = i64::try_from(fnv1a(uri.as_bytes()) % length.unsigned_abs()).unwrap_or(0);
        Some(Self { start: minute + chosen, slot: 0, from: minute, to: minute + length })
    }

    /// Returns true if a clock is one that an article of this place can have.
    pub(crate) fn holds(&self, clock: i64) -> bool {
        (self.from..self.to).contains(&(clock >> SLOT_BITS))
    }

    /// Returns true if this is exactly midnight UTC, which sources without times print for "that day".
    pub(crate) fn is_midnight(&self) -> bool {
        self.from == self.start && self.slot == 0 && self.start.rem_euclid(MINUTES_OF_A_DAY) == 0
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
