//! The languages of the archive: those of articles and captions, and how much there is of each.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::error::Result;
use crate::model::language_extent::{LanguageExtent, language_row};
use crate::store::{Fault, FaultKind, Snapshot, Transaction, statement};

/// Returns the languages that the archive says it has. There may be more than articles and captions are in: an article
/// that is removed, or said to be in another language, leaves its own behind.
pub(super) fn known(snapshot: &Snapshot<'_>) -> Result<HashSet<String>> {
    Ok(snapshot.languages()?.into_iter().collect())
}

/// Returns a fault for each language whose numbers differ from those that were counted.
pub(super) fn check(
    snapshot: &Snapshot<'_>,
    counted: &HashMap<String, LanguageExtent>,
) -> Result<Vec<Fault>> {
    let stored = BTreeMap::from_iter(snapshot.language_extents()?);
    let differ = stored
        .into_iter()
        .filter(|(language, extent)| counted.get(language).copied().unwrap_or_default() != *extent);
    let fault = |(language, _)| {
        let what = format!("the numbers of articles and words in {language} are not those of its articles");
        Fault::new(FaultKind::Derived, what)
    };
    Ok(differ.map(fault).collect())
}

/// Lists the languages of articles and captions, and no others, with their numbers of articles and words. Words are counted by
/// the index, which must be there.
pub(crate) fn mend_languages(tx: &mut Transaction<'_>) -> Result<()> {
    let mut extents = BTreeMap::from_iter(tx.count_languages()?);
    let all = "SELECT language FROM article UNION SELECT language FROM caption";
    for language in tx.rows(all, [], |row| row.get("language"))? {
        extents.entry(language).or_default();
    }
    let mut statements = vec![statement!("DELETE FROM language")];
    statements.extend(extents.into_iter().map(|(language, extent)| language_row(language, extent)));
    tx.apply(&statements)
}
