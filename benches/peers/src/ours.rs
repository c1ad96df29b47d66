//! Queries to Dateline.

use dateline::{Archive, Interval, Order, Query};

use crate::Outcome;

pub struct Answer {
    pub found: usize,
    pub total: String,
    pub rows_read: usize,
}

/// The ids alone, as a peer gives them. What is found is not counted on, as it isn't by the peers.
pub fn find(archive: &Archive, query: &Query) -> Outcome<Answer> {
    let found = archive.search_ids(query)?;
    Ok(Answer { found: found.hits.len(), total: found.total.to_string(), rows_read: found.rows_read })
}

/// A query as a peer is given its own: read beforehand.
pub fn query(text: &str, order: Order, limit: usize) -> Query {
    Query::from(text).order(order).limit(limit).count_to(0)
}

/// A page to show, from the text that is typed: with headlines marked, and counted as far as it is
/// unless asked otherwise.
pub fn page(archive: &Archive, text: &str, order: Order, limit: usize) -> Outcome<usize> {
    Ok(archive.search(&Query::from(text).order(order).limit(limit))?.hits.len())
}

/// In how many months the archive has something, of all from the first to the last that answer.
pub fn months(archive: &Archive, text: &str) -> Outcome<usize> {
    Ok(archive.timeline(&Query::from(text), Interval::Month)?.buckets.len())
}
