//! One field of an article, as a row.

use crate::model::article::Article;
use crate::model::new_article::{ArticleField, NewArticle, Visit};

/// One field: how it stands in a [`NewArticle`] and in an [`Article`], and how the one becomes the other.
pub(crate) struct FieldRow {
    pub field: ArticleField,
    /// Names of it in the JSON of a [`NewArticle`].
    pub keys: &'static [&'static str],
    /// Returns true if two states of an article agree in it.
    pub same: fn(&Article, &Article) -> bool,
    /// Visits its texts; see `visit_texts`.
    pub texts: fn(&mut NewArticle, &mut Visit<'_>),
    /// Returns true if a new article says something of it.
    pub says: fn(&NewArticle) -> bool,
    /// Returns true if all that a new article says of it is stored.
    pub repeats: fn(&Article, &NewArticle) -> bool,
    /// Takes what a new article says of it out.
    pub unsay: fn(&mut NewArticle),
    /// Returns true if a value of it is stored that somebody said.
    pub has: fn(&Article) -> bool,
    /// Takes the stored value back.
    pub clear: fn(&mut Article),
    /// Puts what is new over what is stored, where that needs no look-up. Empty leaves it as it is.
    pub merge: fn(&mut Article, &mut NewArticle),
    /// Puts what is stored into a document, but for the ids of people.
    pub document: fn(&Article, &mut NewArticle),
}
