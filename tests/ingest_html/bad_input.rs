//! Bytes that are no page, broken pages, and pages in other encodings.

use dateline::Archive;
use dateline::ingest::{self, Format, Hint, Unreadable, Warning};
use proptest::prelude::*;

use super::{TEXT, paragraphs, read};

#[test]
fn a_page_is_known_by_its_beginning() {
    for page in [
        "<!DOCTYPE HTML><p>Fog",
        "<html><p>Fog",
        "<?xml version='1.0'?>\n<!-- x --><!DOCTYPE html><html></html>",
        "\u{FEFF} <!-- x -->\n<HTML>",
    ] {
        assert_eq!(
            ingest::read(page.as_bytes(), "fog.txt").unwrap().articles[0].format,
            Format::Html,
            "{page}"
        );
    }
    assert!(ingest::has_reader("fog.HTM"));
    assert_eq!(ingest::read(b" ", "fog.html"), Err(Unreadable::Empty));
}

#[test]
fn a_declared_encoding_is_used() {
    let page = format!(
        "<html><head><meta charset=iso-8859-2></head><body><article><p>Most na rzece {TEXT}</p></article></body></html>"
    );
    let bytes = [page.replace("rzece", "Wi").into_bytes(), b"".to_vec()].concat();
    let at = bytes.windows(3).position(|part| part == b"Wi ").unwrap();
    let bytes = [&bytes[..at + 2], b"\xB6le", &bytes[at + 2..]].concat();
    let reading = &ingest::read(&bytes, "page.html").unwrap().articles[0];
    assert!(reading.article.body.starts_with("Most na Wiśle"), "{}", reading.article.body);
    assert_eq!(reading.warnings, []);
}

#[test]
fn a_stray_byte_is_told_and_a_page_of_them_is_refused() {
    let page = format!(
        "<html><head><meta charset=utf-8></head><body><article><p>Fog \u{1} in the harbour café, où les bateaux étaient à quai.</p>{TEXT}{TEXT}</article></body></html>"
    );
    let bytes: Vec<u8> = page.bytes().map(|byte| if byte == 1 { 0xFF } else { byte }).collect();
    let reading = &ingest::read(&bytes, "page.html").unwrap().articles[0];
    assert_eq!(reading.warnings, [Warning::BrokenBytes(1)]);
    assert!(reading.article.body.contains("Fog \u{FFFD} in the harbour café"));
    let noise =
        [b"<html><meta charset=utf-8>".as_slice(), &[0xC3, 0x28].repeat(300), "é".repeat(2_000).as_bytes()]
            .concat();
    assert!(matches!(ingest::read(&noise, "page.html"), Err(Unreadable::Encoding(_))));
}

#[test]
fn nul_and_control_characters_are_left_out() {
    let reading = read(&format!(
        "<html><body><article><p>Fog\0 in\u{1} the\u{7F} harbour, and it stayed for all of the day.</p>{TEXT}</article></body></html>"
    ));
    assert_eq!(reading.warnings, [Warning::ReservedCharacters]);
    assert_eq!(paragraphs(&reading.article)[0], "Fog in the harbour, and it stayed for all of the day.");
}

#[test]
fn broken_markup_is_read() {
    for page in [
        format!("<html><body><article><p>{TEXT}<b><i></p><p>x</b>"),
        format!("<article>{TEXT}</article"),
        format!("<html><body><div class=article-body>{TEXT}</td></tr></table></div></div></div>"),
        format!("<html><!-- <p> --!><body><article attribute='>'>{TEXT}<a href=\"x"),
        format!("<html><title>a</title><title>b<p></title><article>{TEXT}<script>'</article>'"),
    ] {
        let reading = ingest::read(page.as_bytes(), Hint::name("page.html").format(Format::Html)).unwrap();
        assert!(reading.articles[0].article.body.contains("Hundreds of people walked across"), "{page}");
    }
}

#[test]
fn what_was_read_can_be_saved() {
    let reading = read(&format!(
        "<html lang=en><head><title>Bridge opens</title><meta name=date content=2024-03-04></head><body><article><figure><img src=/a.jpg><figcaption>The bridge</figcaption></figure>{TEXT}</article></body></html>"
    ));
    let archive = Archive::in_memory().unwrap();
    let saved = archive.write(|tx| tx.save(&reading.article)).unwrap();
    assert_eq!(saved.warnings, []);
    assert_eq!(archive.check().unwrap(), []);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = ingest::read(&bytes, Hint::name("page.html").format(Format::Html));
    }

    #[test]
    fn any_tags_are_read(tags in prop::collection::vec(tag(), 0..60)) {
        let page = format!("<html>{}", tags.concat());
        let readings = ingest::read(page.as_bytes(), Hint::name("page.html").format(Format::Html)).unwrap();
        assert_eq!(readings.articles.len(), 1);
    }
}

/// Tags, ends of tags and texts that change how the rest is read.
fn tag() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "p",
        "div",
        "b",
        "a",
        "table",
        "td",
        "tr",
        "li",
        "ul",
        "figure",
        "figcaption",
        "img",
        "svg",
        "title",
        "script",
        "style",
        "select",
        "option",
        "template",
        "noscript",
        "h1",
        "time",
        "form",
        "br",
        "html",
        "body",
        "head",
        "frameset",
        "plaintext",
    ]);
    let attribute = prop::sample::select(vec![
        "",
        " class=byline",
        " itemprop=author",
        " src='a,b 2x'",
        " href=javascript:x",
        " datetime=2024-13-99",
        " =",
    ]);
    prop_oneof![
        4 => (name.clone(), attribute).prop_map(|(name, attribute)| format!("<{name}{attribute}>")),
        3 => name.prop_map(|name| format!("</{name}>")),
        2 => "[a-z é©(/:.&;<>\"'=-]{0,12}",
        1 => prop::sample::select(vec!["<!--", "-->", "<![CDATA[", "]]>", "<?", "&#0;", "\0", "<script type=application/ld+json>{\"@type\":\"Article\"}</script>"]).prop_map(str::to_owned),
    ]
}
