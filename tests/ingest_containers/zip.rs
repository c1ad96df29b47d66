//! Zips, and crawls in zips.

use std::fs::File;
use std::io::Write;

use dateline::ingest::{self, Unreadable, Warning};

use crate::make::{FOG, RAIN, gzip, headlines, read, record, warnings, zip};

#[test]
fn each_file_is_read_for_itself() {
    let bytes = zip(&[
        ("a.jsonl", [FOG, RAIN].concat().as_bytes()),
        ("sub/b.json.gz", &gzip(FOG)),
        ("inner.zip", &zip(&[("c.json", RAIN.as_bytes())])),
        ("empty.txt", b""),
        ("logo.ai", b"%!PS"),
        (".hidden.json", FOG.as_bytes()),
        ("__MACOSX/._a.json", FOG.as_bytes()),
        ("README", b"words"),
    ]);
    let readings = read(&bytes, "week.zip").unwrap();
    let expected =
        [("Fog", "a.jsonl"), ("Rain", "a.jsonl"), ("Fog", "sub/b.json.gz"), ("Rain", "inner.zip/c.json")];
    assert_eq!(headlines(&readings), expected);
    assert_eq!(readings.articles[1].number, 2);
    assert_eq!(warnings(&readings), ["empty.txt: the input is empty"]);
    let passed: Vec<_> = readings.passed_over.iter().map(|(kind, count)| (&**kind, *count)).collect();
    assert_eq!(passed, [(".ai", 1), ("hidden", 2), ("without ending", 1)]);
}

#[test]
fn a_file_need_not_be_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("week.zip");
    File::create(&path)
        .unwrap()
        .write_all(&zip(&[("a.json", FOG.as_bytes()), ("b.json", RAIN.as_bytes())]))
        .unwrap();
    let records = ingest::records_of_file(File::open(&path).unwrap(), "week.zip");
    let headlines: Vec<_> = records.map(|record| record.unwrap().article.headline).collect();
    assert_eq!(headlines, ["Fog", "Rain"]);
}

#[test]
fn a_name_that_leads_outside_is_reported() {
    let readings = read(&zip(&[("../../a.json", FOG.as_bytes())]), "week.zip").unwrap();
    assert_eq!(readings.articles[0].warnings, [Warning::NameOutside("../../a.json".into())]);
}

#[test]
fn of_a_wacz_the_crawl_is_read() {
    let page = record(
        "conversion",
        "WARC-Target-URI: https://courier.example/fog\r\n",
        "Fog on the Vell\n\nIt came at dawn.\n",
    );
    let bytes = zip(&[
        ("datapackage.json", b"{\"profile\": \"data-package\"}"),
        ("pages/pages.jsonl", b"{\"url\": \"https://courier.example/fog\", \"title\": \"Fog\"}"),
        ("archive/data.warc.gz", &gzip(page)),
    ]);
    let readings = read(&bytes, "crawl.wacz").unwrap();
    assert_eq!(
        headlines(&readings),
        [("Fog on the Vell", "archive/data.warc.gz/https://courier.example/fog")]
    );
    assert_eq!(readings.articles[0].source.as_deref(), Some("https://courier.example/fog"));
}

#[test]
fn documents_that_are_zips_are_named() {
    let book = zip(&[("mimetype", b"application/epub+zip"), ("a.html", b"<html>")]);
    assert_eq!(read(&book, "book.epub"), Err(Unreadable::Format("EPUB or OpenDocument")));
    let text = zip(&[("[Content_Types].xml", b"<?xml?>"), ("word/document.xml", b"<?xml?>")]);
    assert_eq!(read(&text, "text.docx"), Err(Unreadable::Format("Office Open XML")));
}

#[test]
fn one_damaged_file_costs_no_other() {
    let mut bytes = zip(&[("a.jsonl", FOG.repeat(50).as_bytes()), ("b.jsonl", RAIN.as_bytes())]);
    // In the compressed bytes of the first file.
    bytes[45] ^= 0xFF;
    let readings = read(&bytes, "week.zip").unwrap();
    assert_eq!(headlines(&readings).last(), Some(&("Rain", "b.jsonl")));
    assert!(
        warnings(&readings).iter().any(|it| it.starts_with("a.jsonl: damaged zip: ")),
        "{:?}",
        readings.warnings
    );
}
