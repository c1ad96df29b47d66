//! Facts about an archive that nearly every search needs.

use std::sync::Arc;

use crate::model::scope::Scope;
use crate::search::index::{Index, Interruptible};
use crate::text::terms;

/// Facts that are looked up once for as long as nobody changes the archive.
pub(crate) struct ArchiveFacts {
    /// The languages that articles and captions are in, or were.
    pub(crate) languages: Vec<String>,
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
                has_items: index.cost(Scope::Type.token())? > 0,
                has_special_words: index.has_beginning(terms::printed(""))?,
                newest: newest.flatten(),
            })
        })
    }
}
