//! Facets: the tags, people, publications and so on that the articles which answer a query have in common.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::error::{Error, Result};
use crate::fts5::Direction;
use crate::model::moment::Moment;
use crate::search::counts::calendar::{Calendar, Counted, Interval};
use crate::search::counts::facet::Facet;
use crate::search::counts::facet_marks;
use crate::search::counts::facet_values::Values;
use crate::search::exec::matches::Matches;
use crate::search::exec::partial::{Partial, interrupt_within};
use crate::search::index::{Index, Interruptible};
use crate::search::lists::place::{ListKey, ListPlace};
use crate::search::page::Total;
use crate::search::plan::filters;
use crate::search::query::Query;
use crate::search::query::cursor::{Cursor, Place};
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
    serializer.collect_map(lists.iter().map(|list| (&list.facet, list)))
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
    /// Beginning of the next page of values, for [`Query::page_after`](Query::page_after) of a query of which this facet
    /// is counted; `None` where there are no more.
    pub next: Option<Cursor>,
}

/// A value of a facet, and how many of the articles have it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FacetValue {
    /// Its name to show: of the tag, person, publication, section or mark, the BCP 47 tag, or the year.
    pub name: String,
    /// Number of articles that have it.
    pub articles: usize,
    /// In JSON the `kind` and the `id` of what it stands for; nothing for a language or a year.
    #[serde(flatten, serialize_with = "entity")]
    pub(crate) narrow: Narrow,
}

/// The condition that a value adds to a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Narrow {
    Term(Term),
    On(Moment),
}

fn entity<S: Serializer>(narrow: &Narrow, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    let entity = narrow.entity().map(Entity::kind_and_number);
    let mut fields = serializer.serialize_map(None)?;
    if let Some((kind, id)) = entity {
        fields.serialize_entry("kind", kind)?;
        fields.serialize_entry("id", &id)?;
    }
    fields.end()
}

impl Narrow {
    fn entity(&self) -> Option<Entity> {
        match self {
            Self::Term(Term::Is(Entity::Author(person) | Entity::Mentioned(person))) => {
                Some((*person).into())
            }
            Self::Term(Term::Is(entity)) => Some(*entity),
            _ => None,
        }
    }
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

    /// Returns the person, organization, tag, publication, section or mark it stands for; `None` for a language or a
    /// year.
    pub fn entity(&self) -> Option<Entity> {
        self.narrow.entity()
    }
}

impl Snapshot<'_> {
    /// Counts what answers a query by tag, person, author, publication, section, language, mark or year, over all
    /// articles that answer, or the newest million of them. The query's [limit](Query::limit) is how
    /// many values of each are told; the order doesn't matter. Further values are told after
    /// [`FacetList::next`], as the query's cursor; that of a page of articles doesn't matter.
    ///
    /// ```
    /// use dateline::{Archive, Facet, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Fire", "").tag("Fires").tag("Harbour").tag("Night")))?;
    /// let mut query = Query::new().limit(2);
    /// let first = archive.facets(&query, &[Facet::Tag])?.lists.remove(0);
    /// assert_eq!((first.values.len(), first.more), (2, 1));
    /// query = query.page_after(first.next);
    /// let last = archive.facets(&query, &[Facet::Tag])?.lists.remove(0);
    /// assert_eq!((last.values[0].name.as_str(), last.more, last.next), ("Night", 0, None));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search); [`Error::Invalid`] if the cursor is of a facet that isn't asked for. When the query's deadline passes, fewer articles are counted, or
    /// lists are missing, and a note says so.
    pub fn facets(&self, query: &Query, facets: &[Facet]) -> Result<Facets> {
        if let Some(place) = place_in_list(query)
            && !facets.iter().any(|facet| facet.letter() == place.list)
        {
            return Err(Error::invalid("cursor", "it is of another list"));
        }
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
            let list = self.count(snapshot, facet, &index)?;
            self.lists.push(list);
        }
        Ok(())
    }

    fn count(&self, snapshot: &Snapshot<'_>, facet: &Facet, index: &Index<'_>) -> Interruptible<FacetList> {
        if *facet == Facet::Mark {
            let counts = facet_marks::count(&self.clocks, index)?;
            return Ok(self.list(facet, counts, |mark| facet_marks::named(snapshot, mark))?);
        }
        let Some(filter) = filters::of_facet(facet) else { return Ok(self.years()) };
        let scheme = match facet {
            Facet::TagsOf(scheme) => Some(scheme.as_str()),
            _ => None,
        };
        let mut values = Values::new(snapshot, filter, scheme)?;
        let counts = values.count(&self.clocks, index)?;
        if *facet != Facet::Author {
            return Ok(self.list(facet, counts, |value| values.named(value))?);
        }
        // Two kinds of ids in one list: those of people are the even numbers.
        let mut organizations = Values::organizations(snapshot);
        let others = organizations.count(&self.clocks, index)?;
        let people = counts.into_iter().map(|(id, articles)| (id.saturating_mul(2), articles));
        let others =
            others.into_iter().map(|(id, articles)| (id.saturating_mul(2).saturating_add(1), articles));
        Ok(self.list(facet, people.chain(others).collect(), |value| match value % 2 {
            0 => values.named(value / 2),
            _ => organizations.named(value / 2),
        })?)
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
        facet: &Facet,
        counts: HashMap<i64, usize>,
        named: impl Fn(i64) -> Result<Option<(String, Term)>>,
    ) -> Result<FacetList> {
        let mut counts: Vec<_> = counts.into_iter().map(|(id, articles)| (Reverse(articles), id)).collect();
        if let Some(ListPlace { key: ListKey::Articles(articles), id, .. }) = self.place(facet) {
            let last = (Reverse(usize::try_from(*articles).unwrap_or(usize::MAX)), *id);
            counts.retain(|value| *value > last);
        }
        // Of equals, the one that the archive has known for longer.
        counts.sort_unstable();
        let more = counts.len().saturating_sub(self.query.limit);
        counts.truncate(self.query.limit);
        let last = counts.last().filter(|_| more > 0);
        let next = last.map(|(articles, id)| cursor(facet, articles.0, *id));
        let mut list =
            FacetList { facet: facet.clone(), values: Vec::with_capacity(counts.len()), more, next };
        for (Reverse(articles), id) in counts {
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
        let mut years: Vec<_> = counted.finish().into_iter().rev().collect();
        if let Some(place) = self.place(&Facet::Year) {
            years.retain(|(year, _)| *year < place.id);
        }
        let more = years.len().saturating_sub(self.query.limit);
        years.truncate(self.query.limit);
        let next = years.last().filter(|_| more > 0).map(|(year, _)| cursor(&Facet::Year, 0, *year));
        let values = years.into_iter().map(|(year, articles)| year_value(calendar.span(year).date, articles));
        FacetList { facet: Facet::Year, values: values.collect(), more, next }
    }

    /// Returns the last value of the page before, if there was one.
    fn place(&self, facet: &Facet) -> Option<&ListPlace> {
        place_in_list(self.query).filter(|place| place.list == facet.letter())
    }
}

/// Returns the place of a query's cursor, if it is one in a list.
fn place_in_list(query: &Query) -> Option<&ListPlace> {
    match &query.after {
        Some(Cursor(Place::Listed(place))) => Some(place),
        _ => None,
    }
}

fn cursor(facet: &Facet, articles: usize, id: i64) -> Cursor {
    let key = ListKey::Articles(articles as u64);
    Cursor(Place::Listed(ListPlace { list: facet.letter(), key, id }))
}

/// Returns the value of a year.
fn year_value(year: Moment, articles: u64) -> FacetValue {
    let articles = usize::try_from(articles).unwrap_or(usize::MAX);
    FacetValue { name: year.to_string(), articles, narrow: Narrow::On(year) }
}
