//! Folders as people have them: saved pages with their pictures, icons, lists of feeds, damaged files.

use std::fs;

use serde_json::json;

use crate::desk::{Desk, lines, stderr};

/// A PNG of a size and one text, or without any.
fn png(width: u32, height: u32, xmp: &str) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], name, data, &[0; 4]].concat()
    };
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let text = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], xmp.as_bytes()].concat();
    let text = if xmp.is_empty() { Vec::new() } else { chunk(b"iTXt", &text) };
    [b"\x89PNG\r\n\x1A\n", &chunk(b"IHDR", &size)[..], &text, &chunk(b"IEND", b"")].concat()
}

const CAPTION: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The quay.</rdf:li>\
</rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>";

const PAGE: &str = "<!DOCTYPE html><html lang='en'><head><title>Fog</title><meta property='article:published_time' content='2024-03-04T09:30:00Z'>\
</head><body><article><h1>Fog closes the harbour</h1><p>No ship left the harbour before noon on Monday, the harbour master said.</p>\
</article></body></html>";

fn put(desk: &Desk, name: &str, bytes: &[u8]) {
    let path = desk.folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn icons_and_the_files_of_a_saved_page_are_passed_over() {
    let desk = Desk::new();
    desk.file("in/fog.html", PAGE);
    put(&desk, "in/fog_files/photo.png", &png(900, 600, ""));
    put(&desk, "in/other_files/photo.png", &png(901, 600, ""));
    put(&desk, "in/arrow.png", &png(16, 16, ""));
    put(&desk, "in/rule.png", &png(900, 2, ""));
    put(&desk, "in/Logo-large.png", &png(900, 900, ""));
    put(&desk, "in/small.png", &png(60, 40, CAPTION));
    put(&desk, "in/logos of the fair.png", &png(902, 600, ""));
    let run = || desk.text(&["ingest", "in"]);
    let first = run();
    assert!(first.starts_with("4 added\n"), "{first}");
    assert!(first.contains("passed over: 1 folder of a saved page, 3 icon\n"), "{first}");
    assert_eq!(desk.json(&["stats"])["articles"], 4);
    assert!(run().starts_with("4 unchanged\n"));
    // One that is named is told of, and is no fault of the run.
    let arrow = desk.text(&["ingest", "in/arrow.png"]);
    assert_eq!(arrow, "nothing to save\npassed over: 1 icon\n");
}

#[test]
fn one_picture_under_three_names_is_one_article() {
    let desk = Desk::new();
    for name in ["in/c.png", "in/a.png", "in/b.png"] {
        put(&desk, name, &png(900, 600, ""));
    }
    let first = desk.text(&["ingest", "in"]);
    assert!(first.starts_with("1 added, 2 unchanged\n"), "{first}");
    for args in [["in", "-v"], ["in/c.png", "in/b.png"], ["in/b.png", "in/a.png"]] {
        let again = desk.text(&[&["ingest"], &args[..]].concat());
        assert!(!again.contains("revised") && !again.contains("added"), "{again}");
    }
    let article = desk.json(&["show", "1"]);
    assert_eq!((&article["headline"], &article["revisions"]), (&json!("a.png"), &json!([])));
}

#[test]
fn a_list_of_feeds_is_no_failure() {
    let desk = Desk::new();
    desk.file("in/fog.html", PAGE);
    let list = "<opml version='2.0'><body><outline text='Harbour'><outline text='Courier' xmlUrl='https://courier.example/feed.xml'/>\
                <outline text='Ledger' xmlUrl='https://ledger.example/feed.xml'/></outline></body></opml>";
    desk.file("in/feeds.opml", list);
    let output = desk.run(&["ingest", "in"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = stderr(&output);
    assert!(
        said.contains("feeds.opml: a list of feeds in OPML (2 of them), and no articles: fetch the feeds"),
        "{said}"
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("passed over: 1 OPML\n"), "{output:?}");
}

#[test]
fn a_picture_that_is_cut_off_is_told_of() {
    let desk = Desk::new();
    let whole = png(900, 600, CAPTION);
    put(&desk, "quay.png", &whole[..whole.len() - 12]);
    let line = desk.json(&["ingest", "quay.png"]);
    assert_eq!((&line["outcome"], &line["warnings"][0]), (&json!("added"), &json!("the picture is cut off")));
}

#[test]
fn a_home_page_is_told_of() {
    let desk = Desk::new();
    let page = |url: &str, kind: &str| {
        let head = format!("<link rel='canonical' href='{url}'><meta property='og:type' content='{kind}'>");
        PAGE.replace("<meta property='article:published_time' content='2024-03-04T09:30:00Z'>", &head)
    };
    let doubts = |name: &str, text: &str| {
        let line = desk.json(&["ingest", &desk.file(name, text)]);
        line["warnings"].to_string().contains("it may be a home page")
    };
    assert!(doubts("home.html", &page("https://courier.example/", "article")));
    assert!(doubts("site.html", &page("https://courier.example/topics", "website")));
    assert!(!doubts("fog.html", &page("https://courier.example/fog", "article")));
    assert!(!doubts("dated.html", PAGE));
}

#[test]
fn the_address_of_a_file_may_be_given() {
    let desk = Desk::new();
    let item = |title: &str| {
        format!(
            "<rss version='2.0'><channel><title>Courier</title><link>https://courier.example/</link><item><title>{title}</title>\
             <guid isPermaLink='false'>1</guid><pubDate>Mon, 04 Nov 2024 07:30:00 +0100</pubDate></item></channel></rss>"
        )
    };
    let [fog, rain] = [desk.file("a.xml", &item("Fog")), desk.file("b.xml", &item("Rain"))];
    let url = |path: &str, url: &str| desk.json(&["ingest", path, "--url", url])["outcome"].clone();
    assert_eq!(url(&fog, "https://courier.example/fog.xml"), "added");
    assert_eq!(url(&rain, "https://courier.example/rain.xml"), "added");
    assert_eq!(url(&fog, "https://courier.example/fog.xml"), "unchanged");
    let keys = &desk.json(&["show", "1"])["keys"];
    assert_eq!(keys[0]["scope"], "https://courier.example/fog.xml");
    let page = desk.file("page.html", PAGE);
    assert_eq!(url(&page, "https://courier.example/page"), "added");
    assert_eq!(desk.json(&["show", "https://courier.example/page"])["headline"], "Fog closes the harbour");
    for args in [["a.xml", "b.xml"], [".", "."], ["*.xml", "*.xml"]] {
        let output = desk.run(&["ingest", "--url", "https://courier.example/", args[0], args[1]]);
        assert!(stderr(&output).contains("--url is the address of one file"), "{output:?}");
    }
    let output = desk.run(&["ingest", "--url", "courier", "a.xml"]);
    assert!(stderr(&output).contains("--url needs an address of the web"), "{output:?}");
}

#[test]
fn the_later_of_two_states_of_a_feed_stands_in_any_order() {
    let state = |hour: u32, title: &str| {
        format!(
            "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Courier</title><link>https://courier.example/</link>\
             <atom:link rel='self' href='https://courier.example/feed.xml'/><lastBuildDate>Mon, 04 Nov 2024 {hour:02}:00:00 GMT</lastBuildDate>\
             <item><title>{title}</title><link>https://courier.example/fog</link><guid>https://courier.example/fog</guid>\
             <pubDate>Mon, 04 Nov 2024 07:30:00 +0100</pubDate></item></channel></rss>"
        )
    };
    for names in [["1.xml", "2.xml"], ["2.xml", "1.xml"]] {
        let desk = Desk::new();
        desk.file(&format!("in/{}", names[0]), &state(9, "Fog"));
        desk.file(&format!("in/{}", names[1]), &state(10, "Fog lifts"));
        desk.text(&["ingest", "in"]);
        assert_eq!(desk.json(&["show", "1"])["headline"], "Fog lifts", "{names:?}");
        for paths in [["in/1.xml", "in/2.xml"], ["in/2.xml", "in/1.xml"]] {
            let output = desk.run(&["ingest", paths[0], paths[1], "--json"]);
            assert!(lines(&output).iter().all(|line| line["outcome"] == "unchanged"), "{output:?}");
        }
    }
}
