//! Items of wires.

use super::{Bomb, MILLION, around, numbered};

const XML: &str = "wire.xml";
const JSON: &str = "wire.ninjs";

fn nitf(part: &str, count: usize) -> Vec<u8> {
    around(
        "<nitf><head><title>Fog</title></head><body><body.content>",
        part,
        count,
        "</body.content></body></nitf>",
    )
}

fn item(part: &str, count: usize) -> Vec<u8> {
    let head = "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:a\"><contentMeta><headline>Fog</headline>";
    around(head, part, count, "</contentMeta></newsItem>")
}

fn ninjs(before: &str, part: &str, count: usize, after: &str) -> Vec<u8> {
    let head = [r#"{"uri": "urn:a", "pubstatus": "usable", "headline": "Fog", "#, before].concat();
    around(&head, part, count, &[after, "}"].concat())
}

pub const BOMBS: &[Bomb] = &[
    ("NewsML-G2, elements in elements", XML, || around("<newsItem>", "<a>", MILLION, "")),
    ("NewsML-G2, empty sets of items", XML, || around("<newsMessage>", "<itemSet/>", 1_600_000, "")),
    ("NewsML-G2, items", XML, || {
        around(
            "<newsMessage><itemSet>",
            "<newsItem guid='a'><contentMeta><headline>Fog</headline></contentMeta></newsItem>",
            190_000,
            "</itemSet></newsMessage>",
        )
    }),
    ("NewsML-G2, attributes", XML, || numbered("<newsItem", |at| format!(" a{at}=''"), MILLION, "/>")),
    ("NewsML-G2, subjects", XML, || item("<subject qcode='a:b'><name>Fog</name></subject>", 300_000)),
    ("NewsML-G2, creators", XML, || item("<creator><name>Ann Lee</name></creator>", 400_000)),
    ("NewsML-G2, a headline of 15 MB", XML, || item("fog ", 3_900_000)),
    ("NewsML-G2, 50 MB", XML, || item("a", 50 * MILLION)),
    ("NITF, elements in elements", XML, || around("<nitf>", "<a>", MILLION, "")),
    ("NITF, entities in entities", XML, || {
        let laughs: String =
            (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        format!("<!DOCTYPE nitf [<!ENTITY l0 'ha'>{laughs}]><nitf><head><title>&l9;</title></head></nitf>")
            .into_bytes()
    }),
    ("NITF, paragraphs", XML, || nitf("<p>Fog.</p>", MILLION)),
    ("NITF, media", XML, || {
        nitf(
            "<media media-type='image'><media-reference source='a.jpg'/><media-caption>Fog</media-caption></media>",
            150_000,
        )
    }),
    ("NITF, media that differ", XML, || {
        let head = "<nitf><head><title>Fog</title></head><body><body.content>";
        let media =
            |at: usize| format!("<media media-type='image'><media-reference source='/{at}.jpg'/></media>");
        numbered(head, media, 200_000, "</body.content></body></nitf>")
    }),
    ("NITF, a paragraph of 15 MB", XML, || nitf("fog ", 3_900_000)),
    ("NITF, years 0 and 9999", XML, || {
        b"<nitf><head><title>Fog</title><docdata><date.issue norm='00000101T000000Z'/><date.expire norm='99991231T235959Z'/></docdata></head></nitf>".to_vec()
    }),
    ("NITF, NUL and no UTF-8", XML, || {
        [nitf("\0", 10 * MILLION), b"\xFF\xC3\x28 fog ".repeat(100_000)].concat()
    }),
    ("ninjs, 100,000 deep", JSON, || ninjs("\"bodies\": ", "[", 100_000, &"]".repeat(100_000))),
    ("ninjs, 50,000 associations", JSON, || {
        let associated =
            r#"{"uri": "urn:b", "type": "picture", "renditions": [{"href": "a.jpg", "width": 10}]},"#;
        ninjs("\"associations\": [", associated, 50_000, "{}]")
    }),
    ("ninjs, as many associations as fit", JSON, || {
        ninjs("\"associations\": [", "{\"a\":1},", 4 * MILLION, "{}]")
    }),
    ("ninjs, associations in associations", JSON, || {
        ninjs("\"a\": 1", ", \"associations\": [{\"uri\": \"b\"", 100_000, &"}]".repeat(100_000))
    }),
    ("ninjs, subjects", JSON, || {
        ninjs("\"subjects\": [", r#"{"name": "Fog", "uri": "urn:fog"},"#, 900_000, "{}]")
    }),
    ("ninjs, renditions", JSON, || {
        ninjs("\"renditions\": [", r#"{"href": "a.jpg", "width": 10},"#, 900_000, "{}]")
    }),
    ("ninjs, bodies", JSON, || {
        ninjs("\"bodies\": [", r#"{"role": "main", "value": "Fog."},"#, 800_000, "{}]")
    }),
    ("ninjs, a body of 30 MB", JSON, || ninjs("\"body_text\": \"", "fog ", 7_500_000, "\"")),
    ("ninjs, a body of 30 MB of HTML", JSON, || ninjs("\"body_html\": \"", "<p>fog</p>", 3 * MILLION, "\"")),
    ("ninjs, a body of pictures", JSON, || {
        let head = r#"{"uri": "urn:a", "headline": "Fog", "body_html": ""#;
        numbered(head, |at| format!("<img src=https://e.example/{at}.jpg>"), 800_000, "\"}")
    }),
    ("ninjs, numbers", JSON, || ninjs("\"a\": [", "1,", 15 * MILLION, "1]")),
    ("ninjs, properties", JSON, || {
        numbered(
            "{\"uri\": \"urn:a\", \"pubstatus\": \"usable\"",
            |at| format!(", \"a{at}\": 1"),
            2 * MILLION,
            "}",
        )
    }),
    ("ninjs, years 0 and 9999", JSON, || {
        ninjs(
            "\"versioncreated\": \"0000-01-01T00:00:00Z\", \"expires\": \"9999-12-31T23:59:59-14:00\"",
            "",
            0,
            "",
        )
    }),
];
