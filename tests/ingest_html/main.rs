//! Web pages through the public API: invented pages of several houses, and what no page may do.
#![cfg(feature = "html")]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod body;
mod bombs;
mod facts;
mod pictures;

use dateline::NewArticle;
use dateline::ingest::{self, Format, Hint, Reading};

/// Reads a page that was fetched from this address.
#[track_caller]
fn read_at(url: &str, page: &str) -> Reading {
    let mut readings = ingest::read(page.as_bytes(), Hint::name("page.html").url(url)).unwrap();
    assert_eq!(readings.warnings, []);
    assert_eq!(readings.articles.len(), 1);
    let reading = readings.articles.remove(0);
    assert_eq!(reading.format, Format::Html);
    reading
}

#[track_caller]
fn read(page: &str) -> Reading {
    read_at("https://www.example.org/news/ferry", page)
}

/// Reads a page of which all is as it should be.
#[track_caller]
fn article(page: &str) -> NewArticle {
    let reading = read(page);
    assert_eq!(reading.warnings, []);
    reading.article
}

/// A page with this head, and with a text.
fn with_head(head: &str) -> String {
    format!("<!DOCTYPE html><html lang=en><head>{head}</head><body><article>{TEXT}</article></body></html>")
}

/// A page with this JSON-LD, and with a text.
fn with_json_ld(block: &str) -> String {
    with_head(&format!("<script type=\"application/ld+json\">{block}</script>"))
}

/// Three paragraphs that are long enough for a text.
const TEXT: &str = "<p>The harbour bridge opened to traffic on Monday morning, two years later than the council had planned it.</p>\
    <p>Hundreds of people walked across before the first cars came, and a band played on the northern bank of the river.</p>\
    <p>The work had cost nearly twice as much as was foreseen, since the old piers had to be taken out and built anew.</p>";

fn paragraphs(article: &NewArticle) -> Vec<&str> {
    article.body.split("\n\n").collect()
}

fn authors(article: &NewArticle) -> Vec<&str> {
    article.credits.iter().map(|credit| credit.name.as_str()).collect()
}

fn tags(article: &NewArticle) -> Vec<&str> {
    article.tags.iter().map(|tag| tag.name.as_str()).collect()
}
