//! Queries as they are typed.

use chrono::Utc;
use dateline::Query;

/// Returns the query of a text; dates like `after:-7d` are counted back from now.
pub fn typed(text: &str) -> Query {
    Query::from(text).now(Utc::now())
}
