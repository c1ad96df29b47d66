//! Containers of any bytes are opened: what is read has a place, and what isn't a reason.
#![no_main]

use dateline::ingest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["week.zip", "crawl.warc.gz", "page.mhtml"] {
        let mut records = ingest::records(bytes, name);
        let last = records.by_ref().last();
        assert!(records.next().is_none());
        if let Some(Err(error)) = last {
            assert!(!error.to_string().is_empty());
        }
    }
});
