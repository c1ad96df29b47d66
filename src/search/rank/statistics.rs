//! The statistics of a query's terms in the archive.

use chrono::Utc;

use crate::model::clock::{last_clock, minutes_of_clock};
use crate::model::doc_length::DocLength;
use crate::search::exec::matches::Matches;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::archive_facts::ArchiveFacts;
use crate::search::query::Query;
use crate::search::query::cursor::{Recency, Statistics};

/// Reads the weight of each term and the average length of an article. A term of several phrases weighs
/// as much as the one that weighs least.
pub(crate) fn read(
    matches: &Matches<'_>,
    index: &Index<'_>,
    recency: Option<Recency>,
) -> Interruptible<Statistics> {
    let mut weights = Vec::new();
    for (term, phrase) in matches.scoring() {
        let each =
            phrase.counts()?.into_iter().map(|rows| inverse_document_frequency(rows, index.row_count()));
        let weight = each.sum::<f64>();
        if weights.len() <= term {
            weights.resize(term + 1, f64::INFINITY);
        }
        if let Some(least) = weights.get_mut(term) {
            *least = weight.min(*least);
        }
    }
    let words = DocLength::of(index.tokens()).printed() as f64;
    let average = (words / (index.row_count().max(1)) as f64).max(1.0);
    Ok(Statistics { weights, average, recency, is_relaxed: false })
}

/// Returns from when a query counts the age of articles: from the newest that is not of the future.
pub(crate) fn recency(index: &Index<'_>, query: &Query) -> Interruptible<Recency> {
    // The clock begins with the year 1, and a cursor has no number below 0.
    let now = query.now.unwrap_or_else(Utc::now);
    let last = last_clock(now).max(0);
    let mut newest = ArchiveFacts::of(index)?.newest;
    if newest.is_some_and(|newest| newest > last) {
        let sql = "SELECT max(clock) AS newest FROM article_text WHERE clock <= ?1";
        newest = index.snapshot().row(sql, [last], |row| row.get("newest"))?.flatten();
    }
    // Less than a minute is a minute: the clock knows nothing shorter.
    let half = query.half_life.num_minutes().max(1) as f64;
    Ok(Recency { now: minutes_of_clock(newest.unwrap_or(last)), half })
}

/// Returns the weight of a word that so many of all rows have.
pub(crate) fn inverse_document_frequency(rows: u64, all: u64) -> f64 {
    let (rows, all) = (rows as f64, (all.max(rows)) as f64);
    (1.0 + (all - rows + 0.5) / (rows + 0.5)).ln()
}
