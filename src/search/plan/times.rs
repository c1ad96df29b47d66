//! The clocks that dates leave.

use std::ops::Range;

use crate::model::clock::{first_clock, first_coarse_clock, is_coarse};
use crate::model::moment::Moment;
use crate::search::query::dates::{DateLimit, DayRange, TimeRange};
use chrono_tz::Tz;

/// The clocks of a span of time: those of exact dates by the instants of a zone, those of coarse ones by the calendar.
///
/// The two spans differ by the zone's offset from UTC, so that only near their ends does it matter which one a clock
/// is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    exact: Range<i64>,
    coarse: Range<i64>,
}

impl Times {
    pub(crate) fn of(range: TimeRange, days: DayRange) -> Self {
        Self {
            exact: range.from.map_or(0, first_clock).max(0)..range.to.map_or(i64::MAX, first_clock),
            coarse: days.from.map_or(0, first_coarse_clock).max(0)
                ..days.to.map_or(i64::MAX, first_coarse_clock),
        }
    }

    /// Returns those of a year, month or day in a zone.
    pub(crate) fn on(limit: DateLimit, zone: Tz) -> Self {
        Self::of(limit.range(zone), limit.days())
    }

    /// Returns those from the start of one date to that of another in a zone.
    pub(crate) fn between(from: Moment, to: Moment, zone: Tz) -> Self {
        let (since, until) = (DateLimit::Since(from), DateLimit::Until(to));
        let range = TimeRange { from: since.range(zone).from, to: until.range(zone).to };
        Self::of(range, DayRange { from: since.days().from, to: until.days().to })
    }

    pub(crate) fn holds(&self, clock: i64) -> bool {
        self.like(clock).contains(&clock)
    }

    /// Returns the span against which a clock is held.
    fn like(&self, clock: i64) -> &Range<i64> {
        if is_coarse(clock) { &self.coarse } else { &self.exact }
    }

    /// Returns true if the clock is no earlier than the beginning of the span.
    pub(crate) fn begins_by(&self, clock: i64) -> bool {
        clock >= self.like(clock).start
    }

    /// Returns true if the clock is behind the span.
    pub(crate) fn ends_by(&self, clock: i64) -> bool {
        clock >= self.like(clock).end
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.coarse.is_empty()
    }

    /// Returns the span in which all of these clocks are.
    pub(crate) fn hull(&self) -> Range<i64> {
        let both = [&self.exact, &self.coarse].into_iter().filter(|span| !span.is_empty());
        let all = both.cloned().reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        all.unwrap_or(0..0)
    }

    /// Returns the clocks between the two beginnings.
    pub(crate) fn beginnings(&self) -> Range<i64> {
        between(self.exact.start, self.coarse.start)
    }

    /// Returns the clocks between the two ends.
    pub(crate) fn ends(&self) -> Range<i64> {
        between(self.exact.end, self.coarse.end)
    }
}

fn between(a: i64, b: i64) -> Range<i64> {
    a.min(b)..a.max(b)
}
