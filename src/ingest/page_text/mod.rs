//! Page text: what a crawler's or reader's text dump of a news page looks like.
//!
//! The lines are read in zones: what stands above the headline, the header (standfirst, byline, dates),
//! the body with the captions between its paragraphs, and what follows. Every line becomes a field or
//! is kept as unparsed.

mod body_zone;
mod byline;
mod caption;
mod credit;
mod date;
mod date_reader;
mod date_words;
mod header;
mod header_zone;
mod lines;
mod names;
mod stamp;
mod tags;

use std::collections::HashSet;

use serde_json::Value;

use self::caption::{Caption, Images};
use self::lines::Line;
use self::stamp::Stamp;
use super::{Field, Reading, Span, Warning};
use crate::NewArticle;

pub use tags::{Vocabulary, split_tags};

/// Items of lists in a page without header that make it one with a menu.
const MENU: usize = 5;

pub(super) fn read(input: &str, known: &Vocabulary) -> Reading {
    let lines = lines::split(input);
    let captions = caption::of_lines(&lines);
    let stamps: Vec<Option<Stamp>> = lines.iter().map(|line| stamp_of(&line.text)).collect();
    let mut page = Page::new(&lines, &captions, &stamps);
    let is_caption = |at| captions.get(at).is_some_and(|found: &Vec<Caption>| !found.is_empty());
    let headline = header::headline(&lines, &stamps, is_caption);
    let body = match headline {
        Some(at) => page.take_header(at),
        None => {
            page.warnings.push(Warning::NoHeader);
            0
        }
    };
    // Without a header nothing tells text from the rest, but the bullets of a menu do.
    let menu = lines.iter().filter(|line| line.bullet).count() > MENU;
    let end = page.take_body(body, headline.is_some() || menu);
    page.take_footer(end, known);
    let (_, reserved) = crate::text::clean(input);
    if reserved {
        page.warnings.push(Warning::ReservedCharacters);
    }
    page.finish(input)
}

fn stamp_of(line: &str) -> Option<Stamp> {
    let of_crawler = header::header_date(line).is_some();
    if of_crawler { None } else { stamp::read(line.trim_start_matches(['*', '•', ' '])) }
}

/// The article as far as it is read, and the field of each line.
struct Page<'a> {
    lines: &'a [Line],
    captions: &'a [Vec<Caption>],
    stamps: &'a [Option<Stamp>],
    fields: Vec<Field>,
    /// Lines of which only a part became a field: kept as unparsed too.
    partly: HashSet<usize>,
    article: NewArticle,
    paragraphs: Vec<String>,
    images: Images,
    warnings: Vec<Warning>,
}

impl<'a> Page<'a> {
    fn new(lines: &'a [Line], captions: &'a [Vec<Caption>], stamps: &'a [Option<Stamp>]) -> Self {
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
        }
    }

    fn text(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.text.as_str())
    }

    fn is_caption(&self, at: usize) -> bool {
        self.captions.get(at).is_some_and(|found| !found.is_empty())
    }

    fn is_paragraph(&self, at: usize) -> bool {
        !self.is_caption(at) && self.lines.get(at).is_some_and(Line::is_paragraph)
    }

    fn claim(&mut self, at: usize, field: Field) {
        if let Some(slot) = self.fields.get_mut(at) {
            *slot = field;
        }
    }

    fn take_url(&mut self, at: usize) -> bool {
        let Some(address) = header::url(self.text(at)).filter(|_| self.article.url.is_none()) else {
            return false;
        };
        self.article.url = Some(address.to_owned());
        self.claim(at, Field::Url);
        true
    }

    /// A dated line or a byline, unless it is a caption.
    fn anchor(&self, at: usize) -> Option<&'a Stamp> {
        self.stamps.get(at).filter(|_| !self.is_caption(at))?.as_ref()
    }

    /// Makes an image of a caption line, or of a line that repeats the words of one.
    fn take_image(&mut self, at: usize) -> bool {
        let captions = self.captions.get(at).map(Vec::as_slice).unwrap_or_default();
        let mut place = None;
        for caption in captions {
            place = Some(self.images.place(caption, self.paragraphs.len()));
        }
        if let Some(place) = place {
            self.claim(at, Field::Image(place));
        }
        place.is_some()
    }

    fn finish(mut self, input: &str) -> Reading {
        if self.paragraphs.is_empty() {
            self.warnings.push(Warning::NoBody);
        }
        self.article.body = self.paragraphs.join("\n\n");
        self.article.images = std::mem::take(&mut self.images.list);
        let is_kept = |at: usize, field: &Field| *field == Field::Unparsed || self.partly.contains(&at);
        let unparsed: Vec<Value> = self
            .fields
            .iter()
            .enumerate()
            .filter(|(at, field)| is_kept(*at, field))
            .map(|(at, _)| Value::from(self.text(at)))
            .collect();
        if !unparsed.is_empty() {
            self.article.extra.insert("unparsed".to_owned(), Value::Array(unparsed));
        }
        let spans = spans(self.lines, &self.fields, &self.article, input);
        Reading { article: self.article, spans, warnings: self.warnings }
    }
}

/// A span for each line; a line of which a part is the publication or section has up to three.
fn spans(lines: &[Line], fields: &[Field], article: &NewArticle, input: &str) -> Vec<Span> {
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
