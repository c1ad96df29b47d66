//! The settings of a query: size, order and count of a page, deadline and passages.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::model::change::Position;
use crate::search::query::Query;
use crate::search::query::cancel::CancelToken;
use crate::search::query::cursor::Cursor;
use crate::search::query::order::Order;

impl Query {
    /// Sets the zone in which dates without an offset are read; UTC unless set.
    pub fn zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// The largest [`limit`](Self::limit).
    pub const MAX_LIMIT: usize = 1000;

    /// Sets the most articles of a page: 20 unless set, never more than
    /// [`MAX_LIMIT`](Self::MAX_LIMIT).
    pub fn limit(self, limit: usize) -> Self {
        Self { limit: limit.min(Self::MAX_LIMIT), ..self }
    }

    /// Begins after this place in the results, the `next` of the page before; `None` is the start.
    pub fn page_after(self, cursor: Option<Cursor>) -> Self {
        Self { after: cursor, ..self }
    }

    /// Leaves only articles that were added or revised after a position in the changes of the archive. One that time alone has
    /// shown or hidden is not among them.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "")))?;
    /// let seen = archive.read(|snapshot| snapshot.position())?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry runs again", "")))?;
    /// let page = archive.search(&Query::from("ferry").changed_after(seen))?;
    /// assert_eq!(page.hits[0].headline.text(), "Ferry runs again");
    /// assert_eq!(page.hits.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// A search fails with [`Error::OtherArchive`](crate::Error::OtherArchive) or
    /// [`Error::PositionAhead`](crate::Error::PositionAhead) if the position is none of its archive.
    pub fn changed_after(self, position: Position) -> Self {
        Self { changed_after: Some(position), ..self }
    }

    /// Sets the order of results; [`Order::Relevance`] unless set.
    ///
    /// ```
    /// use dateline::{Order, Query};
    ///
    /// assert_eq!(Query::from("iran").order(Order::Relevance), Query::from("iran"));
    /// ```
    pub fn order(self, order: Order) -> Self {
        Self { order, ..self }
    }

    /// Sets the number up to which answers are counted beyond the page: 1000 unless set. A total that reaches it
    /// says "at least".
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// for place in ["harbour", "station", "bridge"] {
    ///     archive.write(|tx| tx.save(&NewArticle::new(format!("Fire at the {place}"), "")))?;
    /// }
    /// let query = Query::from("fire").limit(1).count_to(1);
    /// assert_eq!(archive.search(&query)?.total.to_string(), "at least 1");
    /// assert_eq!(archive.search(&query.count_to(10))?.total.to_string(), "3");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn count_to(self, count: usize) -> Self {
        Self { count_to: count, ..self }
    }

    /// Sets the age at which an article counts half as much as a new one, in [`Order::Relevance`]; 180
    /// days unless set. The weight is `1 / (1 + age / half_life)`, and never less than 0.35, so that an old story that answers
    /// far better is found. Less than a minute is taken for a minute.
    ///
    /// ```
    /// use chrono::TimeDelta;
    ///
    /// let breaking = dateline::Query::from("storm").half_life(TimeDelta::days(2));
    /// # let _ = breaking;
    /// ```
    pub fn half_life(self, half_life: TimeDelta) -> Self {
        Self { half_life, ..self }
    }

    /// Sets the time from which [`Order::Relevance`] counts an article's age; unless set, the time of the
    /// search. If no article is as recent as this time, age counts from the newest one before it. What
    /// is newer than this has no age. Dates before now (`after:-7d`) are counted back from it, and ignored unless it is
    /// set: a query means the same whenever it is read.
    ///
    /// ```
    /// use chrono::{DateTime, Utc};
    ///
    /// let as_of: DateTime<Utc> = "2019-04-15T18:00:00Z".parse()?;
    /// let query = dateline::Query::from("cathedral fire").now(as_of);
    /// # let _ = query;
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn now(self, now: DateTime<Utc>) -> Self {
        Self { now: Some(now), ..self }
    }

    /// Sets the time that a search may take: a second unless set. When the time is up the answer is what was
    /// found until then, with [`Note::DeadlinePassed`](crate::Note::DeadlinePassed).
    ///
    /// With that note a [`Page::next`](crate::Page::next) of `None` is not the end, and the cursor that the query
    /// came with, without hits, is no progress: both mean that the query needs more time.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let patient = dateline::Query::from("a* OR b*").deadline(Duration::from_secs(10));
    /// # let _ = patient;
    /// ```
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// Lets another thread end the search. See [`CancelToken`].
    pub fn cancel(self, cancel: &CancelToken) -> Self {
        Self { cancel: Some(cancel.clone()), ..self }
    }

    /// Also reads the body of each article, and gives the part that answers best, in at most so many
    /// characters: [`Hit::passage`](crate::Hit::passage). No body is read unless this is set.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let body = "The bridge opened on Monday. Tolls of two crowns are asked. Ferries stay.";
    /// archive.write(|tx| tx.save(&NewArticle::new("Bridge opens", body).language("en")))?;
    /// let page = archive.search(&Query::from("toll").passages(30))?;
    /// let passage = page.hits[0].passage.as_ref().ok_or("none")?;
    /// assert_eq!(passage.html(), "…<mark>Tolls</mark> of two crowns are asked.…");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn passages(self, length: usize) -> Self {
        Self { passage: Some(length), ..self }
    }

    /// Takes the query at its word: what would be a [`Note`](crate::Note) is
    /// [`Error::NotAsAsked`](crate::Error::NotAsAsked).
    /// For a program that acts on all that is found, such as one that removes it.
    ///
    /// ```
    /// use dateline::{Archive, Error, Note, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let found = archive.search_ids(&Query::from("expired tag:notice autor:smith").strict());
    /// let Err(Error::NotAsAsked { notes }) = found else { panic!("it has notes") };
    /// assert_eq!(notes, [Note::UnknownField("autor".into()), Note::NoSuch("tag:notice".into())]);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn strict(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// Says if a page of which no article has all plain words may show those that have some of them, with
    /// [`Note::Relaxed`](crate::Note::Relaxed). It may unless this says otherwise or the query is [strict](Self::strict).
    ///
    /// Counts, facets, timelines, pictures, exports and standing queries ask for all the words, whatever this says.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Note, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed by fog", "").language("en")))?;
    /// let query = Query::from("why was the ferry canceled");
    /// let page = archive.search(&query)?;
    /// assert_eq!((page.hits.len(), page.notes.as_slice()), (1, &[Note::Relaxed][..]));
    /// assert_eq!(archive.search(&query.relax(false))?.hits.len(), 0);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn relax(self, relax: bool) -> Self {
        Self { relaxes: relax, ..self }
    }

    /// Says if embargoed, expired, withheld and canceled articles are found too. They are not unless this is
    /// set or the query says `is:hidden`.
    pub fn hidden(self, hidden: bool) -> Self {
        Self { hidden, ..self }
    }
}
