//! Feeds, and lists of feeds.

use super::{Bomb, MILLION, around, numbered};

const NAME: &str = "feed.xml";

fn rss(part: &str, count: usize) -> Vec<u8> {
    around(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Ledger</title>",
        part,
        count,
        "</channel></rss>",
    )
}

fn item(part: &str, count: usize) -> Vec<u8> {
    let head = "<rss version=\"2.0\"><channel><title>Ledger</title><item><title>Fog</title>";
    around(head, part, count, "</item></channel></rss>")
}

fn described(part: &str, count: usize) -> Vec<u8> {
    let head = "<rss version=\"2.0\"><channel><item><title>Fog</title><description><![CDATA[";
    around(head, part, count, "]]></description></item></channel></rss>")
}

fn json(part: &str, count: usize) -> Vec<u8> {
    let head = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Ledger", "items": ["#;
    around(head, part, count, "")
}

pub const BOMBS: &[Bomb] = &[
    ("elements in elements", NAME, || item("<b>", MILLION)),
    ("entities in entities", NAME, || {
        let laughs: String =
            (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        format!("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"ha\">{laughs}]><rss><channel><item><title>&l9;</title></item></channel></rss>").into_bytes()
    }),
    ("attributes", NAME, || {
        numbered("<rss><channel><item ", |at| format!("a{at}='b' "), MILLION, "/></channel></rss>")
    }),
    ("namespaces", NAME, || numbered("<rss><channel>", |n| format!("<a xmlns:n{n}=\"x{n}\">"), 20_000, "")),
    ("items", NAME, || rss("<item><title>Fog</title></item>", 400_000)),
    ("empty items", NAME, || rss("<item/>", MILLION)),
    ("authors", NAME, || item("<dc:creator>Ann Lee</dc:creator>", 400_000)),
    ("categories", NAME, || item("<category>Fog</category>", 400_000)),
    ("pictures", NAME, || {
        let enclosure =
            |n: usize| format!("<enclosure url=\"https://e.example/{n}.jpg\" type=\"image/jpeg\"/>");
        numbered("<rss><channel><item><title>Fog</title>", enclosure, 240_000, "</item></channel></rss>")
    }),
    ("media in groups", NAME, || {
        let head = "<rss xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><item><title>Fog</title>";
        around(
            head,
            "<media:group><media:content url=\"a.jpg\"/></media:group>",
            200_000,
            "</item></channel></rss>",
        )
    }),
    ("HTML in HTML", NAME, || described("<div>", MILLION)),
    ("attributes in HTML", NAME, || described("<p a=b ", MILLION)),
    ("pictures in HTML", NAME, || described("<img src=a.jpg alt=fog>", 500_000)),
    ("pictures in HTML that differ", NAME, || {
        let head = "<rss version=\"2.0\"><channel><item><title>Fog</title><description><![CDATA[";
        let picture = |at: usize| format!("<img src=/{at}.jpg>");
        numbered(head, picture, 700_000, "]]></description></item></channel></rss>")
    }),
    ("credits in HTML", NAME, || described("<p>The boats. (Photo: Ann Lee)</p>", 300_000)),
    ("a description of 15 MB", NAME, || described("fog ", 3_800_000)),
    ("faults", NAME, || rss("<item><a b=></item>", 400_000)),
    ("brackets", NAME, || around("<rss><channel><item><title>", "<", 15 * MILLION, "")),
    ("ampersands", NAME, || around("<rss><channel><item><title>", "&", 15 * MILLION, "")),
    ("comments without end", NAME, || rss("<item><!-- ", MILLION)),
    ("bases in bases", NAME, || {
        around("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry xml:base=\"a/\">", 400_000, "")
    }),
    ("years 0 and 9999", NAME, || {
        rss(
            "<item><title>Fog</title><pubDate>Mon, 01 Jan 0000 00:00:00 GMT</pubDate></item><item><title>Fog</title><pubDate>9999-12-31T23:59:59Z</pubDate></item>",
            10,
        )
    }),
    ("`javascript:` links", NAME, || {
        rss("<item><title>Fog</title><link>javascript:x()</link></item>", 200_000)
    }),
    ("NUL", NAME, || item("\0", 15 * MILLION)),
    ("no UTF-8", NAME, || [item("", 1), b"\xFF\xC3\x28 fog ".repeat(2 * MILLION)].concat()),
    ("a line of 50 MB", NAME, || described("a", 50 * MILLION)),
    ("JSON, lists in lists", "feed.json", || json("[", 15 * MILLION)),
    ("JSON, objects in objects", "feed.json", || json("{\"a\":", 3 * MILLION)),
    ("JSON, items", "feed.json", || json(r#"{"id": "a", "title": "Fog"}, "#, 500_000)),
    ("JSON, numbers", "feed.json", || json("1,", 7 * MILLION)),
    ("JSON, authors", "feed.json", || {
        json(r#"{"id": "a", "authors": [{"name": "Ann Lee"}, {"name": "Bo Dahl"}]}, "#, 200_000)
    }),
    ("a list of feeds, outlines in outlines", "feeds.opml", || {
        around("<opml><body>", "<outline text='a'>", 900_000, "")
    }),
    ("a list of feeds, feeds", "feeds.opml", || {
        around("<opml><body>", "<outline xmlUrl='https://e.example/a' text='a'/>", 330_000, "</body></opml>")
    }),
];
