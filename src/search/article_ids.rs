//! The articles that have the clocks which a search finds.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use parking_lot::Mutex;
use rusqlite::OptionalExtension;

use crate::error::{Error, Result};
use crate::id::ArticleId;
use crate::store::Snapshot;

/// The most that a connection keeps, in some 280 KB. A map holds so many before it grows beyond 16,384 places.
const MOST: usize = 14_336;

const ARTICLE: &str = "SELECT article FROM article_text WHERE clock = ?1";

/// Articles by their clocks, of those that were found before.
#[derive(Default)]
struct FoundArticles(Mutex<HashMap<i64, ArticleId, RandomState>>);

/// Returns the article that has a clock, if there is one.
pub(super) fn article_at(snapshot: &Snapshot<'_>, clock: i64) -> Result<Option<ArticleId>> {
    snapshot.row(ARTICLE, [clock], |row| row.get("article").map(ArticleId))
}

/// Returns the articles that have the clocks of a page, in their order. Each is kept until the archive changes: that answers in a
/// third of the time of the statement.
pub(super) fn articles_at(
    snapshot: &Snapshot<'_>,
    clocks: impl Iterator<Item = i64>,
) -> Result<Vec<ArticleId>> {
    let found = snapshot.cached(|| Ok::<_, Error>(FoundArticles::default()))?;
    let mut found = found.0.lock();
    let (mut statement, mut articles) = (None, Vec::new());
    for clock in clocks {
        if let Some(known) = found.get(&clock) {
            articles.push(*known);
            continue;
        }
        let statement = match &mut statement {
            Some(prepared) => prepared,
            none => none.insert(snapshot.statement(ARTICLE)?),
        };
        let article = statement.query_row([clock], |row| row.get(0).map(ArticleId)).optional()?;
        if found.len() >= MOST {
            found.clear();
        }
        found.extend(article.map(|article| (clock, article)));
        articles.extend(article);
    }
    Ok(articles)
}
