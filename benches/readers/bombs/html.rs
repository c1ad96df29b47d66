//! Web pages.

use super::{Bomb, MILLION, around, numbered};

/// Paragraphs that are long enough for a text.
const TEXT: &str = "<p>The harbour bridge opened to traffic on Monday morning, two years later than the council had planned it.</p>\
    <p>Hundreds of people walked across before the first cars came, and a band played on the northern bank of the river.</p>\
    <p>The work had cost nearly twice as much as was foreseen, since the old piers had to be taken out and built anew.</p>";

const NAME: &str = "page.html";

fn page(part: &str, count: usize) -> Vec<u8> {
    around(&["<html>", TEXT].concat(), part, count, "")
}

fn json_ld(block: &str) -> Vec<u8> {
    format!("<html><script type=application/ld+json>{block}</script>{TEXT}").into_bytes()
}

pub const BOMBS: &[Bomb] = &[
    ("elements in elements", NAME, || page("<div>", MILLION)),
    ("elements in elements, closed", NAME, || [page("<div>", MILLION), b"</div>".repeat(MILLION)].concat()),
    ("elements beside each other", NAME, || page("<p>x", MILLION)),
    ("formats left open", NAME, || numbered("<html>", |at| format!("<p><b id={at}></p>"), 200_000, TEXT)),
    ("tables in tables", NAME, || page("<table><td></div>", 300_000)),
    ("tags in drawings", NAME, || page("<svg><title><div></svg>", 300_000)),
    ("ends of what is not open", NAME, || page("</div>", 2 * MILLION)),
    ("attributes", NAME, || numbered("<html><div", |at| format!(" a{at}"), MILLION, ">x")),
    ("classes", NAME, || around("<html><div class='", "a ", 7 * MILLION, "'>x")),
    ("an attribute of 15 MB", NAME, || {
        around("<html><meta name=description content='", "a", 15 * MILLION, "'>")
    }),
    ("200,000 meta", NAME, || page("<meta name=author content='Ann Lee'>", 200_000)),
    ("meta with references", NAME, || page("<meta name=keywords content='a &amp; b'>", 200_000)),
    ("titles", NAME, || page("<title>Fog</title>", 500_000)),
    ("links to the page", NAME, || page("<link rel=canonical href=/a>", 500_000)),
    ("`javascript:` links", NAME, || {
        page("<link rel=canonical href=javascript:x><a href=javascript:x>x</a>", 200_000)
    }),
    ("times", NAME, || page("<time datetime=2024-03-04>4 March 2024</time>", 300_000)),
    ("years 0 and 9999", NAME, || {
        page("<meta name=date content=0000-01-01><time datetime=9999-12-31T23:59:59Z>x</time>", 1)
    }),
    ("bylines", NAME, || page("<p class=byline>By Ann Lee | 4 March 2024</p>", 300_000)),
    ("a byline of 1 MB", NAME, || around("<html><p class=byline>", "by Ann Lee, ", 90_000, TEXT)),
    ("an author of 15 kB", NAME, || around("<html><meta name=author content='", "by Ann Lee, ", 1_300, "'>")),
    ("pictures", NAME, || {
        page("<figure><img src=a.jpg><figcaption>Foto: a (Foto: b) © c</figcaption></figure>", 180_000)
    }),
    ("pictures that differ", NAME, || {
        numbered(
            "<html><article>",
            |at| format!("<img src=/{at}.jpg alt='The boats of {at} at dawn'>"),
            300_000,
            TEXT,
        )
    }),
    ("a srcset of 1 MB", NAME, || {
        around("<html><article><img src=a.jpg srcset='", "/a.jpg 2x, ", 90_000, TEXT)
    }),
    ("comments without end", NAME, || page("<!--", 3 * MILLION)),
    ("ends of comments", NAME, || page("-->", 3 * MILLION)),
    ("scripts without end", NAME, || page("<script>", MILLION)),
    ("beginnings of tags", NAME, || page("<", 15 * MILLION)),
    ("references", NAME, || page("&amp;&#120;&notit;&", 800_000)),
    ("numbers of no character", NAME, || page("&#0;&#xD800;&#x110000;", 700_000)),
    ("one word of 15 MB", NAME, || page("a", 15 * MILLION)),
    ("words", NAME, || page("word ", 3 * MILLION)),
    ("a page of 50 MB", NAME, || page("a", 50 * MILLION)),
    ("NUL", NAME, || page("\0", 15 * MILLION)),
    ("no UTF-8", NAME, || [page("x", 1), b"\xFF\xC3\x28 fog ".repeat(2 * MILLION)].concat()),
    ("JSON-LD 100,000 deep", NAME, || json_ld(&["[".repeat(100_000), "]".repeat(100_000)].concat())),
    ("JSON-LD, authors", NAME, || {
        let authors = vec![r#"{"@type": "Person", "name": "Ann Lee"}"#; 20_000].join(",");
        json_ld(&format!(r#"{{"@type": "NewsArticle", "headline": "Fog", "author": [{authors}]}}"#))
    }),
    ("JSON-LD, blocks", NAME, || {
        page(r#"<script type=application/ld+json>{"@type":"NewsArticle","headline":"Fog"}</script>"#, 100_000)
    }),
    ("JSON-LD, numbers", NAME, || json_ld(&format!("[{}1]", "1,".repeat(480_000)))),
    ("JSON-LD, references in a circle", NAME, || {
        let item = |at: usize| {
            let next = (at + 1) % 5_000;
            format!(r##"{{"@id": "#{at}", "@type": "NewsArticle", "author": {{"@id": "#{next}"}}}},"##)
        };
        let items: String = (0..5_000).map(item).collect();
        json_ld(&format!(r#"{{"@graph": [{items} {{}}]}}"#))
    }),
];
