//! Feeds through the public API, on feeds invented for it.
#![cfg(feature = "feeds")]

mod bad_input;
mod corpora;
mod entries;
mod limits;
mod opml;
mod saved;
mod texts;

#[path = "../common/mod.rs"]
mod common;

use dateline::NewArticle;
use dateline::ingest::{self, Format, Hint, Reading, Readings};

/// The address where the feeds of these tests were fetched.
const FEED: &str = "https://courier.example/feed.xml";

/// Reads a feed in which nothing is wrong.
#[track_caller]
fn read(feed: &str) -> Vec<NewArticle> {
    let readings = readings(feed);
    assert_eq!(readings.warnings, []);
    readings.articles.into_iter().map(article).collect()
}

#[track_caller]
fn article(reading: Reading) -> NewArticle {
    assert_eq!(reading.warnings, []);
    reading.article
}

#[track_caller]
fn readings(feed: &str) -> Readings {
    let readings = ingest::read(feed.as_bytes(), Hint::name("feed").url(FEED)).unwrap();
    assert!(readings.articles.iter().all(|reading| reading.format == Format::Feed), "{feed}");
    readings
}

/// Puts an item into a feed of RSS.
fn rss(item: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
         xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\
         <channel><title>The Ostermere Courier</title><link>https://www.courier.example/</link>\
         <language>en</language>{item}</channel></rss>"
    )
}

/// Puts an entry into a feed of Atom.
fn atom(entry: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Harbour Ledger</title>\
         <link href=\"https://ledger.example/\"/><link rel=\"self\" href=\"https://ledger.example/atom.xml\"/>{entry}</feed>"
    )
}

/// Reads the only item of a feed.
#[track_caller]
fn one(feed: &str) -> NewArticle {
    let mut articles = read(feed);
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}
