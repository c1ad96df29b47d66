//! Items that are written together.

use super::item::IngestItem;
use crate::error::Result;
use crate::save::{Analysis, SaveOptions, Saved, Source};
use crate::store::Transaction;
use crate::text::url::Tracking;

/// What became of each item of a chunk.
pub(crate) type Outcomes = Vec<Result<Saved, String>>;

/// Writes a chunk in a transaction of its own.
pub(crate) type Write<'w> = dyn Fn(Chunk) -> Result<Outcomes> + Sync + 'w;

/// Items that are written together, each with what was analyzed of it ahead, if anything was.
pub(crate) struct Chunk(Vec<(IngestItem, Option<Analysis>)>);

impl Chunk {
    pub(super) fn of(items: Vec<IngestItem>) -> Self {
        Self(items.into_iter().map(|item| (item, None)).collect())
    }

    /// Analyzes every article of a chunk.
    pub(super) fn analyzed(items: Vec<IngestItem>, tracking: &Tracking) -> Self {
        let analyzed = items.into_iter().map(|item| {
            let analysis = item.article.as_ref().ok().map(|article| Analysis::of(article, tracking));
            (item, analysis)
        });
        Self(analyzed.collect())
    }

    /// Saves the articles, those without a source as this one's.
    pub(crate) fn save(
        mut self,
        tx: &mut Transaction<'_>,
        options: &SaveOptions,
        unnamed: &Source,
    ) -> Result<Outcomes> {
        let analyses: Vec<_> = self.0.iter_mut().map(|(_, analysis)| analysis.take()).collect();
        let articles = self.0.iter().zip(analyses).filter_map(|((item, _), analysis)| {
            let source = item.source.as_deref().unwrap_or(unnamed);
            Some((source, item.article.as_ref().ok()?, analysis))
        });
        let mut saved = tx.save_analyzed(options, articles)?.into_iter();
        let outcomes = self.0.into_iter().filter_map(|(item, _)| match item.article {
            Ok(_) => saved.next().map(Ok),
            Err(reason) => Some(Err(reason)),
        });
        Ok(outcomes.collect())
    }
}
