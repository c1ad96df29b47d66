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
    let warc = corpora.join("warc");
    let mut paths: Vec<PathBuf> = ["warcio/test/data", "whirlwind"]
        .iter()
        .flat_map(|folder| fs::read_dir(warc.join(folder)).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.file_name().unwrap().to_str().unwrap().contains('.'))
        .collect();
    paths.sort();
    for path in paths {
        eprintln!("{:?}: {:?}", path.file_name().unwrap(), read(&path));
    }
}
