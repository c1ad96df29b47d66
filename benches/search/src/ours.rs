//! How Dateline is asked.

use dateline::{Archive, Query};

use crate::Outcome;

#[derive(Clone, Copy)]
pub enum Order {
    Newest,
    Relevance,
    BestMatch,
}

pub struct Answer {
    pub found: usize,
    pub total: String,
    pub rows_read: usize,
}

pub const MERGED: &str = "merged";

pub fn find(archive: &Archive, text: &str, order: Order, limit: usize) -> Outcome<Answer> {
    page(archive, text, order, limit)
}

pub fn page(archive: &Archive, text: &str, _order: Order, limit: usize) -> Outcome<Answer> {
    let page = archive.search(&Query::from(text).limit(limit))?;
    Ok(Answer { found: page.hits.len(), total: page.total.to_string(), rows_read: 0 })
}

pub fn months(_archive: &Archive, _text: &str) -> Outcome<usize> {
    Ok(0)
}

pub fn merge(_archive: &Archive) -> Outcome {
    Ok(())
}
