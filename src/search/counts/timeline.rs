//! Timelines: the number of articles that answer a query, by day, month or year.

use chrono::{Days, Months};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::fts5::{Direction, Postings};
use crate::model::clock::{first_clock, time_of_clock};
use crate::model::moment::{Moment, Precision};
use crate::model::scope::Scope;
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt, interrupt_without_deadline};
use crate::search::index::{Index, Interruptible, Stop};
use crate::search::page::Total;
use crate::search::plan::Plan;
use crate::search::query::Query;
use crate::search::query::dates::{DateLimit, TimeRange};
use crate::search::query::note::Note;
use crate::store::Snapshot;

/// The most buckets of a timeline: 27 years of days.
const MAX_BUCKETS: usize = 10_000;

/// Length of the buckets of a [`Timeline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Interval {
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Interval {
    /// The list of all intervals.
    pub const ALL: &[Self] = &[Self::Day, Self::Month, Self::Year];

    /// Returns its name: `day`, `month` or `year`.
    ///
    /// ```
    /// assert_eq!(dateline::Interval::Month.as_str(), "month");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Articles that answer a query, counted by time of publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Timeline {
    /// The buckets from the first to the last in which an article answers, with none left out between. At most
    /// 10,000: of more, the latest.
    pub buckets: Vec<Bucket>,
    /// Number of articles that answer in all of them together.
    #[serde(flatten)]
    pub total: Total,
    /// Notes on the parts of the query that were ignored, cut, or aren't known to the archive.
    pub notes: Vec<Note>,
}

/// A day, month or year of a [`Timeline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Bucket {
    /// The day, month or year, as `on:` takes it: `2023-04-29`, `2023-04` or `2023`.
    pub date: Moment,
    /// Number of articles that answer.
    pub matches: u64,
    /// Number of articles that the archive has of that time, whether they answer or not. Hidden ones count
    /// where the query finds them.
    pub volume: u64,
}

impl Bucket {
    /// Returns the share of the volume that answers, from 0 to 1. Interest grows where this does;
    /// where only the matches do, there may just be more articles.
    pub fn share(&self) -> f64 {
        if self.volume == 0 { 0.0 } else { self.matches as f64 / self.volume as f64 }
    }
}

impl Snapshot<'_> {
    /// Counts what answers a query by day, month or year of the [query's zone](Query::zone). No
    /// article is read: the index knows the time. Order, limit and cursor don't matter.
    ///
    /// An article of which only the day, the month or the year is known counts in one day of that
    /// span, as it does for `on:`.
    ///
    /// ```
    /// use dateline::{Archive, Interval, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     for (day, place) in [("2024-03-09", "harbour"), ("2024-03-30", "bridge"), ("2024-05-02", "harbour")] {
    ///         tx.save(&NewArticle::new(format!("Fire at the {place}"), "").published(day.parse().unwrap()))?;
    ///     }
    ///     Ok(())
    /// })?;
    /// let timeline = archive.timeline(&Query::from("harbour"), Interval::Month)?;
    /// let months: Vec<_> = timeline.buckets.iter().map(|b| (b.date.to_string(), b.matches, b.volume)).collect();
    /// assert_eq!(months, [("2024-03".into(), 1, 2), ("2024-04".into(), 0, 0), ("2024-05".into(), 1, 1)]);
    /// assert_eq!(timeline.buckets[0].share(), 0.5);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search). When the query's deadline passes, the oldest buckets are
    /// missing or incomplete, and a note says so.
    pub fn timeline(&self, query: &Query, interval: Interval) -> Result<Timeline> {
        let mut partial = Partial::new(query);
        let calendar = Calendar { zone: query.zone, interval };
        let mut count = TimelineCount { query, calendar, buckets: Vec::new(), is_exact: false };
        let outcome = count.run(self, &mut partial);
        partial.is_whole(outcome)?;
        Ok(count.finish(partial.into_notes()?))
    }
}

/// A bucket and the span of the clock that it takes.
pub(crate) struct Span {
    pub(crate) bucket: Bucket,
    pub(crate) from: i64,
    to: i64,
}

/// The days, months or years of a zone.
pub(crate) struct Calendar {
    pub(crate) zone: Tz,
    pub(crate) interval: Interval,
}

impl Calendar {
    /// Returns the bucket that a clock is in.
    pub(crate) fn span_of(&self, clock: i64) -> Span {
        let local = time_of_clock(clock).with_timezone(&self.zone).naive_local();
        let precision = match self.interval {
            Interval::Day => Precision::Day,
            Interval::Month => Precision::Month,
            Interval::Year => Precision::Year,
        };
        self.span(Moment::new(local, precision))
    }

    fn span(&self, date: Moment) -> Span {
        let TimeRange { from, to } = DateLimit::On(date).range(self.zone);
        let bucket = Bucket { date, matches: 0, volume: 0 };
        Span { bucket, from: from.map_or(0, first_clock), to: to.map_or(i64::MAX, first_clock) }
    }

    /// Returns the bucket before; `None` at the beginning of all time.
    fn before(&self, span: &Span) -> Option<Span> {
        let start = span.bucket.date.local();
        let start = match self.interval {
            Interval::Day => start.checked_sub_days(Days::new(1)),
            Interval::Month => start.checked_sub_months(Months::new(1)),
            Interval::Year => start.checked_sub_months(Months::new(12)),
        };
        start.map(|start| self.span(Moment::new(start, span.bucket.date.precision())))
    }
}

struct TimelineCount<'q> {
    query: &'q Query,
    calendar: Calendar,
    /// The latest first.
    buckets: Vec<Span>,
    is_exact: bool,
}

impl TimelineCount<'_> {
    fn run(&mut self, snapshot: &Snapshot<'_>, partial: &mut Partial<'_>) -> Interruptible<()> {
        let query = self.query;
        let index = Index::open(snapshot, interrupt(query))?;
        let plan = partial.plan(&index)?;
        if plan.is_empty {
            self.is_exact = true;
            return Ok(());
        }
        let outcome = self.count_matches(&plan, &index, partial);
        // What was counted in time gets its volume all the same: that takes little.
        match outcome {
            Err(Stop::Deadline) if !self.buckets.is_empty() => {
                let unwatched = Index::open(snapshot, interrupt_without_deadline(query))?;
                self.count_volume(&unwatched)?;
            }
            Ok(()) => self.count_volume(&index)?,
            Err(_) => {}
        }
        outcome
    }

    fn count_matches(
        &mut self,
        plan: &Plan,
        index: &Index<'_>,
        partial: &mut Partial<'_>,
    ) -> Interruptible<()> {
        let mut matches = Matches::open(plan, index, Direction::Back)?;
        while let Some(clock) = matches.next()? {
            if !self.reach(clock)? {
                partial.note_cut(Note::TimelineCut);
                return Ok(());
            }
            if let Some(span) = self.buckets.last_mut() {
                span.bucket.matches += 1;
            }
            matches.advance()?;
        }
        self.is_exact = true;
        Ok(())
    }

    /// Adds buckets up to that of this clock. Returns false if there would be too many.
    fn reach(&mut self, clock: i64) -> Interruptible<bool> {
        loop {
            let next = match self.buckets.last() {
                None => Some(self.calendar.span_of(clock)),
                Some(last) if last.from <= clock => return Ok(true),
                Some(last) => self.calendar.before(last),
            };
            match next {
                Some(next) if self.buckets.len() < MAX_BUCKETS => self.buckets.push(next),
                _ => return Ok(false),
            }
        }
    }

    fn count_volume(&mut self, index: &Index<'_>) -> Interruptible<()> {
        let Some(newest) = self.buckets.first().map(|span| span.to) else { return Ok(()) };
        let read = |scope: Scope| -> Interruptible<Postings<'_>> {
            let mut rows = index.postings(&scope.token(), Direction::Back)?;
            rows.seek(newest.saturating_sub(1))?;
            Ok(rows)
        };
        let mut all = read(Scope::All)?;
        let mut hidden = read(Scope::Hidden)?;
        for span in &mut self.buckets {
            let volume = all.count_through(span.from)?;
            let left_out = if self.query.finds_hidden() { 0 } else { hidden.count_through(span.from)? };
            span.bucket.volume = volume.saturating_sub(left_out);
        }
        Ok(())
    }

    fn finish(self, notes: Vec<Note>) -> Timeline {
        let buckets: Vec<Bucket> = self.buckets.into_iter().rev().map(|span| span.bucket).collect();
        let count = buckets.iter().map(|bucket| bucket.matches).sum::<u64>();
        let total = Total { count: usize::try_from(count).unwrap_or(usize::MAX), is_exact: self.is_exact };
        Timeline { buckets, total, notes }
    }
}
