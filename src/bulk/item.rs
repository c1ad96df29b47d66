//! An item of the input.

use std::fmt::Display;
use std::sync::Arc;

use crate::model::article::text_size::TextSize;
use crate::model::new_article::{NewArticle, OwnedArticle};
use crate::save::Source;

/// An item of the input of [`Archive::ingest`](crate::Archive::ingest): an article and its source, or why it can't be read.
///
/// ```
/// use dateline::{Archive, IngestItem, IngestOptions, NewArticle, Source};
///
/// let archive = Archive::in_memory()?;
/// let wire = Source::new("coastal press");
/// let items = [
///     IngestItem::from(NewArticle::new("Ferry delayed", "Fog held up the ferry.")).source(wire),
///     IngestItem::unreadable("line 2 is cut short"),
/// ];
/// let ingested = archive.ingest(items, &IngestOptions::new())?;
/// assert_eq!((ingested.counts.added, ingested.counts.unreadable), (1, 1));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug)]
pub struct IngestItem {
    /// The article, or the reason why there is none.
    pub(super) article: Result<OwnedArticle, String>,
    /// `None`: that of all that doesn't name one.
    pub(super) source: Option<Arc<Source>>,
}

impl IngestItem {
    /// Returns an item that can't be read, with the reason: it is counted and named in the report.
    pub fn unreadable(reason: impl Display) -> Self {
        Self { article: Err(reason.to_string()), source: None }
    }

    /// Returns about as many bytes as it takes.
    pub(super) fn bytes(&mut self) -> usize {
        match &mut self.article {
            Ok(article) => TextSize::of(article.as_mut()).in_memory(),
            Err(reason) => TextSize { texts: 1, bytes: reason.len() }.in_memory(),
        }
    }

    /// Sets the source. Items without one share a source without a name, for the whole ingest.
    pub fn source(self, source: impl Into<Arc<Source>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}

impl From<NewArticle> for IngestItem {
    fn from(article: NewArticle) -> Self {
        Self { article: Ok(article.into()), source: None }
    }
}

/// What a reader gives: an item, or an error in its place.
impl<T: Into<Self>, E: Display> From<Result<T, E>> for IngestItem {
    fn from(item: Result<T, E>) -> Self {
        item.map_or_else(Self::unreadable, Into::into)
    }
}
