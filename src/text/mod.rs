//! Text as the index sees it: words, folding, analyzed forms, languages and URLs. All of it is pure.

mod blanks;
mod compounds;
mod fold;
pub(crate) mod forms;
mod hex;
mod kind;
pub(crate) mod language;
mod letters;
mod reserved;
pub(crate) mod similarity;
pub(crate) mod srcset;
mod stop_words;
pub(crate) mod terms;
#[cfg(test)]
mod tests;
mod tokens;
mod unicode61;
mod units;
pub(crate) mod url;
mod words;

pub(crate) use blanks::{composed, is_blank, turns_direction};
pub(crate) use compounds::{Compound, CompoundKind, CompoundScanner, compounds, is_in_capitals};
pub(crate) use fold::{fold, fold_beginning, fold_name, slug};
pub(crate) use hex::hex;
pub(crate) use kind::has_no_blanks;
pub(crate) use reserved::{SCOPE, SEPARATOR, clean};
pub(crate) use stop_words::{is_stop_word, list_of, lists_with};
pub(crate) use tokens::{Token, tokens};
pub(crate) use unicode61::token_count;
pub(crate) use units::counted_words;
pub(crate) use url::{ImageUrl, domain_key, image_url_key, url_key};
pub(crate) use words::{is_run, words};
