//! The tokens of a fragment of HTML: texts, tags, and nothing of comments.
//!
//! There is no tree: a fragment costs what its length says, however deep its elements are nested and however many
//! attributes they have.

use super::tag::{self, Tag};

/// Elements whose content is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"];

/// Stands for a `>` outside of quotes.
const OUTSIDE_QUOTES: &str = "\">\"";

/// A token.
#[derive(Debug, PartialEq)]
pub enum Token<'h> {
    /// A text, with its references.
    Text(&'h str),
    /// A text without references, such as a section of CDATA or a script.
    Raw(&'h str),
    /// A start tag.
    Start(Tag<'h>),
    /// The name of an end tag, in lower case.
    End(String),
}

/// Reads the tokens of a fragment.
pub struct Tokens<'h> {
    rest: &'h str,
    /// The element whose content is no markup, if one is open.
    raw: Option<String>,
    /// What was looked for up to the end once, and isn't looked for again.
    absent: Vec<&'static str>,
}

impl<'h> Tokens<'h> {
    pub fn of(html: &'h str) -> Self {
        Self { rest: html, raw: None, absent: Vec::new() }
    }

    /// Returns true if a sign stands in what is left.
    pub(super) fn has(&mut self, sign: &'static str) -> bool {
        self.find(0, sign).is_some()
    }

    fn take(&mut self, length: usize) -> &'h str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Takes what stands before the end tag of an element, or all that is left.
    fn take_raw(&mut self, name: &str) -> &'h str {
        let is_end = |at: &usize| {
            let after = self.rest.get(at + 2..).and_then(|rest| rest.get(..name.len()));
            after.is_some_and(|after| after.eq_ignore_ascii_case(name))
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(is_end);
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// Takes a text that begins after so many bytes of a sign that begins no tag.
    fn take_text(&mut self, after: usize) -> Token<'h> {
        let next = self.rest.get(after..).and_then(|rest| rest.find('<'));
        Token::Text(self.take(next.map_or(self.rest.len(), |at| after + at)))
    }

    /// Returns where a sign stands first, from so many bytes on.
    fn find(&mut self, after: usize, sign: &'static str) -> Option<usize> {
        if self.absent.contains(&sign) {
            return None;
        }
        let found = self.rest.get(after..).and_then(|rest| rest.find(sign));
        if found.is_none() {
            self.absent.push(sign);
        }
        found.map(|at| after + at)
    }

    /// Returns where a tag ends: before the first `>` that stands in no quotes, or the first one of all where quotes
    /// don't end.
    fn tag_end(&mut self, after: usize) -> Option<usize> {
        if !self.absent.contains(&OUTSIDE_QUOTES) {
            if let Some(length) = self.rest.get(after..).and_then(tag::length) {
                return Some(after + length);
            }
            self.absent.push(OUTSIDE_QUOTES);
        }
        self.find(after, ">")
    }

    /// Takes the tag at the beginning; `None` if it is none.
    fn take_tag(&mut self) -> Option<Token<'h>> {
        let is_end = self.rest.as_bytes().get(1) == Some(&b'/');
        let start = if is_end { 2 } else { 1 };
        self.rest.get(start..)?.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
        let end = self.tag_end(start)?;
        let tag = Tag::of(self.take(end + 1).get(start..end)?);
        if is_end {
            return Some(Token::End(tag.name));
        }
        if RAW.contains(&&*tag.name) && !tag.is_closed() {
            self.raw = Some(tag.name.clone());
        }
        Some(Token::Start(tag))
    }

    /// Takes a comment, a declaration or an instruction, or the text of a section of CDATA.
    fn take_comment(&mut self) -> Option<Token<'h>> {
        let marks = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"), ("</", ">")];
        let (begin, end) = marks.into_iter().find(|(begin, _)| self.rest.starts_with(begin))?;
        let at = self.find(begin.len(), end)?;
        let text = self.take(at + end.len()).get(begin.len()..at).unwrap_or_default();
        Some(Token::Raw(if begin == "<![CDATA[" { text } else { "" }))
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.raw.take() {
            return Some(Token::Raw(self.take_raw(&name)));
        }
        match self.rest.bytes().next()? {
            b'<' => self.take_tag().or_else(|| self.take_comment()).or_else(|| Some(self.take_text(1))),
            _ => Some(self.take_text(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes tokens in short: texts as they are, tags in brackets, what is raw between bars.
    fn short(html: &str) -> String {
        let short = |token| match token {
            Token::Text(text) => text.to_owned(),
            Token::Raw(text) => format!("|{text}|"),
            Token::Start(tag) => format!("[{}]", tag.name),
            Token::End(name) => format!("[/{name}]"),
        };
        Tokens::of(html).map(short).collect()
    }

    #[test]
    fn tokens_of_fragments() {
        for (html, expected) in [
            ("a<P class=x>b</p >c", "a[p]b[/p]c"),
            ("<br/>5 < 6 <3", "[br]5 < 6 <3"),
            ("<a title=\"a > b\" href='>'>c</a>", "[a]c[/a]"),
            ("a<!-- <b> -->b<!doctype x>c<?php d ?>e</ f>g", "a||b||c||e||g"),
            ("a<![CDATA[b <c>]]>d", "a|b <c>|d"),
            ("<script>if (a < b) \"</p>\"</SCRIPT>c", "[script]|if (a < b) \"</p>\"|[/script]c"),
            ("<style>a", "[style]|a|"),
            ("a <b and c", "a <b and c"),
            ("a <!-- b <i>c", "a <!-- b [i]c"),
            ("<a title=\"x>b<i>c", "[a]b[i]c"),
            ("<a b=\">\" c <a b=\">\" c", "[a]\" c [a]\" c"),
            ("", ""),
        ] {
            assert_eq!(short(html), expected, "{html}");
        }
    }
}
