//! Facets: the tags, people, publications and so on that the articles which answer a query have in common.

use std::collections::HashMap;

use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::fts5::Direction;
use crate::model::moment::Moment;
use crate::search::counts::calendar::{Calendar, Counted, Interval};
use crate::search::counts::facet::Facet;
use crate::search::counts::facet_marks;
use crate::search::counts::facet_values::Values;
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt_within};
use crate::search::index::{Index, Interruptible};
use crate::search::page::Total;
use crate::search::plan::filters;
use crate::search::query::Query;
use crate::search::query::note::Note;
use crate::search::query::term::{Entity, Term};
use crate::store::Snapshot;

/// The most articles over which facets are counted.
const MAX_COUNTED: usize = 1_000_000;

/// Values that the articles which answer a query have in common, and their counts.
///
/// In JSON each list stands under the name of its facet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Facets {
    /// One list for each facet that was asked for.
    #[serde(flatten, serialize_with = "by_facet")]
    pub lists: Vec<FacetList>,
    /// Number of articles over which was counted: all that answer, or if that is not exact, the newest.
    #[serde(flatten)]
    pub total: Total,
    /// Notes on the parts of the query that were ignored, cut, or aren't known to the archive.
    pub notes: Vec<Note>,
}

fn by_facet<S: Serializer>(lists: &[FacetList], serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_map(lists.iter().map(|list| (list.facet, list)))
}

/// The values of one facet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FacetList {
    /// The facet.
    #[serde(skip)]
    pub facet: Facet,
    /// The values that most articles have, as many as the query's [limit](Query::limit). Years are in their
    /// order, the latest first.
    pub values: Vec<FacetValue>,
    /// Number of further values.
    pub more: usize,
}

/// A value of a facet, and how many of the articles have it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FacetValue {
    /// Its name to show: of the tag, person, publication, section or mark, the BCP 47 tag, or the year.
    pub name: String,
    /// Number of articles that have it.
    pub articles: usize,
    #[serde(skip)]
    pub(crate) narrow: Narrow,
}

/// The condition that a value adds to a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Narrow {
    Term(Term),
    On(Moment),
}

impl FacetValue {
    /// Returns the query with this value asked for too.
    ///
    /// ```
    /// use dateline::{Archive, Facet, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     tx.save(&NewArticle::new("Fire at the harbour", "").tag("Fires").tag("Harbour"))?;
    ///     tx.save(&NewArticle::new("Fire at the bridge", "").tag("Fires"))
    /// })?;
    /// let query = Query::from("fire");
    /// let facets = archive.facets(&query, &[Facet::Tag])?;
    /// let [most, next] = &facets.lists[0].values[..] else { panic!("two tags") };
    /// assert_eq!((most.name.as_str(), most.articles), ("Fires", 2));
    /// assert_eq!(archive.count(&next.narrow(query))?.count, next.articles);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn narrow(&self, query: Query) -> Query {
        match &self.narrow {
            Narrow::Term(term) => query.all_of([term.clone()]),
            Narrow::On(moment) => query.on(*moment),
        }
    }

    /// Returns the person, tag, publication, section or mark it stands for; `None` for a language or a year.
    pub fn entity(&self) -> Option<Entity> {
        match self.narrow {
            Narrow::Term(Term::Is(entity)) => Some(entity),
            _ => None,
        }
    }
}

impl Snapshot<'_> {
    /// Counts what answers a query by tag, person, publication, section, language, mark or year, over all
    /// articles that answer, or the newest million of them. The query's [limit](Query::limit) is how
    /// many values of each are told; order and cursor don't matter.
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search). When the query's deadline passes, fewer articles are counted, or
    /// lists are missing, and a note says so.
    pub fn facets(&self, query: &Query, facets: &[Facet]) -> Result<Facets> {
        let mut partial = Partial::new(query);
        let mut count = FacetCount { query, clocks: Vec::new(), is_exact: false, lists: Vec::new() };
        let outcome = count.run(self, facets, &mut partial);
        partial.is_whole(outcome)?;
        let total = Total { count: count.clocks.len(), is_exact: count.is_exact };
        Ok(Facets { lists: count.lists, total, notes: partial.into_notes()? })
    }
}

struct FacetCount<'q> {
    query: &'q Query,
    /// The articles that answer, the newest first.
    clocks: Vec<i64>,
    is_exact: bool,
    lists: Vec<FacetList>,
}

impl FacetCount<'_> {
    fn run(
        &mut self,
        snapshot: &Snapshot<'_>,
        facets: &[Facet],
        partial: &mut Partial<'_>,
    ) -> Interruptible<()> {
        // Half of the time for finding, so that some is left for counting.
        let half = self.query.deadline / 2;
        let found = self.find(&Index::open(snapshot, interrupt_within(self.query, half))?, partial);
        partial.is_whole(found)?;
        let index = Index::open(snapshot, interrupt_within(self.query, half))?;
        for facet in facets {
            if *facet == Facet::Mark {
                let counts = facet_marks::count(&self.clocks, &index)?;
                self.lists.push(self.list(*facet, counts, |mark| facet_marks::named(snapshot, mark))?);
                continue;
            }
            let Some(filter) = filters::of_facet(*facet) else {
                self.lists.push(self.years());
                continue;
            };
            let mut values = Values::new(snapshot, filter)?;
            let counts = values.count(&self.clocks, &index)?;
            self.lists.push(self.list(*facet, counts, |value| values.named(value))?);
        }
        Ok(())
    }

    fn find(&mut self, index: &Index<'_>, partial: &mut Partial<'_>) -> Interruptible<()> {
        let plan = partial.plan(index)?;
        if !plan.is_empty {
            let mut matches = Matches::open(&plan, index, Direction::Back)?;
            while let Some(clock) = matches.next()? {
                if self.clocks.len() >= MAX_COUNTED {
                    return Ok(());
                }
                self.clocks.push(clock);
                matches.advance()?;
            }
        }
        self.is_exact = true;
        Ok(())
    }

    fn list(
        &self,
        facet: Facet,
        counts: HashMap<i64, usize>,
        named: impl Fn(i64) -> Result<Option<(String, Term)>>,
    ) -> Result<FacetList> {
        let mut counts: Vec<(i64, usize)> = counts.into_iter().collect();
        // Of equals, the one that the archive has known for longer.
        counts.sort_unstable_by_key(|(id, articles)| (std::cmp::Reverse(*articles), *id));
        let more = counts.len().saturating_sub(self.query.limit);
        counts.truncate(self.query.limit);
        let mut list = FacetList { facet, values: Vec::with_capacity(counts.len()), more };
        for (id, articles) in counts {
            list.values.extend(named(id)?.map(|(name, term)| FacetValue {
                name,
                articles,
                narrow: Narrow::Term(term),
            }));
        }
        Ok(list)
    }

    fn years(&self) -> FacetList {
        let calendar = Calendar { zone: self.query.zone, interval: Interval::Year };
        let mut counted = Counted::new(&calendar);
        self.clocks.iter().for_each(|clock| {
            counted.add(*clock);
        });
        let years = counted.finish().into_iter().rev();
        let mut values: Vec<_> =
            years.map(|(year, articles)| year_value(calendar.span(year).date, articles)).collect();
        let more = values.len().saturating_sub(self.query.limit);
        values.truncate(self.query.limit);
        FacetList { facet: Facet::Year, values, more }
    }
}

/// Returns the value of a year.
fn year_value(year: Moment, articles: u64) -> FacetValue {
    let articles = usize::try_from(articles).unwrap_or(usize::MAX);
    FacetValue { name: year.to_string(), articles, narrow: Narrow::On(year) }
}
