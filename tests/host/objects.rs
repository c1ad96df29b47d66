//! Objects of others in the file: what is tolerated, named, and refused.

use std::fs;
use std::path::Path;

use dateline::{Archive, Error};
use rusqlite::Connection;

use crate::add;
use crate::common::{connect, folder, rewrite};

fn others(path: &Path) -> Vec<String> {
    Archive::status(path).unwrap().others.iter().map(ToString::to_string).collect()
}

#[test]
fn tables_views_and_plain_indexes_of_others_are_tolerated_and_named() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    let id = add(&archive, "Fog at the pier");
    drop(archive);
    assert_eq!(others(&path), Vec::<String>::new());
    rewrite(&path, |conn| {
        conn.execute_batch(
            "CREATE TABLE ext_note (article INTEGER PRIMARY KEY, note TEXT);
             CREATE INDEX note_by_text ON ext_note (lower(note));
             CREATE TRIGGER noted AFTER INSERT ON ext_note BEGIN SELECT 1; END;
             CREATE TABLE bookmark (url TEXT UNIQUE);
             CREATE INDEX bookmark_url ON bookmark (lower(url)) WHERE url <> '';
             CREATE TRIGGER bookmarked AFTER INSERT ON bookmark BEGIN SELECT 1; END;
             CREATE VIEW headline AS SELECT article, headline FROM article_text;
             CREATE INDEX ext_first_seen ON article (first_seen DESC, uri COLLATE NOCASE);
             CREATE VIRTUAL TABLE ext_fts USING fts5 (note);",
        )
        .unwrap();
    });
    assert_eq!(
        others(&path),
        [
            "index bookmark_url on bookmark",
            "index ext_first_seen on article",
            "index note_by_text on ext_note",
            "table bookmark",
            "table ext_fts",
            "table ext_note",
            "trigger bookmarked on bookmark",
            "trigger noted on ext_note",
            "view headline",
        ]
    );
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.check().unwrap(), []);
    add(&archive, "Ferry delayed");
    archive.write(|tx| tx.remove_article(id)).unwrap();
    archive.rebuild().unwrap();
    assert_eq!(archive.check().unwrap(), []);
    let headline: String =
        connect(&path).query_row("SELECT headline FROM headline", [], |row| row.get(0)).unwrap();
    assert_eq!(headline, "Ferry delayed");
    // A copy has them too.
    let copy = folder.path().join("copy.db");
    archive.backup(&copy).unwrap();
    assert_eq!(others(&copy).len(), 9);
    assert_eq!(Archive::open(&copy).unwrap().check().unwrap(), []);
}

#[test]
fn what_may_break_a_write_is_refused_and_nothing_is_changed() {
    let folder = folder();
    let fresh = folder.path().join("fresh.db");
    add(&Archive::open(&fresh).unwrap(), "Fog at the pier");
    for (sql, difference) in [
        ("CREATE TRIGGER ext_spy AFTER DELETE ON article BEGIN SELECT 1; END", "trigger ext_spy"),
        ("CREATE TRIGGER ext_spy AFTER DELETE ON article_text BEGIN SELECT 1; END", "trigger ext_spy"),
        ("CREATE INDEX by_seen ON article (first_seen)", "index by_seen"),
        ("CREATE UNIQUE INDEX ext_seen ON article (first_seen)", "index ext_seen"),
        ("CREATE INDEX ext_seen ON article (first_seen) WHERE hidden = 0", "index ext_seen"),
        ("CREATE INDEX ext_edition ON article (json_extract(extra, '$.edition'))", "index ext_edition"),
        ("CREATE INDEX ext_words ON article_fts_docsize (id)", "index ext_words"),
        (
            // A collation that only its own program knows.
            "CREATE INDEX ext_uri ON article (uri COLLATE NOCASE);
             PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(sql, 'NOCASE', 'of_a_host') WHERE name = 'ext_uri'",
            "index ext_uri",
        ),
    ] {
        let path = folder.path().join("news.db");
        fs::copy(&fresh, &path).unwrap();
        let conn = connect(&path);
        conn.execute_batch(sql).unwrap();
        drop(conn);
        let before = fs::read(&path).unwrap();
        match Archive::open(&path) {
            Err(Error::ForeignSchema { difference: found, .. }) => {
                assert_eq!(found, format!("{difference} is not the archive's"), "{sql}");
            }
            other => panic!("{sql}: {other:?}"),
        }
        assert!(matches!(Archive::status(&path), Err(Error::ForeignSchema { .. })), "{sql}");
        assert!(fs::read(&path).unwrap() == before, "{sql}");
        fs::remove_file(&path).unwrap();
    }
}

/// One is put in while the archive is open.
#[test]
fn check_names_a_trigger_that_came_later() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    let host = connect(&path);
    host.execute_batch("CREATE TABLE bookmark (url TEXT)").unwrap();
    assert_eq!(archive.check().unwrap(), []);
    host.execute_batch("CREATE TRIGGER ext_spy AFTER DELETE ON article BEGIN SELECT 1; END").unwrap();
    let faults: Vec<String> = archive.check().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(faults, ["schema: trigger ext_spy is not the archive's"]);
}

/// A migration makes tables anew; an index of the host on one would go with it.
#[test]
fn an_index_of_a_host_lives_through_a_migration() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.db");
    fs::copy(fixture, &path).unwrap();
    rewrite(&path, |conn| {
        conn.execute_batch(
            "CREATE INDEX ext_headline ON article_text (headline);
             CREATE INDEX ext_seen ON article (first_seen);",
        )
        .unwrap();
    });
    let indexes = ["index ext_headline on article_text", "index ext_seen on article"];
    assert_eq!(others(&path), indexes);
    assert_eq!(Archive::open(&path).unwrap().check().unwrap(), []);
    assert_eq!(others(&path), indexes);
}

/// Only names that begin with `ext_` are never those of a later version.
#[test]
fn a_table_that_stands_in_the_way_of_a_migration_is_named_and_nothing_is_changed() {
    let folder = folder();
    let path = folder.path().join("news.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.db"), &path).unwrap();
    rewrite(&path, |conn| conn.execute_batch("CREATE TABLE mark (word TEXT)").unwrap());
    assert_eq!(others(&path), ["table mark"]);
    match Archive::open(&path) {
        Err(Error::Migration { version: 2, reason }) => assert!(reason.contains("mark"), "{reason}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(Archive::status(&path).unwrap().found, 1);
    rewrite(&path, |conn| conn.execute_batch("ALTER TABLE mark RENAME TO ext_mark").unwrap());
    assert_eq!(Archive::open(&path).unwrap().check().unwrap(), []);
}

#[test]
fn another_programs_database_stays_another_programs() {
    let folder = folder();
    let path = folder.path().join("other.db");
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE ext_note (note TEXT)").unwrap();
    drop(conn);
    assert!(matches!(Archive::open(&path), Err(Error::NotAnArchive { .. })));
}
