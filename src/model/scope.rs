//! The tokens of the `scope` column: what an article belongs to, as words of the index.

use crate::text::{SCOPE, hex};

/// The kind of a token of the `scope` column; with an id or a language it is one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Scope {
    /// Every article.
    All = b'a',
    /// Person in the byline.
    Byliner = b'b',
    /// Language of a caption, where it is not the article's.
    Caption = b'c',
    /// Domain of a URL, where no publication is named.
    Domain = b'd',
    /// Not to be shown.
    Hidden = b'h',
    /// Has a picture.
    Image = b'i',
    /// Language, by its tag.
    Language = b'l',
    /// Organization in the byline.
    Organization = b'o',
    /// Person it is about.
    Person = b'p',
    /// Section.
    Section = b's',
    /// Tag.
    Tag = b't',
    /// Publication.
    Publication = b'u',
    /// Person shown in a picture.
    Shown = b'w',
    /// No text, but an item of another type: alone, or of which.
    Type = b'y',
}

impl Scope {
    /// Returns the token of this kind alone, such as that of all hidden articles.
    pub(crate) fn token(self) -> String {
        self.token_of("")
    }

    /// Returns the token of this kind for an id.
    pub(crate) fn token_of_id(self, id: i64) -> String {
        format!("{SCOPE}{}{id}", char::from(self as u8))
    }

    /// Returns the token of this kind for a domain, of which every character counts.
    pub(crate) fn token_of_domain(self, domain: &str) -> String {
        self.token_of(&hex(domain.as_bytes()))
    }

    /// Returns the token of this kind for a word, of which letters and digits count.
    pub(crate) fn token_of(self, word: &str) -> String {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        format!("{SCOPE}{}{}", char::from(self as u8), word.to_ascii_lowercase())
    }
}
