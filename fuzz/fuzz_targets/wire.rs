//! Items of wires: each is read or warned of, whatever its bytes are, and what was read can be saved.
//!
//! The first byte says the form.
#![no_main]

use dateline::Archive;
use dateline::ingest::{self, Format, Hint};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((form, bytes)) = input.split_first() else { return };
    let format = [Format::Ninjs, Format::NewsmlG2, Format::Nitf][usize::from(*form) % 3];
    let Ok(readings) = ingest::read(bytes, Hint::name("wire").format(format)) else { return };
    let archive = Archive::in_memory().unwrap();
    for reading in readings.articles {
        archive.write(|tx| tx.save(&reading.article)).unwrap();
    }
});
