//! Files of pictures: each is an article or an error, and what was read can be saved.
#![no_main]

use dateline::Archive;
use dateline::ingest::{self, Format, Hint};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(readings) = ingest::read(bytes, Hint::name("picture").format(Format::Picture)) else { return };
    let archive = Archive::in_memory().unwrap();
    for reading in readings.articles {
        archive.write(|tx| tx.save(&reading.article)).unwrap();
    }
});
