//! Any bytes are read as a web page or refused, and what was read can be saved.
#![no_main]

use dateline::ingest::{self, Format, Hint};
use dateline::Archive;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let hint = Hint::name("page.html").format(Format::Html).url("https://www.example.org/news/1");
    let Ok(readings) = ingest::read(bytes, hint) else { return };
    let archive = Archive::in_memory().unwrap();
    for reading in &readings.articles {
        let _ = archive.write(|tx| tx.save(&reading.article));
    }
    assert!(archive.check().unwrap().is_empty());
});
