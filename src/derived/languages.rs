//! The languages of the archive: those of articles and captions.

use std::collections::HashSet;

use crate::error::Result;
use crate::store::{Fault, FaultKind, Snapshot, Statement, statement};

/// The languages that the archive says it has.
pub(super) fn known(snapshot: &Snapshot<'_>) -> Result<HashSet<String>> {
    Ok(snapshot.languages()?.into_iter().collect())
}

/// Names each language that nothing is in. Those that are missing are found by the articles in them.
pub(super) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let unused = "SELECT code FROM language
                  EXCEPT SELECT language FROM article
                  EXCEPT SELECT language FROM caption";
    snapshot.rows(unused, [], |row| {
        let code: String = row.get("code")?;
        Ok(Fault::new(FaultKind::Derived, format!("no article has language {code}")))
    })
}

/// The statements that list the languages of articles and captions, and no others.
pub(super) fn mend() -> [Statement; 2] {
    [
        statement!(
            "DELETE FROM language
             WHERE code NOT IN (SELECT language FROM article UNION SELECT language FROM caption)"
        ),
        statement!(
            "INSERT INTO language (code)
             SELECT language FROM article UNION SELECT language FROM caption EXCEPT SELECT code FROM language"
        ),
    ]
}
