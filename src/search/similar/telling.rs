//! The words of an article that tell most of what it is about.

use crate::fts5::Direction;
use crate::search::index::{Index, Interruptible};
use crate::search::rank::statistics::inverse_document_frequency;
use crate::search::similar::word_counts::CountedWord;

/// The most words that are looked for: more find hardly better, and each takes its time.
const MAX_WORDS: usize = 32;
/// The most articles that all words together have, each word's added up: half of the archive, or so many.
const MIN_ROWS: u64 = 4096;
/// Words that an article of the same words is looked for by.
const RAREST: usize = 8;

/// A word that tells what an article is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TellingWord {
    /// As it is printed.
    pub(super) printed: String,
    /// The factor of its weight: it grows with the number of times that it stands in the article.
    pub(super) boost: f64,
    /// Number of articles that have it.
    rows: u64,
    /// How much it tells.
    weight: f64,
}

/// Returns those of an article's words that tell most, the most telling one first. Words that no other article has find nothing, and
/// those that very many have tell nothing.
pub(super) fn choose(index: &Index<'_>, counted: Vec<CountedWord>) -> Interruptible<Vec<TellingWord>> {
    let mut words = Vec::with_capacity(counted.len());
    for CountedWord { printed, terms, count } in counted {
        let rows = most_rows(index, &terms)?;
        if rows > 1 {
            let boost = 1.0 + f64::from(count).ln();
            let weight = boost * inverse_document_frequency(rows, index.row_count());
            words.push(TellingWord { printed, boost, rows, weight });
        }
    }
    // Of equals, the one that stands first.
    words.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    let mut rows_left = MIN_ROWS.max(index.row_count() / 2);
    words.retain(|word| {
        let is_affordable = word.rows <= rows_left;
        rows_left -= if is_affordable { word.rows } else { 0 };
        is_affordable
    });
    words.truncate(MAX_WORDS);
    Ok(words)
}

/// Returns the number of articles that have the most frequent one of some terms.
fn most_rows(index: &Index<'_>, terms: &[String]) -> Interruptible<u64> {
    let mut most = 0;
    for term in terms {
        index.interrupt().check()?;
        most = most.max(index.postings(term, Direction::Back)?.row_count()?);
    }
    Ok(most)
}

/// Returns the rarest of some words.
pub(super) fn rarest(words: &[TellingWord]) -> Vec<&TellingWord> {
    let mut rarest: Vec<_> = words.iter().collect();
    rarest.sort_by_key(|word| word.rows);
    rarest.truncate(RAREST);
    rarest
}
