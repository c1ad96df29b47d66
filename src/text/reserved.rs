//! Characters that the index has for itself.

use std::borrow::Cow;

/// Stands between the items of one derived column, so that no phrase matches across two of them.
pub(crate) const SEPARATOR: char = '\u{E000}';
/// Begins every token of the `scope` column, so that no typed word can equal one.
pub(crate) const SCOPE: char = '\u{E001}';
/// Begins the term of a word that stands in the text so, where FTS5's tokenizer makes something else of it.
pub(super) const PRINTED: char = '\u{E002}';
/// Begins the term of letters that stand for the words of a name: `U.S.`, `NATO`.
pub(super) const ACRONYM: char = '\u{E003}';
/// The first of the characters of which terms are made where the tokenizer doesn't keep those of the word.
pub(super) const FIRST_MOVED: char = '\u{F0000}';

/// Returns text fit for storing: without NUL and the characters that the index has for itself, so that nothing in it equals
/// them; and true if anything was taken out.
pub(crate) fn clean(text: &str) -> (Cow<'_, str>, bool) {
    let is_unfit = |c: char| c == '\0' || is_reserved(c);
    // The first bytes of these characters in UTF-8 are rare, and looked for faster than they are.
    if text.bytes().any(|byte| matches!(byte, 0 | 0xEE | 0xF3..)) && text.contains(is_unfit) {
        (Cow::Owned(text.replace(is_unfit, "")), true)
    } else {
        (Cow::Borrowed(text), false)
    }
}

/// Returns true for the private marks of the index, and for the planes for private use.
pub(super) fn is_reserved(c: char) -> bool {
    matches!(c, SEPARATOR | SCOPE | PRINTED | ACRONYM | FIRST_MOVED..)
}
