//! A disk that is full in mid-run, and a panic of a thread that writes.

use chrono::{DateTime, Utc};

use super::{IngestBatch, IngestOptions, ingest};
use crate::archive::Archive;
use crate::error::Error;
use crate::export::Export;
use crate::model::new_article::NewArticle;
use crate::text::url::Tracking;

fn articles() -> impl Iterator<Item = NewArticle> {
    (0..400).map(|n| {
        let body =
            format!("Fog held up ferry {n}. It waits in the harbour until the fog has gone. ").repeat(10);
        NewArticle::new(format!("Ferry {n} delayed"), body).key("wire", format!("F{n}")).language("en")
    })
}

fn exported(archive: &Archive) -> String {
    let mut lines = Vec::new();
    archive.export(&Export::default(), &mut lines).unwrap();
    // The first line has the id of the archive.
    String::from_utf8(lines).unwrap().split_once('\n').unwrap().1.to_owned()
}

/// Lets the file grow by so many pages.
fn leave_pages(archive: &Archive, more: i64) {
    let limit = |tx: &mut crate::store::Transaction<'_>| {
        let pages: i64 = tx.conn().pragma_query_value(None, "page_count", |row| row.get(0))?;
        Ok(tx.conn().pragma_update(None, "max_page_count", pages + more)?)
    };
    archive.write(limit).unwrap();
}

#[test]
fn a_full_disk_ends_it_and_it_goes_on_when_there_is_room() {
    let options = IngestOptions::new().batch(50).at(DateTime::<Utc>::UNIX_EPOCH);
    let undisturbed = Archive::in_memory().unwrap();
    undisturbed.ingest(articles(), &options).unwrap();
    for jobs in [1, 2] {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open(folder.path().join("news.db")).unwrap();
        let options = options.clone().jobs(jobs);
        leave_pages(&archive, 150);
        let stopped = archive.ingest(articles(), &options).unwrap_err();
        assert!(matches!(stopped.error, Error::DiskFull), "{stopped}");
        let done = stopped.ingested.done;
        assert!(done > 0 && done < 400 && done.is_multiple_of(50), "{done} done");
        assert_eq!(archive.read(|s| s.article_count()).unwrap(), done);
        assert_eq!(archive.check().unwrap(), []);

        leave_pages(&archive, 1 << 20);
        let ingested = archive.ingest(articles(), &options).unwrap();
        assert_eq!((ingested.counts.unchanged, ingested.counts.added), (done, 400 - done));
        assert!(exported(&archive) == exported(&undisturbed), "{jobs} jobs");
        assert_eq!(archive.check().unwrap(), []);
    }
}

#[test]
fn a_panic_of_the_thread_that_writes_is_an_error() {
    for jobs in [1, 2, 4] {
        let options = IngestOptions::new().batch(50).jobs(jobs);
        let write = |_: IngestBatch| panic!("out of ink");
        let stopped = ingest(articles(), &options, &Tracking::default(), &write, |_| {}).unwrap_err();
        assert_eq!(stopped.ingested.done, 0);
        match stopped.error {
            Error::Panicked { what: "saving", message } => assert_eq!(message, "out of ink"),
            other => panic!("{other:?}"),
        }
    }
}
