//! A folder of all that is read, into one archive, twice.

use std::fs;
use std::io::Write;

use crate::desk::{Desk, FERRY};

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Oysters win a lease</title>\
<link rel=\"canonical\" href=\"https://courier.example/oysters\"><meta property=\"article:published_time\" content=\"2024-12-02T06:30:00Z\">\
</head><body><article><h1>Oysters win a lease</h1><p>Four growers may raise oysters between the piers of the bridge for twelve years, \
the council decided on Sunday night.</p><p>The water there is colder since the deck shades it, and the current keeps the racks clean.</p>\
</article></body></html>";

const FEED: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Ledger</title>\
<link>https://ledger.example/</link><language>en</language><item><title>Sola takes her first class aboard</title>\
<link>https://ledger.example/sola</link><guid isPermaLink=\"false\">l-1</guid><pubDate>Sun, 01 Dec 2024 15:00:00 +0100</pubDate>\
<description>Eleven volunteers learned that the old ferry still pulls to port.</description></item></channel></rss>";

const TEXT: &str = "Lighthouse goes dark for a night\n\nBy PIA NORD\nPublished: OCTOBER 7, 2024 06:15\n\n\
The lighthouse of Ostermere was dark for nine hours on Sunday night, its keeper said.\n";

const NINJS: &str = r#"{"uri": "urn:newsml:wire.example:20241105:quay", "type": "text", "versionCreated": "2024-11-05T09:00:00Z",
    "language": "en", "by": "By Ann Lee", "headlines": [{"role": "main", "value": "Quay is dredged"}],
    "bodies": [{"contentType": "text/plain", "value": "The quay of Ostermere was dredged to nine metres by Tuesday."}]}"#;

const G2: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:20241106:tide" version="1" xml:lang="en">
  <itemMeta><itemClass qcode="ninat:text"/><versionCreated>2024-11-06T09:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
  <contentMeta><headline>Spring tide floods the market</headline><by>By Bo Dahl</by></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
    <p>The tide came two hands over the quay on Wednesday.</p></body></html></inlineXML></contentSet>
</newsItem>"#;

/// A crawl of one page in text.
fn crawl() -> Vec<u8> {
    let http = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
                Fog closes the harbour\n\nPublished: NOVEMBER 3, 2024 07:00\n\nNo ship left before noon on Sunday, the harbour master said.\n";
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/fog\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(head.as_bytes()).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn a_mixed_folder_is_read_and_then_unchanged() {
    let desk = Desk::new();
    desk.file("in/ferry.json", FERRY);
    desk.file(
        "in/week.jsonl",
        "{\"headline\": \"Snow\", \"language\": \"en\", \"published\": \"2024-01-02\"}\n{\"headline\": \"Thaw\", \"language\": \"en\", \"published\": \"2024-01-03\"}\n",
    );
    desk.file("in/oysters.html", PAGE);
    desk.file("in/ledger.rss", FEED);
    desk.file("in/lighthouse.txt", TEXT);
    desk.file("in/archive.csv", "titel;datum;inhalt\nNebel;2024-03-04;Er kam am Morgen.\n");
    desk.file("in/quay.json", NINJS);
    desk.file("in/tide.xml", G2);
    desk.file("in/logo.ai", "not news");
    fs::write(desk.folder.path().join("in/crawl.warc.gz"), crawl()).unwrap();

    let run = || desk.text(&["ingest", "in", "--map", "titel=headline,datum=published,inhalt=body"]);
    let first = run();
    let lines: Vec<&str> = first.lines().collect();
    assert_eq!(lines[0], "10 added", "{first}");
    assert_eq!(lines[1], "read: 1 CSV, 1 HTML, 3 JSON, 1 NewsML-G2, 1 feed, 1 ninjs, 2 page text", "{first}");
    assert_eq!(lines[2], "passed over: 1 .ai", "{first}");
    assert_eq!(run().lines().next(), Some("10 unchanged"));
    desk.text(&["check"]);
    assert_eq!(desk.ids(&["search", "oysters"]).len(), 1);
    assert_eq!(desk.ids(&["search", "nebel"]).len(), 1);
}
