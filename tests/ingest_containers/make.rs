//! Makes containers, and reads them.

use std::io::{Cursor, Write};

use dateline::ingest::{self, Readings, Unreadable};
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;

pub const FOG: &str = "{\"headline\": \"Fog\"}\n";
pub const RAIN: &str = "{\"headline\": \"Rain\"}\n";

pub fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A record of a WARC.
pub fn record(kind: &str, fields: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {}\r\n\r\n", content.len());
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

pub fn response(uri: &str, http: impl AsRef<[u8]>) -> Vec<u8> {
    record("response", &format!("WARC-Target-URI: {uri}\r\nContent-Type: application/http\r\n"), http)
}

pub fn read(bytes: &[u8], name: &str) -> Result<Readings, Unreadable> {
    ingest::read(bytes, name)
}

/// The headlines and places of what was read.
pub fn headlines(readings: &Readings) -> Vec<(&str, &str)> {
    readings.articles.iter().map(|reading| (&*reading.article.headline, &*reading.place)).collect()
}

pub fn warnings(readings: &Readings) -> Vec<String> {
    readings.warnings.iter().map(ToString::to_string).collect()
}
