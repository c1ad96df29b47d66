//! The page-text reader: invented pages of many houses and languages, and the kinds of lines that they have.

mod bombs;
mod bylines;
mod captions;
mod dates;
mod pages;
mod structure;

use dateline::ingest::{self, Reading};

fn read(text: &str) -> Reading {
    let mut readings = ingest::read(text.as_bytes(), "page.txt").unwrap();
    assert_eq!(readings.articles.len(), 1);
    let reading = readings.articles.remove(0);
    let pieces: String = reading.spans.iter().map(|span| &text[span.range.clone()]).collect();
    assert_eq!(pieces, text, "the spans have a gap");
    reading
}

/// A page with these lines between its headline and its text.
fn with_header(lines: &str) -> Reading {
    read(&format!(
        "Selby Morning Star\nNews\nSport\nLighthouse keeper leaves after forty winters\n\n{lines}\n\n\
         The keeper of Gull Point light went down its stairs for the last time on Thursday.\n\n\
         She locked the door behind her and gave the key to the harbour office, which has no use for it.\n"
    ))
}

fn body(reading: &Reading) -> Vec<&str> {
    reading.article.body.split("\n\n").collect()
}
