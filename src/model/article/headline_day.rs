//! Headline and day of an article: what one without URL or id is looked up by.

use chrono::Datelike;
use sha2::{Digest, Sha256};

use super::Article;
use crate::model::moment::{Moment, Precision};
use crate::text::{fold, fold_name, words};

/// Bytes of a day in a key.
pub(crate) const DAY_KEY: usize = 3;

/// Bytes of the hash: another article of the same hash is a candidate, and told apart by what it says.
const LENGTH: usize = 8;

/// Returns a headline as it is compared: its folded words, or all of it where it has none.
pub(crate) fn folded_headline(headline: &str) -> String {
    let mut folded = String::with_capacity(headline.len());
    for word in words(headline).filter_map(|range| headline.get(range)) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&fold(word));
    }
    if folded.is_empty() { fold_name(headline) } else { folded }
}

/// Returns the day on which an article says that it was published: of a coarser date what is known of it, else the
/// date as printed. `None` where nothing is said.
pub(crate) fn day_said(published: Option<Moment>, printed: &str) -> Option<String> {
    match published {
        Some(at) if at.precision() >= Precision::Day => Some(at.local().date().to_string()),
        Some(at) => Some(at.to_string()),
        None => Some(fold_name(printed)).filter(|printed| !printed.is_empty()),
    }
}

impl Article {
    /// Returns what it is looked up by where it has no URL or id.
    pub(crate) fn headline_day(&self) -> Vec<u8> {
        headline_day(&self.headline, self.published.moment(), &self.published.printed, &self.body)
    }
}

/// Returns the day of a date in the order of time, of a coarse one the first that it may mean, and zero where there is none.
///
/// It begins the keys of indexes: articles of one day are neighbours there, and a batch of news touches few pages.
pub(crate) fn day_key(published: Option<Moment>) -> [u8; DAY_KEY] {
    let day = published.map_or(0, |at| at.local().date().num_days_from_ce());
    let [_, day @ ..] = u32::try_from(day).unwrap_or(0).to_be_bytes();
    day
}

/// Returns the day, and a hash of headline and day; of headline and body where one of them is not said.
pub(crate) fn headline_day(headline: &str, published: Option<Moment>, printed: &str, body: &str) -> Vec<u8> {
    let folded = folded_headline(headline);
    let day = day_said(published, printed).filter(|_| !folded.is_empty());
    let mut hash = Sha256::new();
    for part in [folded.as_str(), &day.unwrap_or_else(|| fold_name(body))] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    day_key(published).into_iter().chain(hash.finalize().into_iter().take(LENGTH)).collect()
}
