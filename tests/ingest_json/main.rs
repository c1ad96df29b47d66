//! JSON through the public API: finding records, and what their values may be.

#[path = "../common/mod.rs"]
mod common;
mod encodings;
mod fields;
mod records;
mod values;

use dateline::NewArticle;
use dateline::ingest::{self, Reading, Readings, Warning};

/// Reads a file without an error of its own.
#[track_caller]
fn read(text: &str) -> Readings {
    ingest::read(text.as_bytes(), "week.jsonl").unwrap()
}

/// Reads one record, of which no other is told.
#[track_caller]
fn one(record: &str) -> Reading {
    let mut readings = read(record);
    assert_eq!(readings.warnings, [], "{record}");
    assert_eq!(readings.articles.len(), 1, "{record}");
    readings.articles.remove(0)
}

/// Reads an article of which all is said as it should be.
#[track_caller]
fn article(record: &str) -> NewArticle {
    let reading = one(record);
    assert_eq!(reading.warnings, [], "{record}");
    reading.article
}

fn headlines(readings: &Readings) -> Vec<&str> {
    readings.articles.iter().map(|reading| reading.article.headline.as_str()).collect()
}

/// Number and line of each bad record.
fn bad(readings: &Readings) -> Vec<(usize, usize)> {
    let place = |warning: &Warning| match warning {
        Warning::BadRecord { number, line, .. } => (*number, *line),
        other => panic!("{other}"),
    };
    readings.warnings.iter().map(place).collect()
}
