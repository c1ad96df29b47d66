//! Finding the rows of a page, in each order.

use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::fts5::{Direction, Interrupt};
use crate::search::exec::matches::Matches;
use crate::search::exec::parts::by_language;
use crate::search::index::{Index, Interruptible, Stop};
use crate::search::page::{Page, Total};
use crate::search::plan::Plan;
use crate::search::query::cancel::CancelToken;
use crate::search::query::cursor::{Cursor, Place, Ranked, Recency, Statistics};
use crate::search::query::note::{Note, add_note};
use crate::search::query::{Order, Query};
use crate::search::rank::bm25::Bm25;
use crate::search::rank::ranking::Ranking;
use crate::search::rank::statistics;
use crate::search::rank::top::Best;
use crate::store::Snapshot;

/// Finds the rows of a page, with their scores.
pub(crate) fn search(snapshot: &Snapshot<'_>, query: &Query) -> Result<Page<Ranked>> {
    let mut search = Search { notes: query.notes().to_vec(), ..Search::default() };
    match search.run(snapshot, query) {
        Err(Stop::Failed(error)) => return Err(*error),
        Err(Stop::Deadline) => search.notes.push(Note::DeadlinePassed),
        Ok(()) => {}
    }
    Ok(search.finish(query))
}

impl Query {
    /// How far is counted: a page at least, so that a total never says less than is shown.
    fn counted(&self) -> usize {
        self.count_to.max(self.limit)
    }

    pub(crate) fn interrupt(&self) -> Interrupt {
        self.interrupt_within(self.deadline)
    }

    pub(crate) fn interrupt_within(&self, time: Duration) -> Interrupt {
        // A deadline too far away to be named is none.
        Interrupt::new(Instant::now().checked_add(time), self.cancel.as_ref().map(CancelToken::flag))
    }

    /// For what is short and has to be done.
    pub(crate) fn interrupt_without_deadline(&self) -> Interrupt {
        Interrupt::new(None, self.cancel.as_ref().map(CancelToken::flag))
    }
}

/// A search on its way: what it has found if it must end here.
#[derive(Default)]
struct Search {
    rows: Vec<Ranked>,
    statistics: Option<Statistics>,
    counted: usize,
    read: usize,
    /// All that answers was counted.
    is_exact: bool,
    /// The page is complete, and what follows it is known to be there or not.
    is_complete: bool,
    notes: Vec<Note>,
}

impl Search {
    fn run(&mut self, snapshot: &Snapshot<'_>, query: &Query) -> Interruptible<()> {
        let index = Index::open(snapshot, query.interrupt())?;
        let plan = Plan::of(&index, query)?;
        plan.notes.iter().for_each(|note| add_note(&mut self.notes, note.clone()));
        if plan.is_empty {
            self.is_exact = true;
            return Ok(());
        }
        match query.order {
            Order::Newest => self.by_time(&index, plan, query, Direction::Back),
            Order::Oldest => self.by_time(&index, plan, query, Direction::Forth),
            Order::Relevance => {
                self.by_score(&index, &plan, query, Some(statistics::recency(&index, query)?))
            }
            Order::BestMatch => self.by_score(&index, &plan, query, None),
        }
    }

    fn by_time(
        &mut self,
        index: &Index<'_>,
        plan: Plan,
        query: &Query,
        direction: Direction,
    ) -> Interruptible<()> {
        let mut part = plan.clone();
        match (&query.after, direction) {
            (None, _) => {}
            (Some(Cursor(Place::Clock(after))), Direction::Back) => part.to = part.to.min(*after),
            (Some(Cursor(Place::Clock(after))), Direction::Forth) => {
                part.from = part.from.max(after.saturating_add(1));
            }
            (Some(_), _) => return Err(other_cursor()),
        }
        let mut matches = Matches::open(&part, index, direction)?;
        while self.rows.len() <= query.limit {
            let Some(clock) = matches.next()? else { break };
            self.rows.push(Ranked { score: 0.0, clock });
            self.read += 1;
            matches.advance()?;
        }
        self.is_complete = true;
        if query.after.is_some() {
            matches = Matches::open(&plan, index, direction)?;
        } else {
            self.counted = self.rows.len();
        }
        self.count(&mut matches, query)
    }

    fn by_score(
        &mut self,
        index: &Index<'_>,
        plan: &Plan,
        query: &Query,
        recency: Option<Recency>,
    ) -> Interruptible<()> {
        let mut matches = Matches::open(plan, index, Direction::Back)?;
        let (statistics, after) = match &query.after {
            None => (statistics::read(&matches, index, recency)?, None),
            Some(Cursor(Place::Ranked(row, statistics))) => {
                let fits = statistics.recency.is_some() == recency.is_some()
                    && statistics.weights.len()
                        == matches.scoring().map(|(term, _)| term + 1).max().unwrap_or(0);
                if !fits {
                    return Err(other_cursor());
                }
                (statistics.clone(), Some(*row))
            }
            Some(_) => return Err(other_cursor()),
        };
        let bm25 = Bm25 { statistics };
        let mut best = Best::new(query.limit.saturating_add(1), after);
        let parts = match recency {
            None if matches.ignore_languages() => by_language(plan, index)?,
            _ => None,
        };
        let ranked = match &parts {
            None => self.rank(&mut matches, plan, index, &bm25, &mut best),
            Some(parts) => {
                let mut rank = |part| {
                    let mut matches = Matches::open(part, index, Direction::Back)?;
                    self.rank(&mut matches, part, index, &bm25, &mut best)
                };
                // Rows in other languages were seen too.
                parts.iter().try_for_each(|part| rank(part).map(drop)).map(|()| false)
            }
        };
        self.rows = best.into_rows();
        self.counted = self.counted.max(self.rows.len());
        self.statistics = Some(bm25.statistics);
        let is_counted = ranked?;
        self.is_complete = true;
        // Where there was room for more, every row was looked at that may answer.
        self.is_exact = query.after.is_none() && self.rows.len() <= query.limit;
        if self.is_exact {
            self.counted = self.rows.len();
            return Ok(());
        }
        if !is_counted && self.counted <= query.counted() {
            self.counted = 0;
            matches = Matches::open(plan, index, Direction::Back)?;
        }
        self.count(&mut matches, query)
    }

    /// Keeps the best of what matches. Whether all that answers was counted on the way, up to the row at
    /// which it stopped.
    fn rank(
        &mut self,
        matches: &mut Matches<'_>,
        plan: &Plan,
        index: &Index<'_>,
        bm25: &Bm25,
        best: &mut Best,
    ) -> Interruptible<bool> {
        // Most rows can't enter, whatever language they are in.
        let ignores_languages = matches.ignore_languages();
        let mut ranking = Ranking::new(index, plan, bm25, matches, ignores_languages, best);
        let before = self.read;
        let outcome = self.rank_each(matches, &mut ranking);
        if !ignores_languages {
            self.counted += self.read - before;
        }
        ranking.settle()?;
        outcome?;
        Ok(!ignores_languages && !ranking.has_required())
    }

    fn rank_each(&mut self, matches: &mut Matches<'_>, ranking: &mut Ranking<'_, '_>) -> Interruptible<()> {
        while let Some(clock) = matches.next()? {
            if ranking.is_settled(clock) {
                break;
            }
            ranking.rank(matches, clock)?;
            self.read += 1;
            matches.advance()?;
        }
        Ok(())
    }

    /// Counts on, as far as the query wants it.
    fn count(&mut self, matches: &mut Matches<'_>, query: &Query) -> Interruptible<()> {
        while self.counted <= query.counted() {
            if matches.next()?.is_none() {
                self.is_exact = true;
                break;
            }
            self.counted += 1;
            matches.advance()?;
        }
        Ok(())
    }

    fn finish(mut self, query: &Query) -> Page<Ranked> {
        let more = self.rows.len() > query.limit;
        self.rows.truncate(query.limit);
        let last = self.rows.last();
        let next = match (self.statistics, last) {
            // What was found in time may not be the best.
            (Some(statistics), Some(last)) if more && self.is_complete => {
                Some(Place::Ranked(*last, statistics))
            }
            (None, Some(last)) if more || !self.is_complete => Some(Place::Clock(last.clock)),
            _ => None,
        };
        // Where the time was up before anything was counted, there is what is shown.
        let least = self.counted.clamp(self.rows.len(), query.counted());
        let count = if self.is_exact { self.counted } else { least };
        Page {
            total: Total { count, is_exact: self.is_exact },
            next: next.map(Cursor),
            hits: self.rows,
            rows_read: self.read,
            notes: self.notes,
        }
    }
}

pub(crate) fn other_cursor() -> Stop {
    Error::invalid("cursor", "it is of another query or order").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a search of two a page comes to that was stopped when it had read so many rows.
    fn answer(scores: bool, rows: i64, is_complete: bool) -> Page<Ranked> {
        let statistics = scores.then(|| Statistics { weights: vec![1.0], average: 1.0, recency: None });
        let rows = (0..rows).rev().map(|clock| Ranked { score: clock as f64, clock }).collect();
        let search = Search { rows, statistics, is_complete, ..Search::default() };
        search.finish(&Query::new().limit(2))
    }

    #[test]
    fn a_page_that_was_complete_before_the_count_was_stopped_leads_on() {
        for scores in [false, true] {
            assert!(answer(scores, 3, true).next.is_some());
            assert_eq!(answer(scores, 2, true).next, None);
        }
        // The best of what was read in time may not be the best; the newest of it are.
        assert_eq!(answer(true, 3, false).next, None);
        assert!(answer(false, 2, false).next.is_some());
    }

    #[test]
    fn a_total_is_no_less_than_what_is_shown() {
        for (rows, total) in [(0, "at least 0"), (1, "at least 1"), (3, "at least 2")] {
            assert_eq!(answer(false, rows, false).total.to_string(), total);
        }
    }
}
