//! A page without what shows no text, with every element closed, and within limits: the parser's work stays linear in it.
//!
//! The parser of HTML walks its open elements at each tag, compares each attribute with all before it, and opens again what was
//! left open; a page can make each of these cost the square of its length. What is written here nests as written, so that none does.

mod nesting;
mod tokens;

use crate::ingest::warning::Warning;
use nesting::Nesting;
use tokens::{Tag, Token, Tokens};

/// The most elements of a page that are read.
const MOST_ELEMENTS: usize = 30_000;
/// The most bytes of an attribute's value: longer ones are pictures and programs.
const LONGEST_VALUE: usize = 16 << 10;
/// The most bytes of a page that are left when it is slim.
const MOST_BYTES: usize = 2 << 20;

/// The most bytes of JSON-LD that are read of a page.
const MOST_JSON_LD: usize = 1 << 20;

/// Elements that show no text, and may hold anything.
const UNSEEN: &[&str] = &[
    "style", "iframe", "noembed", "noframes", "textarea", "xmp", "template", "svg", "math", "canvas",
    "object", "applet", "select", "datalist",
];
/// Tags that change the way in which the rest is read.
const IGNORED: &[&str] = &["frameset", "frame", "plaintext", "noscript", "base"];

/// A page as it is handed to the parser.
#[derive(Default)]
pub(super) struct Slim {
    pub html: String,
    /// The blocks of JSON-LD, as written.
    pub json_ld: Vec<String>,
    /// The value of `<base href>`.
    pub base: Option<String>,
    pub warnings: Vec<Warning>,
}

impl Slim {
    pub fn of(text: &str) -> Self {
        let mut writer =
            Writer { slim: Self::default(), nesting: Nesting::default(), elements: 0, title: false };
        let mut tokens = Tokens::new(text);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(text) => writer.text(text),
                Token::Open(tag) => writer.open(&tag, &mut tokens),
                Token::Close(name) => writer.close(name),
            }
            if let Some(of) = writer.is_full() {
                writer.warn(of);
                break;
            }
        }
        writer.slim
    }
}

struct Writer {
    slim: Slim,
    nesting: Nesting,
    elements: usize,
    title: bool,
}

impl Writer {
    /// Returns what there is too much of.
    fn is_full(&self) -> Option<&'static str> {
        let is_long = self.slim.html.len() >= MOST_BYTES;
        (self.elements >= MOST_ELEMENTS).then_some("elements").or(is_long.then_some("bytes"))
    }

    fn text(&mut self, text: &str) {
        let room = MOST_BYTES.saturating_sub(self.slim.html.len());
        let mut end = text.len().min(room);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or_default();
        if text.bytes().any(is_control) {
            self.warn_of(Warning::ReservedCharacters);
            self.slim.html.extend(text.chars().filter(|c| !u8::try_from(*c).is_ok_and(is_control)));
        } else {
            self.slim.html.push_str(text);
        }
    }

    fn open(&mut self, tag: &Tag, tokens: &mut Tokens) {
        let name = tag.name.to_ascii_lowercase();
        match name.as_str() {
            "script" => {
                let content = tokens.skip_to_end("script", false).unwrap_or_default();
                let kind = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
                if kind.contains("ld+json") {
                    self.json_ld(content);
                }
            }
            "title" => {
                let content = tokens.skip_to_end("title", false).unwrap_or_default();
                if !std::mem::replace(&mut self.title, true) {
                    self.text("<title>");
                    self.text(&content.replace('<', "&lt;"));
                    self.text("</title>");
                }
            }
            "noscript" if !self.nesting.is_in_picture() => {
                tokens.skip_to_end("noscript", false);
            }
            "base" => self.slim.base = self.slim.base.take().or(tag.attribute("href").map(unescaped)),
            name if UNSEEN.contains(&name) => {
                tokens.skip_to_end(name, true);
            }
            name if IGNORED.contains(&name) || !is_name(name) => {}
            name => self.element(name, tag),
        }
    }

    fn json_ld(&mut self, block: &str) {
        let length: usize = self.slim.json_ld.iter().map(String::len).sum();
        if length + block.len() > MOST_JSON_LD {
            self.warn("bytes of JSON-LD");
        } else {
            self.slim.json_ld.push(block.to_owned());
        }
    }

    fn element(&mut self, name: &str, tag: &Tag) {
        if tag.has_more_attributes {
            self.warn("attributes");
        }
        match self.nesting.open(name, &mut self.slim.html) {
            Ok(()) => {
                // The parser puts a body and a row around a cell that has none.
                self.elements += if matches!(name, "table" | "td" | "th" | "tr") { 2 } else { 1 };
                self.tag(name, tag);
            }
            Err(_) => self.warn("levels"),
        }
    }

    fn tag(&mut self, name: &str, tag: &Tag) {
        self.slim.html.push('<');
        self.slim.html.push_str(name);
        for (name, value) in &tag.attributes {
            if is_name(name) && is_kept(name, value) {
                self.attribute(name, value);
            }
        }
        self.slim.html.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.slim.html.push(' ');
        self.slim.html.push_str(name);
        self.slim.html.push_str("=\"");
        if value.contains(['"', '\0']) {
            self.slim.html.push_str(&value.replace('"', "&quot;").replace('\0', ""));
        } else {
            self.slim.html.push_str(value);
        }
        self.slim.html.push('"');
    }

    fn close(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        if name == "br" {
            self.slim.html.push_str("<br>");
        } else {
            self.nesting.close(&name, &mut self.slim.html);
        }
    }

    fn warn(&mut self, of: &'static str) {
        self.warn_of(Warning::TooMany(of));
    }

    fn warn_of(&mut self, warning: Warning) {
        if !self.slim.warnings.contains(&warning) {
            self.slim.warnings.push(warning);
        }
    }
}

/// Returns true for characters that no text has.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C) || byte == 0x7F
}

fn is_name(name: &str) -> bool {
    name.len() <= 48
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@'))
}

/// Returns true for an attribute that says something of a text or a picture.
fn is_kept(name: &str, value: &str) -> bool {
    let is_program = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
    let is_style =
        name.eq_ignore_ascii_case("style") && !value.contains("display") && !value.contains("visib");
    let is_data = value.len() > 256 && value.starts_with("data:");
    let is_left_out = is_program || is_style || is_data || value.len() > LONGEST_VALUE;
    !is_left_out
}

/// Returns the value of an attribute with the one entity that links have.
fn unescaped(value: &str) -> String {
    value.replace("&amp;", "&")
}
