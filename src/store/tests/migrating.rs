use std::fs;
use std::panic;
use std::path::Path;
use std::sync::LazyLock;

use rusqlite::Connection;

use super::super::migration::progress::StepProgress;
use super::super::migration::schema_object::SchemaObject;
use super::super::path::beside;
use super::super::{MigrationProgress, MigrationStage, Transaction, status};
use super::{
    FIRST, Migrations, NEW, OLD, Options, Pool, SECOND, count, count_words, list, make_old, open, rows,
    with_steps,
};
use crate::error::{Error, Result};

fn open_telling(path: &Path, mut progress: impl FnMut(MigrationProgress)) -> Result<Pool> {
    Pool::open(path, &Options::new(), &NEW, &mut progress)
}

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
        assert_eq!(count(s, "SELECT sum(words) FROM story"), 7);
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

/// A migration that is cut off after its copy was made leaves the copy behind.
#[test]
fn a_backup_that_holds_the_same_is_used_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let (first, second) = (beside(&path, ".v1.bak"), beside(&path, ".v1.bak-2"));
    let cut_off =
        |path| panic::catch_unwind(|| open_telling(path, |step| assert!(step.stage < MigrationStage::Check)));
    assert!(cut_off(&path).is_err());
    let made = fs::read(&first).unwrap();
    assert!(cut_off(&path).is_err());
    assert!(fs::read(&first).unwrap() == made && !second.exists());

    // An older program has gone on in between: one word of a host's table makes it another archive.
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE ext_note (note ANY)").unwrap();
    drop(conn);
    assert!(cut_off(&path).is_err());
    assert!(fs::read(&first).unwrap() == made && second.exists());
    let conn = Connection::open(&path).unwrap();
    conn.execute("INSERT INTO ext_note (note) VALUES (x'00')", []).unwrap();
    drop(conn);
    open(&path, &NEW).unwrap();
    let notes = |copy: &Path| -> i64 {
        let copy = Connection::open(copy).unwrap();
        copy.query_row("SELECT count(*) FROM ext_note", [], |row| row.get(0)).unwrap()
    };
    assert_eq!((notes(&second), notes(&beside(&path, ".v1.bak-3"))), (0, 1));
    assert!(fs::read(&first).unwrap() == made);
}

#[test]
fn a_copy_that_was_not_made_now_is_never_removed() {
    static BROKEN: LazyLock<Migrations> =
        LazyLock::new(|| list(&[("V1__stories", FIRST), ("V2__broken", "UPDATE story SET headline = NULL")]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let copy = beside(&path, ".v1.bak");
    open(&path, &OLD).unwrap().backup(&copy).unwrap();
    assert!(open(&path, &BROKEN).is_err());
    assert!(copy.exists() && !beside(&path, ".v1.bak-2").exists());
}

#[test]
fn a_step_runs_after_its_migration_and_tells_its_progress() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let mut told = Vec::new();
    let pool = Pool::open(&path, &Options::new(), &NEW, &mut |step| told.push(step)).unwrap();
    pool.read(|s| {
        assert_eq!(count(s, "SELECT sum(words) FROM story"), 7);
        Ok(())
    })
    .unwrap();
    let stages: Vec<_> = told.iter().map(|step| (step.stage, step.done, step.total)).collect();
    use MigrationStage::{Articles, Backup, Check, Tables};
    let expected = [
        (Backup, 0, 1),
        (Backup, 1, 1),
        (Tables, 0, 1),
        (Tables, 1, 1),
        (Articles, 1, 2),
        (Articles, 2, 2),
        (Check, 0, 1),
        (Check, 1, 1),
    ];
    assert_eq!(stages, expected);
    let copy = fs::metadata(beside(&path, ".v1.bak")).unwrap().len();
    assert!(told.iter().all(|step| (step.from, step.to, step.disk.copy_bytes) == (1, 2, copy)), "{told:?}");

    let mut told = Vec::new();
    drop((pool, Pool::open(&path, &Options::new(), &NEW, &mut |step| told.push(step)).unwrap()));
    let new = folder.path().join("new.db");
    Pool::open(&new, &Options::new(), &NEW, &mut |step| told.push(step)).unwrap();
    assert_eq!(told, [], "there is nothing to tell of a file that is up to date, or new");
}

#[test]
fn a_step_that_fails_leaves_the_archive_as_it_was() {
    fn full(tx: &mut Transaction<'_>, progress: &mut StepProgress<'_>) -> Result<()> {
        count_words(tx, progress)?;
        let pages = "SELECT page_count AS pages FROM pragma_page_count";
        let pages = tx.row(pages, [], |row| row.get::<_, i64>("pages"))?.unwrap_or(0);
        tx.conn().pragma_update(None, "max_page_count", pages + 3)?;
        tx.execute("INSERT INTO story (id, headline, words) VALUES (9, hex(zeroblob(500000)), 1)", [])?;
        Ok(())
    }
    fn refuse(tx: &mut Transaction<'_>, _: &mut StepProgress<'_>) -> Result<()> {
        tx.execute("UPDATE story SET words = 0", [])?;
        Ok(())
    }
    static FULL: LazyLock<Migrations> =
        LazyLock::new(|| with_steps(&[("V1__stories", FIRST), ("V2__words", SECOND)], &[(2, full)]));
    static REFUSED: LazyLock<Migrations> =
        LazyLock::new(|| with_steps(&[("V1__stories", FIRST), ("V2__words", SECOND)], &[(2, refuse)]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let before = fs::read(&path).unwrap();
    assert!(matches!(open(&path, &FULL), Err(Error::DiskFull)));
    match open(&path, &REFUSED) {
        Err(Error::Migration { version: 2, reason }) => assert!(reason.contains("CHECK"), "{reason}"),
        other => panic!("{:?}", other.err()),
    }
    assert!(!beside(&path, ".v1.bak").exists());
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(rows(&open(&path, &OLD).unwrap()), (2, 3));
}

/// What a host keeps beside the archive refers to tables that are made anew.
#[test]
fn what_a_host_added_lives_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    let host = Connection::open(&path).unwrap();
    host.execute_batch(
        "CREATE TABLE ext_note (story INTEGER REFERENCES story (id) ON DELETE CASCADE, note TEXT);
         INSERT INTO ext_note VALUES (1, 'wet'), (2, 'dry');
         CREATE VIEW ext_weather AS SELECT headline FROM story JOIN tag ON story = id WHERE name = 'weather';
         CREATE VIRTUAL TABLE ext_fts USING fts5 (note);
         INSERT INTO ext_fts (note) VALUES ('wet stones');
         CREATE TRIGGER ext_noted AFTER INSERT ON ext_note BEGIN
             UPDATE ext_note SET note = (SELECT headline FROM story WHERE id = new.story) WHERE rowid = new.rowid;
         END;",
    )
    .unwrap();
    let sql = "SELECT group_concat(sql, ';' ORDER BY name) FROM sqlite_schema WHERE name GLOB 'ext_*'";
    let made = |conn: &Connection| -> String { conn.query_row(sql, [], |row| row.get(0)).unwrap() };
    let before = made(&host);
    drop(host);
    open(&path, &NEW).unwrap();
    let host = Connection::open(&path).unwrap();
    assert_eq!(made(&host), before);
    host.execute_batch("PRAGMA foreign_keys = ON; INSERT INTO ext_note (story) VALUES (2)").unwrap();
    let number = |sql: &str| -> i64 { host.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(number("SELECT count(*) FROM ext_note WHERE note IN ('wet', 'dry', 'Sun')"), 3);
    assert_eq!(number("SELECT count(*) FROM ext_weather"), 2);
    assert_eq!(number("SELECT count(*) FROM ext_fts WHERE ext_fts MATCH 'stones'"), 1);
    assert!(host.execute("INSERT INTO ext_note (story) VALUES (9)", []).is_err());
}

#[test]
fn the_backup_can_be_declined() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    make_old(&path);
    Pool::open(&path, &Options::new().backup(false), &NEW, &mut |_| {}).unwrap();
    assert!(!beside(&path, ".v1.bak").exists());
}

#[test]
fn a_migrated_archive_is_like_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
    make_old(&old);
    let schema = |path| open(path, &NEW).unwrap().read(|s| SchemaObject::all(s.conn())).unwrap();
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
