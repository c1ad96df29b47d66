//! Mends what stands in an object of JSON and is none, so that one value doesn't cost the others.

use std::borrow::Cow;

use super::syntax::is_of_word;

/// Returns the text of an object in the JSON that serde_json reads; and true if a surrogate half was replaced.
///
/// - The half of a surrogate pair (`\ud800`) becomes U+FFFD.
/// - A number that 64 bits can't hold, and any word that JSON hasn't, becomes a text. `NaN` becomes null.
/// - A comma before an end is left out.
/// - Control characters in a text, such as line breaks, and backslashes that escape nothing are escaped.
pub fn repaired(text: &str) -> (Cow<'_, str>, bool) {
    let mut repair = Repair { text, at: 0, done: 0, repaired: String::new(), halves: false };
    repair.run();
    if repair.repaired.is_empty() {
        return (Cow::Borrowed(text), false);
    }
    repair.replace_to(text.len(), text.len(), "");
    (Cow::Owned(repair.repaired), repair.halves)
}

struct Repair<'t> {
    text: &'t str,
    at: usize,
    /// The end of the part that was copied.
    done: usize,
    repaired: String,
    halves: bool,
}

impl Repair<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.byte(0) {
            match byte {
                b'"' => {
                    self.at += 1;
                    self.text();
                }
                b',' => {
                    let rest = self.text.get(self.at + 1..).unwrap_or_default();
                    if rest.trim_start().starts_with(['}', ']']) {
                        self.replace(1, "");
                    }
                    self.at += 1;
                }
                _ if is_of_word(byte) => self.word(),
                _ => self.at += 1,
            }
        }
    }

    /// Passes a text and the quotation mark at its end.
    fn text(&mut self) {
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let changes = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
            self.at += rest.iter().position(changes).unwrap_or(rest.len());
            match self.byte(0) {
                Some(b'\\') => self.escape(),
                Some(byte @ 0..0x20) => {
                    self.replace(1, &format!("\\u{byte:04x}"));
                    self.at += 1;
                }
                _ => break,
            }
        }
        self.at += 1;
    }

    fn word(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let word = rest.get(..rest.bytes().take_while(|byte| is_of_word(*byte)).count()).unwrap_or_default();
        match word {
            "true" | "false" | "null" => {}
            "NaN" | "nan" | "undefined" | "None" => self.replace(word.len(), "null"),
            "True" => self.replace(word.len(), "true"),
            "False" => self.replace(word.len(), "false"),
            _ if is_number(word) => {}
            _ => self.replace(word.len(), &format!("\"{word}\"")),
        }
        self.at += word.len();
    }

    /// Passes a backslash and what it escapes.
    fn escape(&mut self) {
        match self.byte(1) {
            Some(b'u') => match self.unit(0) {
                Some(0xD800..0xDC00) if matches!(self.unit(6), Some(0xDC00..0xE000)) => self.at += 12,
                Some(0xD800..0xE000) => {
                    self.halves = true;
                    self.replace(6, "\\ufffd");
                    self.at += 6;
                }
                Some(_) => self.at += 6,
                None => self.backslash(),
            },
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            _ => self.backslash(),
        }
    }

    /// Takes a backslash for one that is meant as it stands.
    fn backslash(&mut self) {
        self.replace(1, "\\\\");
        self.at += 1;
    }

    /// Reads the `\u1234` so many bytes on.
    fn unit(&self, ahead: usize) -> Option<u16> {
        let start = self.at + ahead;
        let digits = self.text.get(start..start + 6)?.strip_prefix("\\u")?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn replace(&mut self, length: usize, by: &str) {
        self.replace_to(self.at, self.at + length, by);
    }

    fn replace_to(&mut self, start: usize, end: usize, by: &str) {
        self.repaired.push_str(self.text.get(self.done..start).unwrap_or_default());
        self.repaired.push_str(by);
        self.done = end;
    }
}

/// Returns true for a number as JSON writes it, of which nothing is lost in 64 bits.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let has_zeros = digits.len() > 1 && digits.starts_with('0');
        return !has_zeros && (word.parse::<u64>().is_ok() || word.parse::<i64>().is_ok());
    }
    // What is no number, by the one who reads it.
    serde_json::from_str::<f64>(word).is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let (repaired, _) = repaired(text);
        assert_eq!(repaired, expected);
        serde_json::from_str::<serde_json::Value>(&repaired).unwrap();
    }

    #[test]
    fn json_stays_as_it_is() {
        for text in [
            r#"{"a": [1, -2, 0, 0.5, 1e9, true, false, null, 18446744073709551615, -9223372036854775808]}"#,
            r#"{"a": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 1e999 NaN"}"#,
        ] {
            assert!(matches!(repaired(text), (Cow::Borrowed(_), false)), "{text}");
        }
    }

    #[test]
    fn surrogate_halves_are_replaced() {
        for half in [r"\ud800", r"\uDFFF"] {
            let text = format!(r#"{{"a": "x{half}y"}}"#);
            let mended = (Cow::Owned::<str>(r#"{"a": "x\ufffdy"}"#.into()), true);
            assert_eq!(repaired(&text), mended);
        }
        reads(r#"{"a": "\ud800\ud83d\ude00"}"#, r#"{"a": "\ufffd\ud83d\ude00"}"#);
        reads(r#"{"a": "\ud83d\\ude00"}"#, r#"{"a": "\ufffd\\ude00"}"#);
        reads(r#"{"a": "\ud83d"}"#, r#"{"a": "\ufffd"}"#);
    }

    #[test]
    fn words_and_long_numbers_become_texts() {
        reads(r#"{"a": 123456789012345678901}"#, r#"{"a": "123456789012345678901"}"#);
        reads(r#"{"a": 1e999, "b": 007, "c": yes}"#, r#"{"a": "1e999", "b": "007", "c": "yes"}"#);
        reads(r#"{"a": NaN, "b": -Infinity, "c": True}"#, r#"{"a": null, "b": "-Infinity", "c": true}"#);
    }

    #[test]
    fn commas_before_an_end_are_left_out() {
        reads("{\"a\": [1, 2 ,\n], \"b\": {\"c\": \",}\",},}", "{\"a\": [1, 2 \n], \"b\": {\"c\": \",}\"}}");
    }

    #[test]
    fn what_a_text_holds_is_escaped() {
        reads("{\"a\": \"x\ny\tz\"}", r#"{"a": "x\u000ay\u0009z"}"#);
        reads(r#"{"a": "C:\dir\q", "b": "\u12"}"#, r#"{"a": "C:\\dir\\q", "b": "\\u12"}"#);
    }
}
