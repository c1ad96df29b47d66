//! A page of results.

use std::collections::HashMap;

use serde::Serialize;

use super::cursor::Cursor;
use super::highlight::Highlighted;
use super::marker::Marker;
use super::note::Note;
use super::plan::Plan;
use super::query::Query;
use super::term::Field;
use crate::forms::Analyzer;
use crate::{ArticleId, Published, Result, Snapshot};

/// Results are counted up to this many; beyond, a total says "at least".
const COUNTED: usize = 10_000;

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
    /// What of the query was ignored, cut, or isn't known to the archive.
    pub notes: Vec<Note>,
}

/// An article that answers a query.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// The article, for [`Snapshot::article`].
    pub id: ArticleId,
    /// Its public identity.
    pub uri: String,
    /// The headline, with what the query asks for marked.
    pub headline: Highlighted,
    /// The standfirst, likewise.
    pub dek: Highlighted,
    /// Title of the publication, or its domain; empty where it isn't known.
    pub publication: String,
    /// When it was published.
    pub published: Published,
    /// BCP 47 language tag.
    pub language: String,
}

/// How many articles answer a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// So many at least.
    pub count: usize,
    /// Whether there are just so many.
    pub is_exact: bool,
}

impl std::fmt::Display for Total {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_exact { "" } else { "at least " })?;
        self.count.fmt(f)
    }
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
    pub fn search(&self, query: &Query) -> Result<Page> {
        let plan = Plan::of(self, query)?;
        let mut notes = query.notes().to_vec();
        notes.extend(plan.notes.iter().cloned());
        if plan.is_empty {
            let total = Total { count: 0, is_exact: true };
            return Ok(Page { hits: Vec::new(), total, next: None, notes });
        }
        let mut clocks = self.newest(&plan, query.after, query.limit + 1)?;
        let more = clocks.len() > query.limit;
        clocks.truncate(query.limit);
        let next = clocks.last().filter(|_| more).map(|clock| Cursor(*clock));
        let total = if query.after.is_none() && !more {
            Total { count: clocks.len(), is_exact: true }
        } else {
            let count = self.newest(&plan, None, COUNTED + 1)?.len();
            Total { count: count.min(COUNTED), is_exact: count <= COUNTED }
        };
        Ok(Page { hits: self.hits(query, &clocks)?, total, next, notes })
    }

    /// The clocks of what answers, the latest first: the index is read from its end and no further
    /// than the page needs.
    fn newest(&self, plan: &Plan, after: Option<Cursor>, limit: usize) -> Result<Vec<i64>> {
        let to = after.map_or(plan.to, |cursor| cursor.0.min(plan.to));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        match &plan.expression {
            Some(expression) => self.rows(
                "SELECT rowid AS clock FROM article_fts
                 WHERE article_fts MATCH ?1 AND rowid >= ?2 AND rowid < ?3
                 ORDER BY rowid DESC LIMIT ?4",
                (expression, plan.from, to, limit),
                |row| row.get("clock"),
            ),
            None => self.rows(
                "SELECT t.clock FROM article_text t JOIN article a ON a.id = t.article
                 WHERE t.clock >= ?1 AND t.clock < ?2 AND a.hidden <= ?3
                 ORDER BY t.clock DESC LIMIT ?4",
                (plan.from, to, i64::from(!plan.visible_only), limit),
                |row| row.get("clock"),
            ),
        }
    }

    fn hits(&self, query: &Query, clocks: &[i64]) -> Result<Vec<Hit>> {
        let mut hits = Vec::with_capacity(clocks.len());
        for clock in clocks {
            hits.extend(self.row(
                "SELECT a.id, a.uri, a.language, t.headline, t.dek,
                        a.published, a.published_offset, a.published_precision, a.published_basis,
                        a.published_printed, coalesce(nullif(p.title, ''), p.domain, '') AS publication
                 FROM article_text t
                 JOIN article a ON a.id = t.article
                 LEFT JOIN publication p ON p.id = a.publication
                 WHERE t.clock = ?1",
                [clock],
                |row| {
                    Ok(Hit {
                        id: row.get("id")?,
                        uri: row.get("uri")?,
                        headline: Highlighted::plain(row.get::<_, String>("headline")?),
                        dek: Highlighted::plain(row.get::<_, String>("dek")?),
                        publication: row.get("publication")?,
                        published: Published::from_row(row)?,
                        language: row.get("language")?,
                    })
                },
            )?);
        }
        mark(query, &mut hits);
        Ok(hits)
    }
}

/// Marks what the query asks for, by the forms of each article's language.
fn mark(query: &Query, hits: &mut [Hit]) {
    let mut by_language: HashMap<String, Vec<&mut Hit>> = HashMap::new();
    for hit in hits {
        by_language.entry(hit.language.clone()).or_default().push(hit);
    }
    for (language, hits) in by_language {
        let analyzer = Analyzer::default();
        let form = |word: &str| analyzer.form(word, &language);
        let marker = Marker::new(query, &form);
        for hit in hits {
            hit.headline = marker.mark(hit.headline.text(), Some(Field::Headline));
            hit.dek = marker.mark(hit.dek.text(), Some(Field::Dek));
        }
    }
}
