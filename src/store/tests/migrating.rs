use std::fs;
use std::sync::LazyLock;

use super::super::path::beside;
use super::super::{schema_diff, status};
use super::{FIRST, Migrations, NEW, OLD, Options, Pool, count, list, make_old, open, rows};
use crate::error::Error;

#[test]
fn an_older_archive_is_migrated_and_keeps_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let before = status(&path, &NEW).unwrap();
    assert_eq!((before.found, before.latest), (1, 2));
    assert_eq!(before.pending, ["V2__words"]);

    let pool = open(&path, &NEW).unwrap();
    assert_eq!(rows(&pool), (2, 3), "the rebuilt table took no child rows along");
    pool.read(|s| {
        assert_eq!(count(s, "SELECT sum(words) FROM story"), 2);
        assert_eq!(count(s, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        Ok(())
    })
    .unwrap();
    let refused = pool.write("2026-01-01T00:00:00Z".parse().unwrap(), |tx| {
        tx.execute("INSERT INTO tag (story, name) VALUES (9, 'lost')", [])
    });
    assert!(refused.is_err(), "foreign keys are enforced again");
    drop(pool);
    assert_eq!(status(&path, &NEW).unwrap().pending, [""; 0]);
}

#[test]
fn the_older_version_is_kept_as_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    open(&path, &NEW).unwrap();
    let backup = beside(&path, ".v1.bak");
    let old = open(&backup, &OLD).unwrap();
    assert_eq!(rows(&old), (2, 3));
    assert!(matches!(open(&path, &OLD), Err(Error::TooNew { found: 2, latest: 1 })));
}

#[test]
fn a_backup_that_is_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    fs::write(beside(&path, ".v1.bak"), "precious").unwrap();
    open(&path, &NEW).unwrap();
    assert_eq!(fs::read_to_string(beside(&path, ".v1.bak")).unwrap(), "precious");
    assert_eq!(rows(&open(&beside(&path, ".v1.bak-2"), &OLD).unwrap()), (2, 3));
}

#[test]
fn the_backup_can_be_declined() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    Pool::open(&path, &Options::new().backup(false), &NEW).unwrap();
    assert!(!beside(&path, ".v1.bak").exists());
}

#[test]
fn a_migrated_archive_is_like_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
    make_old(&old);
    let schema = |path| open(path, &NEW).unwrap().read(|s| schema_diff::objects(s.conn())).unwrap();
    let migrated = schema(&old);
    assert_eq!(migrated, schema(&new));
    assert!(migrated.len() >= 5, "{migrated:?}");
}

#[test]
fn a_migration_that_fails_leaves_the_archive_as_it_was() {
    static BROKEN: LazyLock<Migrations> = LazyLock::new(|| {
        let sql = "DELETE FROM tag; UPDATE story SET headline = NULL";
        list(&[("V1__stories", FIRST), ("V2__broken", sql)])
    });
    static ORPHANING: LazyLock<Migrations> = LazyLock::new(|| {
        list(&[("V1__stories", FIRST), ("V2__orphaning", "DELETE FROM story WHERE id = 1")])
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    for (migrations, reason) in [(&BROKEN, "NOT NULL"), (&ORPHANING, "rows of tag")] {
        match open(&path, migrations) {
            Err(Error::Migration { version: 2, reason: said }) => assert!(said.contains(reason), "{said}"),
            other => panic!("{:?}", other.err()),
        }
        assert!(!beside(&path, ".v1.bak").exists(), "the archive is whole: no copy is needed");
        assert_eq!(rows(&open(&path, &OLD).unwrap()), (2, 3));
    }
}

#[test]
fn another_text_of_an_applied_migration_is_noticed() {
    static EDITED: LazyLock<Migrations> = LazyLock::new(|| {
        list(&[("V1__stories", "-- A word of comment.\nCREATE TABLE story (id INTEGER PRIMARY KEY) STRICT")])
    });
    static WINDOWS: LazyLock<Migrations> =
        LazyLock::new(|| list(&[("V1__stories", &FIRST.replace('\n', "\r\n"))]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    assert!(matches!(open(&path, &EDITED), Err(Error::DamagedHistory(_))));
    assert_eq!(rows(&open(&path, &WINDOWS).unwrap()), (2, 3));
}
