//! Text as the index sees it: words, folding, analyzed forms, languages and URLs. All of it is pure.

use std::borrow::Cow;

mod blanks;
mod fold;
pub(crate) mod forms;
mod hex;
pub(crate) mod language;
pub(crate) mod similarity;
pub(crate) mod srcset;
mod stop_words;
#[cfg(test)]
mod tests;
pub(crate) mod url;
mod words;

pub(crate) use blanks::{is_blank, turns_direction};
pub(crate) use fold::{fold, fold_name, slug};
pub(crate) use hex::hex;
pub(crate) use similarity::has_no_blanks;
pub(crate) use stop_words::is_stop_word;
pub(crate) use url::{ImageUrl, image_url_key, url_key};
pub(crate) use words::words;

/// Stands between the items of one derived column, so that no phrase matches across two of them.
pub(crate) const SEPARATOR: char = '\u{E000}';
/// Begins every token of the `scope` column, so that no typed word can equal one.
pub(crate) const SCOPE: char = '\u{E001}';

/// Returns text fit for storing: without NUL and the two private marks of the index; and true if
/// anything was taken out.
pub(crate) fn clean(text: &str) -> (Cow<'_, str>, bool) {
    let reserved = |c: char| matches!(c, '\0' | SEPARATOR | SCOPE);
    // The first byte of the private marks in UTF-8 is rare, and looked for faster than they are.
    if text.bytes().any(|byte| matches!(byte, 0 | 0xEE)) && text.contains(reserved) {
        (Cow::Owned(text.replace(reserved, "")), true)
    } else {
        (Cow::Borrowed(text), false)
    }
}
