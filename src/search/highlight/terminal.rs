//! Text of unknown origin, made harmless for a terminal.

use std::fmt::{self, Write};

use crate::search::query::signs::turns_direction;

/// Returns the text as it may be printed to a terminal: always one line, and never an escape sequence.
///
/// Line breaks and tabs become spaces. Every other control character (ESC and the C1 controls
/// among them) and every character that overrides, embeds or isolates the direction of writing
/// becomes U+FFFD. The marks U+200E, U+200F and U+061C, which Hebrew and Arabic text needs, stay.
///
/// ```
/// assert_eq!(dateline::terminal_safe("Rates\u{1b}[2J rise\r\n").to_string(), "Rates\u{FFFD}[2J rise  ");
/// ```
pub fn terminal_safe(text: &str) -> impl fmt::Display + '_ {
    Safe(text)
}

struct Safe<'t>(&'t str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| f.write_char(harmless(c)))
    }
}

fn harmless(c: char) -> char {
    match c {
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() && c.is_whitespace() => ' ',
        c if c.is_control() || turns_direction(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}
