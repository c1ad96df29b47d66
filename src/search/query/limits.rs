//! The most that a query may hold, and what it asks for unless told otherwise.

use std::time::Duration;

use chrono::TimeDelta;

/// The most bytes of a text that are read as a query.
pub(crate) const MAX_TEXT: usize = 4096;
/// The most terms, exclusions and dates of a query, taken together.
pub(crate) const MAX_TERMS: usize = 256;
/// The most parentheses within one another.
pub(crate) const MAX_DEPTH: usize = 16;
/// The most words that a phrase holds.
pub(crate) const MAX_WORDS: usize = 32;
/// The most bytes that a word or a filter's value holds.
pub(crate) const MAX_BYTES: usize = 256;
/// The most ids of articles that a term holds.
pub(crate) const MAX_IDS: usize = 100_000;
/// The most different notes that are kept.
pub(crate) const MAX_NOTES: usize = 32;

pub(crate) const DEFAULT_LIMIT: usize = 20;
/// Answers are counted up to this many unless a query wants more; beyond, a total says "at least".
pub(crate) const DEFAULT_COUNT_TO: usize = 1000;
pub(crate) const DEFAULT_DEADLINE: Duration = Duration::from_secs(1);
pub(crate) const DEFAULT_HALF_LIFE: TimeDelta = TimeDelta::days(180);
