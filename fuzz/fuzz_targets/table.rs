//! Tables and mappings of any text are read: each row is an article or a warning with its number.
#![no_main]

use dateline::ingest::{self, Format, Hint, Mapping};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &[u8])| {
    let (pairs, bytes) = input;
    let mapping: Mapping = pairs.parse().unwrap_or_default();
    for format in [Format::Csv, Format::Json] {
        let hint = Hint::name("week").format(format).mapping(&mapping);
        let Ok(readings) = ingest::read(bytes, hint) else { continue };
        assert!(readings.articles.iter().all(|reading| reading.number > 0));
    }
});
