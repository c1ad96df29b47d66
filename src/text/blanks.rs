//! Characters that separate, and mean nothing else.

use super::reserved::is_reserved;

/// Returns true if the character separates the terms of a query, and the words of a name that a person gives: blanks,
/// controls, marks of direction, and what the index has for itself.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || turns_direction(c)
        || is_reserved(c)
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Embeddings, overrides, isolates, and the deprecated shaping controls beside them.
pub(crate) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}
