//! Crawls that others made.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::ingest::{self, RecordError, Unreadable};

/// The articles of a file, its bad records, and what was passed over.
type Counts = (usize, Vec<String>, BTreeMap<String, usize>);

fn read(path: &Path) -> Result<Counts, Unreadable> {
    let name = path.to_string_lossy().into_owned();
    let mut records = ingest::records_of_file(fs::File::open(path).unwrap(), &name);
    let (mut articles, mut bad) = (0, Vec::new());
    for record in records.by_ref() {
        match record {
            Ok(_) => articles += 1,
            Err(RecordError::Unreadable(error)) if articles == 0 && bad.is_empty() => return Err(error),
            Err(error) => bad.push(error.to_string()),
        }
    }
    Ok((articles, bad, records.passed_over()))
}

#[test]
fn crawls_of_others_are_read() {
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from) else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let others = corpora.join("warc/warcio/test/data");
    let crawl = corpora.join("warc/whirlwind/whirlwind.warc");
    // Articles, bad records, and some of what was passed over. Of an answer that is not compressed as its header says,
    // what can be read is read.
    let expected = [
        ("example-bad-non-chunked.warc.gz", 1, 0, ("revisit", 1)),
        ("example-bad.warc.gz.bad", 1, 0, ("HTTP 302", 1)),
        ("example-digest.warc", 0, 0, ("request", 4)),
        ("example-iana.org-chunked.warc", 1, 0, ("warcinfo", 1)),
        ("example-resource.warc.gz", 1, 0, ("warcinfo", 2)),
        ("example-space-in-target-uri.warc.gz", 0, 0, ("image/png", 1)),
        ("example-trunc.warc", 1, 1, ("warcinfo", 2)),
        ("example-wget-bad-target-uri.warc.gz", 1, 0, ("resource of the crawler", 2)),
        ("example-wrong-chunks.warc.gz", 1, 0, ("request", 1)),
        ("example.warc", 1, 0, ("revisit", 1)),
        ("example.warc.gz", 1, 0, ("revisit", 1)),
        ("post-test.warc.gz", 3, 0, ("request", 3)),
    ];
    for (name, articles, bad, (kind, count)) in expected {
        let (read, errors, passed_over) = read(&others.join(name)).unwrap();
        assert_eq!(
            (read, errors.len(), passed_over.get(kind)),
            (articles, bad, Some(&count)),
            "{name}: {errors:?}"
        );
    }
    for ending in ["", ".gz", ".wet", ".wet.gz"] {
        let path = crawl.with_extension(format!("warc{ending}"));
        assert_eq!(read(&path).unwrap().0, 1, "{ending}");
    }
    assert_eq!(read(&others.join("example.arc.gz")), Err(Unreadable::Format("ARC, the form before WARC")));
}
