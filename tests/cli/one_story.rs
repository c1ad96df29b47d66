//! One story as a page, as an item of a feed and as an item of a wire: in any order it is one article.

use serde_json::{Value, json};

use crate::desk::Desk;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Oysters win a lease - The Ostermere Courier</title>
<link rel="canonical" href="https://courier.example/oysters"><meta property="og:site_name" content="The Ostermere Courier">
<meta property="og:type" content="article"><meta property="og:image" content="https://courier.example/racks.jpg">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Oysters win a lease under the bridge",
"datePublished": "2024-12-02T06:30:00+01:00", "author": [{"@type": "Person", "name": "Noor Haddad"}], "articleSection": "Business",
"keywords": ["Harbour", "Oysters"], "publisher": {"@type": "Organization", "name": "The Ostermere Courier"}}</script></head>
<body><article><h1>Oysters win a lease under the bridge</h1><p class="byline">By Noor Haddad</p>
<figure><img src="https://courier.example/racks.jpg" alt="Racks at low tide"><figcaption>Racks of oysters at low tide.</figcaption></figure>
<p>Four growers may raise oysters between the second and the third pier of the bridge for twelve years, the council decided on Sunday night.</p>
<p>The water there is colder since the deck shades it, and the current that the piers make keeps the racks clean.</p>
<p>The first oysters are expected in the spring, when the growers will also sell rope to whoever still needs any.</p></article></body></html>"#;

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The Ostermere Courier</title>
<link>https://courier.example/</link><atom:link rel="self" href="https://courier.example/feed.xml"/><language>en</language>
<item><title>Oysters win lease</title><link>https://courier.example/oysters</link><guid isPermaLink="false">c-812</guid>
<pubDate>Mon, 02 Dec 2024 06:30:00 +0100</pubDate><category>Fisheries</category>
<description>Four growers may raise oysters between the second and the third pier of the bridge for twelve years, the council decided on Sunday […]</description></item></channel></rss>"#;

const WIRE: &str = r#"{"uri": "urn:newsml:courier.example:20241202:oysters", "type": "text", "version": "1", "firstCreated": "2024-12-02T06:30:00+01:00",
"language": "en", "pubStatus": "usable", "urgency": 5, "by": "By Noor Haddad", "located": "OSTERMERE",
"headlines": [{"role": "main", "value": "Oyster growers win lease"}], "genres": [{"name": "Current"}], "people": [{"name": "Ada Fennick"}],
"descriptions": [{"role": "summary", "value": "The shade turns out to suit somebody."}],
"bodies": [{"contentType": "text/plain", "value": "Four growers may raise oysters between the second and the third pier of the bridge for twelve years, the council decided on Sunday night.\n\nThe water there is colder since the deck shades it, and the current that the piers make keeps the racks clean."}],
"renditions": [{"name": "page", "href": "https://courier.example/oysters", "contentType": "text/html"}],
"associations": [{"name": "main", "uri": "urn:newsml:courier.example:20241202:racks", "type": "picture", "by": "Joram Vale",
"descriptions": [{"role": "caption", "value": "Racks of oysters."}],
"renditions": [{"name": "main", "href": "https://courier.example/racks.jpg", "contentType": "image/jpeg", "width": 1200, "height": 800}]}]}"#;

const FILES: [(&str, &str); 3] = [("page.html", PAGE), ("feed.xml", FEED), ("wire.json", WIRE)];
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[test]
fn three_forms_of_a_story_are_one_article_in_any_order() {
    let mut made: Vec<(Value, String)> = Vec::new();
    for order in ORDERS {
        let desk = Desk::new();
        let paths = FILES.map(|(name, text)| desk.file(name, text));
        for at in order {
            desk.text(&["ingest", &paths[at]]);
        }
        let all: Vec<&str> = paths.iter().map(String::as_str).collect();
        let again = desk.text(&[&["ingest"], &all[..]].concat());
        assert_eq!(again.lines().next(), Some("3 unchanged"), "{order:?}");
        desk.text(&["check"]);
        assert_eq!(desk.json(&["stats"])["articles"], 1, "{order:?}");
        let mut article = desk.json(&["show", "1"]);
        let shown = desk.text(&["show", "1"]);
        made.push((taken_from(&mut article), sources(&shown)));
    }
    let (article, sources) = &made[0];
    for (other, other_sources) in &made[1..] {
        for (field, value) in article.as_object().unwrap() {
            assert_eq!(&other[field], value, "{field}");
        }
        assert_eq!(other_sources, sources);
    }
    for (field, value) in [
        ("headline", json!("Oysters win a lease under the bridge")),
        ("dek", json!("The shade turns out to suit somebody.")),
        ("located", json!("OSTERMERE")),
        ("genre", json!("Current")),
        ("section", json!("Business")),
        ("version", json!(1)),
        ("tags", json!(["Harbour", "Oysters"])),
        ("people", json!(["Ada Fennick"])),
        ("urls", json!(["https://courier.example/oysters"])),
        (
            "keys",
            json!([
                { "scheme": "guid", "value": "c-812", "scope": "https://courier.example/feed.xml" },
                { "scheme": "guid", "value": "urn:newsml:courier.example:20241202:oysters" }
            ]),
        ),
    ] {
        assert_eq!(article[field], value, "{field}");
    }
    let picture = &article["images"][0];
    assert_eq!((&picture["width"], &picture["creator"]), (&json!(1200), &json!("Joram Vale")));
    let expected =
        "Sources: json_ld: headline, section, published, credits, tags; meta: publication; wire: all else";
    assert_eq!(sources, expected);
}

/// The facts of an article, but for what counts from the order in which it was saved.
fn taken_from(article: &mut Value) -> Value {
    let mut taken = article.take();
    // The uri that came first is among the ids.
    taken["keys"].as_array_mut().unwrap().retain(|key| key["scheme"] == "guid");
    let taken_out = ["id", "uri", "revisions", "first_seen", "changed", "added", "clock"];
    taken.as_object_mut().unwrap().retain(|name, _| !taken_out.contains(&name.as_str()));
    for image in taken["images"].as_array_mut().unwrap() {
        image.as_object_mut().unwrap().retain(|name, _| !["id", "uri"].contains(&name.as_str()));
    }
    taken
}

/// The line that says where the values are from.
fn sources(shown: &str) -> String {
    shown.lines().find(|line| line.starts_with("Sources: ")).unwrap().to_owned()
}
