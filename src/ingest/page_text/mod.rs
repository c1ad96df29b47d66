//! Page text: what a crawler's or reader's text dump of a news page looks like.
//!
//! The lines are read in zones: what stands above the headline, the header (standfirst, byline, dates),
//! the body with the captions between its paragraphs, and what follows. Every line becomes a field or
//! is kept as unparsed.

mod body_zone;
mod byline;
mod caption;
mod credit;
pub(super) mod date;
mod date_reader;
mod date_words;
mod header;
mod header_zone;
mod lines;
mod names;
mod page;
mod stamp;
mod tags;

use super::reading::Reading;
use super::warning::Warning;
use crate::text::clean;
use caption::Caption;
use page::Page;
use stamp::Stamp;

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
    let (_, reserved) = clean(input);
    if reserved {
        page.warnings.push(Warning::ReservedCharacters);
    }
    page.finish(input)
}

fn stamp_of(line: &str) -> Option<Stamp> {
    let of_crawler = header::header_date(line).is_some();
    if of_crawler { None } else { stamp::read(line.trim_start_matches(['*', '•', ' '])) }
}
