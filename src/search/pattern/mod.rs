//! Patterns of words in a text: what confirms a document, marks a passage and finds a picture.
//!
//! A text is read as tokens: a word is one, and where a script is written without blanks, a letter is. A pattern is a
//! sequence of them, and `matcher` looks for any number of patterns in one pass.

pub(crate) mod joined;
pub(crate) mod matcher;
pub(crate) mod sequence;
