//! Input that wants to hurt: each ends in an error or a warning, in a thread with a stack of 512 KiB.

use dateline::ingest::{self, Readings, Unreadable, Warning};

/// Reads in a thread with a small stack.
fn read(text: impl Into<Vec<u8>>) -> Result<Readings, Unreadable> {
    let bytes = text.into();
    let read = move || ingest::read(&bytes, "wire");
    std::thread::Builder::new().stack_size(512 << 10).spawn(read).unwrap().join().unwrap()
}

#[track_caller]
fn is_bad_xml(text: impl Into<Vec<u8>>) {
    let found = read(text).map(|readings| readings.articles.len());
    assert!(matches!(found, Err(Unreadable::Xml { .. })), "{found:?}");
}

#[test]
fn elements_a_million_deep() {
    is_bad_xml(["<newsItem>", &"<a>".repeat(1_000_000)].concat());
    is_bad_xml(["<nitf>", &"<a>".repeat(1_000_000)].concat());
    is_bad_xml(["<newsMessage>", &"<itemSet/>".repeat(1_100_000)].concat());
    is_bad_xml(["<newsItem", &" a=''".repeat(1_100_000), "/>"].concat());
}

#[test]
fn entities_are_not_expanded() {
    let laughs = "<!DOCTYPE nitf [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>\
        <nitf><head><title>&b;</title></head></nitf>";
    let reading = read(laughs).unwrap().articles.remove(0);
    assert_eq!(reading.article.headline, "&b;");
    assert_eq!(reading.warnings, [Warning::TooMany("entities")]);
}

#[test]
fn json_100_000_deep() {
    let deep =
        ["{\"uri\": \"urn:a\", \"bodies\": ", &"[".repeat(100_000), &"]".repeat(100_000), "}"].concat();
    let found = read(deep);
    assert!(found.is_err() || found.is_ok_and(|readings| !readings.warnings.is_empty()));
    let nested = [
        "{\"uri\": \"urn:a\", \"pubstatus\": \"usable\"",
        &", \"associations\": [{\"uri\": \"b\"".repeat(60),
        &"}]".repeat(60),
        "}",
    ]
    .concat();
    let readings = read(nested).unwrap();
    assert_eq!(readings.articles.len(), 1);
}

#[test]
fn more_associations_than_are_read() {
    let picture =
        r#"{"uri": "urn:b", "type": "picture", "renditions": [{"href": "https://e.example/a.jpg"}]}"#;
    let item = format!(
        r#"{{"uri": "urn:a", "headline": "Fog", "body_text": "Fog.", "associations": [{}]}}"#,
        vec![picture; 1_001].join(",")
    );
    let media = "<media media-type='image'><media-reference source='https://e.example/a.jpg'/></media>";
    let nitf = format!(
        "<nitf><head><title>Fog</title></head><body><body.content>{}</body.content></body></nitf>",
        media.repeat(1_001)
    );
    for text in [item, nitf] {
        let reading = read(text).unwrap().articles.remove(0);
        assert_eq!(reading.warnings, [Warning::TooMany("associations")]);
        assert_eq!(reading.article.images.len(), 1_000);
    }
}

#[test]
fn years_that_nobody_prints() {
    for year in ["0000", "-001"] {
        let text =
            format!(r#"{{"uri": "urn:a", "versioncreated": "{year}-01-01T00:00:00Z", "headline": "Fog"}}"#);
        let reading = read(text).unwrap().articles.remove(0);
        assert_eq!((reading.article.published, reading.warnings.len()), (None, 1), "{year}");
    }
    let text = r#"{"uri": "urn:a", "versioncreated": "9999-12-31T23:59:59-14:00", "expires": "9999-12-31T23:59:59-14:00"}"#;
    assert_eq!(read(text).unwrap().articles.len(), 1);
}

#[test]
fn bytes_that_are_no_text() {
    let found = read(
        b"<newsItem guid='a'><contentMeta><headline>\xFF\xFE\x80</headline></contentMeta></newsItem>"
            .to_vec(),
    );
    assert!(found.is_err() || found.is_ok_and(|readings| readings.articles[0].warnings.len() == 1));
    let nul =
        read("<newsItem guid='a'><contentMeta><headline>F\0og\u{1}</headline></contentMeta></newsItem>");
    assert_eq!(nul.unwrap().articles.len(), 1);
}

#[test]
fn addresses_that_run_are_kept_as_text() {
    let text = r#"{"uri": "urn:a", "bodies": [{"contentType": "text/html", "value": "<p><a href='javascript:x()'>Fog</a></p>"}]}"#;
    assert_eq!(read(text).unwrap().articles[0].article.body, "Fog");
}

#[test]
fn newsml_1_is_named() {
    for text in
        ["<?xml version='1.0'?><NewsML><NewsItem/></NewsML>", "<NewsML Version='1.2'><NewsItem/></NewsML>"]
    {
        let error = ingest::read(text.as_bytes(), "story.xml").unwrap_err();
        assert_eq!(error, Unreadable::UnknownXml { root: "NewsML".into() });
        assert!(error.to_string().ends_with("`NewsML`, NewsML 1; NewsML-G2 and NITF are read"), "{error}");
    }
}
