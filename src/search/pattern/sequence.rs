//! Sequences of tokens that are looked for in a text.

use std::fmt::{self, Display, Formatter};

use crate::text::{Token, fold, is_in_capitals, is_run, tokens};

/// Tokens that stand one after another in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(super) tokens: Vec<PatternToken>,
}

/// One token of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PatternToken {
    pub(super) expected: Expected,
    /// True if it must follow the token before it directly, in the same run of letters.
    pub(super) is_joined: bool,
}

/// The tokens of a text that a token of a pattern is equal to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// Those that fold to this.
    Word(String),
    /// Those that fold to something which begins so.
    Beginning(String),
    /// Those of which one of the forms is one of these.
    Form(Vec<String>),
    /// Those in capital letters that fold to this, in a text that isn't all capitals.
    Acronym(String),
}

impl Sequence {
    /// Returns the sequence of words exactly as they are. If `is_prefix`, the last one may go on.
    pub(crate) fn exact(words: &[String], is_prefix: bool) -> Self {
        let last = words.len().saturating_sub(1);
        let mut sequence = Self::default();
        for (at, word) in words.iter().enumerate() {
            let folded = fold(word).into_owned();
            let is_prefix = is_prefix && at == last;
            sequence.push(word, if is_prefix { Expected::Beginning(folded) } else { Expected::Word(folded) });
        }
        sequence
    }

    /// Returns the sequence of words in any form, given how the forms of one are found.
    pub(crate) fn any_form(words: &[String], forms: impl Fn(&str) -> Vec<String>) -> Self {
        let mut sequence = Self::default();
        words.iter().for_each(|word| sequence.push(word, Expected::Form(forms(word))));
        sequence
    }

    /// Returns the sequence of one word in capital letters.
    pub(crate) fn acronym(letters: &str) -> Self {
        Self::of_one(Expected::Acronym(fold(letters).into_owned()))
    }

    fn of_one(expected: Expected) -> Self {
        Self { tokens: vec![PatternToken { expected, is_joined: false }] }
    }

    /// Adds a word: as what is expected of it, or of a run all its letters. A single letter is the beginning of one,
    /// as it is to the index.
    fn push(&mut self, word: &str, expected: Expected) {
        if !is_run(word) {
            self.tokens.push(PatternToken { expected, is_joined: false });
            return;
        }
        let begin = self.tokens.len();
        for Token { folded, joined, .. } in tokens(word) {
            let expected = Expected::Word(folded.into_owned());
            self.tokens.push(PatternToken { expected, is_joined: joined });
        }
        if let Some([PatternToken { expected, .. }]) = self.tokens.get_mut(begin..)
            && let Expected::Word(letter) = expected
        {
            *expected = Expected::Beginning(std::mem::take(letter));
        }
    }
}

impl Display for Sequence {
    /// The words, folded, with a star behind a beginning.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, token) in self.tokens.iter().enumerate() {
            let gap = if at == 0 || token.is_joined { "" } else { " " };
            write!(f, "{gap}{}", token.expected)?;
        }
        Ok(())
    }
}

impl Display for Expected {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) | Self::Acronym(word) => f.write_str(word),
            Self::Beginning(word) => write!(f, "{word}*"),
            Self::Form(any) => f.write_str(&any.join("|")),
        }
    }
}

impl Expected {
    /// Returns true if a token of a text is one of these, given the forms of the token.
    pub(super) fn is_met(&self, token: &str, folded: &str, forms: &[String]) -> bool {
        match self {
            Self::Word(word) => folded == word,
            Self::Beginning(beginning) => folded.starts_with(beginning.as_str()),
            Self::Form(any) => any.iter().any(|form| forms.contains(form)),
            Self::Acronym(letters) => folded == letters && is_in_capitals(token),
        }
    }

    /// Returns the bit of the first character, in lower case, with which all of these begin, if that is one of ASCII.
    pub(super) fn initial(&self) -> u128 {
        match self {
            Self::Word(word) | Self::Beginning(word) | Self::Acronym(word) => initial(word),
            Self::Form(_) => 0,
        }
    }
}

/// Returns the bit of a word's first character in lower case, if that is one of ASCII.
pub(super) fn initial(word: &str) -> u128 {
    let first = word.bytes().next().filter(u8::is_ascii);
    first.map_or(0, |byte| 1 << byte.to_ascii_lowercase())
}
