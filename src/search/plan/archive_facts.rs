//! Facts about an archive that nearly every search needs.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::error::Result;
use crate::model::language_extent::LanguageExtent;
use crate::model::scope::Scope;
use crate::search::index::{Index, Interruptible};
use crate::store::Snapshot;
use crate::text::{language, terms};

/// Facts that are looked up once for as long as nobody changes the archive.
pub(crate) struct ArchiveFacts {
    /// The languages that articles and captions are in, or were.
    pub(crate) languages: Vec<String>,
    /// Articles and their words in each language, by its first subtag.
    pub(crate) extents: BTreeMap<String, LanguageExtent>,
    /// True if any item is no text.
    pub(crate) has_items: bool,
    /// True if words stand in texts where the tokenizer of the index doesn't find them.
    pub(crate) has_special_words: bool,
    /// The clock of the newest article.
    pub(crate) newest: Option<i64>,
}

impl ArchiveFacts {
    pub(crate) fn of(index: &Index<'_>) -> Interruptible<Arc<Self>> {
        let snapshot = index.snapshot();
        snapshot.cached(|| {
            let sql = "SELECT max(clock) AS newest FROM article_text";
            let newest: Option<Option<i64>> = snapshot.row(sql, [], |row| row.get("newest"))?;
            Ok(Self {
                languages: snapshot.languages()?,
                extents: extents(snapshot)?,
                has_items: index.cost(Scope::Type.token())? > 0,
                has_special_words: index.has_beginning(terms::printed(""))?,
                newest: newest.flatten(),
            })
        })
    }
}

fn extents(snapshot: &Snapshot<'_>) -> Result<BTreeMap<String, LanguageExtent>> {
    let mut extents = BTreeMap::<String, LanguageExtent>::new();
    for (tag, extent) in snapshot.language_extents()? {
        if extent.articles > 0 {
            // As the token of its scope spells it.
            let tag = language::primary(&tag).to_ascii_lowercase();
            extents.entry(tag).or_default().add(extent);
        }
    }
    Ok(extents)
}
