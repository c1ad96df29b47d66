//! Marks what standing queries find of a write.

use super::evaluate::among;
use crate::error::{Error, Result};
use crate::search::article_ids::article_at;
use crate::search::plan::planner::changed_clocks;
use crate::store::Transaction;

/// Lets standing queries mark what was added or revised since, the one added first first. One that can't be asked marks
/// nothing, and keeps nothing from being saved.
pub(crate) fn mark_saved(tx: &mut Transaction<'_>, since: i64) -> Result<()> {
    let marking = tx.marking_queries()?;
    if marking.is_empty() {
        return Ok(());
    }
    let clocks = changed_clocks(tx, since)?;
    if clocks.is_empty() {
        return Ok(());
    }
    for standing in marking {
        let Some(mark) = &standing.mark else { continue };
        let found = match standing.query().and_then(|query| among(tx, &query, clocks.clone())) {
            Ok(answer) => answer.clocks,
            Err(Error::UnreadableQuery { .. } | Error::NotAsAsked { .. }) => continue,
            Err(error) => return Err(error),
        };
        let mut placed = Vec::with_capacity(found.len());
        for clock in found {
            placed.extend(article_at(tx, clock)?.map(|article| (article, clock)));
        }
        if !placed.is_empty() {
            tx.set(&placed, mark, None)?;
        }
    }
    Ok(())
}
