//! Articles that say the same.

use crate::error::Error;
use crate::fts5::Direction;
use crate::id::ArticleId;
use crate::search::exec::matches::Matches;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::Plan;
use crate::search::query::Query;
use crate::search::similar::seed::{Seed, Text};
use crate::store::Snapshot;
use crate::text::tokens;

/// Finds, among the articles that answer a query, those that say the same in headline and body, word for word; the article
/// itself is one of them. Of articles without a body, those that say the same in headline, dek and captions.
pub(super) fn find(
    index: &Index<'_>,
    seed: &Seed,
    query: &Query,
    equal: &mut Vec<ArticleId>,
) -> Interruptible<()> {
    let plan = Plan::of(index, query)?;
    if plan.is_empty {
        return Ok(());
    }
    let mut matches = Matches::open(&plan, index, Direction::Back)?;
    while let Some(clock) = matches.next()? {
        equal.extend(equal_at(index.snapshot(), clock, seed)?);
        matches.advance()?;
    }
    Ok(())
}

/// Returns the article of a clock if it says the same.
fn equal_at(snapshot: &Snapshot<'_>, clock: i64, seed: &Seed) -> Result<Option<ArticleId>, Error> {
    let known = snapshot.row(
        "SELECT t.article, a.content_hash = ?2 AS is_same
         FROM article_text t JOIN article a ON a.id = t.article
         WHERE t.clock = ?1 AND a.word_count = ?3",
        (clock, &seed.content_hash, seed.word_count),
        |row| Ok((ArticleId(row.get("article")?), row.get("is_same")?)),
    )?;
    Ok(match known {
        Some((id, true)) => Some(id),
        Some((id, false)) if text_at(snapshot, clock)?.is_some_and(|text| text.says(&seed.text)) => Some(id),
        _ => None,
    })
}

fn text_at(snapshot: &Snapshot<'_>, clock: i64) -> Result<Option<Text>, Error> {
    snapshot.row("SELECT headline, dek, captions, body FROM article_text WHERE clock = ?1", [clock], |row| {
        Ok(Text {
            headline: row.get("headline")?,
            dek: row.get("dek")?,
            captions: row.get("captions")?,
            body: row.get("body")?,
        })
    })
}

impl Text {
    /// Returns true if it says the same as another of as many words.
    fn says(&self, other: &Self) -> bool {
        let has_body = tokens(&self.body).next().is_some();
        have_same_words(&self.headline, &other.headline)
            && have_same_words(&self.body, &other.body)
            && (has_body
                || have_same_words(&self.dek, &other.dek) && have_same_words(&self.captions, &other.captions))
    }
}

fn have_same_words(one: &str, other: &str) -> bool {
    tokens(one).map(|token| token.folded).eq(tokens(other).map(|token| token.folded))
}
