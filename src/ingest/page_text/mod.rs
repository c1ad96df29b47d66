//! Page text: what a crawler's or reader's text dump of a news page looks like.
//!
//! The lines are read in zones: what stands above the headline, the header (standfirst, byline, dates),
//! the body with the captions between its paragraphs, and what follows. Every line becomes a field or
//! is kept as unparsed.

mod body_zone;
pub(super) mod byline;
mod caption;
pub(super) mod credit;
mod header;
mod header_zone;
mod lines;
pub(super) mod names;
mod page;
mod stamp;
mod stamps;
mod tags;

use super::hint::Hint;
use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::warning::Warning;
use crate::model::new_article::{CreditKind, NewCredit};
use crate::text::clean;
use page::Page;
use stamps::Stamps;

pub use tags::split_tags;

/// Returns the credits of a byline, with or without the word that says so.
pub(super) fn byline_credits(line: &str) -> Vec<NewCredit> {
    byline::credits(line)
}

/// Returns the kind of thing that a credited name stands for.
pub(super) fn credit_kind(name: &str) -> CreditKind {
    names::kind(name)
}

/// Items of lists in a page without header that make it one with a menu.
const MENU: usize = 5;

pub(super) fn read(input: &str, hint: &Hint) -> Reading {
    let lines = lines::split(input);
    let captions = caption::of_lines(&lines);
    let stamps = Stamps::of(&lines);
    let mut page = Page::new(&lines, &captions, &stamps);
    let headline = header::headline(&lines, &stamps, |at| captions.contains_key(&at));
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
    page.take_footer(end, hint.vocabulary.unwrap_or(&Vocabulary::default()));
    let (_, reserved) = clean(input);
    if reserved {
        page.warnings.push(Warning::ReservedCharacters);
    }
    let mut reading = page.finish(input);
    let fetched = || hint.url.map(str::to_owned);
    reading.article.url = reading.article.url.or_else(fetched);
    reading
}
