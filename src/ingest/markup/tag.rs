//! A start tag with its attributes.

use std::borrow::Cow;

use crate::ingest::entities::decode;

/// Longest name of an element; no known one is longer.
const LONGEST_NAME: usize = 32;

/// A start tag.
#[derive(Debug, PartialEq)]
pub struct Tag<'h> {
    /// In lower case; empty if it is longer than any known one.
    pub name: String,
    /// What stands after the name.
    attributes: &'h str,
}

impl<'h> Tag<'h> {
    /// Reads what stands between the brackets of a tag.
    pub(super) fn of(content: &'h str) -> Self {
        let end = content.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(content.len());
        let (name, attributes) = content.split_at(end);
        let name = if name.len() > LONGEST_NAME { String::new() } else { name.to_ascii_lowercase() };
        Self { name, attributes }
    }

    /// Returns true if the element ends with its start tag.
    pub(super) fn is_closed(&self) -> bool {
        self.attributes.ends_with('/')
    }

    /// Returns the value of an attribute, its references decoded; of one that is there twice the first.
    pub fn attribute(&self, name: &str) -> Option<Cow<'h, str>> {
        let mut attributes = Attributes(self.attributes);
        attributes.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| decode(value))
    }

    /// Returns true if one of its classes is said to be of a kind.
    pub(super) fn has_class(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(is_meant))
    }
}

/// The attributes of a tag, each with its value as written.
struct Attributes<'h>(&'h str);

impl<'h> Iterator for Attributes<'h> {
    type Item = (&'h str, &'h str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        // A name may begin with an equals sign, and every name has a character, so that each call goes on.
        let first = rest.chars().next()?.len_utf8();
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/');
        let end = rest.get(first..)?.find(is_end).map_or(rest.len(), |at| first + at);
        let (name, rest) = rest.split_at(end);
        let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
            self.0 = rest;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let (value, rest) = match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            Some(quote) => value.get(1..)?.split_once(quote).unwrap_or((value.get(1..)?, "")),
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.0 = rest;
        Some((name, value))
    }
}

/// Returns the length of a tag up to its `>`, that is the first in no quotes. Quotes are such only after an equals sign.
pub(super) fn length(tag: &str) -> Option<usize> {
    let (mut quote, mut is_value) = (None, false);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != byte),
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if is_value => quote = Some(byte),
            _ => {}
        }
        is_value = byte == b'=' || is_value && byte.is_ascii_whitespace();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_written_by_anybody() {
        let tag = Tag::of("IMG src = 'a.jpg'alt=\"a > b &amp; c\" width=640/ hidden data-x=\"\" SRC=b.jpg /");
        assert_eq!(tag.name, "img");
        assert!(tag.is_closed());
        for (name, value) in [
            ("src", Some("a.jpg")),
            ("alt", Some("a > b & c")),
            ("width", Some("640/")),
            ("hidden", Some("")),
            ("data-x", Some("")),
            ("height", None),
        ] {
            assert_eq!(tag.attribute(name).as_deref(), value, "{name}");
        }
    }

    #[test]
    fn a_tag_may_have_any_number_of_attributes() {
        let content = format!("a {} href=x", "b=c ".repeat(100_000));
        assert_eq!(Tag::of(&content).attribute("href").as_deref(), Some("x"));
    }

    #[test]
    fn classes_are_words() {
        let is_caption = |class: &str| class == "wp-caption";
        assert!(Tag::of("div class='left wp-caption'").has_class(is_caption));
        assert!(!Tag::of("div class=wp-caption-text").has_class(is_caption));
    }
}
