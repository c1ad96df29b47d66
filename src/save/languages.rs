//! The languages of the archive: how much there is of each after a batch.

use std::collections::{BTreeSet, HashMap};

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::Article;
use crate::model::language_extent::{LanguageExtent, language_row};
use crate::store::{Snapshot, Statement};

/// The extents of all languages, as a batch leaves them.
pub(super) struct Languages {
    extents: HashMap<String, LanguageExtent>,
    /// Those that the batch has added or changed.
    changed: BTreeSet<String>,
    /// The articles that the batch has counted, each with its language and words.
    counted: HashMap<ArticleId, (String, u64)>,
}

impl Languages {
    pub(super) fn new(snapshot: &Snapshot<'_>) -> Result<Self> {
        let (changed, counted) = Default::default();
        Ok(Self { extents: snapshot.language_extents()?, changed, counted })
    }

    /// Adds a language to the list, if it isn't there.
    pub(super) fn know(&mut self, language: &str) {
        if !self.extents.contains_key(language) {
            self.change(language);
        }
    }

    /// Counts an article of so many words, in place of what is stored of it if it is no new one.
    pub(super) fn count(
        &mut self,
        snapshot: &Snapshot<'_>,
        article: &Article,
        words: u64,
        is_new: bool,
    ) -> Result<()> {
        if !is_new {
            self.remove(snapshot, article.id)?;
        }
        self.change(&article.language).add(LanguageExtent { articles: 1, words });
        self.counted.insert(article.id, (article.language.clone(), words));
        Ok(())
    }

    /// Counts an article no more.
    pub(super) fn remove(&mut self, snapshot: &Snapshot<'_>, id: ArticleId) -> Result<()> {
        let counted = match self.counted.remove(&id) {
            Some(counted) => Some(counted),
            None => snapshot.language_and_words(id)?,
        };
        if let Some((language, words)) = counted {
            self.change(&language).subtract(LanguageExtent { articles: 1, words });
        }
        Ok(())
    }

    fn change(&mut self, language: &str) -> &mut LanguageExtent {
        if !self.changed.contains(language) {
            self.changed.insert(language.to_owned());
        }
        self.extents.entry(language.to_owned()).or_default()
    }

    /// Returns the statements that store what was changed: sums, whatever they were before.
    pub(super) fn finish(self) -> impl Iterator<Item = Statement> {
        let Self { extents, changed, .. } = self;
        changed.into_iter().map(move |language| {
            let extent = extents.get(&language).copied().unwrap_or_default();
            language_row(language, extent)
        })
    }
}
