//! Characters that mean something in a query.

use crate::text;

/// Returns true if the character separates terms: blanks, controls, marks of direction, and the private marks
/// of the index.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || turns_direction(c)
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | text::SEPARATOR | text::SCOPE)
}

/// A family of quotation marks. What one mark of a family opens, the next of that family closes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    Straight,
    Angle,
    Corner,
}

impl Quote {
    pub(crate) fn of(c: char) -> Option<Self> {
        match c {
            '"' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{2036}' | '\u{FF02}' => Some(Self::Straight),
            '«' | '»' | '‹' | '›' | '《' | '》' => Some(Self::Angle),
            '「' | '」' | '『' | '』' => Some(Self::Corner),
            _ => None,
        }
    }

    pub(crate) fn marks(self) -> (char, char) {
        match self {
            Self::Straight => ('"', '"'),
            Self::Angle => ('«', '»'),
            Self::Corner => ('「', '」'),
        }
    }

    /// Returns a family of which no mark stands in the text.
    pub(crate) fn free_in(text: &str) -> Option<Self> {
        let absent = |family: &Self| !text.chars().any(|c| Self::of(c) == Some(*family));
        [Self::Straight, Self::Angle, Self::Corner].into_iter().find(absent)
    }
}

/// Embeddings, overrides, isolates, and the deprecated shaping controls beside them.
pub(crate) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}
