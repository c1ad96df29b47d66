//! Feeds into an archive: twice, beside each other, and an excerpt beside the text.

use dateline::ingest::{self, Hint};
use dateline::{Archive, Extent, Outcome, Source};

use super::rss;

/// Saves the entries of a feed that was fetched from an address, and returns what became of each.
fn save(archive: &Archive, feed: &str, url: &str) -> Vec<Outcome> {
    let readings = ingest::read(feed.as_bytes(), Hint::name("feed").url(url)).unwrap();
    let source = Source::new(readings.articles[0].source.clone().unwrap());
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
