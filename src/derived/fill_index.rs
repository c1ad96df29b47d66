//! Fills the full-text index from the texts.

use crate::error::Result;
use crate::store::Transaction;

/// Rows that one statement writes.
const ROWS: usize = 1000;

/// Writes the rows of an index that is empty, in their order, and returns how many there are. It tells
/// `progress` how many are done, and of how many.
pub(crate) fn fill_index(tx: &mut Transaction<'_>, progress: &mut dyn FnMut(usize, usize)) -> Result<usize> {
    let total = "SELECT count(*) AS total FROM article_text";
    let total = tx.row(total, [], |row| row.get::<_, u32>("total"))?.unwrap_or(0) as usize;
    let (mut done, mut last) = (0, -1_i64);
    while done < total {
        let next = "SELECT max(clock) AS last, count(*) AS rows
                    FROM (SELECT clock FROM article_text WHERE clock > ?1 ORDER BY clock LIMIT ?2)";
        let (to, rows): (Option<i64>, u32) = tx
            .row(next, (last, ROWS as u32), |row| Ok((row.get("last")?, row.get("rows")?)))?
            .unwrap_or_default();
        let Some(to) = to else { break };
        tx.execute(
            "INSERT INTO article_fts
                 (rowid, headline, dek, byline, captions, credits, people, tags, scope, forms_head, forms, body)
             SELECT clock, headline, dek, byline, captions, credits, people, tags, scope, forms_head, forms,
                    body
             FROM article_text WHERE clock > ?1 AND clock <= ?2 ORDER BY clock",
            [last, to],
        )?;
        (done, last) = (done + rows as usize, to);
        progress(done, total);
    }
    Ok(done)
}
