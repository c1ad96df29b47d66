//! Derived data: all that follows from the rows that people and sources filled. It is checked, and computed again.
//!
//! Keys are folded names and normal forms of URLs; columns of `article_text` serve the index; sequences
//! follow ids. None of it says anything new, so that a damaged one is computed again and never restored.

mod addresses;
mod analyzer;
mod article;
mod check;
mod crowded;
mod fill_index;
mod follow;
mod image_urls;
mod keys;
mod languages;
mod rebuild;
mod sequences;

pub use rebuild::{RebuildProgress, RebuildStage, Rebuilt};

pub(crate) use addresses::mend_addresses;
pub(crate) use check::check;
pub(crate) use crowded::mark_crowded;
pub(crate) use fill_index::fill_index;
pub(crate) use follow::{Followed, finish, follow};
pub(crate) use keys::mend as mend_keys;
pub(crate) use languages::mend_languages;
pub(crate) use rebuild::{mend_articles, rebuild};
