//! Goes through the rows of a table by batches.

use crate::error::Result;
use crate::store::{Statement, Transaction};

/// Articles, or pictures, that are read and written at a time.
const BATCH: u32 = 1000;

/// Rows that are gone through by their ids.
pub(super) struct Rows {
    /// Selects their number.
    total: &'static str,
    /// Selects the last id and the number of the next `?2` after `?1`.
    next: &'static str,
}

pub(super) const ARTICLES: Rows = Rows {
    total: "SELECT count(*) AS total FROM article",
    next: "SELECT max(id) AS last, count(*) AS number
           FROM (SELECT id FROM article WHERE id > ?1 ORDER BY id LIMIT ?2)",
};

pub(super) const IMAGES: Rows = Rows {
    total: "SELECT count(*) AS total FROM image",
    next: "SELECT max(id) AS last, count(*) AS number
           FROM (SELECT id FROM image WHERE id > ?1 ORDER BY id LIMIT ?2)",
};

/// Ids after one, up to another.
pub(super) type Span = [i64; 2];

/// Returns the statements of a batch.
type Compute = fn(&Transaction<'_>, Span) -> Result<Vec<Statement>>;

/// Goes through rows by batches, so that memory doesn't grow with the archive.
pub(super) fn in_batches(
    tx: &mut Transaction<'_>,
    rows: &Rows,
    compute: Compute,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<()> {
    let total = tx.row(rows.total, [], |row| row.get::<_, u32>("total"))?.unwrap_or(0) as usize;
    let (mut done, mut last) = (0, i64::MIN);
    while done < total {
        let next = tx.row(rows.next, (last, BATCH), |row| Ok((row.get("last")?, row.get("number")?)))?;
        let Some((Some(to), number)): Option<(Option<i64>, u32)> = next else { break };
        let statements = compute(tx, [last, to])?;
        tx.apply(&statements)?;
        (done, last) = (done + number as usize, to);
        progress(done, total);
    }
    Ok(())
}
