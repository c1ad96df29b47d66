//! Scores documents and keeps the best.

pub(crate) mod article_languages;
pub(crate) mod bm25;
pub(crate) mod ranking;
pub(crate) mod statistics;
pub(crate) mod top;
