//! An item of the input.

use std::fmt::Display;
use std::sync::Arc;

use serde_json::Value;

use crate::model::new_article::NewArticle;
use crate::save::Source;

/// Bytes that a tag, a picture or another small part of an article takes.
const PART: usize = 100;

/// An item of the input of [`Archive::ingest`](crate::Archive::ingest): an article and its source, or why it can't be read.
///
/// ```
/// use std::sync::Arc;
/// use dateline::{Archive, IngestItem, IngestOptions, NewArticle, Source};
///
/// let archive = Archive::in_memory()?;
/// let wire = Arc::new(Source::new("coastal press"));
/// let items = [
///     IngestItem::from(NewArticle::new("Ferry delayed", "Fog held up the ferry.")).source(&wire),
///     IngestItem::unreadable("line 2 is cut short"),
/// ];
/// let ingested = archive.ingest(items, &IngestOptions::new())?;
/// assert_eq!((ingested.counts.added, ingested.counts.unreadable), (1, 1));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Debug)]
pub struct IngestItem {
    /// The article, or the reason why there is none.
    pub(super) article: Result<NewArticle, String>,
    /// `None`: that of all that doesn't name one.
    pub(super) source: Option<Arc<Source>>,
}

impl IngestItem {
    /// Returns an item that can't be read, with the reason: it is counted and named in the report.
    pub fn unreadable(reason: impl Display) -> Self {
        Self { article: Err(reason.to_string()), source: None }
    }

    /// Returns about as many bytes as it takes.
    pub(super) fn bytes(&self) -> usize {
        let Ok(article) = &self.article else { return 0 };
        let NewArticle { headline, dek, body, rich_body, extra, .. } = article;
        let rich = rich_body.as_ref().map_or(0, |rich| rich.content.len());
        let parts = [article.urls.len(), article.keys.len(), article.tags.len(), article.people.len()];
        let parts = parts.iter().sum::<usize>() + article.credits.len() + article.images.len();
        headline.len() + dek.len() + body.len() + rich + parts * PART + bytes_of(extra.values())
    }

    /// Sets the source that says it. Items without one are of a source without a name, which is one run from the first of
    /// them to the last.
    pub fn source(self, source: &Arc<Source>) -> Self {
        Self { source: Some(Arc::clone(source)), ..self }
    }
}

impl From<NewArticle> for IngestItem {
    fn from(article: NewArticle) -> Self {
        Self { article: Ok(article), source: None }
    }
}

/// What a reader gives: an item, or an error in its place.
impl<T: Into<Self>, E: Display> From<Result<T, E>> for IngestItem {
    fn from(item: Result<T, E>) -> Self {
        item.map_or_else(Self::unreadable, Into::into)
    }
}

/// Returns about as many bytes as values take. Each level is a list of values, so that no depth is too much for the stack.
fn bytes_of<'v>(values: impl Iterator<Item = &'v Value>) -> usize {
    let (mut level, mut bytes): (Vec<&Value>, _) = (values.collect(), 0);
    // Each round goes one level deeper.
    while !level.is_empty() {
        bytes += level.len() * PART;
        bytes += level.iter().filter_map(|value| value.as_str()).map(str::len).sum::<usize>();
        level = level.into_iter().flat_map(children).collect();
    }
    bytes
}

fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    }
}
