//! The languages of the archive: those of articles and captions.

use std::collections::HashSet;

use crate::error::Result;
use crate::store::{Snapshot, Statement, statement};

/// Returns the languages that the archive says it has. There may be more than articles and captions are in: an article
/// that is removed, or said to be in another language, leaves its own behind.
pub(super) fn known(snapshot: &Snapshot<'_>) -> Result<HashSet<String>> {
    Ok(snapshot.languages()?.into_iter().collect())
}

/// Returns the statements that list the languages of articles and captions, and no others.
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
