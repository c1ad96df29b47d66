//! Timelines: the number of articles that answer a query, by day, week, month or year.

use std::collections::BTreeMap;
use std::iter;

use chrono::TimeDelta;
use serde::Serialize;

use crate::error::Result;
use crate::fts5::{Direction, Postings};
use crate::model::moment::Moment;
use crate::model::scope::Scope;
use crate::search::counts::calendar::{Calendar, Counted, Interval, Span};
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt, interrupt_without_deadline};
use crate::search::index::{Index, Interruptible, Stop};
use crate::search::page::Total;
use crate::search::plan::Plan;
use crate::search::query::Query;
use crate::search::query::note::Note;
use crate::store::Snapshot;

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

/// A day, week, month or year of a [`Timeline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Bucket {
    /// The day, month or year, as `on:` takes it: `2023-04-29`, `2023-04` or `2023`. Of a week it is the Monday.
    pub date: Moment,
    /// Number of articles that answer.
    pub matches: u64,
    /// Number of articles that the archive has of that time, whether they answer or not. Hidden ones count
    /// where the query finds them.
    pub volume: u64,
    #[serde(skip)]
    interval: Interval,
}

impl Bucket {
    /// Returns the query with the time of this bucket asked for too.
    ///
    /// ```
    /// use dateline::{Archive, Interval, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     for day in ["2024-12-29", "2024-12-30", "2025-01-05"] {
    ///         tx.save(&NewArticle::new(format!("Fog on {day}"), "").published(day.parse().unwrap()))?;
    ///     }
    ///     Ok(())
    /// })?;
    /// let query = Query::from("fog");
    /// // A Sunday, and a week that begins in the year before.
    /// let weeks = archive.timeline(&query, Interval::Week)?.buckets;
    /// let weeks: Vec<_> = weeks.iter().map(|week| (week.date.to_string(), week.matches, week.narrow(query.clone()))).collect();
    /// assert_eq!((weeks[0].0.as_str(), weeks[0].1), ("2024-12-23", 1));
    /// assert_eq!((weeks[1].0.as_str(), weeks[1].1), ("2024-12-30", 2));
    /// assert_eq!(archive.count(&weeks[1].2)?.count, 2);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn narrow(&self, query: Query) -> Query {
        match self.interval {
            Interval::Week => {
                let next = self.date.local() + TimeDelta::weeks(1);
                query.since(self.date).until(Moment::new(next, self.date.precision()))
            }
            _ => query.on(self.date),
        }
    }

    /// Returns the share of the volume that answers, from 0 to 1. Interest grows where this does;
    /// where only the matches do, there may just be more articles.
    pub fn share(&self) -> f64 {
        if self.volume == 0 { 0.0 } else { self.matches as f64 / self.volume as f64 }
    }
}

impl Snapshot<'_> {
    /// Counts what answers a query by day, week, month or year of the [query's zone](Query::zone). No
    /// article is read: the index knows the time. Order, limit and cursor don't matter.
    ///
    /// An article of which only the day is known counts in that day, whatever the zone; one of which only the month
    /// or the year is known counts in one day of it, as it does for `on:`.
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
        let mut count = TimelineCount {
            query,
            calendar,
            matches: BTreeMap::new(),
            spans: Vec::new(),
            volume: Vec::new(),
            is_exact: false,
        };
        let outcome = count.run(self, &mut partial);
        partial.is_whole(outcome)?;
        Ok(count.finish(partial.into_notes()?))
    }
}

struct TimelineCount<'q> {
    query: &'q Query,
    calendar: Calendar,
    /// The number of articles that answer in each bucket where there are any.
    matches: BTreeMap<i64, u64>,
    /// The latest bucket of those that are told, and then the others without a gap.
    spans: Vec<Span>,
    /// The archive's volume in each of them.
    volume: Vec<u64>,
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
        self.fill();
        // What was counted in time gets its volume all the same: that takes little.
        match outcome {
            Err(Stop::Deadline) if !self.spans.is_empty() => {
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
        let mut counted = Counted::new(&self.calendar);
        let outcome = counted.count(&mut matches);
        self.matches = counted.finish();
        self.is_exact = outcome?;
        if !self.is_exact {
            partial.note_of_answer(Note::TimelineCut);
        }
        Ok(())
    }

    /// Makes the buckets from the last in which an article answers to the first.
    fn fill(&mut self) {
        let mut numbers = self.matches.keys();
        let Some(first) = numbers.next() else { return };
        let last = numbers.next_back().unwrap_or(first);
        self.spans.extend((*first..=*last).rev().map(|number| self.calendar.span(number)));
    }

    fn count_volume(&mut self, index: &Index<'_>) -> Interruptible<()> {
        let mut volume = self.volume_of(Scope::All, index)?;
        if !self.query.finds_hidden() {
            let hidden = self.volume_of(Scope::Hidden, index)?;
            volume.iter_mut().zip(hidden).for_each(|(all, hidden)| *all = all.saturating_sub(hidden));
            let turned = index.snapshot().turned()?;
            self.each_in(&turned.shown, &mut volume, |volume| volume.saturating_add(1));
            self.each_in(&turned.hidden, &mut volume, |volume| volume.saturating_sub(1));
        }
        self.volume = volume;
        Ok(())
    }

    /// Counts the articles of each bucket that have a token.
    ///
    /// Between two buckets there are clocks that are in the newer one if they are exact and in the older one if not, or
    /// the other way round. They are looked at one by one; all others are counted together.
    fn volume_of(&self, scope: Scope, index: &Index<'_>) -> Interruptible<Vec<u64>> {
        let mut volume = vec![0; self.spans.len()];
        let Some(newest) = self.spans.first() else { return Ok(volume) };
        let mut rows = index.postings(&scope.token(), Direction::Back)?;
        let ends = newest.times.ends();
        rows.seek(ends.end.saturating_sub(1))?;
        each_until(&mut rows, ends.start, |clock| {
            if !newest.times.ends_by(clock) {
                add_one(&mut volume, 0);
            }
        })?;
        for (number, span) in self.spans.iter().enumerate() {
            let beginnings = span.times.beginnings();
            let together = rows.count_through(beginnings.end)?;
            volume.get_mut(number).into_iter().for_each(|volume| *volume += together);
            each_until(&mut rows, beginnings.start, |clock| {
                add_one(&mut volume, if span.times.begins_by(clock) { number } else { number + 1 });
            })?;
        }
        Ok(volume)
    }

    /// Changes the volume of the bucket of each of some clocks.
    fn each_in(&self, clocks: &[i64], volume: &mut [u64], change: impl Fn(u64) -> u64) {
        let Some(newest) = self.spans.first() else { return };
        for clock in clocks {
            let older = newest.number.saturating_sub(self.calendar.span_of(*clock).number);
            let here = usize::try_from(older).ok().and_then(|older| volume.get_mut(older));
            here.into_iter().for_each(|volume| *volume = change(*volume));
        }
    }

    fn finish(self, notes: Vec<Note>) -> Timeline {
        let mut volume = self.volume.into_iter().chain(iter::repeat(0));
        let mut buckets = Vec::with_capacity(self.spans.len());
        for span in self.spans {
            let matches = self.matches.get(&span.number).copied().unwrap_or(0);
            let (volume, interval) = (volume.next().unwrap_or(0), self.calendar.interval);
            buckets.push(Bucket { date: span.date, matches, volume, interval });
        }
        buckets.reverse();
        let count = self.matches.values().sum::<u64>();
        let total = Total { count: usize::try_from(count).unwrap_or(usize::MAX), is_exact: self.is_exact };
        Timeline { buckets, total, notes }
    }
}

/// Shows each row from here on that is no older than a clock. Each step leaves a row behind.
fn each_until(rows: &mut Postings<'_>, last: i64, mut show: impl FnMut(i64)) -> Interruptible<()> {
    while let Some(clock) = rows.doc().filter(|clock| *clock >= last) {
        show(clock);
        rows.advance()?;
    }
    Ok(())
}

fn add_one(volume: &mut [u64], number: usize) {
    volume.get_mut(number).into_iter().for_each(|volume| *volume += 1);
}
