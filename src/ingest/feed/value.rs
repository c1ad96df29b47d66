//! Texts of a feed: plain, HTML, or one of them without a word of which.

use std::borrow::Cow;

use url::Url;

use crate::ingest::entities::{decode, decode_again};
use crate::ingest::markup::{Fragment, is_markup};
use crate::ingest::xml::Element;

/// Elements of HTML that texts of feeds have.
#[rustfmt::skip]
const TAGS: [&str; 35] = [
    "a", "abbr", "b", "big", "blockquote", "br", "cite", "code", "del", "div", "em", "figure", "font", "h1", "h2", "h3", "h4",
    "i", "img", "ins", "li", "mark", "ol", "p", "q", "small", "span", "strong", "sub", "sup", "table", "tr", "u", "ul", "wbr",
];

/// A text, and how it is to be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Value {
    pub text: String,
    pub form: Form,
    /// The address from which its relative links count.
    pub base: Option<Url>,
}

/// The form of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Form {
    /// HTML if it has a tag in it.
    #[default]
    Unsaid,
    Plain,
    Html,
}

impl Value {
    /// Reads the text of an element; `None` if its type is none of a text.
    pub(super) fn of(element: Element<'_>, base: Option<&Url>) -> Option<Self> {
        let of_form = |text, form| Some(Self { text, form, base: base.cloned() });
        let said = element.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
        match &*said {
            "" if element.children().next().is_none() => of_form(element.text(), Form::Unsaid),
            "text" | "plain" | "text/plain" if element.children().next().is_none() => {
                of_form(element.text(), Form::Plain)
            }
            "html" | "text/html" if element.children().next().is_none() => {
                of_form(element.text(), Form::Html)
            }
            "" | "text" | "plain" | "text/plain" | "html" | "text/html" | "xhtml" => {
                of_form(element.markup(), Form::Html)
            }
            xml if xml.ends_with("xml") => of_form(element.markup(), Form::Html),
            other if other.starts_with("text/") => of_form(element.text(), Form::Unsaid),
            _ => None,
        }
    }

    /// Makes a text of unsaid form.
    pub(super) fn unsaid(text: &str, base: Option<&Url>) -> Self {
        Self { text: text.to_owned(), form: Form::Unsaid, base: base.cloned() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Returns its paragraphs, pictures and links.
    pub(super) fn fragment(&self) -> Fragment {
        let decoded = decode(&self.text);
        let html = match self.form {
            Form::Html => Some(&*self.text),
            Form::Unsaid if is_markup(&self.text) => Some(&*self.text),
            // HTML that was encoded twice.
            Form::Unsaid if has_tags(&decoded) => Some(&*decoded),
            Form::Unsaid | Form::Plain => None,
        };
        let Some(html) = html else {
            return Fragment { paragraphs: paragraphs(&decode_again(&self.text)), ..Fragment::default() };
        };
        let mut fragment = Fragment::of(html, self.base.as_ref());
        fragment.paragraphs.iter_mut().for_each(decode_in_place);
        fragment
    }

    /// Returns it as one line.
    pub(super) fn line(&self) -> String {
        match self.form {
            Form::Html => one_line(&self.fragment().body()),
            Form::Unsaid => plain_line(&self.text),
            Form::Plain => one_line(&decode_again(&self.text)),
        }
    }
}

fn decode_in_place(text: &mut String) {
    if let Cow::Owned(decoded) = decode_again(text) {
        *text = decoded;
    }
}

/// Returns a text as one line: its references decoded as often as they were encoded, without the tags that a line may have.
pub(super) fn plain_line(text: &str) -> String {
    let once = if has_tags(text) { Cow::Borrowed(text) } else { decode(text) };
    if has_tags(&once) {
        return one_line(&decode_again(&Fragment::of(&once, None).body()));
    }
    one_line(&decode_again(text))
}

/// Returns true if a text has tags of HTML, and not words in angle brackets: one that ends, or one that needs no end.
fn has_tags(text: &str) -> bool {
    let is_tag = |(at, _): (usize, &str)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let is_ended = after.starts_with(['>', ' ', '/', '\n']) && after.contains('>');
        is_ended && name.len() < 11 && TAGS.contains(&&*name.to_ascii_lowercase())
    };
    let is_ended = ["</", "<br", "<BR", "<img", "<IMG", "<p>", "<P>"].iter().any(|end| text.contains(end));
    is_ended && text.match_indices('<').take(MOST_TAGS).any(is_tag)
}

/// Angle brackets of a line that are looked at.
const MOST_TAGS: usize = 100;

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Returns the paragraphs of a plain text: what empty lines part. Lines that were broken at a margin are joined.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before = String::new();
    for line in text.lines().map(one_line) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => {}
            Some(last) if !before.is_empty() => {
                last.push(if is_wrapped(&before) { ' ' } else { '\n' });
                last.push_str(&line);
            }
            _ => paragraphs.push(line.clone()),
        }
        before = line;
    }
    paragraphs
}

/// Returns true if a line looks as if it was broken at a margin.
fn is_wrapped(line: &str) -> bool {
    line.len() > SHORTEST_WRAPPED && !line.ends_with(['.', '!', '?', ':', '”', '"'])
}

/// A line that was broken at a margin is longer than this, in bytes.
const SHORTEST_WRAPPED: usize = 40;
