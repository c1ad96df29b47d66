use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{OLD, Options, Pool, make_old, open, rows};
use crate::error::{Error, Result};
use crate::store::Transaction;

fn now() -> DateTime<Utc> {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

fn insert(tx: &mut Transaction<'_>) -> Result<usize> {
    tx.execute("INSERT INTO story (headline) VALUES ('Snow')", [])
}

#[test]
fn an_error_or_a_panic_undoes_the_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    for (pool, stories) in [(open(&path, &OLD).unwrap(), 2), (Pool::in_memory(&OLD).unwrap(), 0)] {
        let failed = pool.write(now(), |tx| {
            insert(tx)?;
            Err::<(), _>(Error::Busy)
        });
        assert!(matches!(failed, Err(Error::Busy)));
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            pool.write::<()>(now(), |tx| {
                insert(tx)?;
                panic!("after a write")
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(rows(&pool).0, stories);
        pool.write(now(), insert).unwrap();
        assert_eq!(rows(&pool).0, stories + 1);
    }
}

#[test]
fn a_thread_waits_for_another_that_writes_as_long_as_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let pool =
        Pool::open(&path, &Options::new().busy_timeout(Duration::from_millis(1)), &OLD, &mut |_| {}).unwrap();
    let outcome = pool.write(now(), |tx| {
        insert(tx)?;
        Ok(thread::scope(|scope| scope.spawn(|| pool.write(now(), insert)).join().unwrap()))
    });
    assert!(matches!(outcome, Ok(Err(Error::Busy))), "{outcome:?}");
    pool.write(now(), insert).unwrap();
    assert_eq!(rows(&pool).0, 4);
}

#[test]
fn a_thread_waits_for_another_program_only_as_long_as_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let minute = Options::new().busy_timeout(Duration::from_secs(60));
    let pool = Pool::open(&path, &minute, &OLD, &mut |_| {}).unwrap();
    let left =
        || pool.write(now(), |tx| tx.row("PRAGMA busy_timeout", [], |row| row.get::<_, u32>("timeout")));
    assert!(left().unwrap().unwrap() < 60_000);
}

#[test]
fn a_read_sees_one_state() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let pool = open(&path, &OLD).unwrap();
    let count = "SELECT count(*) FROM story";
    pool.read(|s| {
        assert_eq!(super::count(s, count), 2);
        thread::scope(|scope| scope.spawn(|| pool.write(now(), insert)).join().unwrap())?;
        assert_eq!(super::count(s, count), 2);
        Ok(())
    })
    .unwrap();
    assert_eq!(rows(&pool).0, 3);
}

#[test]
fn a_write_reads_what_it_wrote() {
    let pool = Pool::in_memory(&OLD).unwrap();
    let seen = pool
        .write(now(), |tx| {
            insert(tx)?;
            Ok(super::count(tx, "SELECT count(*) FROM story"))
        })
        .unwrap();
    assert_eq!(seen, 1);
}

#[test]
fn a_reader_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let pool = open(&path, &OLD).unwrap();
    let outcome = pool.read(|s| Ok(s.conn().execute("DELETE FROM story", [])?));
    assert!(matches!(outcome, Err(Error::ReadOnly)), "{outcome:?}");
    assert_eq!(rows(&pool).0, 2);
}

#[test]
fn only_so_many_idle_readers_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let pool = Pool::open(&path, &Options::new().readers(2), &OLD, &mut |_| {}).unwrap();
    assert_eq!(pool.idle_readers(), 0);
    let idle = || Ok(pool.idle_readers());
    assert_eq!(pool.read(|_| pool.read(|_| pool.read(|_| idle()))).unwrap(), 0);
    assert_eq!(pool.idle_readers(), 2);
    assert_eq!(pool.read(|_| idle()).unwrap(), 1);
}

#[test]
fn a_forked_process_is_told_to_open_its_own() {
    let mut pool = Pool::in_memory(&OLD).unwrap();
    pool.pretend_forked();
    assert!(matches!(pool.read(|_| Ok(())), Err(Error::Forked)));
    assert!(matches!(pool.write(now(), insert), Err(Error::Forked)));
}
