//! Snowball's stop words of English.

const LIST: &str = include_str!("../../../../src/text/stop_words/en.txt");

/// No word of a question has an apostrophe, as some of the list have.
pub fn is_stop_word(word: &str) -> bool {
    LIST.split_whitespace().any(|stop| stop == word)
}
