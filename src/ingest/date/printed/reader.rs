//! Goes through the tokens of a date: what is next, and what may be passed over.

use std::ops::Range;

use super::tokens::{Kind, Token};
use crate::ingest::date::words::is_weekday;

/// Reads the parts of a date, token by token.
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    /// True if a time was said with AM or PM.
    pub clock_12: bool,
    /// True if it is in a zone of the United States, where the month comes first.
    pub american: bool,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens, at: 0, clock_12: false, american: false }
    }

    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    /// Returns the next token.
    pub fn next(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    /// Returns a piece of the text.
    pub fn printed(&self, range: Range<usize>) -> Option<&'a str> {
        self.text.get(range)
    }

    pub fn start(&self) -> Option<usize> {
        self.tokens.first().map(|token| token.range.start)
    }

    pub fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    pub fn number(&mut self) -> Option<(u32, usize)> {
        match self.tokens.get(self.at)?.kind {
            Kind::Number { value, digits } => {
                self.at += 1;
                Some((value, digits))
            }
            _ => None,
        }
    }

    pub fn word(&mut self) -> Option<&str> {
        match &self.tokens.get(self.at)?.kind {
            Kind::Word(word) => {
                self.at += 1;
                Some(word)
            }
            _ => None,
        }
    }

    pub fn sign(&mut self, among: &[char]) -> Option<char> {
        match self.tokens.get(self.at)?.kind {
            Kind::Sign(sign) if among.contains(&sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    pub fn signs(&mut self, among: &[char]) {
        while self.sign(among).is_some() {}
    }

    /// Skips words that tell nothing: `among` knows them.
    pub fn skip_words(&mut self, among: fn(&str) -> bool) {
        while self.attempt(|r| r.word().filter(|word| among(word)).map(drop)).is_some() {}
    }

    pub fn skip_word(&mut self, among: &[&str]) -> Option<()> {
        self.attempt(|r| r.word().filter(|word| among.contains(word)).map(drop))
    }

    /// Skips a day of the week, also one in brackets.
    pub fn weekday(&mut self) {
        let found = self.attempt(|r| {
            let bracket = r.sign(&['(', '（']);
            r.word().filter(|word| is_weekday(word))?;
            let _ = r
                .attempt(|r| r.sign(&['-']).and_then(|_| r.word().filter(|word| *word == "feira").map(drop)));
            bracket.map_or(Some(()), |_| r.sign(&[')', '）']).map(drop))
        });
        if found.is_some() {
            self.signs(&[',', '.', '،']);
        }
    }
}
