//! Finding the rows of a page, in each order.

use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::fts5::Direction;
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt};
use crate::search::exec::shortcut::Shortcut;
use crate::search::index::{Index, Interruptible, Stop};
use crate::search::page::{Page, Total};
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::plan::{MostTerms, Plan, sentence};
use crate::search::query::Query;
use crate::search::query::cursor::{Cursor, Place, Ranked, Recency, Shown, Statistics};
use crate::search::query::note::Note;
use crate::search::query::order::Order;
use crate::search::rank::bm25::Bm25;
use crate::search::rank::ranking::Ranking;
use crate::search::rank::statistics;
use crate::search::rank::top::Best;
use crate::store::Snapshot;

/// A page, and how it was found.
pub(crate) struct Traced {
    pub(crate) page: Page<Ranked>,
    /// The query that it answers, if that is not the one that was asked.
    pub(crate) relaxed: Option<Query>,
    /// The statistics with which it was scored, if it was.
    pub(crate) statistics: Option<Statistics>,
    pub(crate) shortcuts: BTreeSet<Shortcut>,
}

/// Finds the rows of a page, with their scores.
pub(crate) fn search(snapshot: &Snapshot<'_>, query: &Query) -> Result<Page<Ranked>> {
    let (search, notes) = find(snapshot, query)?;
    Ok(search.finish(query, notes))
}

/// Finds the rows of a page as [`search`] does, and tells how.
pub(crate) fn trace(snapshot: &Snapshot<'_>, query: &Query) -> Result<Traced> {
    let (mut search, notes) = find(snapshot, query)?;
    let shortcuts = std::mem::take(&mut search.shortcuts);
    let relaxed = search.relaxed.take();
    let statistics = search.scored.as_ref().map(|(statistics, _)| statistics.clone());
    Ok(Traced { page: search.finish(query, notes), relaxed, statistics, shortcuts })
}

fn find(snapshot: &Snapshot<'_>, query: &Query) -> Result<(ArticleSearch, Vec<Note>)> {
    let mut partial = Partial::new(query);
    let mut search = ArticleSearch::default();
    let outcome = search.run(snapshot, query, &mut partial);
    partial.is_whole(outcome)?;
    Ok((search, partial.into_notes()?))
}

/// A search on its way: what it has found if it must end here.
#[derive(Default)]
struct ArticleSearch {
    /// The query that is answered, where nothing has all the words of the one that was asked.
    relaxed: Option<Query>,
    /// In an order by time: the number of its words that an article must have.
    least: Option<usize>,
    rows: Vec<Ranked>,
    /// In an order by score: the statistics, and the articles that the pages before have shown.
    scored: Option<(Statistics, Shown)>,
    /// In an order by score: the clock down to which all rows were ranked.
    ranked_to: Option<i64>,
    counted: usize,
    read: usize,
    /// True if all that answers was counted.
    is_exact: bool,
    /// True if the page is complete, and it is known whether something follows it.
    is_complete: bool,
    shortcuts: BTreeSet<Shortcut>,
}

impl ArticleSearch {
    fn run(
        &mut self,
        snapshot: &Snapshot<'_>,
        query: &Query,
        partial: &mut Partial<'_>,
    ) -> Interruptible<()> {
        let index = Index::open(snapshot, interrupt(query))?;
        if !query.after.as_ref().is_some_and(Cursor::is_relaxed) {
            let plan = partial.plan(&index)?;
            self.find(&index, plan, query)?;
            if query.after.is_some() || !self.rows.is_empty() {
                return Ok(());
            }
        }
        self.relax(&index, query, partial)
    }

    /// Finds articles that have some of the words of a query, all of which no article has.
    fn relax(&mut self, index: &Index<'_>, query: &Query, partial: &mut Partial<'_>) -> Interruptible<()> {
        let Some(relaxed) = sentence::relaxed(query, &ArchiveFacts::of(index)?.languages) else {
            return if query.after.is_some() { Err(other_cursor()) } else { Ok(()) };
        };
        *self = Self { read: self.read, ..Self::default() };
        let mut plan = Plan::of(index, &relaxed)?;
        partial.take_notes(&mut plan)?;
        if matches!(query.order, Order::Newest | Order::Oldest) {
            plan.most = most_terms(index, &plan, &relaxed, query.after.as_ref())?;
            self.least = plan.most.as_ref().map(|most| most.least);
        }
        self.relaxed = Some(relaxed);
        let outcome = self.find(index, plan, query);
        if self.rows.is_empty() && query.after.is_none() {
            self.relaxed = None;
        } else {
            partial.note_of_answer(Note::Relaxed);
        }
        outcome
    }

    fn find(&mut self, index: &Index<'_>, plan: Plan, query: &Query) -> Interruptible<()> {
        if plan.is_empty {
            (self.is_exact, self.is_complete) = (true, true);
            return Ok(());
        }
        match query.order {
            Order::Newest => self.by_time(index, plan, query, Direction::Back),
            Order::Oldest => self.by_time(index, plan, query, Direction::Forth),
            Order::Relevance => self.by_score(index, plan, query, Some(statistics::recency(index, query)?)),
            Order::BestMatch => self.by_score(index, plan, query, None),
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
            (Some(Cursor(Place::Clock(after) | Place::Most(after, _))), Direction::Back) => {
                part.to = part.to.min(*after)
            }
            (Some(Cursor(Place::Clock(after) | Place::Most(after, _))), Direction::Forth) => {
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
        if self.rows.len() > query.limit {
            self.shortcuts.insert(Shortcut::PageFull);
        }
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
        plan: Plan,
        query: &Query,
        recency: Option<Recency>,
    ) -> Interruptible<()> {
        // Newer ones may all have been shown by a page that was cut.
        let part = match &query.after {
            Some(Cursor(Place::Ranked(shown, _))) => Plan { to: plan.to.min(shown.to()), ..plan.clone() },
            _ => plan.clone(),
        };
        let mut matches = Matches::open(&part, index, Direction::Back)?;
        let (statistics, shown) = match &query.after {
            None => {
                let mut read = statistics::read(&matches, &plan, index, recency)?;
                statistics::boost(&mut read, &query.boosts);
                (Statistics { is_relaxed: self.relaxed.is_some(), ..read }, None)
            }
            Some(Cursor(Place::Ranked(shown, statistics))) => {
                let fits = statistics.recency.is_some() == recency.is_some()
                    && statistics.weights.terms.len()
                        == matches.scoring().map(|(term, _)| term + 1).max().unwrap_or(0);
                if !fits {
                    return Err(other_cursor());
                }
                (statistics.clone(), Some(shown))
            }
            Some(_) => return Err(other_cursor()),
        };
        let bm25 = Bm25::new(statistics);
        let mut best = Best::new(query.limit.saturating_add(1), shown.cloned());
        let ranked = self.rank(&mut matches, index, &bm25, &mut best);
        self.rows = best.into_rows();
        self.counted = self.counted.max(self.rows.len());
        self.scored = Some((bm25.statistics, shown.cloned().unwrap_or_default()));
        let is_counted = ranked? && part.to == plan.to;
        self.is_complete = true;
        // Where there was room for more, every row was looked at that may answer.
        self.is_exact = query.after.is_none() && self.rows.len() <= query.limit;
        if self.is_exact {
            self.counted = self.rows.len();
            return Ok(());
        }
        if !is_counted && self.counted <= counted_to(query) {
            self.counted = 0;
            matches = Matches::open(&plan, index, Direction::Back)?;
        }
        self.count(&mut matches, query)
    }

    /// Keeps the best of what matches. Returns true if all that answers was counted on the way, up to the
    /// row at which it stopped.
    fn rank(
        &mut self,
        matches: &mut Matches<'_>,
        index: &Index<'_>,
        bm25: &Bm25,
        best: &mut Best,
    ) -> Interruptible<bool> {
        // Most rows can't enter, whatever language they are in.
        let ignores_languages = matches.ignore_languages();
        let mut ranking = Ranking::new(index, bm25, matches, ignores_languages, best)?;
        let outcome = self.rank_each(matches, &mut ranking);
        if ignores_languages {
            self.shortcuts.insert(Shortcut::LanguagesDeferred);
        } else {
            self.counted = self.read;
        }
        if matches.has_skipped() {
            self.shortcuts.insert(Shortcut::SeldomSkipped);
        }
        if matches.has_followers() {
            self.shortcuts.insert(Shortcut::WeakTermsFollow);
        }
        ranking.settle()?;
        outcome?;
        Ok(!ignores_languages && !ranking.has_passed())
    }

    /// Shows the rows to the ranking, the newest first. When it stops, all rows from `ranked_to` on were
    /// shown, and it goes on with an older one until there is none.
    fn rank_each(&mut self, matches: &mut Matches<'_>, ranking: &mut Ranking<'_, '_>) -> Interruptible<()> {
        while let Some(clock) = matches.next()? {
            if ranking.is_settled(clock) {
                self.shortcuts.insert(Shortcut::NothingOlderEnters);
                break;
            }
            ranking.rank(matches, clock)?;
            self.read += 1;
            self.ranked_to = Some(clock);
            matches.advance()?;
        }
        Ok(())
    }

    /// Counts on, as far as the query wants it.
    fn count(&mut self, matches: &mut Matches<'_>, query: &Query) -> Interruptible<()> {
        while self.counted <= counted_to(query) {
            if matches.next()?.is_none() {
                self.is_exact = true;
                break;
            }
            self.counted += 1;
            matches.advance()?;
        }
        Ok(())
    }

    /// Returns where the page after a complete one begins.
    fn next_place(&self) -> Option<Place> {
        let last = self.rows.last()?;
        Some(match &self.scored {
            Some((statistics, shown)) => Place::Ranked(shown.with(*last, 0), statistics.clone()),
            None => self.place_in_time(last.clock),
        })
    }

    fn place_in_time(&self, clock: i64) -> Place {
        self.least.map_or(Place::Clock(clock), |least| Place::Most(clock, least))
    }

    /// Returns where the page after one begins that the deadline cut, if anything was read for it. By
    /// score, what was read and not shown is still to come, and so is all that was not read.
    fn cut_place(&self, limit: usize) -> Option<Place> {
        let Some((statistics, shown)) = &self.scored else {
            return self.rows.last().map(|last| self.place_in_time(last.clock));
        };
        let last = if self.rows.len() < limit { Ranked::LAST } else { *self.rows.last()? };
        Some(Place::Ranked(shown.with(last, self.ranked_to?), statistics.clone()))
    }

    fn finish(mut self, query: &Query, notes: Vec<Note>) -> Page<Ranked> {
        let has_more = self.rows.len() > query.limit;
        self.rows.truncate(query.limit);
        let next = if !self.is_complete {
            self.cut_place(query.limit).map(Cursor).or_else(|| query.after.clone())
        } else if has_more {
            self.next_place().map(Cursor)
        } else {
            None
        };
        // Where the time was up before anything was counted, there is what is shown.
        let least = self.counted.clamp(self.rows.len(), counted_to(query));
        let count = if self.is_exact { self.counted } else { least };
        Page {
            total: Total { count, is_exact: self.is_exact },
            next,
            hits: self.rows,
            rows_read: self.read,
            notes,
        }
    }
}

/// Returns how many words of a relaxed query, the last of its groups, the articles of a page by time must have: most of
/// them, or as many as any article has.
fn most_terms(
    index: &Index<'_>,
    plan: &Plan,
    relaxed: &Query,
    after: Option<&Cursor>,
) -> Interruptible<Option<MostTerms>> {
    let words = relaxed.groups().len().checked_sub(1).and_then(|last| plan.required.get(last));
    let Some((first, last)) = words.and_then(|words| Some((words.first()?.scores?, words.last()?.scores?)))
    else {
        return Ok(None);
    };
    let terms = first..last + 1;
    if let Some(Cursor(Place::Most(_, least))) = after {
        return Ok(Some(MostTerms { terms, least: *least }));
    }
    let (mut least, most) = (1, terms.len() / 2 + 1);
    let mut matches = Matches::open(plan, index, Direction::Back)?;
    while least < most && matches.next()?.is_some() {
        least = matches.count_terms(&terms).clamp(least, most);
        matches.advance()?;
    }
    Ok(Some(MostTerms { terms, least }))
}

/// Returns the number up to which is counted: a page at least, so that a total is never less than is shown.
fn counted_to(query: &Query) -> usize {
    query.count_to.max(query.limit)
}

pub(crate) fn other_cursor() -> Stop {
    Error::invalid("cursor", "it is of another query or order").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::cursor::Weights;

    /// Returns the page of a search, two hits a page, that was stopped when it had read so many rows.
    fn page(scores: bool, rows: i64, is_complete: bool) -> Page<Ranked> {
        let weights = Weights { terms: vec![1.0], average: 1.0 };
        let statistics = Statistics { weights, languages: Vec::new(), recency: None, is_relaxed: false };
        let scored = scores.then(|| (statistics, Shown::default()));
        let rows: Vec<_> = (0..rows).rev().map(|clock| Ranked { score: clock as f64, clock }).collect();
        let ranked_to = rows.last().map(|row| row.clock);
        let search = ArticleSearch { rows, scored, ranked_to, is_complete, ..ArticleSearch::default() };
        search.finish(&Query::new().limit(2), Vec::new())
    }

    #[test]
    fn a_page_leads_on_where_there_is_more_or_may_be() {
        for scores in [false, true] {
            assert!(page(scores, 3, true).next.is_some());
            assert_eq!(page(scores, 2, true).next, None);
            assert!(page(scores, 3, false).next.is_some());
            assert!(page(scores, 1, false).next.is_some());
            assert_eq!(page(scores, 0, false).next, None);
        }
    }

    #[test]
    fn a_total_is_no_less_than_what_is_shown() {
        for (rows, total) in [(0, "at least 0"), (1, "at least 1"), (3, "at least 2")] {
            assert_eq!(page(false, rows, false).total.to_string(), total);
        }
    }
}
