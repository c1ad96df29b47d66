//! Files in files.

use std::io::{Cursor, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Bomb, MILLION, around};

/// Packs megabytes of blanks.
fn gzip_of_blanks(megabytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let blanks = vec![b' '; 1 << 20];
    (0..megabytes).for_each(|_| encoder.write_all(&blanks).expect("memory takes it"));
    encoder.finish().expect("memory takes it")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// Packs files, each of some megabytes of blanks.
fn zip(names: impl Iterator<Item = String>, megabytes: usize, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let blanks = vec![b' '; 1 << 20];
    for name in names {
        zip.start_file(name, SimpleFileOptions::default()).expect("memory takes it");
        (0..megabytes).for_each(|_| zip.write_all(&blanks).expect("memory takes it"));
        zip.write_all(content).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

fn warc(fields: &str, content: &[u8]) -> Vec<u8> {
    let head =
        format!("WARC/1.0\r\nWARC-Type: conversion\r\n{fields}Content-Length: {}\r\n\r\n", content.len());
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn mhtml(content: &[u8]) -> Vec<u8> {
    let head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/html\r\n\r\n";
    [head.as_bytes(), content, b"\r\n--b--\r\n"].concat()
}

pub const BOMBS: &[Bomb] = &[
    ("gzip 1000:1, 1 GB", "a.jsonl.gz", || gzip_of_blanks(1 << 10)),
    ("gzip in gzip in gzip", "a.jsonl.gz.gz.gz", || gzip(&gzip(&gzip_of_blanks(1 << 9)))),
    ("gzip, five levels", "a.gz", || {
        (0..5).fold(b"{\"headline\": \"Fog\"}".to_vec(), |bytes, _| gzip(&bytes))
    }),
    ("gzip, members of nothing", "a.jsonl.gz", || gzip(b"").repeat(2 * MILLION)),
    ("gzip, a page of 1 GB", "a.html.gz", || gzip_of_blanks(1 << 10)),
    ("Zstandard, 1 GB", "a.jsonl.zst", || {
        zstd::encode_all(std::io::repeat(b' ').take(1 << 30), 1).expect("memory takes it")
    }),
    ("zip, 100 files of 10 MB", "week.zip", || zip((0..100).map(|at| format!("{at}.jsonl")), 10, b"")),
    ("zip, 70,000 files of nothing", "week.zip", || zip((0..70_000).map(|at| format!("{at}.json")), 0, b"")),
    ("zip, 200,000 files", "week.zip", || zip((0..200_000).map(|at| format!("{at}.json")), 0, b"")),
    ("zip, names that lead out", "week.zip", || {
        zip((0..1_000).map(|at| format!("../../{at}.json")), 0, b"{\"headline\": \"Fog\"}")
    }),
    ("zip, files that share their bytes", "week.zip", || {
        let mut bytes = zip((0..50_000).map(|at| format!("{at:05}.json")), 0, b"{\"headline\": \"Fog\"}");
        let entries: Vec<usize> =
            (0..bytes.len() - 4).filter(|at| bytes.get(*at..at + 4) == Some(b"PK\x01\x02")).collect();
        for at in entries {
            bytes[at + 42..at + 46].copy_from_slice(&[0; 4]);
        }
        bytes
    }),
    ("zip in zip in zip in zip", "a.zip", || {
        (0..4).fold(b"{\"headline\": \"Fog\"}".to_vec(), |bytes, _| {
            zip(std::iter::once("a.zip".to_owned()), 0, &bytes)
        })
    }),
    ("WARC, a length of 2^63", "a.warc", || {
        around(
            "",
            "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 9223372036854775808\r\n\r\n\r\n",
            200_000,
            "",
        )
    }),
    ("WARC, a length of 2^62", "a.warc", || {
        around(
            "",
            "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 4611686018427387904\r\n\r\n\r\n",
            200_000,
            "",
        )
    }),
    ("WARC, a header without end", "a.warc", || around("WARC/1.0\r\n", "a: b\r\n", 8 * MILLION, "")),
    ("WARC, a line of 50 MB", "a.warc", || around("WARC/1.0", "x", 50 * MILLION, "")),
    ("WARC, a page of 17 MB", "a.warc", || warc("", &vec![b'a'; 17 << 20])),
    ("WARC in WARC", "a.warc", || {
        (0..1000).fold(b"Fog\n\nIt came.\n".to_vec(), |inner, _| {
            warc("WARC-Target-URI: https://e.example/\r\n", &inner)
        })
    }),
    ("WARC, an answer in brotli of nothing", "a.warc", || {
        let answer =
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\x8b\x00\x80\x03";
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            answer.len()
        );
        [head.as_bytes(), answer, b"\r\n\r\n"].concat().repeat(5_000)
    }),
    ("MHTML in MHTML", "a.mhtml", || (0..1000).fold(b"<html>Fog".to_vec(), |inner, _| mhtml(&inner))),
    ("MHTML, a page of 15 MB", "a.mhtml", || mhtml(&around("<html><p>", "fog ", 3_700_000, ""))),
    ("MHTML, four pages of 15 MB in each other", "a.mhtml", || {
        (0..4).fold(around("<html><p>", "fog ", 3_700_000, ""), |inner, _| mhtml(&inner))
    }),
    ("MHTML, pages with pictures of 60 MB in each other", "a.mhtml", || {
        (0..4).fold(b"<html>Fog".to_vec(), |inner, at| {
            let picture =
                ["\r\n--b\r\nContent-Type: image/png\r\n\r\n".as_bytes(), &vec![b'a'; 14 * MILLION]].concat();
            let _ = at;
            mhtml(&[inner, picture].concat())
        })
    }),
    ("MHTML, parts", "a.mhtml", || {
        [mhtml(b"<html>Fog"), around("", "--b\r\nContent-Type: image/png\r\n\r\n", 1_800_000, "")].concat()
    }),
    ("MHTML, parts of nothing", "a.mhtml", || {
        [mhtml(b"<html>Fog"), around("", "--b\n\n", 12 * MILLION, "")].concat()
    }),
    ("MHTML, a header of 60 MB", "a.mhtml", || {
        around(
            "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n",
            "a: b\r\n",
            10 * MILLION,
            "",
        )
    }),
];
