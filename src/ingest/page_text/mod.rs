//! Page text: what a crawler's or reader's text dump of a news page looks like.
//!
//! Captions and the lines of dates and bylines are known by themselves. Then the zone of the body is found, and by it the
//! headline. What stands between them is the header (standfirst, byline, dates); what follows the body has the tags. Every
//! line becomes a field or is kept as unparsed.

mod address;
mod body;
mod caption;
mod header;
mod headline;
mod lines;
mod page;
mod stamp;
mod tags;
mod zone;

use super::hint::Hint;
use super::reading::Reading;
use super::vocabulary::Vocabulary;
use super::warning::Warning;
use crate::text::clean;
use headline::{Candidate, Seen};
use page::Page;
use stamp::Stamps;

pub use tags::split_tags;

pub(super) fn read(whole: &str, hint: &Hint) -> Reading {
    let input = lines::first(whole);
    let lines = lines::split(input);
    let stamps = Stamps::of(&lines);
    let captions = caption::of_lines(&lines, &stamps);
    let is_caption = |at: usize| captions.contains_key(&at);
    let zone = zone::find(&lines, &stamps, is_caption);
    let seen = Seen { lines: &lines, stamps: &stamps, is_caption: &is_caption, zone: zone.clone() };
    let headline = headline::find(&seen);
    let mut page = Page::new(&lines, &captions, &stamps);
    let end = match headline {
        Some(at) => {
            let body = page.take_header(at, &zone);
            let end = page.take_body(body..zone.end.max(body));
            page.take_late_header(body, end);
            page.complete_header(end);
            end
        }
        None => {
            page.warnings.push(Warning::NoHeader);
            page.take_body_alone(zone)
        }
    };
    page.take_footer(end, hint.vocabulary.unwrap_or(&Vocabulary::default()));
    let (_, reserved) = clean(whole);
    if reserved {
        page.warnings.push(Warning::ReservedCharacters);
    }
    let mut reading = page.finish(input, whole);
    let fetched = || hint.url.map(str::to_owned);
    reading.article.url = reading.article.url.or_else(fetched);
    reading
}

/// Returns the lines of a page that may be its headline, with their features: for the program that fits the weights.
#[doc(hidden)]
pub fn headline_candidates(input: &str) -> Vec<(String, Vec<f32>)> {
    let lines = lines::split(lines::first(input));
    let stamps = Stamps::of(&lines);
    let captions = caption::of_lines(&lines, &stamps);
    let is_caption = |at: usize| captions.contains_key(&at);
    let zone = zone::find(&lines, &stamps, is_caption);
    let seen = Seen { lines: &lines, stamps: &stamps, is_caption: &is_caption, zone };
    let text =
        |candidate: &Candidate| lines.get(candidate.at).map(|line| line.text.to_string()).unwrap_or_default();
    seen.candidates().iter().map(|candidate| (text(candidate), candidate.features.to_vec())).collect()
}
