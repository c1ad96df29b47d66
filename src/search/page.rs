//! A page of results.

use crate::error::Result;
use crate::search::exec::search::{Answer, Total};
use crate::search::hit::Hit;
use crate::search::query::Query;
use crate::search::query::cursor::Cursor;
use crate::search::query::note::Note;
use crate::store::Snapshot;

/// A page of what answers a query.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// The articles, in the query's order.
    pub hits: Vec<Hit>,
    /// How many articles answer, on all pages together.
    pub total: Total,
    /// Where the next page begins, for [`Query::after`]; `None` where this is the last.
    pub next: Option<Cursor>,
    /// How many articles were looked at that have what is asked for, in whatever language; without those
    /// that were passed because they clearly can't enter the page.
    pub rows_read: usize,
    /// What of the query was ignored, cut, or isn't known to the archive.
    pub notes: Vec<Note>,
}

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
    /// let next = archive.search(&query.after(page.next))?;
    /// assert_eq!(next.hits[0].headline.text(), "Troops visited the harbour");
    /// assert_eq!(next.next, None);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// No query is one. [`Error::Invalid`](crate::Error::Invalid) if the cursor is of another query or
    /// order; [`Error::Canceled`](crate::Error::Canceled); those of reading.
    pub fn search(&self, query: &Query) -> Result<Page> {
        let Answer { rows, total, next, read, notes } = self.answer(query)?;
        Ok(Page { hits: self.hits(query, &rows)?, total, next, rows_read: read, notes })
    }
}
