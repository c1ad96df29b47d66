//! Items of lists that were taken out of an article by hand: they don't come back.

use std::collections::HashSet;

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::new_article::ArticleField;
use crate::store::Snapshot;
use crate::text::fold_name;

/// The name under which refused captions are kept: they are a part of the pictures.
const CAPTIONS: &str = "captions";

/// The items that were refused of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refused(HashSet<(String, String)>);

impl Refused {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns true if an item of a list was refused.
    pub(crate) fn has(&self, field: ArticleField, item: &str) -> bool {
        self.holds(field.as_str(), item)
    }

    /// Returns true if a caption was refused.
    pub(crate) fn has_caption(&self, text: &str) -> bool {
        self.holds(CAPTIONS, &name_item(text))
    }

    pub(crate) fn add(&mut self, field: ArticleField, item: String) {
        self.0.insert((field.as_str().to_owned(), item));
    }

    pub(crate) fn add_caption(&mut self, text: &str) {
        self.0.insert((CAPTIONS.to_owned(), name_item(text)));
    }

    /// Lets an item come back.
    pub(crate) fn allow(&mut self, field: ArticleField, item: String) {
        self.0.remove(&(field.as_str().to_owned(), item));
    }

    /// Lets a caption come back.
    pub(crate) fn allow_caption(&mut self, text: &str) {
        self.0.remove(&(CAPTIONS.to_owned(), name_item(text)));
    }

    /// Lets all of a list come back, captions with their pictures.
    pub(crate) fn allow_all(&mut self, field: ArticleField) {
        let with_captions = field == ArticleField::Images;
        self.0.retain(|(of, _)| of != field.as_str() && !(with_captions && of == CAPTIONS));
    }

    /// Returns the items in order, each after the name of its list.
    pub(crate) fn sorted(&self) -> Vec<&(String, String)> {
        let mut items: Vec<_> = self.0.iter().collect();
        items.sort();
        items
    }

    fn holds(&self, field: &str, item: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&(field.to_owned(), item.to_owned()))
    }
}

/// Returns a tag as an item: its name as names are compared, after its vocabulary.
pub(crate) fn tag_item(scheme: &str, name: &str) -> String {
    if scheme.is_empty() { name_item(name) } else { format!("{scheme}:{}", name_item(name)) }
}

/// Returns a person or a credit as an item: the name as names are compared.
pub(crate) fn name_item(name: &str) -> String {
    match fold_name(name) {
        folded if folded.is_empty() => name.to_owned(),
        folded => folded,
    }
}

impl Snapshot<'_> {
    /// Returns the items that were refused of an article by hand.
    pub(crate) fn refused_of(&self, article: ArticleId) -> Result<Refused> {
        let items = self.rows(
            "SELECT field, item FROM article_refused WHERE article = ?1 ORDER BY field, item",
            [article.0],
            |row| Ok((row.get("field")?, row.get("item")?)),
        )?;
        Ok(Refused(items.into_iter().collect()))
    }
}
