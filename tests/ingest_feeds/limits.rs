//! More of one kind than is read: what is left out is told, and the rest is read.

use dateline::ingest::{self, Unreadable, Warning};

use super::{readings, rss};

#[test]
fn entries() {
    let items = rss(&"<item><title>Fog</title></item>".repeat(20_001));
    let json = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "items": [{}]}}"#,
        vec![r#"{"id": "a", "title": "Fog"}"#; 20_001].join(",")
    );
    for feed in [items, json] {
        let read = readings(&feed);
        assert_eq!((read.articles.len(), &read.warnings[..]), (20_000, &[Warning::TooMany("entries")][..]));
    }
}

#[test]
fn pictures_of_an_entry() {
    let enclosures = |at| format!("<enclosure url=\"https://e.example/{at}.jpg\" type=\"image/jpeg\"/>");
    let of_entry: String = (0..1_001).map(enclosures).collect();
    let in_text: String =
        (0..1_001).map(|at| format!("&lt;img src='https://e.example/{at}.jpg'&gt;")).collect();
    for part in [of_entry, format!("<description>{in_text}</description>")] {
        let read = readings(&rss(&format!("<item><title>Fog</title>{part}</item>")));
        let reading = &read.articles[0];
        assert_eq!(reading.warnings, [Warning::TooMany("pictures")]);
        assert_eq!(reading.article.images.len(), 1_000);
    }
}

#[test]
fn values_of_a_json_feed() {
    let feed = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "items": [{{"a": [{}1]}}]}}"#,
        "1,".repeat(1_000_000)
    );
    let error = ingest::read(feed.as_bytes(), "feed.json").unwrap_err();
    assert_eq!(error, Unreadable::Feed("it has more values than are read".into()));
}

#[test]
fn feeds_of_a_list() {
    let list =
        format!("<opml><body>{}</body></opml>", "<outline xmlUrl='https://e.example/a'/>".repeat(100_001));
    assert_eq!(
        ingest::opml(list.as_bytes()),
        Err(Unreadable::Feed("it lists more than 100000 feeds".into()))
    );
}

#[test]
fn references_of_a_text() {
    let read =
        readings(&rss(&format!("<item><title>Fog</title></item><item><title>{}", "&".repeat(4_100_000))));
    assert_eq!(read.articles[0].article.headline, "Fog");
    assert!(matches!(read.warnings[..], [Warning::BrokenFeed { .. }]), "{:?}", read.warnings);
}
