//! Items that are written together.

use std::sync::Arc;

use super::item::IngestItem;
use crate::error::Result;
use crate::save::{SaveOptions, Saved, Source, Unsaved};
use crate::store::Transaction;
use crate::text::url::Tracking;

/// What became of each item of a batch.
pub(crate) type Outcomes = Vec<Result<Saved, String>>;

/// Writes a batch in a transaction of its own.
pub(crate) type Write<'w> = dyn Fn(IngestBatch) -> Result<Outcomes> + Sync + 'w;

/// Items that are written together: the articles with their sources, and the reasons why others can't be read.
pub(crate) struct IngestBatch(Vec<Result<FromSource, String>>);

/// An article, and the source that says it, if that is named.
type FromSource = (Option<Arc<Source>>, Unsaved);

impl IngestBatch {
    pub(super) fn of(items: Vec<IngestItem>) -> Self {
        let items = items.into_iter().map(|item| Ok((item.source, Unsaved::of(item.article?))));
        Self(items.collect())
    }

    /// Analyzes its articles.
    pub(super) fn analyze(mut self, tracking: &Tracking) -> Self {
        self.0.iter_mut().flatten().for_each(|(_, article)| article.analyze(tracking));
        self
    }

    /// Saves the articles. One without a source is saved as one of `unnamed`.
    pub(crate) fn save(
        self,
        tx: &mut Transaction<'_>,
        options: &SaveOptions,
        unnamed: &Arc<Source>,
    ) -> Result<Outcomes> {
        let mut reasons = Vec::with_capacity(self.0.len());
        let articles = self.0.into_iter().filter_map(|item| match item {
            Ok((source, article)) => {
                reasons.push(None);
                Some((source.unwrap_or_else(|| Arc::clone(unnamed)), article))
            }
            Err(reason) => {
                reasons.push(Some(reason));
                None
            }
        });
        let mut saved = tx.save_unsaved(options, articles)?.into_iter();
        let outcomes = reasons.into_iter().filter_map(|reason| match reason {
            None => saved.next().map(Ok),
            Some(reason) => Some(Err(reason)),
        });
        Ok(outcomes.collect())
    }
}
