//! Feeds of any bytes are read or refused, and what was read can be saved twice.
#![no_main]

use dateline::{Archive, ingest};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = ingest::opml(bytes);
    let hint = ingest::Hint::name("feed").format(ingest::Format::Feed).url("https://courier.example/feed.xml");
    let Ok(readings) = ingest::read(bytes, hint) else { return };
    let archive = Archive::in_memory().unwrap();
    for reading in &readings.articles {
        let saved = archive.write(|tx| tx.save(&reading.article));
        let again = archive.write(|tx| tx.save(&reading.article));
        assert_eq!(saved.is_ok(), again.is_ok());
    }
    assert!(archive.check().unwrap().is_empty());
});
