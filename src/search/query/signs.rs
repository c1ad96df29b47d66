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

/// Returns true if the mark at an offset stands within a Hebrew word, as in צה"ל, and quotes nothing.
///
/// One that follows letters that are written before a name without a blank (ב"הארץ") quotes, if a later mark ends the
/// quotation.
pub(crate) fn is_within_word(text: &str, at: usize) -> bool {
    let letters = || text.get(..at).unwrap_or_default().chars().rev().take_while(|c| is_hebrew(*c));
    let is_prefix = || letters().filter(|c| is_hebrew_letter(*c)).all(|c| "משהוכלב".contains(c));
    stands_between_letters(text, at) && !(is_prefix() && closes_behind(text, at))
}

/// Returns the offset of the mark that ends a quotation of a family.
pub(crate) fn end_of_quote(text: &str, family: Option<Quote>) -> Option<usize> {
    let marks = || text.char_indices().filter(|(_, c)| Quote::of(*c) == family).map(|(at, _)| at);
    marks().find(|at| !stands_between_letters(text, *at)).or_else(|| marks().next())
}

/// Returns true if the next mark behind the one at an offset can only end a quotation.
fn closes_behind(text: &str, at: usize) -> bool {
    let is_next = |(other, c): &(usize, char)| {
        *other > at && Quote::of(*c).is_some() && !stands_between_letters(text, *other)
    };
    let Some((next, mark)) = text.char_indices().find(is_next) else { return false };
    let (before, from) = text.split_at_checked(next).unwrap_or_default();
    let opens = |c| is_blank(c) || matches!(c, ':' | '(' | '-' | '\u{2212}' | '\u{2013}');
    let after = from.get(mark.len_utf8()..).unwrap_or_default();
    Quote::of(mark) == Some(Quote::Straight)
        && !before.ends_with(opens)
        && !after.starts_with(char::is_alphanumeric)
}

/// Returns true if a straight or typographic mark stands between two Hebrew letters.
fn stands_between_letters(text: &str, at: usize) -> bool {
    let Some((before, from)) = text.split_at_checked(at) else { return false };
    let after = from.strip_prefix(|c| matches!(c, '"' | '\u{201C}'..='\u{201F}'));
    before.ends_with(is_hebrew) && after.is_some_and(|after| after.starts_with(is_hebrew_letter))
}

fn is_hebrew_letter(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{FB1D}' | '\u{FB1F}'..='\u{FB28}' | '\u{FB2A}'..='\u{FB4F}')
}

/// Returns true for Hebrew letters and the points on them.
fn is_hebrew(c: char) -> bool {
    is_hebrew_letter(c)
        || matches!(
            c,
            '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        )
}
