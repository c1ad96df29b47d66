//! A page while it is being read.

use std::collections::HashSet;

use serde_json::Value;

use super::address;
use super::caption::{Captions, Images};
use super::lines::Line;
use super::stamp::{Stamp, Stamps};
use crate::ingest::reading::{Field, Reading, Span};
use crate::ingest::warning::Warning;
use crate::model::new_article::NewArticle;
use crate::text::clean;

/// The article as far as it is read, and the field of each line.
pub(super) struct Page<'a> {
    pub lines: &'a [Line<'a>],
    pub captions: &'a Captions,
    pub stamps: &'a Stamps,
    pub fields: Vec<Field>,
    /// Lines of which only a part became a field: kept as unparsed too.
    pub partly: HashSet<usize>,
    pub article: NewArticle,
    pub paragraphs: Vec<&'a str>,
    pub images: Images,
    pub warnings: Vec<Warning>,
    /// The date of the update, as printed.
    pub update_printed: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(lines: &'a [Line<'a>], captions: &'a Captions, stamps: &'a Stamps) -> Self {
        Self {
            lines,
            captions,
            stamps,
            fields: vec![Field::Unparsed; lines.len()],
            partly: HashSet::new(),
            article: NewArticle::default(),
            paragraphs: Vec::new(),
            images: Images::default(),
            warnings: Vec::new(),
            update_printed: String::new(),
        }
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| &*line.text)
    }

    pub(super) fn is_caption(&self, at: usize) -> bool {
        self.captions.contains_key(&at)
    }

    pub(super) fn is_paragraph(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(Line::is_paragraph)
            && !self.is_caption(at)
            && self.stamps.get(at).is_none()
    }

    pub(super) fn claim(&mut self, at: usize, field: Field) {
        if let Some(slot) = self.fields.get_mut(at) {
            *slot = field;
        }
    }

    pub(super) fn take_url(&mut self, at: usize) -> bool {
        let Some(address) = address::of_page(self.text(at)).filter(|_| self.article.url.is_none()) else {
            return false;
        };
        self.article.url = Some(address.to_owned());
        self.claim(at, Field::Url);
        true
    }

    /// Returns the dates and the byline of a line, unless it is a caption.
    pub(super) fn anchor(&self, at: usize) -> Option<&'a Stamp> {
        if self.is_caption(at) { None } else { self.stamps.get(at) }
    }

    /// Makes an image of a caption line, or of a line that repeats the words of one.
    pub(super) fn take_image(&mut self, at: usize) -> bool {
        let captions = self.captions.get(&at).map(Vec::as_slice).unwrap_or_default();
        let mut place = None;
        for caption in captions {
            place = Some(self.images.place(caption, self.paragraphs.len()));
        }
        if let Some(place) = place {
            self.claim(at, Field::Image(place));
        }
        place.is_some()
    }

    /// Returns what was read of `input`, the beginning of the `whole` page.
    pub(super) fn finish(mut self, input: &str, whole: &str) -> Reading {
        if self.paragraphs.is_empty() {
            self.warnings.push(Warning::NoBody);
        }
        self.article.body = self.paragraphs.join("\n\n");
        self.article.images = std::mem::take(&mut self.images.list);
        let is_kept = |at: usize, field: &Field| *field == Field::Unparsed || self.partly.contains(&at);
        let mut unparsed: Vec<Value> = self
            .fields
            .iter()
            .enumerate()
            .filter(|(at, field)| is_kept(*at, field))
            .map(|(at, _)| Value::from(self.text(at)))
            .collect();
        let mut spans = spans(self.lines, &self.fields, &self.article, input);
        let rest = whole.get(input.len()..).unwrap_or_default();
        if !rest.is_empty() {
            self.warnings.push(Warning::TooMany("lines"));
            unparsed.push(clean(rest).0.trim().into());
            spans.push(Span { range: input.len()..whole.len(), field: Field::Unparsed });
        }
        if !unparsed.is_empty() {
            self.article.extra.insert("unparsed".to_owned(), Value::Array(unparsed));
        }
        Reading { article: self.article, spans, warnings: self.warnings, ..Reading::default() }
    }
}

/// Returns a span for each line; a line of which a part is the publication or section has up to three.
fn spans(lines: &[Line<'_>], fields: &[Field], article: &NewArticle, input: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(lines.len());
    let mut push = |range: std::ops::Range<usize>, field| {
        if !range.is_empty() {
            spans.push(Span { range, field });
        }
    };
    if lines.is_empty() {
        push(0..input.len(), Field::Unparsed);
    }
    for (line, &field) in lines.iter().zip(fields) {
        let part = match field {
            Field::Publication => article.publication.as_ref().map(|publication| publication.title.as_str()),
            Field::Section => article.section.as_deref(),
            _ => None,
        };
        let found = part.and_then(|part| {
            let at = line.range.start + input.get(line.range.clone())?.rfind(part)?;
            Some(at..at + part.len())
        });
        match found {
            Some(part) => {
                push(line.range.start..part.start, Field::Unparsed);
                push(part.clone(), field);
                push(part.end..line.range.end, Field::Unparsed);
            }
            None => push(line.range.clone(), field),
        }
    }
    spans
}
