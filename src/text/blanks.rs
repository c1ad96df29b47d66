//! Characters that separate or that nobody sees, and mean nothing else.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

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

/// Returns text as it is stored: composed, and without what nobody sees. The joiner and the non-joiner stay, which change how
/// letters and emoji look.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(is_composed) {
        return Cow::Borrowed(text);
    }
    let composed: String = text.chars().filter(|c| !is_unseen(*c)).nfc().collect();
    if composed == text { Cow::Borrowed(text) } else { Cow::Owned(composed) }
}

/// Returns true for soft hyphens, the signs without width that part or join words, and marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || turns_direction(c)
}

/// Returns true for characters that are seen and composed, whatever stands beside them but others.
fn is_composed(c: char) -> bool {
    matches!(c,
        '\0'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{400}'..='\u{481}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed_and_what_nobody_sees_is_gone() {
        for (given, stored) in [
            ("Bundes\u{AD}regie\u{AD}rung", "Bundesregierung"),
            ("\u{FEFF}Cafe\u{301}", "Café"),
            ("\u{200F}عاجل\u{200E}", "عاجل"),
            ("\u{2067}שלום\u{2069}\u{202E}x\u{202C}", "שלוםx"),
            ("Dan\u{200B} Roe\u{2060}", "Dan Roe"),
            ("\u{1112}\u{1161}\u{11AB}국", "한국"),
            ("か\u{3099}", "が"),
            ("Андреи\u{306}", "Андрей"),
        ] {
            assert_eq!(composed(given), stored, "{given:?}");
        }
    }

    #[test]
    fn what_is_seen_stays() {
        for text in [
            "می\u{200C}خواهم",
            "\u{1F468}\u{200D}\u{1F469}",
            "ø æ ß ½ ﬁ Ａ",
            "\u{FE0F}\u{303}",
            "e\u{327}\u{301}",
        ] {
            let composed = composed(text);
            assert_eq!(composed.nfd().to_string(), text.nfd().to_string(), "{text:?}");
        }
    }

    #[test]
    fn a_text_that_is_passed_at_a_glance_is_composed() {
        let glanced = ('\0'..='\u{FFFF}').filter(|c| is_composed(*c));
        for c in glanced {
            assert_eq!(c.to_string().nfc().to_string(), c.to_string(), "{c:?}");
            assert!(!is_unseen(c), "{c:?}");
        }
        // None of them composes with another of them.
        assert!(!unicode_normalization::is_nfc("か\u{3099}") && !is_composed('\u{3099}'));
        assert!(!is_composed('\u{11A8}') && !is_composed('\u{301}'));
    }
}
