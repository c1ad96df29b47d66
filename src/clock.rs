//! The clock: the time of publication as the row number of the index.
//!
//! A clock is minutes since 0001-01-01T00:00Z shifted left by 8 bits, plus one of 256 slots of that
//! minute. It orders everything and names nothing: correcting a date moves it.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Months, Utc};

use crate::{Precision, Published, Result, Snapshot};

const SLOT_BITS: u32 = 8;
const SLOTS: i64 = 1 << SLOT_BITS;
const DAY: i64 = 24 * 60;
const MINUTES_TO_1970: i64 = 719_162 * DAY;
const YEARS: std::ops::RangeInclusive<i32> = 1..=4083;

/// The first clock that an article of this instant can have.
pub(crate) fn first_clock(at: DateTime<Utc>) -> i64 {
    let second = at.timestamp().rem_euclid(60);
    (minute_of(at) << SLOT_BITS) + second * SLOTS / 60
}

/// The minute that a clock names, counted from the year 1.
pub(crate) fn minutes_of_clock(clock: i64) -> i64 {
    clock >> SLOT_BITS
}

/// When the minute of a clock begins.
pub(crate) fn time_of_clock(clock: i64) -> DateTime<Utc> {
    let seconds = (minutes_of_clock(clock) - MINUTES_TO_1970).saturating_mul(60);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

fn minute_of(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(60) + MINUTES_TO_1970
}

/// Where an article may stand: from a slot of one minute on, inside a span of minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    start: i64,
    slot: usize,
    from: i64,
    to: i64,
}

impl Place {
    /// The place that a date gives, or `None` where it is outside the years 1 to 4083.
    ///
    /// What is known to the day, month or year only is spread over that span by its uri, so that a
    /// corpus without times doesn't crowd into one minute.
    pub(crate) fn of(published: &Published, uri: &str) -> Option<Self> {
        if !YEARS.contains(&published.at.year()) {
            return None;
        }
        let minute = minute_of(published.at);
        let Some(length) = span(published) else {
            let second = published.at.timestamp().rem_euclid(60);
            let day = minute - minute.rem_euclid(DAY);
            let slot = usize::try_from(second * SLOTS / 60).unwrap_or(0);
            // Where there is no date, the minute is only that in which the article was first seen.
            let from = if published.precision.is_some() { minute } else { day };
            return Some(Self { start: minute, slot, from, to: day + DAY });
        };
        let chosen = i64::try_from(fnv1a(uri.as_bytes()) % length.unsigned_abs()).unwrap_or(0);
        Some(Self { start: minute + chosen, slot: 0, from: minute, to: minute + length })
    }

    /// Whether a clock is one that an article of this place can have.
    pub(crate) fn holds(&self, clock: i64) -> bool {
        (self.from..self.to).contains(&(clock >> SLOT_BITS))
    }

    /// Whether this is exactly midnight UTC, which sources without times print for "that day".
    pub(crate) fn is_midnight(&self) -> bool {
        self.from == self.start && self.slot == 0 && self.start.rem_euclid(DAY) == 0
    }
}

/// Minutes in the day, month or year that the date names; `None` for a time of day.
fn span(published: &Published) -> Option<i64> {
    let first = published.local();
    let months = match published.precision? {
        Precision::Day => return Some(DAY),
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

/// Which slots are taken, as far as a batch has looked; it takes each minute from the archive once.
#[derive(Default)]
pub(crate) struct Slots {
    taken: HashMap<i64, [u64; 4]>,
    after_full: HashMap<i64, i64>,
}

impl Slots {
    /// Takes the first free slot of a place; `None` where it has none left.
    pub(crate) fn take(&mut self, snapshot: &Snapshot<'_>, place: Place) -> Result<Option<i64>> {
        if let Some(clock) = self.take_between(snapshot, place.start, place.slot, place.to)? {
            return Ok(Some(clock));
        }
        self.take_between(snapshot, place.from, 0, place.start)
    }

    /// Whether the minute in which a place begins has no slot left.
    pub(crate) fn is_full(&mut self, snapshot: &Snapshot<'_>, place: Place) -> Result<bool> {
        Ok(self.minute(snapshot, place.start)?.iter().all(|bits| *bits == u64::MAX))
    }

    fn take_between(
        &mut self,
        snapshot: &Snapshot<'_>,
        start: i64,
        slot: usize,
        to: i64,
    ) -> Result<Option<i64>> {
        let mut minute = start;
        while minute < to {
            let first = if minute == start { slot } else { 0 };
            let taken = self.minute(snapshot, minute)?;
            if let Some(free) = first_free(taken, first) {
                taken[free / 64] |= 1 << (free % 64);
                return Ok(Some((minute << SLOT_BITS) + free as i64));
            }
            if first == 0 {
                self.after_full.insert(minute, minute + 1);
            }
            minute = self.next_open(minute + 1);
        }
        Ok(None)
    }

    fn minute(&mut self, snapshot: &Snapshot<'_>, minute: i64) -> Result<&mut [u64; 4]> {
        use std::collections::hash_map::Entry;
        match self.taken.entry(minute) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => Ok(entry.insert(stored(snapshot, minute)?)),
        }
    }

    /// The first minute from this one on that is not known to be full.
    fn next_open(&mut self, minute: i64) -> i64 {
        let mut open = minute;
        while let Some(next) = self.after_full.get(&open) {
            open = *next;
        }
        let mut full = minute;
        while let Some(next) = self.after_full.get_mut(&full) {
            full = std::mem::replace(next, open);
        }
        open
    }
}

fn stored(snapshot: &Snapshot<'_>, minute: i64) -> Result<[u64; 4]> {
    let first = minute << SLOT_BITS;
    let clocks = snapshot.rows(
        "SELECT clock FROM article_text WHERE clock >= ?1 AND clock < ?2",
        [first, first + SLOTS],
        |row| row.get::<_, i64>("clock"),
    )?;
    let mut taken = [0; 4];
    for slot in clocks.iter().map(|clock| (clock - first) as usize) {
        taken[slot / 64] |= 1 << (slot % 64);
    }
    Ok(taken)
}

fn first_free(taken: &[u64; 4], first: usize) -> Option<usize> {
    (first..SLOTS as usize).find(|slot| taken[slot / 64] & (1 << (slot % 64)) == 0)
}
