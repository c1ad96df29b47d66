//! Containers that are made to harm: each ends in a typed error or a warning, in time and with a small stack.

use std::io::{Cursor, Read, Write};
use std::thread;
use std::time::Duration;

use dateline::ingest::{self, Readings, Unreadable};
use zip::write::SimpleFileOptions;

use crate::common::timed;
use crate::make::{FOG, gzip, read, record, warnings, zip};

/// The stack of a reader.
const STACK: usize = 512 << 10;

/// Processor time that no reading takes, unoptimized as it is in tests.
const LIMIT: Duration = Duration::from_secs(10);

/// Reads in a thread with a small stack.
fn read_hostile(bytes: Vec<u8>, name: &'static str) -> Result<Readings, Unreadable> {
    let reader = move || {
        let (result, took) = timed(|| read(&bytes, name));
        assert!(took < LIMIT, "{took:?}");
        result
    };
    thread::Builder::new().stack_size(STACK).spawn(reader).unwrap().join().unwrap()
}

fn zeros(megabytes: usize) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    (0..megabytes).for_each(|_| encoder.write_all(&vec![0; 1 << 20]).unwrap());
    encoder.finish().unwrap()
}

#[test]
fn what_unpacks_to_much_more_than_it_is_ends() {
    assert_eq!(read_hostile(zeros(40), "a.jsonl.gz"), Err(Unreadable::Bomb));
    // Each level alone is within the ratio.
    assert_eq!(read_hostile(gzip(gzip(zeros(40))), "a.jsonl.gz"), Err(Unreadable::Bomb));
    let zstandard = zstd::encode_all(std::io::repeat(0).take(40 << 20), 3).unwrap();
    assert_eq!(read_hostile(zstandard, "a.jsonl.zst"), Err(Unreadable::Bomb));
}

#[test]
fn many_files_of_a_zip_are_one_bomb() {
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..5 {
        bomb.start_file(format!("{number}.jsonl"), SimpleFileOptions::default()).unwrap();
        (0..8).for_each(|_| bomb.write_all(&vec![b' '; 1 << 20]).unwrap());
    }
    let bomb = bomb.finish().unwrap().into_inner();
    let readings = read_hostile(bomb, "week.zip");
    let is_ended = match &readings {
        Ok(readings) => warnings(readings).last().unwrap().contains("200 times its size"),
        Err(error) => *error == Unreadable::Bomb,
    };
    assert!(is_ended, "{readings:?}");
}

#[test]
fn files_that_share_their_bytes_are_refused() {
    let bytes = zip(&[("a.json", FOG.as_bytes()), ("b.json", FOG.as_bytes())]);
    // The second entry of the directory is led to the file of the first.
    let entries: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, bytes)| *bytes == b"PK\x01\x02").map(|(at, _)| at).collect();
    let mut bytes = bytes;
    bytes[entries[1] + 42..entries[1] + 46].copy_from_slice(&[0; 4]);
    let refused = read_hostile(bytes, "week.zip").unwrap_err();
    assert!(refused.to_string().starts_with("damaged zip: "), "{refused}");
}

#[test]
fn a_zip_with_too_many_files_is_refused_before_they_are_read() {
    // The record at the end of a large zip, which says a number.
    let mut bytes = b"PK\x05\x06".to_vec();
    bytes.extend([0; 8]);
    bytes.splice(0..0, b"PK\x03\x04".iter().copied().chain([0; 60]));
    let mut large = b"PK\x06\x06".to_vec();
    large.extend(44_u64.to_le_bytes());
    large.extend([0; 12]);
    large.extend(200_000_u64.to_le_bytes());
    large.extend(200_000_u64.to_le_bytes());
    large.extend([0; 16]);
    let locator = [b"PK\x06\x07".to_vec(), vec![0; 16]].concat();
    let end = [b"PK\x05\x06".to_vec(), vec![0; 4], vec![0xFF; 12], vec![0; 2]].concat();
    let refused = read_hostile([bytes, large, locator, end].concat(), "week.zip").unwrap_err();
    assert_eq!(refused.to_string(), "damaged zip: it has more than 100000 files");
}

#[test]
fn a_zip_of_a_stream_has_a_limit() {
    let stream = Cursor::new(zip(&[("a.json", FOG.as_bytes())])).chain(std::io::repeat(0).take(65 << 20));
    let error = ingest::records(stream, "week.zip").next().unwrap().unwrap_err();
    assert!(error.to_string().starts_with("a zip of a stream has at most"), "{error}");
}

#[test]
fn lengths_that_lie_cost_no_time() {
    let record = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 9223372036854775808\r\n\r\n\r\n";
    let readings = read_hostile(record.repeat(20_000).into_bytes(), "a.warc").unwrap();
    assert_eq!((readings.articles.len(), readings.warnings.len()), (0, 20_000));
    let noise = read_hostile([b"WARC/1.0".to_vec(), vec![b'x'; 50 << 20]].concat(), "a.warc").unwrap();
    assert_eq!(noise.warnings.len(), 1);
    let endless = read_hostile("WARC/1.0\r\na: b\r\n".repeat(1_000_000).into_bytes(), "a.warc").unwrap();
    assert!(endless.articles.is_empty());
}

#[test]
fn a_crawl_in_a_crawl_in_a_crawl_ends() {
    let mut inner = record("conversion", "", "Fog\n\nIt came at dawn.\n");
    (0..1000)
        .for_each(|_| inner = record("conversion", "WARC-Target-URI: https://courier.example/\r\n", &inner));
    let readings = read_hostile(inner, "a.warc").unwrap();
    assert_eq!(readings.warnings.len(), 1);
    assert!(warnings(&readings)[0].contains("more than 3 containers"), "{:?}", readings.warnings);
}

#[test]
fn a_page_of_a_crawl_may_be_too_large() {
    let large = record("conversion", "", vec![b'a'; 17 << 20]);
    let small = record("conversion", "", "Fog\n\nIt came at dawn.\n");
    let readings = read_hostile([large, small].concat(), "a.warc").unwrap();
    assert_eq!((readings.articles.len(), readings.warnings.len()), (1, 1));
}

#[test]
fn any_beginning_can_be_cut() {
    let whole =
        zip(&[("a.jsonl.gz", &gzip(FOG)), ("b.warc", &record("conversion", "", "Fog\n\nIt came.\n"))]);
    for end in 0..whole.len() {
        _ = read(&whole[..end], "week.zip");
    }
    let crawl =
        gzip(record("conversion", "WARC-Target-URI: https://courier.example/\r\n", "Fog\n\nIt came.\n"));
    for end in 0..crawl.len() {
        _ = read(&crawl[..end], "week.warc.gz");
    }
}

#[test]
fn a_saved_page_of_nothing_but_headers_is_refused() {
    let head =
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n";
    let without_end = [head, &"a: b\r\n".repeat(300_000)].concat();
    let of_parts = [head, "\r\n", &"--b\r\nContent-Type: image/png\r\n\r\n".repeat(100_001)].concat();
    for page in [without_end, of_parts] {
        let refused = read_hostile(page.into_bytes(), "a.mhtml").unwrap_err();
        assert_eq!(refused.to_string(), "damaged MHTML: it has no page");
    }
}
