//! The wires: ninjs, NewsML-G2 and NITF, through the public API.

mod bad_input;
mod corpora;
mod newsml_g2;
mod ninjs;
mod nitf;

use dateline::ingest::{self, Format, Reading, Readings};

/// Reads a file without an error of its own, by its content alone.
#[track_caller]
fn read(text: &str) -> Readings {
    ingest::read(text.as_bytes(), "wire").unwrap()
}

/// Reads the one item of a file, of which all is said as it should be.
#[track_caller]
fn one(text: &str, format: Format) -> Reading {
    let mut readings = read(text);
    assert_eq!(readings.warnings, [], "{text}");
    assert_eq!(readings.articles.len(), 1, "{text}");
    let reading = readings.articles.remove(0);
    assert_eq!(reading.format, format);
    reading
}

#[track_caller]
fn clean(text: &str, format: Format) -> Reading {
    let reading = one(text, format);
    assert_eq!(reading.warnings, [], "{text}");
    reading
}
