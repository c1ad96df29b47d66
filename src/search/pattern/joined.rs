//! Words of a query that are one word elsewhere.

use crate::text::{CompoundKind, compounds, fold};

/// One word as which several are written too.
pub(crate) enum Joined {
    /// Single letters, such as U.S.
    Acronym(String),
    /// Parts of a word or number, such as multi-agent, F-16 and 1,000.
    Word(String),
}

impl Joined {
    /// Returns the one word of several, if texts may have it. A query no longer has the signs between them: so they are one
    /// if they are with the signs that words of their kind have.
    pub(crate) fn of(words: &[String]) -> Option<Self> {
        let sign = match words {
            _ if words.iter().all(|word| is_letter(word)) => ".",
            _ if words.iter().all(|word| word.chars().all(char::is_numeric)) => ",",
            _ => "-",
        };
        let text = words.join(sign);
        // No language, so that a comma parts thousands.
        let mut found = compounds("", &text);
        let whole =
            found.find(|found| found.kind != CompoundKind::Capitals && found.range == (0..text.len()))?;
        Some(match whole.kind {
            CompoundKind::Dotted => Self::Acronym(fold(&whole.word).into_owned()),
            CompoundKind::Joined | CompoundKind::Capitals => Self::Word(whole.word),
        })
    }
}

fn is_letter(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && word.chars().nth(1).is_none()
}
