//! HTML in the values of other formats: the content of a feed's entry, of a wire's item.
//!
//! A [`Fragment`] is read token by token ([`tokens`]), without a tree: its text, its pictures with the words under
//! them, its links. It costs what its length says, and nothing is as deep as its elements. A whole page is the matter of
//! the reader of HTML.

mod address;
mod elements;
mod figure;
mod fragment;
mod image;
mod paragraphs;
mod tag;
#[cfg(test)]
mod tests;
mod tokens;

pub(super) use address::resolve;
pub(super) use elements::{ends_paragraph, is_block};
pub(super) use fragment::{Fragment, Link};
pub(super) use tokens::{Token, Tokens};

/// Returns true if a text has a tag in it, or a reference of HTML.
pub(super) fn is_markup(text: &str) -> bool {
    tokens::Tokens::of(text).any(|token| !matches!(token, tokens::Token::Text(_)))
}
