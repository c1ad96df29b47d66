//! The text of an item, out of the forms in which it is given.

use super::item::Words;
use super::nitf::content::markup_of;
use crate::ingest::markup::{Fragment, is_markup};
use crate::ingest::xml::{self, Element};
use crate::model::new_article::NewImage;

/// A text by its paragraphs, and what stands in it.
#[derive(Default)]
pub(super) struct Text {
    pub paragraphs: Vec<String>,
    pub images: Vec<NewImage>,
    /// What there was more of than is kept.
    pub left_out: Option<&'static str>,
}

impl Text {
    pub fn body(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    /// Takes the headline, the byline and the standfirst from its beginning: they have fields of their own.
    pub fn take_header(&mut self, said: &[&str]) {
        let is_said =
            |paragraph: &String| said.iter().any(|text| !text.is_empty() && is_same(paragraph, text));
        let header = self.paragraphs.iter().take_while(|paragraph| is_said(paragraph)).count();
        // A text that is its own standfirst stays.
        if header < self.paragraphs.len() {
            self.paragraphs.drain(..header);
            let taken = u32::try_from(header).unwrap_or(u32::MAX);
            for image in &mut self.images {
                image.after_paragraph = image.after_paragraph.saturating_sub(taken);
            }
        }
    }

    /// Takes the dateline from the first paragraph, where a dash parts it from the text: it has a field of its own.
    pub fn take_dateline(&mut self, dateline: &str) {
        let Some(first) = self.paragraphs.first_mut().filter(|_| !dateline.is_empty()) else { return };
        let dashes = ['-', '–', '—'];
        let rest = first.strip_prefix(dateline).map(str::trim_start).filter(|rest| rest.starts_with(dashes));
        let Some(rest) = rest.map(|rest| rest.trim_start_matches(dashes).trim_start().to_owned()) else {
            return;
        };
        if !rest.is_empty() {
            *first = rest;
        } else if self.paragraphs.len() > 1 {
            self.paragraphs.remove(0);
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// The forms of a text, from the best on: what keeps its paragraphs stands before what doesn't.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Html,
    Nitf,
    Plain,
    Other,
}

fn form(words: &Words) -> Form {
    let kind = [words.role.as_str(), " ", &words.media_type].concat().to_ascii_lowercase();
    let is_xml = words.text.trim_start().starts_with("<nitf") || words.text.trim_start().starts_with("<?xml");
    if is_xml && words.text.contains("<nitf") {
        Form::Nitf
    } else if kind.contains("html") {
        Form::Html
    } else if kind.contains("xml") || kind.contains("nitf") || kind.contains("json") {
        Form::Other
    } else if is_markup(&words.text) && words.text.contains("</") {
        Form::Html
    } else {
        Form::Plain
    }
}

/// Returns the best of the forms of one text. Those of a role that isn't known come last.
pub(super) fn best(forms: &[Words]) -> Text {
    let found = forms.iter().filter(|words| !words.text.trim().is_empty());
    let best = found.min_by_key(|words| (form(words), words.role.contains("rich")));
    best.map(text).unwrap_or_default()
}

/// Returns a text of one form.
pub(super) fn text(words: &Words) -> Text {
    match form(words) {
        Form::Html => of_html(&words.text),
        Form::Nitf => of_nitf(&words.text).unwrap_or_else(|| of_html(&words.text)),
        Form::Other => of_html(&words.text),
        Form::Plain => Text { paragraphs: plain(&words.text), ..Text::default() },
    }
}

/// Returns true if it is the same text in the markup of a page.
pub(super) fn is_html(words: &Words) -> bool {
    form(words) == Form::Html
}

pub(super) fn of_html(html: &str) -> Text {
    let fragment = Fragment::of(html, None);
    Text { paragraphs: fragment.paragraphs, images: fragment.images, left_out: fragment.left_out }
}

fn of_nitf(text: &str) -> Option<Text> {
    let document = xml::parse(text).ok()?;
    Some(of_html(&markup_of(document.root())))
}

/// Returns the paragraphs of a plain text: parted by empty lines, or else each line is one.
fn plain(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.trim().split('\n').map(str::trim).collect();
    if lines.iter().all(|line| !line.is_empty()) {
        return lines.into_iter().map(str::to_owned).collect();
    }
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| lines.join("\n")).collect()
}

/// Returns a text by its lines, with one blank between words. A line that is set in goes on with the one before: so
/// programs break long lines of XML.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.trim().split('\n') {
        let is_new = !line.starts_with([' ', '\t']) && !line.trim().is_empty();
        if !out.is_empty() && !line.trim().is_empty() {
            out.push(if is_new { '\n' } else { ' ' });
        }
        out.push_str(&joined(line));
    }
    out
}

/// Returns the text of an element with or without markup in it.
pub(super) fn of_element(element: Element) -> String {
    match element.children().next() {
        Some(_) => of_html(&element.markup()).paragraphs.join("\n"),
        None => lines(&element.text()),
    }
}

/// Returns a text with one blank between its words: of an element of XML, whose lines mean nothing.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
