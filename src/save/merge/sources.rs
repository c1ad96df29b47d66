//! The source of each value: the usual one of an article, and the fields that have another.

use std::collections::BTreeMap;

use super::precedence::{is_whole, source_of};
use crate::model::article::Article;
use crate::model::article::field::{FIELDS, FieldRow, row};
use crate::model::new_article::{ArticleField, NewArticle, ValueSource};
use crate::save::clean::CleanArticle;

/// The fields of which a new article says something, and those of which that is stored already: a bit a field.
pub(super) struct SaidFields {
    said: u32,
    repeated: u32,
}

impl SaidFields {
    /// Looks at a new article before it is merged, which takes its values out.
    pub(super) fn of(clean: &CleanArticle, stored: Option<&Article>) -> Self {
        let new = &clean.article;
        let bits = |fields: &[ArticleField]| fields.iter().fold(0, |bits, field| bits | 1 << *field as u32);
        let (mut said, mut repeated) = (bits(&clean.repeated), bits(&clean.repeated));
        let has_sources = has_sources(new) || stored.is_some_and(knows_sources);
        for (at, row) in FIELDS.iter().enumerate().filter(|(_, row)| (row.says)(new)) {
            said |= 1 << at;
            if has_sources && stored.is_some_and(|stored| repeats(row, stored, new)) {
                repeated |= 1 << at;
            }
        }
        Self { said, repeated }
    }

    fn says(&self, field: ArticleField) -> bool {
        self.said & (1 << field as u32) != 0
    }

    fn repeats(&self, field: ArticleField) -> bool {
        self.repeated & (1 << field as u32) != 0
    }
}

/// Returns true if a new article says just what is stored.
fn repeats(row: &FieldRow, stored: &Article, new: &NewArticle) -> bool {
    (row.has)(stored) && (row.repeats)(stored, new) && is_whole(row.field, new, stored)
}

fn has_sources(new: &NewArticle) -> bool {
    new.value_source.is_some() || !new.value_sources.is_empty()
}

fn knows_sources(stored: &Article) -> bool {
    stored.source.is_some() || !stored.sources.is_empty()
}

/// Notes in a merged article which source each of its values is from.
///
/// The usual source is that of most values. Nothing of this depends on the order in which sources came.
pub(super) fn attribute(
    article: &mut Article,
    stored: Option<&Article>,
    clean: &CleanArticle,
    said: &SaidFields,
) {
    let CleanArticle { article: new, fills, .. } = clean;
    let knows = stored.is_some_and(knows_sources);
    let is_outright = [ArticleField::Type, ArticleField::Status].iter().any(|field| said.says(*field));
    if !knows && !has_sources(new) && !is_outright {
        return;
    }
    let mut sources = BTreeMap::new();
    for field in ArticleField::ALL.iter().copied() {
        let before = stored.filter(|stored| !new.clear.contains(&field) && (row(field).has)(stored));
        let before = before.map(|stored| stored.source_of(field));
        let source = match (before, said.says(field)) {
            _ if matches!(field, ArticleField::Keys | ArticleField::Urls) => continue,
            // A section without a name is no section.
            _ if field == ArticleField::Section && !(row(field).has)(article) => continue,
            (None, false) => continue,
            (Some(before), false) => before,
            (Some(before), true) if said.repeats(field) => before.max(source_of(new, field)),
            (Some(before), true) if fills.contains(&field) => before,
            (_, true) => source_of(new, field),
        };
        sources.insert(field, source);
    }
    article.source = usual(&sources);
    let is_usual = |field: ArticleField| field_is_usual(field, article);
    let source = article.source;
    sources.retain(|field, of| *of != source || is_usual(*field));
    article.sources = sources;
}

/// Returns true if the value of a field, which was said, can't be told from one that nobody said.
fn field_is_usual(field: ArticleField, article: &Article) -> bool {
    match field {
        ArticleField::Type => article.item_type == Default::default(),
        ArticleField::Status => article.status == Default::default(),
        _ => false,
    }
}

/// Returns the source of most values; of several the best.
fn usual(sources: &BTreeMap<ArticleField, Option<ValueSource>>) -> Option<ValueSource> {
    let mut counts: BTreeMap<Option<ValueSource>, usize> = BTreeMap::new();
    for source in sources.values() {
        *counts.entry(*source).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(source, count)| (*count, *source)).and_then(|(source, _)| source)
}
