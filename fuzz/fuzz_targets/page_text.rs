//! Page text of any bytes is read, its pieces put together are the input, and what was read can be saved.
#![no_main]

use dateline::{Archive, ingest};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(readings) = ingest::read(bytes, "page.txt") else { return };
    let text = ingest::text(bytes).unwrap();
    let archive = Archive::in_memory().unwrap();
    for reading in &readings.articles {
        let mut at = 0;
        for span in &reading.spans {
            assert_eq!(span.range.start, at);
            at = span.range.end;
            assert!(text.is_char_boundary(at));
        }
        assert_eq!(at, text.len());
        let _ = archive.write(|tx| tx.save(&reading.article));
    }
    assert!(archive.check().unwrap().is_empty());
});
