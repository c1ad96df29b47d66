//! The version of the analyzer: of what computes forms, folded names and scope tokens.

use crate::error::Result;
use crate::store::{Fault, FaultKind, Snapshot, Statement, statement};

/// The version of this crate. Another one is a schema version, whose step computes again what is stored.
const ANALYZER: i64 = 2;

/// Returns a fault if what is stored doesn't say that it follows from this analyzer.
pub(super) fn check(snapshot: &Snapshot<'_>) -> Result<Option<Fault>> {
    let sql = "SELECT 1 FROM meta WHERE key = 'analyzer' AND value = ?1";
    let is_this = snapshot.row(sql, [ANALYZER], |_| Ok(()))?.is_some();
    let fault =
        || Fault::new(FaultKind::Derived, "what is stored follows from another version of the analyzer");
    Ok((!is_this).then(fault))
}

/// Returns the statement that says that what is stored follows from this analyzer.
pub(super) fn mend() -> Statement {
    statement!(
        "INSERT INTO meta (key, value) VALUES ('analyzer', ?1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        ANALYZER,
    )
}
