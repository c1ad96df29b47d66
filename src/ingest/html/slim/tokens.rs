//! The tags and texts of a page, as the tokenizer of HTML tells them, without building anything.

/// The most attributes of a tag that are kept.
const MOST_ATTRIBUTES: usize = 64;

/// A piece of a page.
pub(super) enum Token<'t> {
    Text(&'t str),
    Open(Tag<'t>),
    Close(&'t str),
}

/// A start tag.
pub(super) struct Tag<'t> {
    pub name: &'t str,
    /// Names and values as written, with the entities in them.
    pub attributes: Vec<(&'t str, &'t str)>,
    pub has_more_attributes: bool,
}

impl<'t> Tag<'t> {
    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        self.attributes.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// A place in a page, from which its tokens are read.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Names of elements without an end tag in what is left.
    endless: Vec<String>,
}

impl<'t> Tokens<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, endless: Vec::new() }
    }

    /// Returns what stands before the end tag of this name and goes on behind it; `None`, and stays, where it has none.
    /// Elements of the same name in between are counted if they nest.
    pub fn skip_to_end(&mut self, name: &str, nests: bool) -> Option<&'t str> {
        if self.endless.iter().any(|endless| endless == name) {
            return None;
        }
        let content = self.content(name, nests);
        if content.is_none() {
            self.endless.push(name.to_owned());
        }
        content
    }

    fn content(&mut self, name: &str, nests: bool) -> Option<&'t str> {
        let start = self.at;
        let mut open = 1;
        let mut from = start;
        loop {
            let at = from + self.text.get(from..)?.find('<')?;
            from = at + 1;
            let rest = self.text.get(from..)?;
            let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
            if !(is_end || nests) || !is_tag(rest, name) {
                continue;
            }
            open = if is_end { open - 1 } else { open + 1 };
            if open == 0 {
                self.at = from + rest.find('>').map_or(self.text.len() - from, |end| end + 2);
                self.at = self.at.min(self.text.len());
                return self.text.get(start..at);
            }
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes a comment, a declaration or anything else that shows nothing.
    fn markup(&mut self) {
        let rest = self.rest();
        let end = match rest.strip_prefix("<!--") {
            Some(comment) if comment.starts_with('>') => Some(5),
            Some(comment) if comment.starts_with("->") => Some(6),
            Some(comment) => end_of_comment(comment).map(|at| at + 4),
            None => rest.find('>').map(|at| at + 1),
        };
        self.at += end.unwrap_or(rest.len());
    }

    /// Reads a name and what follows it up to the end of the tag; `None` where the page ends before.
    fn tag(&mut self) -> Option<Tag<'t>> {
        let name = self.take_until(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
        let mut tag = Tag { name, attributes: Vec::new(), has_more_attributes: false };
        loop {
            self.take_until(|byte| !byte.is_ascii_whitespace() && byte != b'/');
            match self.byte()? {
                b'>' => {
                    self.at += 1;
                    return Some(tag);
                }
                _ => {
                    let attribute = self.attribute()?;
                    if tag.attributes.len() < MOST_ATTRIBUTES {
                        tag.attributes.push(attribute);
                    } else {
                        tag.has_more_attributes = true;
                    }
                }
            }
        }
    }

    fn attribute(&mut self) -> Option<(&'t str, &'t str)> {
        let start = self.at;
        // A sign of equality may begin a name.
        self.at += 1;
        self.take_until(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let name = self.text.get(start..self.at)?;
        self.take_until(|byte| !byte.is_ascii_whitespace());
        if self.byte()? != b'=' {
            return Some((name, ""));
        }
        self.at += 1;
        self.take_until(|byte| !byte.is_ascii_whitespace());
        let value = match self.byte()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.take_until(|byte| byte == quote);
                self.at += 1;
                value
            }
            _ => self.take_until(|byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
        Some((name, value))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take_until(&mut self, ends: impl Fn(u8) -> bool) -> &'t str {
        let rest = self.rest();
        // What ends is ASCII, so that this is a border between characters; what begins may be any character.
        let end = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        // Every round passes at least one byte.
        loop {
            let rest = self.rest();
            let second = rest.as_bytes().get(1).copied().unwrap_or_default();
            let third = rest.as_bytes().get(2).copied().unwrap_or_default();
            if rest.is_empty() {
                return None;
            } else if !rest.starts_with('<') {
                return Some(Token::Text(self.take_until(|byte| byte == b'<')));
            } else if second.is_ascii_alphabetic() {
                self.at += 1;
                return Some(Token::Open(self.tag()?));
            } else if second == b'/' && third.is_ascii_alphabetic() {
                self.at += 2;
                return Some(Token::Close(self.tag()?.name));
            } else if matches!(second, b'!' | b'?' | b'/') {
                self.markup();
            } else {
                self.at += 1;
                return Some(Token::Text("&lt;"));
            }
        }
    }
}

/// Returns where a comment has ended: behind `-->` or `--!>`.
fn end_of_comment(comment: &str) -> Option<usize> {
    comment.match_indices("--").find_map(|(at, _)| {
        let behind = comment.get(at + 2..)?.trim_start_matches('-');
        let rest = behind.strip_prefix('!').unwrap_or(behind).strip_prefix('>')?;
        Some(comment.len() - rest.len())
    })
}

/// Returns true if a text begins with the name of a tag, and the name ends there.
fn is_tag(text: &str, name: &str) -> bool {
    let begins = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let next = text.as_bytes().get(name.len());
    begins && next.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
}
