//! The columns of the index in their order.

use crate::store::ARTICLE_FTS;

pub(crate) const HEADLINE: usize = 0;
pub(crate) const DEK: usize = 1;
pub(crate) const BYLINE: usize = 2;
pub(crate) const CAPTIONS: usize = 3;
pub(crate) const CREDITS: usize = 4;
pub(crate) const PEOPLE: usize = 5;
pub(crate) const TAGS: usize = 6;
pub(crate) const SCOPE: usize = 7;
pub(crate) const FORMS_HEAD: usize = 8;
pub(crate) const FORMS: usize = 9;
pub(crate) const BODY: usize = 10;
pub(crate) const COUNT: usize = 11;
/// The words and forms of the headline stand in columns before this one.
pub(crate) const HEADLINE_END: usize = FORMS_HEAD + 1;
/// Their names.
pub(crate) const NAMES: [&str; COUNT] = [
    "headline",
    "dek",
    "byline",
    "captions",
    "credits",
    "people",
    "tags",
    "scope",
    "forms_head",
    "forms",
    "body",
];

const _: () = assert!(COUNT == ARTICLE_FTS.columns);
