//! Feeds into an archive: twice, beside each other, and an excerpt beside the text.

use dateline::ingest::{self, Hint};
use dateline::{Archive, Extent, Outcome, Source};

use super::rss;

/// Saves the entries of a feed that was fetched from an address, and returns what became of each.
fn save(archive: &Archive, feed: &str, url: &str) -> Vec<Outcome> {
    let readings = ingest::read(feed.as_bytes(), Hint::name("feed").url(url)).unwrap();
    let source = Source::new(readings.articles[0].source.clone().unwrap());
    let source = match readings.articles[0].dated {
        Some(at) => source.dated(at),
        None => source,
    };
    let items = readings.articles.iter().map(|reading| (&source, &reading.article));
    let saved = archive.write(|tx| tx.save_all_from(items)).unwrap();
    saved.into_iter().map(|saved| saved.outcome).collect()
}

#[test]
fn a_second_run_is_unchanged() {
    let archive = Archive::in_memory().unwrap();
    let feed = rss(
        "<item><title>Fog</title><link>https://courier.example/fog</link><guid>https://courier.example/fog</guid>\
         <pubDate>Mon, 04 Nov 2024 07:30:00 +0100</pubDate><description>Fog held up the ferry.</description></item>\
         <item><title>Rain</title><guid isPermaLink=\"false\">2</guid><description>It rained.</description></item>",
    );
    let url = "https://courier.example/feed.xml";
    assert_eq!(save(&archive, &feed, url), [Outcome::Added, Outcome::Added]);
    assert_eq!(save(&archive, &feed, url), [Outcome::Unchanged, Outcome::Unchanged]);
}

#[test]
fn one_number_in_two_feeds_is_two_articles() {
    let archive = Archive::in_memory().unwrap();
    let item = |title: &str| {
        rss(&format!("<item><title>{title}</title><guid isPermaLink=\"false\">1</guid></item>"))
    };
    assert_eq!(save(&archive, &item("Fog"), "https://courier.example/a.xml"), [Outcome::Added]);
    assert_eq!(save(&archive, &item("Rain"), "https://courier.example/b.xml"), [Outcome::Added]);
}

#[test]
fn an_excerpt_does_not_replace_the_text() {
    let archive = Archive::in_memory().unwrap();
    let item = |elements: &str| {
        rss(&format!(
            "<item><title>Fog stops the ferry</title><link>https://courier.example/fog</link>{elements}</item>"
        ))
    };
    let full = item(
        "<content:encoded><![CDATA[<p>Fog held up the ferry for three hours on Monday.</p><p>It left at ten.</p>]]></content:encoded>",
    );
    let excerpt = item("<description>Fog held up the ferry for three hours […]</description>");
    save(&archive, &full, "https://courier.example/full.xml");
    save(&archive, &excerpt, "https://courier.example/short.xml");
    let found = archive.read(|s| s.articles_by_url("https://courier.example/fog")).unwrap();
    let article = archive.read(|s| s.article(found[0])).unwrap().unwrap();
    assert_eq!(article.extent, Some(Extent::Full));
    assert!(article.body.ends_with("It left at ten."));
}

#[test]
fn a_feed_says_when_it_was_built() {
    let built = |feed: &str| {
        let readings = ingest::read(feed.as_bytes(), Hint::name("feed")).unwrap();
        readings.articles[0].dated.map(|at| at.to_rfc3339())
    };
    let of_rss =
        |channel: &str, item: &str| built(&rss(&format!("{channel}<item><title>Fog</title>{item}</item>")));
    let date = "<pubDate>Mon, 04 Nov 2024 07:30:00 +0100</pubDate>";
    let built_at = "<lastBuildDate>Mon, 04 Nov 2024 09:00:00 GMT</lastBuildDate>";
    for (channel, item, expected) in [
        (built_at, date, Some("2024-11-04T09:00:00+00:00")),
        (&*format!("{date}{built_at}"), "", Some("2024-11-04T09:00:00+00:00")),
        (date, "", Some("2024-11-04T06:30:00+00:00")),
        // The newest item, as far as it says more than a day.
        ("", date, Some("2024-11-04T06:30:00+00:00")),
        ("", "<pubDate>2024-11-04</pubDate>", None),
        ("<lastBuildDate>soon</lastBuildDate>", "", None),
    ] {
        assert_eq!(of_rss(channel, item).as_deref(), expected, "{channel} {item}");
    }
    let feed =
        super::atom("<updated>2024-11-04T09:00:00Z</updated><entry><id>a</id><title>Fog</title></entry>");
    assert_eq!(built(&feed).as_deref(), Some("2024-11-04T09:00:00+00:00"));
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Fog",
        "date_modified": "2024-11-04T09:00:00Z"}, {"id": "2", "title": "Rain"}]}"#;
    assert_eq!(built(feed).as_deref(), Some("2024-11-04T09:00:00+00:00"));
}

#[test]
fn the_later_of_two_states_of_a_feed_stands() {
    let state = |hour: u32, headline: &str| {
        rss(&format!(
            "<lastBuildDate>Mon, 04 Nov 2024 {hour:02}:00:00 GMT</lastBuildDate><item><title>{headline}</title>\
             <link>https://courier.example/fog</link><guid>https://courier.example/fog</guid>\
             <pubDate>Mon, 04 Nov 2024 07:30:00 +0100</pubDate><description>Fog held up the ferry.</description></item>"
        ))
    };
    let states = [state(9, "Fog"), state(10, "Fog lifts")];
    for order in [[0, 1], [1, 0_usize]] {
        let archive = Archive::in_memory().unwrap();
        let url = "https://courier.example/feed.xml";
        for at in order {
            save(&archive, &states[at], url);
        }
        let found = archive.read(|s| s.articles_by_url("https://courier.example/fog")).unwrap();
        let article = archive.read(|s| s.article(found[0])).unwrap().unwrap();
        assert_eq!(article.headline, "Fog lifts", "{order:?}");
        for at in [0, 1, 1, 0] {
            assert_eq!(save(&archive, &states[at], url), [Outcome::Unchanged]);
        }
    }
}
