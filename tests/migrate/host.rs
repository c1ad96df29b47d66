//! What a host keeps in the file lives through a migration.

use dateline::{Archive, Error};
use rusqlite::Connection;

use crate::common::folder;
use crate::version_1;

const HOST: &str = "
    CREATE TABLE ext_note (
        article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX ext_note_article ON ext_note (article);
    INSERT INTO ext_note (article, note) VALUES (1, 'Ask the mayor.'), (1, 'Call again.'), (2, 'Done.');
    CREATE VIEW ext_headline AS
        SELECT a.id, t.headline, u.given FROM article a JOIN article_text t ON t.article = a.id
        LEFT JOIN article_url u ON u.article = a.id;
    CREATE TABLE ext_log (article INTEGER, what TEXT);
    CREATE TRIGGER ext_noted AFTER INSERT ON ext_note BEGIN
        INSERT INTO ext_log (article, what) SELECT id, 'noted' FROM article WHERE id = new.article;
    END;
    CREATE VIRTUAL TABLE ext_fts USING fts5 (note, content = 'ext_note');
    INSERT INTO ext_fts (ext_fts) VALUES ('rebuild');
";

fn number(conn: &Connection, sql: &str) -> i64 {
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn tables_views_and_indexes_of_a_host_live_on() {
    let folder = folder();
    let path = version_1(folder.path(), "v1.db");
    let host = Connection::open(&path).unwrap();
    host.execute_batch(HOST).unwrap();
    let schema = "SELECT group_concat(sql, ';' ORDER BY name) FROM sqlite_schema WHERE name GLOB 'ext_*'";
    let made = |conn: &Connection| -> String { conn.query_row(schema, [], |row| row.get(0)).unwrap() };
    let before = (made(&host), number(&host, "SELECT count(*) FROM ext_headline"));
    drop(host);

    let archive = Archive::open(&path).unwrap();
    assert_eq!(
        archive.check().unwrap(),
        [],
        "nothing of a host's is foreign, and all of it refers to what there is"
    );
    let host = Connection::open(&path).unwrap();
    host.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    assert_eq!((made(&host), number(&host, "SELECT count(*) FROM ext_headline")), before);
    assert_eq!(number(&host, "SELECT count(*) FROM ext_note WHERE article = 1"), 2);
    assert_eq!(number(&host, "SELECT count(*) FROM ext_fts WHERE ext_fts MATCH 'mayor'"), 1);
    assert_eq!(number(&host, "SELECT count(*) FROM ext_log"), 0, "no trigger has run");

    // Its references are kept up as they were.
    assert!(host.execute("INSERT INTO ext_note (article, note) VALUES (99, 'Nobody')", []).is_err());
    host.execute("INSERT INTO ext_note (article, note) VALUES (2, 'Read.')", []).unwrap();
    assert_eq!(number(&host, "SELECT count(*) FROM ext_log"), 1);
    let ferry = archive.read(|s| s.article_by_uri("wire:F1")).unwrap().unwrap();
    archive.write(|tx| tx.remove_article(ferry.id)).unwrap();
    assert_eq!(number(&host, "SELECT count(*) FROM ext_note"), 2, "ON DELETE CASCADE still holds");
    assert_eq!(archive.check().unwrap(), []);
}

/// A URL may belong to several articles now, so that nothing can refer to one alone.
#[test]
fn a_reference_to_what_is_no_longer_unique_is_named_and_nothing_is_changed() {
    let folder = folder();
    let path = version_1(folder.path(), "v1.db");
    let host = Connection::open(&path).unwrap();
    host.execute_batch(
        "CREATE TABLE ext_link (url TEXT NOT NULL REFERENCES article_url (url)) STRICT;
         INSERT INTO ext_link (url) SELECT url FROM article_url;",
    )
    .unwrap();
    drop(host);
    match Archive::open(&path) {
        Err(Error::Migration { version: 2, reason }) => {
            assert!(reason.contains("ext_link") && reason.contains("article_url"), "{reason}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(Archive::status(&path).unwrap().found, 1);
    Connection::open(&path).unwrap().execute("DROP TABLE ext_link", []).unwrap();
    assert_eq!(Archive::open(&path).unwrap().check().unwrap(), []);
}
