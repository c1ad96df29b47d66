//! A page of results.

use std::collections::HashMap;

use serde::Serialize;

use super::cursor::Cursor;
use super::find::{Answer, Total};
use super::highlight::Highlighted;
use super::marker::Marker;
use super::note::Note;
use super::query::Query;
use super::rank::Ranked;
use super::term::Field;
use crate::{ArticleId, Published, Result, Snapshot, forms};

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
    /// How many articles were looked at that have what is asked for, in whatever language.
    pub rows_read: usize,
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
    /// How well it answers, in an order by score; 0 in an order by time. Scores of one query compare,
    /// those of two don't.
    pub score: f64,
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

    fn hits(&self, query: &Query, rows: &[Ranked]) -> Result<Vec<Hit>> {
        let mut hits = Vec::with_capacity(rows.len());
        for ranked in rows {
            hits.extend(self.row(
                "SELECT a.id, a.uri, a.language, t.headline, t.dek,
                        a.published, a.published_offset, a.published_precision, a.published_basis,
                        a.published_printed, coalesce(nullif(p.title, ''), p.domain, '') AS publication
                 FROM article_text t
                 JOIN article a ON a.id = t.article
                 LEFT JOIN publication p ON p.id = a.publication
                 WHERE t.clock = ?1",
                [ranked.clock],
                |row| {
                    Ok(Hit {
                        id: row.get("id")?,
                        uri: row.get("uri")?,
                        headline: Highlighted::plain(row.get::<_, String>("headline")?),
                        dek: Highlighted::plain(row.get::<_, String>("dek")?),
                        publication: row.get("publication")?,
                        published: Published::from_row(row)?,
                        language: row.get("language")?,
                        score: ranked.score,
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
        let form = |word: &str| forms::form(word, &language);
        let marker = Marker::new(query, &form);
        for hit in hits {
            hit.headline = marker.mark(hit.headline.text(), Some(Field::Headline));
            hit.dek = marker.mark(hit.dek.text(), Some(Field::Dek));
        }
    }
}
