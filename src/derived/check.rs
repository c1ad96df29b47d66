//! Compares what is derived with what it follows from.

use std::collections::HashMap;

use super::article::{self, DerivedColumns};
use super::{addresses, analyzer, image_urls, keys, languages, sequences};
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::language_extent::LanguageExtent;
use crate::store::{Fault, FaultKind, Snapshot};

/// Computes everything derived anew, and names each that is stored otherwise.
pub(crate) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let mut faults = sequences::check(snapshot)?;
    faults.extend(analyzer::check(snapshot)?);
    faults.extend(keys::check(snapshot)?);
    faults.extend(addresses::check(snapshot)?);
    faults.extend(image_urls::check(snapshot)?);
    let known = languages::known(snapshot)?;
    let mut extents = HashMap::<String, LanguageExtent>::new();
    for id in article::ids(snapshot)? {
        match DerivedColumns::read(snapshot, id)? {
            Ok(columns) => {
                let derived_row = columns.derived();
                let differences = columns.differences(&derived_row);
                let (language, words) = columns.language_and_words(&derived_row);
                extents.entry(language).or_default().add(LanguageExtent { articles: 1, words });
                faults.extend(differences.into_iter().map(|what| derived(id, &what)));
                if columns.languages().any(|language| !known.contains(language)) {
                    faults.push(derived(id, "a language of it is not among those of the archive"));
                }
                if !columns.has_place() {
                    faults.push(lost(id, "its date is outside the years 1 to 4083"));
                }
            }
            Err(why) => faults.push(lost(id, &why)),
        }
    }
    // What is lost is missing from every sum.
    if faults.iter().all(|fault| fault.kind != FaultKind::File) {
        faults.extend(languages::check(snapshot, &extents)?);
    }
    Ok(faults)
}

fn derived(id: ArticleId, what: &str) -> Fault {
    Fault::new(FaultKind::Derived, format!("article {id}: {what}"))
}

/// Returns a fault in what nothing else in the archive says.
fn lost(id: ArticleId, what: &str) -> Fault {
    Fault::new(FaultKind::File, format!("article {id}: {what}"))
}
