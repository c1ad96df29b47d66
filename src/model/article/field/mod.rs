//! The fields of an article, a row each: what saving, revisions and JSON must know of every one of them.

mod compare;
mod field_row;
mod rows;

use crate::model::new_article::{NewArticle, Visit};

pub(crate) use compare::{is_same_publication, refines, says_more};
pub(crate) use field_row::FieldRow;
pub(crate) use rows::{FIELDS, UNPLACED_SECTION, row};

/// Visits every text of an article that is cleaned before it is stored, but for those in `extra`.
pub(crate) fn visit_texts(article: &mut NewArticle, visit: &mut Visit<'_>) {
    article.uri.iter_mut().for_each(|uri| visit("uri", uri));
    if let Some(rich) = &mut article.rich_body {
        visit("rich_body", &mut rich.media_type);
        visit("rich_body", &mut rich.content);
    }
    for row in FIELDS {
        (row.texts)(article, visit);
    }
}

/// Returns the names that a [`NewArticle`] has for its fields in JSON.
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().flat_map(|row| row.keys).copied().chain([
        "uri",
        "rich_body",
        "clear",
        "value_source",
        "value_sources",
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::new_article::ArticleField;

    #[test]
    fn every_field_has_its_row() {
        let fields: Vec<_> = FIELDS.iter().map(|row| row.field).collect();
        assert_eq!(fields, ArticleField::ALL);
        assert!(fields.iter().all(|field| row(*field).field == *field));
    }
}
