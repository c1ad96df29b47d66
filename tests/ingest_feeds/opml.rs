//! Lists of feeds.

use dateline::ingest::{self, Unreadable};

const LIST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>My feeds</title></head><body>
<outline text="Harbour" title="Harbour &amp; sea">
  <outline type="rss" text="Courier" title="The Ostermere Courier" xmlUrl="https://courier.example/feed.xml" htmlUrl="https://courier.example/" language="en"/>
  <outline text="Wires"><outline type="rss" text="NPA" xmlUrl="https://npa.example/rss"/></outline>
</outline>
<outline type="rss" text="Ledger" xmlurl="https://ledger.example/atom.xml" category="/Papers/Local,/Sea"/>
<outline text="empty"/>
</body></opml>"#;

#[test]
fn a_list_has_feeds_in_folders() {
    let feeds = ingest::opml(LIST.as_bytes()).unwrap();
    let feeds: Vec<_> = feeds.iter().map(|feed| (&*feed.title, &*feed.url, feed.folders.join("/"))).collect();
    assert_eq!(
        feeds,
        [
            ("The Ostermere Courier", "https://courier.example/feed.xml", "Harbour & sea".to_owned()),
            ("NPA", "https://npa.example/rss", "Harbour & sea/Wires".to_owned()),
            ("Ledger", "https://ledger.example/atom.xml", "Papers/Local".to_owned()),
        ]
    );
    let first = &ingest::opml(LIST.as_bytes()).unwrap()[0];
    assert_eq!(
        (first.site.as_deref(), first.language.as_deref()),
        (Some("https://courier.example/"), Some("en"))
    );
}

#[test]
fn a_list_is_no_articles() {
    assert_eq!(ingest::read(LIST.as_bytes(), "feeds.xml"), Err(Unreadable::Opml { feeds: 3 }));
}

#[test]
fn what_is_no_list_is_an_error() {
    for text in ["", "fog", "<rss/>", "{}"] {
        assert!(ingest::opml(text.as_bytes()).is_err(), "{text}");
    }
    let cut = LIST.split_once("<outline text=\"Wires\"").unwrap().0;
    assert_eq!(ingest::opml(cut.as_bytes()).unwrap().len(), 1);
}
