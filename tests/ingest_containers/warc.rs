//! Records of crawls.

use crate::make::{FOG, gzip, headlines, read, record, response, warnings};

const PAGE: &str = "Fog on the Vell\n\nIt came at dawn and stayed.\n";

fn text(uri: &str, http: &str) -> Vec<u8> {
    response(uri, format!("HTTP/1.1 200 OK\r\n{http}\r\n{PAGE}"))
}

#[test]
fn pages_have_their_address_and_all_else_is_counted() {
    let crawl = [
        record("warcinfo", "", "software: crawler\r\n"),
        record("request", "WARC-Target-URI: https://courier.example/a\r\n", "GET /a HTTP/1.1\r\n\r\n"),
        text("https://courier.example/a", "Content-Type: text/plain\r\n"),
        response("https://courier.example/gone", "HTTP/1.1 404 Not Found\r\n\r\nnothing"),
        response("https://courier.example/logo", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x01"),
        text("https://courier.example/robots.txt", "Content-Type: text/plain\r\n"),
        response(
            "https://courier.example/feed",
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{FOG}{FOG}"),
        ),
        record("conversion", "WARC-Target-URI: https://courier.example/b\r\n", PAGE),
        record(
            "resource",
            "WARC-Target-URI: https://courier.example/c\r\nContent-Type: text/plain\r\n",
            PAGE,
        ),
        record("revisit", "WARC-Target-URI: https://courier.example/a\r\n", ""),
    ];
    let places = ["a", "feed", "feed", "b", "c"].map(|page| format!("https://courier.example/{page}"));
    for bytes in [crawl.concat(), crawl.iter().flat_map(gzip).collect()] {
        let readings = read(&bytes, "crawl").unwrap();
        assert_eq!(readings.warnings, []);
        let read: Vec<_> = readings.articles.iter().map(|reading| reading.place.clone()).collect();
        assert_eq!(read, places);
        assert_eq!(readings.articles[2].number, 2);
        assert_eq!(readings.articles[0].source.as_deref(), Some("https://courier.example/a"));
        let passed: Vec<_> = readings.passed_over.iter().map(|(kind, count)| (&**kind, *count)).collect();
        let expected = [
            ("HTTP 404", 1),
            ("image/png", 1),
            ("request", 1),
            ("revisit", 1),
            ("robots.txt", 1),
            ("warcinfo", 1),
        ];
        assert_eq!(passed, expected);
    }
}

#[test]
fn a_body_is_taken_out_of_its_encodings() {
    let packed = gzip(PAGE);
    let (first, second) = packed.split_at(20);
    let chunks = [
        format!("{:x};name=value\r\n", first.len()).as_bytes(),
        first,
        format!("\r\n{:X}\r\n", second.len()).as_bytes(),
        second,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n";
    let honest = [head.as_bytes(), &chunks].concat();
    // Many crawlers decode a body and keep its header.
    let decoded = [head.as_bytes(), PAGE.as_bytes()].concat();
    for http in [honest, decoded] {
        let readings = read(&response("https://courier.example/a", http), "a.warc").unwrap();
        assert_eq!(headlines(&readings), [("Fog on the Vell", "https://courier.example/a")]);
        assert_eq!(readings.articles[0].article.body, "It came at dawn and stayed.");
    }
}

#[test]
fn the_charset_of_the_server_counts() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; Charset=\"KOI8-R\"\r\n\r\n";
    let (page, _, _) = encoding_rs::KOI8_R.encode("Туман над рекой\n\nОн пришёл на рассвете.\n");
    let readings = read(&response("https://vestnik.example/a", [head, &*page].concat()), "a.warc").unwrap();
    assert_eq!(readings.articles[0].article.headline, "Туман над рекой");
}

#[test]
fn headers_may_be_folded_and_end_in_lf() {
    let content = format!("HTTP/1.0 200 OK\nContent-Type:\n text/plain;\n\tcharset=utf-8\n\n{PAGE}");
    let bytes = format!(
        "WARC/1.0\nwarc-type: response\nWARC-Target-URI:\n  <https://courier.example/a>\nContent-Length: {}\n\n{content}\n\n",
        content.len()
    );
    let readings = read(&[bytes.as_bytes(), bytes.as_bytes()].concat(), "a.warc").unwrap();
    assert_eq!(headlines(&readings), [("Fog on the Vell", "https://courier.example/a"); 2]);
}

#[test]
fn a_broken_record_costs_no_other() {
    let good = record("conversion", "WARC-Target-URI: https://courier.example/a\r\n", PAGE);
    let huge =
        b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 9223372036854775808\r\n\r\nshort\r\n\r\n";
    let none = b"WARC/1.0\r\nWARC-Type: conversion\r\n\r\nshort\r\n\r\n";
    let noise = b"\r\nnoise WARC/1.0 is no beginning\r\n\r\n";
    let bytes = [&good[..], huge, &good, none, &good, noise, &good].concat();
    let readings = read(&bytes, "a.warc").unwrap();
    assert_eq!(readings.articles.len(), 4);
    let expected = [
        "record 2: damaged WARC record: it ends before the 9223372036854775808 bytes of its Content-Length",
        "record 4: damaged WARC record: it has no Content-Length",
        "record 6: damaged WARC record: it does not begin with `WARC/`",
    ];
    assert_eq!(warnings(&readings), expected);
}

#[test]
fn a_crawl_has_its_time() {
    let page = |date: &str| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{PAGE}");
        let fields =
            format!("WARC-Target-URI: https://courier.example/a\r\nContent-Type: application/http\r\n{date}");
        record("response", &fields, http)
    };
    let crawl = [page("WARC-Date: 2024-03-04T09:30:00Z\r\n"), page("WARC-Date: soon\r\n"), page("")].concat();
    let readings = read(&crawl, "crawl").unwrap();
    let dated: Vec<_> = readings.articles.iter().map(|reading| reading.dated).collect();
    assert_eq!(dated, ["2024-03-04T09:30:00Z".parse().ok(), None, None]);
}
