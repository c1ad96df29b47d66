//! Characters that mean something in a query.

pub(crate) use crate::text::{is_blank, turns_direction};

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
