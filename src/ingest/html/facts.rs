//! The values of an article, and where each came from.

use crate::model::new_article::{ArticleField, NewArticle, ValueSource};

/// A value, and where it came from.
pub(super) type Sourced<T> = (T, ValueSource);

/// Returns the first value that is there: that of the JSON-LD, else of the `meta` elements, else of the page's elements.
pub(super) fn best<T>(
    json_ld: Option<T>,
    meta: impl FnOnce() -> Option<T>,
    dom: impl FnOnce() -> Option<T>,
) -> Option<Sourced<T>> {
    let json_ld = json_ld.map(|value| (value, ValueSource::JsonLd));
    let meta = || meta().map(|value| (value, ValueSource::Meta));
    let dom = || dom().map(|value| (value, ValueSource::Dom));
    json_ld.or_else(meta).or_else(dom)
}

/// Writes down where a field came from, and returns its value; `None` where nothing says it.
pub(super) fn keep<T>(article: &mut NewArticle, field: ArticleField, value: Option<Sourced<T>>) -> Option<T> {
    let (value, source) = value?;
    // The article says once what most of its fields come from.
    if article.value_source != Some(source) {
        article.value_sources.insert(field, source);
    }
    Some(value)
}
