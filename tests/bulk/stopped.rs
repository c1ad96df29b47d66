//! Runs that end before their input does. What was stored stays, and a second run makes the archive of an undisturbed one.

use std::cell::Cell;
use std::time::Duration;

use dateline::{
    Archive, CancelToken, Error, IngestItem, IngestOptions, Ingested, NewArticle, NewImage, Options,
};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::common::folder;
use crate::{BATCH, exported, options, stories};

/// The articles of a run: ten batches, the last of them a short one.
const COUNT: usize = BATCH * 9 + 5;

/// Returns the export of what an undisturbed run makes.
fn undisturbed(stories: &[NewArticle]) -> String {
    let archive = Archive::in_memory().unwrap();
    archive.ingest(stories.iter().cloned(), &options(1)).unwrap();
    exported(&archive)
}

/// Checks what a run has left that says it is done with so many, and runs it again.
#[track_caller]
fn goes_on(archive: &Archive, stories: &[NewArticle], done: u64, jobs: usize) {
    assert!(exported(archive) == undisturbed(&stories[..done as usize]), "{done} done, {jobs} jobs");
    assert_eq!(archive.check().unwrap(), []);
    let again = archive.ingest(stories.iter().cloned(), &options(jobs)).unwrap();
    assert_eq!(again.counts.unchanged, done);
    assert_eq!(archive.check().unwrap(), []);
    assert!(exported(archive) == undisturbed(stories), "{jobs} jobs");
}

/// Returns stories of which each is told once, so that it is all the same how often they are.
fn told_once() -> Vec<NewArticle> {
    (0..COUNT)
        .map(|n| {
            let article =
                NewArticle::new(format!("Ferry {n} delayed"), format!("Fog held up ferry {n} at noon."));
            article.key("wire", format!("F{n}")).tag("Transport").published("2024-03-04".parse().unwrap())
        })
        .collect()
}

#[test]
fn an_input_that_panics_is_an_error() {
    for jobs in [1, 2, 4] {
        let (archive, stories) = (Archive::in_memory().unwrap(), told_once());
        let items = stories.iter().cloned().enumerate().map(|(at, article)| {
            assert!(at < BATCH * 4 + 3, "the wire is cut");
            article
        });
        let stopped = archive.ingest(items, &options(jobs)).unwrap_err();
        match stopped.error {
            Error::Panicked { what: "the input", message } => assert_eq!(message, "the wire is cut"),
            other => panic!("{other:?}"),
        }
        // What it gave before is all there.
        assert_eq!(stopped.ingested.done as usize, BATCH * 4 + 3);
        goes_on(&archive, &stories, stopped.ingested.done, jobs);
    }
}

#[test]
fn a_canceled_run_stores_all_that_it_has_read() {
    for (jobs, last) in [(1, 3), (2, 3), (4, 3), (1, BATCH * 3), (2, BATCH * 3 + 7), (4, BATCH * 3 + 7)] {
        let (archive, stories) = (Archive::in_memory().unwrap(), told_once());
        let cancel = CancelToken::new();
        let read = Cell::new(0);
        let mut told = Ingested::default();
        let items = stories.iter().cloned().inspect(|_| {
            read.set(read.get() + 1);
            if read.get() == last as u64 {
                cancel.cancel();
            }
        });
        let ingested = archive
            .ingest_with(items, &options(jobs).cancel(&cancel), |step| told = step.ingested.clone())
            .unwrap();
        assert!(ingested.is_canceled && !ingested.is_optimized);
        assert_eq!((read.get(), ingested.done), (last as u64, last as u64), "{jobs} jobs");
        assert_eq!((ingested.done, ingested.counts), (told.done, told.counts));
        assert_eq!(archive.read(|s| s.article_count()).unwrap(), ingested.done);
        goes_on(&archive, &stories, ingested.done, jobs);
    }
}

#[test]
fn one_that_is_canceled_while_the_last_batches_are_written_merges_nothing() {
    for jobs in [1, 2] {
        let cancel = CancelToken::new();
        let options = options(jobs).cancel(&cancel);
        let archive = Archive::in_memory().unwrap();
        let ingested = archive.ingest_with(told_once(), &options, |step| {
            if step.ingested.done as usize == COUNT {
                cancel.cancel();
            }
        });
        let ingested = ingested.unwrap();
        assert_eq!((ingested.done as usize, ingested.is_optimized), (COUNT, false), "{jobs} jobs");
    }
}

/// An input whose end panics.
struct Breaking;

impl Iterator for Breaking {
    type Item = NewArticle;

    fn next(&mut self) -> Option<NewArticle> {
        Some(NewArticle::new("Ferry delayed", "Fog held it up."))
    }
}

impl Drop for Breaking {
    fn drop(&mut self) {
        panic!("the wire is torn");
    }
}

#[test]
fn an_input_that_panics_when_it_is_dropped_is_an_error() {
    for jobs in [1, 2] {
        let cancel = CancelToken::new();
        let archive = Archive::in_memory().unwrap();
        let options = options(jobs).cancel(&cancel);
        let stopped = archive.ingest_with(Breaking, &options, |_| cancel.cancel()).unwrap_err();
        assert!(matches!(stopped.error, Error::Panicked { what: "the input", .. }), "{stopped}");
        assert_eq!(archive.read(|s| s.article_count()).unwrap(), 1);
    }
}

#[test]
fn one_that_is_canceled_before_it_begins_reads_nothing() {
    for jobs in [1, 2] {
        let archive = Archive::in_memory().unwrap();
        let cancel = CancelToken::new();
        cancel.cancel();
        let items = std::iter::from_fn(|| -> Option<IngestItem> { panic!("nobody is to ask") });
        let ingested = archive.ingest(items, &options(jobs).cancel(&cancel)).unwrap();
        assert_eq!((ingested.done, ingested.is_canceled), (0, true));
    }
}

#[test]
fn another_writer_that_keeps_the_archive_ends_it() {
    for jobs in [1, 2] {
        let (folder, stories) = (folder(), told_once());
        let path = folder.path().join("news.db");
        let patience = Options::new().busy_timeout(Duration::from_millis(40));
        let archive = Archive::open_with(&path, &patience).unwrap();
        let other = Connection::open(&path).unwrap();
        let mut is_kept = false;
        let stopped = archive
            .ingest_with(stories.iter().cloned(), &options(jobs), |_| {
                // With several threads the next batch may have the lock.
                is_kept = is_kept || other.execute_batch("BEGIN IMMEDIATE").is_ok();
            })
            .unwrap_err();
        assert!(is_kept && matches!(stopped.error, Error::Busy), "{stopped}");
        other.execute_batch("ROLLBACK").unwrap();
        assert_eq!(
            stopped.to_string(),
            format!("stopped after {} items: {}", stopped.ingested.done, Error::Busy)
        );
        goes_on(&archive, &stories, stopped.ingested.done, jobs);
    }
}

#[test]
fn a_listener_that_panics_ends_it() {
    for jobs in [1, 3] {
        let (archive, stories) = (Archive::in_memory().unwrap(), told_once());
        let run = || archive.ingest_with(stories.iter().cloned(), &options(jobs), |_| panic!("enough"));
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"enough"));
        assert_eq!(archive.check().unwrap(), []);
        archive.ingest(stories.iter().cloned(), &options(jobs)).unwrap();
        assert!(exported(&archive) == undisturbed(&stories));
    }
}

#[test]
fn what_is_done_is_what_the_items_until_then_make() {
    for jobs in [1, 3] {
        // Stories that are told in several ways, in this batch or the next.
        let (archive, stories) = (Archive::in_memory().unwrap(), stories(9, COUNT));
        let cancel = CancelToken::new();
        let options = options(jobs).cancel(&cancel);
        let run = archive.ingest_with(stories.iter().cloned(), &options, |_| cancel.cancel());
        let done = run.unwrap().done as usize;
        assert!(exported(&archive) == undisturbed(&stories[..done]), "{jobs} jobs");
    }
}

#[test]
fn what_is_read_waits_for_what_is_written() {
    for jobs in [1, 2, 4] {
        let archive = Archive::in_memory().unwrap();
        // Batches that are read, in the two queues, in the hands of a thread, or written and not told of yet.
        let most = BATCH as u64 * (2 * jobs as u64 + 5);
        let (read, told) = (Cell::new(0), Cell::new(0));
        let items = (0..40 * BATCH).map(|n| {
            read.set(read.get() + 1);
            assert!(read.get() - told.get() <= most, "{} read, {} told", read.get(), told.get());
            NewArticle::new(format!("Ferry {n} delayed"), "Fog held it up.").key("wire", format!("F{n}"))
        });
        let ingested =
            archive.ingest_with(items, &options(jobs), |step| told.set(step.ingested.done)).unwrap();
        assert_eq!(ingested.counts.added, 40 * BATCH as u64);
    }
}

/// Brings in items of 3 MB each, and checks that those are ahead that take 16 MB, and the next one.
#[track_caller]
fn waits(item: impl Fn(usize) -> IngestItem, options: &IngestOptions) -> Ingested {
    let archive = Archive::in_memory().unwrap();
    let most = (16 << 20) / BYTES as u64 + 2;
    let (read, told) = (Cell::new(0), Cell::new(0));
    let items = (0..14).map(|n| {
        read.set(read.get() + 1);
        assert!(read.get() - told.get() <= most, "{} read, {} told", read.get(), told.get());
        item(n)
    });
    archive.ingest_with(items, options, |step| told.set(step.ingested.done)).unwrap()
}

/// The bytes of a long article.
const BYTES: usize = 3_000_000;

#[test]
fn long_articles_wait_wherever_their_text_is() {
    let article = |n: usize| NewArticle::new(format!("Ferry {n} delayed"), "").key("wire", format!("F{n}"));
    let in_extra = |n| {
        let mut article = article(n);
        article.extra.insert("log".into(), "f".repeat(BYTES).into());
        article
    };
    let in_caption = |n| {
        article(n).image(NewImage::at(format!("https://e.example/{n}.jpg")).caption("f".repeat(BYTES), ""))
    };
    let in_empty_objects = |n| {
        let mut article = article(n);
        article.extra.insert("log".into(), vec![json!({}); BYTES / 100].into());
        article
    };
    let in_extra_names = |n| {
        let mut article = article(n);
        article.extra.insert("f".repeat(BYTES), 1.into());
        article
    };
    for batch in [1, 500] {
        let options = options(8).batch(batch);
        assert_eq!(waits(|n| in_extra(n).into(), &options).counts.added, 14);
        assert_eq!(waits(|n| in_caption(n).into(), &options).counts.added, 14);
        assert_eq!(waits(|n| in_empty_objects(n).into(), &options).counts.added, 14);
        assert_eq!(waits(|n| in_extra_names(n).into(), &options).counts.added, 14);
    }
}

#[test]
fn what_cannot_be_read_waits_as_well() {
    let item = |n| IngestItem::unreadable(format_args!("line {n}: {}", "f".repeat(BYTES)));
    assert_eq!(waits(item, &options(8).batch(usize::MAX)).counts.unreadable, 14);
}

/// Returns an article with a value so deep that to drop it would end the program.
fn abyss() -> NewArticle {
    let mut article = NewArticle::new("Abyss", "A text.");
    article.extra.insert("tree".into(), (0..1_000_000).fold(json!(1), |inner, _| Value::Array(vec![inner])));
    article
}

#[test]
fn what_is_read_in_vain_may_be_of_any_depth() {
    for jobs in [1, 2, 4] {
        let folder = folder();
        let path = folder.path().join("news.db");
        let archive = Archive::open_with(&path, &Options::new().busy_timeout(Duration::ZERO)).unwrap();
        let other = Connection::open(&path).unwrap();
        let is_kept = Cell::new(false);
        // The first batch is stored; what is read after it is not.
        let items = (0..3 * BATCH).map(|n| match n {
            0 => NewArticle::new("Ferry delayed", "Fog held it up."),
            _ => abyss(),
        });
        let stopped = archive.ingest_with(items, &options(jobs).batch(1), |_| {
            is_kept.set(is_kept.get() || other.execute_batch("BEGIN IMMEDIATE").is_ok());
        });
        assert!(is_kept.get() && matches!(stopped.unwrap_err().error, Error::Busy), "{jobs} jobs");
    }
    let panicking = std::iter::once(abyss()).chain(std::iter::once_with(|| panic!("the wire is cut")));
    let stopped = Archive::in_memory().unwrap().ingest(panicking, &options(1)).unwrap_err();
    assert_eq!((stopped.ingested.done, stopped.ingested.counts.rejected), (1, 1));
}
