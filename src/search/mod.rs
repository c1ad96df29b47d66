//! From what a person types to a page of what answers.
//!
//! 1. `query` reads a text as a [`Query`]: terms, exclusions, dates. It knows nothing of the archive.
//! 2. `plan` asks the archive what the names stand for and which forms a word has, and makes of each term
//!    the phrases to look for.
//! 3. `exec` reads the documents that answer, by their clocks, from the newest or the oldest on.
//! 4. In an order by time the page is the first of them. In an order by score `rank` scores them and keeps
//!    the best.
//! 5. `hit` reads what a page shows, and `highlight` marks in it what was asked for.
//!
//! Shortcuts: by time, reading stops when the page is full. By [`Order::Relevance`] it stops when nothing
//! older can enter the page. By [`Order::BestMatch`] all documents are read, but those that clearly can't
//! enter are passed without reading where their words stand. No shortcut changes a page.
//!
//! `similar` makes the query for articles like another. `counts`, `suggest` and `images` go the same way beside it; `lists` asks only the tables of names. `explain` goes it once more, and tells what
//! was met.

mod article_ids;
mod counts;
mod exec;
mod explain;
mod highlight;
mod hit;
mod images;
mod index;
mod lists;
mod marking;
mod page;
mod pattern;
mod plan;
pub(crate) mod query;
mod rank;
mod similar;
pub(crate) mod standing;
mod suggest;

pub use counts::calendar::Interval;
pub use counts::facet::{Facet, InvalidFacet};
pub use counts::facets::{FacetList, FacetValue, Facets};
pub use counts::timeline::{Bucket, Timeline};
pub use exec::shortcut::Shortcut;
pub use explain::explanation::{
    Explanation, LanguageStatistics, PhraseExplanation, PlanExplanation, RecencyStatistics, ScoreExplanation,
    Scoring, TermExplanation, TermScore, WordStatistics,
};
pub use highlight::highlighted::Highlighted;
pub use highlight::highlighter::Highlighter;
pub use highlight::passage::Passage;
pub use highlight::terminal::terminal_safe;
pub use hit::{Hit, HitCaption, HitPicture, HitTag};
pub use images::search::{ImageHit, ImagePage};
pub use lists::listing::{ListOrder, ListPage, Listed, Listing};
pub use page::{Page, Total};
pub use query::Query;
pub use query::cancel::CancelToken;
pub use query::cursor::{Cursor, InvalidCursor};
pub use query::dates::ago::Ago;
pub use query::dates::{DateLimit, DayRange, TimeRange};
pub use query::filter::Filter;
pub use query::note::Note;
pub use query::order::Order;
pub use query::term::{Conditions, Entity, Field, Matching, Term};
pub use standing::counts::StandingCount;
pub use standing::page::StandingPage;
pub use standing::stored::StandingQuery;
pub use suggest::complete::Completion;
pub use suggest::spelling::Correction;

use crate::error::Result;
use crate::id::ArticleId;
use crate::store::Snapshot;

impl Snapshot<'_> {
    /// Finds the articles that answer a query, a page at a time.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| {
    ///     for (day, place) in [("2024-05-01", "harbour"), ("2024-05-02", "station")] {
    ///         let headline = format!("Troops visited the {place}");
    ///         let article = NewArticle::new(headline, "").language("en").published(day.parse().unwrap());
    ///         tx.save(&article)?;
    ///     }
    ///     Ok(())
    /// })?;
    /// let query = Query::from("troop visits").limit(1);
    /// let page = archive.search(&query)?;
    /// assert_eq!(page.hits[0].headline.html(), "<mark>Troops</mark> <mark>visited</mark> the station");
    /// assert_eq!(page.total.to_string(), "2");
    ///
    /// let next = archive.search(&query.page_after(page.next))?;
    /// assert_eq!(next.hits[0].headline.text(), "Troops visited the harbour");
    /// assert_eq!(next.next, None);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// No query is one, unless it is [strict](Query::strict):
    /// [`Error::NotAsAsked`](crate::Error::NotAsAsked). [`Error::Invalid`](crate::Error::Invalid) if the cursor is of another query or
    /// order; [`Error::Canceled`](crate::Error::Canceled); those of reading.
    pub fn search(&self, query: &Query) -> Result<Page> {
        let Page { hits, total, next, rows_read, notes } = exec::search::search(self, query)?;
        Ok(Page { hits: self.hits(query, &hits)?, total, next, rows_read, notes })
    }

    /// Finds the ids that answer a query, a page at a time, and nothing else of the articles.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let saved = archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?;
    /// let page = archive.search_ids(&Query::from("ferry"))?;
    /// assert_eq!(page.hits, [saved.id.unwrap()]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search).
    pub fn search_ids(&self, query: &Query) -> Result<Page<ArticleId>> {
        let Page { hits, total, next, rows_read, notes } = exec::search::search(self, query)?;
        let hits = article_ids::articles_at(self, hits.iter().map(|hit| hit.clock))?;
        Ok(Page { hits, total, next, rows_read, notes })
    }

    /// Counts the articles that answer a query: exactly, unless its [deadline](Query::deadline) comes first.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?;
    /// assert_eq!(archive.count(&Query::from("ferry"))?.to_string(), "1");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search).
    pub fn count(&self, query: &Query) -> Result<Total> {
        let query =
            query.clone().order(Order::Newest).page_after(None).limit(0).count_to(usize::MAX).relax(false);
        Ok(exec::search::search(self, &query)?.total)
    }
}
