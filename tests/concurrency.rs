//! Readers beside a writer, and closures that go wrong.

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use common::{connect, folder};
use dateline::{Archive, Error, NewArticle, Options, Order, Query, Status};

fn shared<T: Send + Sync + Clone + 'static>() {}

#[test]
fn a_handle_goes_anywhere() {
    shared::<Archive>();
    let folder = folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    let other = archive.clone();
    let version = thread::spawn(move || other.schema_version()).join().unwrap();
    assert_eq!(version, archive.schema_version());
    assert!(format!("{archive:?}").contains("news.db"));
}

#[test]
fn readers_don_t_wait_for_the_writer_nor_for_each_other() {
    let folder = folder();
    let archive = Archive::open_with(folder.path().join("news.db"), &Options::new().readers(1)).unwrap();
    let (writing, started) = mpsc::channel();
    let (finish, finished) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let handle = archive.clone();
        let writer = scope.spawn(move || {
            handle.write(|_| {
                writing.send(()).unwrap();
                finished.recv_timeout(Duration::from_secs(30)).unwrap();
                Ok(())
            })
        });
        started.recv().unwrap();
        // Reads nested in reads: three connections at once, of which one is kept.
        let depth = archive.read(|_| archive.read(|_| archive.read(|_| Ok(3)))).unwrap();
        assert_eq!(depth, 3);
        finish.send(()).unwrap();
        writer.join().unwrap().unwrap();
    });
}

#[test]
fn many_threads_read_and_write() {
    let folder = folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let mut reads = 0;
                    while reads == 0 || !done.load(Ordering::Relaxed) {
                        archive.read(|_| Ok(())).unwrap();
                        reads += 1;
                    }
                    reads
                })
            })
            .collect();
        let writers: Vec<_> =
            (0..2).map(|_| scope.spawn(|| (0..100).try_for_each(|_| archive.write(|_| Ok(()))))).collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap().unwrap());
        done.store(true, Ordering::Relaxed);
        assert!(readers.into_iter().all(|reader| reader.join().unwrap() > 0));
    });
    assert!(archive.check().unwrap().is_empty());
}

#[test]
fn a_thread_that_would_wait_for_itself_is_told() {
    let folder = folder();
    let file = Archive::open(folder.path().join("news.db")).unwrap();
    let copy = folder.path().join("copy.db");
    for archive in [&file, &Archive::in_memory().unwrap()] {
        archive
            .write(|_| {
                assert!(matches!(archive.write(|_| Ok(())), Err(Error::Reentrant)));
                assert!(matches!(archive.clone().read(|_| Ok(())), Err(Error::Reentrant)));
                assert!(matches!(archive.backup(&copy), Err(Error::Reentrant)));
                assert!(matches!(archive.check(), Err(Error::Reentrant)));
                Ok(())
            })
            .unwrap();
        archive.write(|_| Ok(())).unwrap();
    }
    file.read(|_| file.write(|_| Ok(()))).unwrap();
    let memory = Archive::in_memory().unwrap();
    let nested = memory.read(|_| memory.write(|_| Ok(())));
    assert!(matches!(nested, Err(Error::Reentrant)));
    file.write(|_| memory.write(|_| Ok(()))).unwrap();
}

#[test]
fn a_removal_after_another_program_has_changed_the_schema() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let saved =
        Archive::open(&path).unwrap().write(|tx| tx.save(&NewArticle::new("Fog", "It came."))).unwrap();
    for change in ["CREATE TABLE ext_note (note TEXT)", "DROP TABLE ext_note"] {
        let archive = Archive::open(&path).unwrap();
        common::connect(&path).execute_batch(change).unwrap();
        // The first statement that this connection is given.
        let removed = archive.write(|tx| {
            tx.remove_article(saved.id.unwrap())?;
            Err::<(), _>(Error::Reentrant)
        });
        assert!(matches!(removed, Err(Error::Reentrant)), "{removed:?}");
    }
}

#[test]
fn a_read_inside_a_read_reads() {
    let folder = folder();
    let file = Archive::open(folder.path().join("news.db")).unwrap();
    for archive in [file, Archive::in_memory().unwrap()] {
        let count = |snapshot: &dateline::Snapshot<'_>| snapshot.article_count();
        archive.write(|tx| tx.save(&NewArticle::new("Fog", "It came."))).unwrap();
        let counts = archive
            .read(|outer| Ok((archive.read(count)?, archive.search(&"fog".into())?.total, count(outer)?)));
        let (inner, found, outer) = counts.unwrap();
        assert_eq!((inner, found.count, outer), (1, 1, 1));
        // The read around it is over only now.
        archive.write(|tx| tx.save(&NewArticle::new("Rain", "It fell."))).unwrap();
        assert_eq!(archive.read(count).unwrap(), 2);
    }
}

#[derive(Debug, PartialEq)]
enum Failure {
    Mine,
    Archive(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Archive(error.to_string())
    }
}

#[test]
fn closures_have_errors_of_their_own() {
    let archive = Archive::in_memory().unwrap();
    let mine = archive.try_write(|tx| -> Result<(), Failure> {
        tx.save(&NewArticle::new("Fog", "It came."))?;
        Err(Failure::Mine)
    });
    assert_eq!(mine, Err(Failure::Mine));
    let count = archive.try_read(|snapshot| -> Result<_, Failure> { Ok(snapshot.article_count()?) });
    assert_eq!(count, Ok(0));
    let nested = archive.try_write(|_| archive.try_write(|_| -> Result<(), Failure> { Ok(()) }));
    assert_eq!(nested, Err(Failure::Archive("the archive is already in use by this thread".into())));
    let missing =
        archive.try_write(|tx| -> Result<(), Failure> { Ok(tx.remove_article(dateline::ArticleId(7))?) });
    assert_eq!(missing, Err(Failure::Archive("no article 7".into())));
}

#[test]
fn a_panic_in_a_closure_leaves_the_archive_usable() {
    let folder = folder();
    let file = Archive::open(folder.path().join("news.db")).unwrap();
    for archive in [file, Archive::in_memory().unwrap()] {
        let write = catch_unwind(AssertUnwindSafe(|| archive.write::<()>(|_| panic!("in a write"))));
        assert!(write.is_err());
        let read = catch_unwind(AssertUnwindSafe(|| archive.read::<()>(|_| panic!("in a read"))));
        assert!(read.is_err());
        archive.write(|_| Ok(())).unwrap();
        archive.read(|_| Ok(())).unwrap();
        assert!(archive.check().unwrap().is_empty());
    }
}

#[test]
fn an_error_of_the_closure_is_handed_on() {
    let archive = Archive::in_memory().unwrap();
    let error = archive.write::<()>(|_| Err(Error::Reentrant)).unwrap_err();
    assert!(matches!(error, Error::Reentrant));
    archive.write(|_| Ok(())).unwrap();
}

#[test]
fn another_program_that_keeps_writing() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let brief = Options::new().busy_timeout(Duration::from_millis(50));
    let archive = Archive::open_with(&path, &brief).unwrap();
    let other = connect(&path);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(archive.write(|_| Ok(())), Err(Error::Busy)));
    archive.read(|_| Ok(())).unwrap();
    other.execute_batch("COMMIT").unwrap();
    archive.write(|_| Ok(())).unwrap();
}

#[test]
fn a_program_that_migrates_the_archive_meanwhile() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    let newer = archive.schema_version() + 1;
    connect(&path).pragma_update(None, "user_version", newer).unwrap();
    let error = archive.write(|_| Ok(())).unwrap_err();
    assert!(matches!(error, Error::TooNew { found, .. } if found == newer), "{error}");
}

#[test]
fn the_time_of_a_write_is_given() {
    let archive = Archive::in_memory().unwrap();
    let then: DateTime<Utc> = "1987-10-19T14:30:00Z".parse().unwrap();
    assert_eq!(archive.write_at(then, |tx| Ok(tx.now())).unwrap(), then);
    let before = Utc::now();
    let now = archive.write(|tx| Ok(tx.now())).unwrap();
    assert!(before <= now && now <= Utc::now());
}

#[test]
fn a_search_sees_what_other_programs_have_changed_since_the_last_one() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open_with(&path, &Options::new().readers(1)).unwrap();
    let other = Archive::open(&path).unwrap();
    let found = |order: Order| {
        let query = Query::from("harbours").order(order).now("2026-01-01T00:00:00Z".parse().unwrap());
        archive
            .search(&query)
            .unwrap()
            .hits
            .iter()
            .map(|hit| hit.headline.text().to_owned())
            .collect::<Vec<_>>()
    };
    let story = |headline: &str, language: &str, published: &str| {
        let story = NewArticle::new(headline, "").key("test", headline);
        story.language(language).published(published.parse().unwrap())
    };
    let old = story("Harbours old", "en", "2024-01-01");
    other.write(|tx| tx.save(&old)).unwrap();
    assert_eq!(found(Order::Relevance), ["Harbours old"]);
    // A language that the archive didn't have, and a newer article: age counts from it.
    other.write(|tx| tx.save(&story("Harbours harbours new", "nl", "2025-01-01"))).unwrap();
    assert_eq!(found(Order::Newest), ["Harbours harbours new", "Harbours old"]);
    let best = || {
        let query = Query::from("harbours").now("2026-01-01T00:00:00Z".parse().unwrap());
        archive.search(&query).unwrap().hits[0].score
    };
    let before = best();
    // More articles make a word rarer, but both are older now.
    other.write(|tx| tx.save(&story("Weather", "en", "2025-12-31"))).unwrap();
    assert!(best() < before);
    // The first that is hidden.
    other.write(|tx| tx.save(&NewArticle { status: Some(Status::Canceled), ..old })).unwrap();
    assert_eq!(found(Order::Relevance), ["Harbours harbours new"]);
}
