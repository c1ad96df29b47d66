//! Search in a real page that others wrote. It is no part of this project: the test reads it from the
//! folder that `DATELINE_CORPORA` names, and says so where it is unset.

use std::path::PathBuf;

use dateline::{Archive, Query, ingest};
use serde_json::Value;

#[test]
fn the_seed_is_found_by_what_it_says() {
    let Some(folder) = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from) else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let seed = folder.join("seed");
    let expected = std::fs::read_to_string(seed.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let archive = Archive::in_memory().unwrap();
    let mut read = 0;
    for entry in std::fs::read_dir(&seed).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for reading in ingest::read(&std::fs::read(&path).unwrap(), &name).unwrap().articles {
                archive.write(|tx| tx.save(&reading.article)).unwrap();
                read += 1;
            }
        }
    }
    assert_eq!(read, 1);
    for (key, hits) in [("finds", 1), ("does_not_find", 0)] {
        let queries = expected[key].as_array().unwrap();
        assert!(!queries.is_empty(), "{key}");
        for query in queries {
            let query = query.as_str().unwrap();
            let page = archive.search(&Query::from(query)).unwrap();
            assert_eq!(page.hits.len(), hits, "{key}: {query} {:?}", page.notes);
        }
    }
    assert_eq!(archive.check().unwrap(), []);
}
