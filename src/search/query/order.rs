//! The orders of results.

use serde::{Deserialize, Serialize};

/// The order of results. [The orders of results](crate::guide::orders) has the formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Order {
    /// By how well an article answers and how new it is: the score of [`BestMatch`](Self::BestMatch)
    /// times a weight that falls with the age. See [`Query::half_life`](crate::Query::half_life).
    #[default]
    Relevance,
    /// By how well an article answers: BM25, in which the headline counts twice.
    BestMatch,
    /// By time of publication, the latest first.
    Newest,
    /// By time of publication, the earliest first.
    Oldest,
}

impl Order {
    /// The list of all orders.
    pub const ALL: &[Self] = &[Self::Relevance, Self::BestMatch, Self::Newest, Self::Oldest];

    /// Returns its name: `relevance`, `best_match`, `newest` or `oldest`.
    ///
    /// ```
    /// assert_eq!(dateline::Order::BestMatch.as_str(), "best_match");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::BestMatch => "best_match",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }
}
