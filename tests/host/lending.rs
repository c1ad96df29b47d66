//! The connection in the hands of a host: what it may do there, and what becomes of the rest.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dateline::rusqlite::{Connection, params};
use dateline::{Archive, Error, NewArticle, Result};

use crate::common::folder;
use crate::{add, now};

const NOTES: &str = "CREATE TABLE ext_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    note TEXT NOT NULL UNIQUE) STRICT";

/// An archive of one article with a note of the host.
fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    add(&archive, "Fog at the pier");
    lend(&archive, |conn| {
        conn.execute_batch(NOTES)?;
        conn.execute("INSERT INTO ext_note (article, note) VALUES (1, 'Ask the mayor.')", [])?;
        Ok(())
    })
    .unwrap();
    archive
}

fn lend<T>(archive: &Archive, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    archive.write_at(now(), |tx| tx.with_connection(f))
}

fn notes(archive: &Archive) -> Vec<String> {
    archive
        .read(|snapshot| {
            snapshot.with_connection(|conn| {
                let mut statement = conn.prepare("SELECT note FROM ext_note ORDER BY id")?;
                let notes = statement.query_map([], |row| row.get("note"))?;
                Ok(notes.collect::<rusqlite::Result<Vec<String>>>()?)
            })
        })
        .unwrap()
}

#[track_caller]
fn assert_refused<T: std::fmt::Debug>(outcome: Result<T>, expected: &str) {
    match outcome {
        Err(Error::Forbidden { what }) => assert_eq!(what, expected),
        other => panic!("{expected}: {other:?}"),
    }
}

#[test]
fn an_own_table_is_written_with_a_save_or_not_at_all() {
    let archive = archive();
    let save = |headline: &str, fails: bool| {
        archive.write_at(now(), |tx| {
            let id = tx.save(&NewArticle::new(headline, ""))?.id.expect("it has a headline");
            tx.with_connection(|conn| {
                let sql = "INSERT INTO ext_note (article, note) VALUES (?1, ?2)";
                Ok(conn.prepare_cached(sql)?.execute(params![id.0, headline])?)
            })?;
            if fails { Err(Error::Canceled) } else { Ok(id) }
        })
    };
    let id = save("Storm", false).unwrap();
    assert!(matches!(save("Flood", true), Err(Error::Canceled)));
    assert_eq!(notes(&archive), ["Ask the mayor.", "Storm"]);
    assert_eq!(archive.count(&"storm OR flood".into()).unwrap().count, 1);
    // It goes with its article, as the host said.
    archive.write(|tx| tx.remove_article(id)).unwrap();
    assert_eq!(notes(&archive), ["Ask the mayor."]);
    assert_eq!(archive.check().unwrap(), []);
}

/// The closure sees what the transaction has done so far, the index included.
#[test]
fn a_closure_sees_the_transaction_that_it_is_in() {
    let archive = archive();
    archive
        .write_at(now(), |tx| {
            tx.save(&NewArticle::new("Storm", "Waves broke the mole."))?;
            let found: i64 = tx.with_connection(|conn| {
                let sql = "SELECT count(*) FROM article_fts WHERE article_fts MATCH 'waves'";
                Ok(conn.query_row(sql, [], |row| row.get(0))?)
            })?;
            assert_eq!((found, tx.count(&"waves".into())?.count), (1, 1));
            Ok(())
        })
        .unwrap();
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn a_host_makes_changes_and_drops_what_is_its_own() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    add(&archive, "Fog at the pier");
    lend(&archive, |conn| {
        conn.execute_batch(NOTES)?;
        conn.execute_batch(
            "CREATE INDEX note_article ON ext_note (article);
             CREATE INDEX ext_seen ON article (first_seen);
             CREATE TABLE ext_log (what TEXT);
             CREATE TRIGGER noted AFTER INSERT ON ext_note BEGIN
                 INSERT INTO ext_log (what) SELECT uri FROM article WHERE id = new.article;
             END;
             CREATE VIEW ext_noted AS SELECT n.note, t.headline FROM ext_note n JOIN article_text t ON t.article = n.article;
             CREATE VIRTUAL TABLE ext_fts USING fts5 (note);
             INSERT INTO ext_fts (note) VALUES ('ask the mayor');
             INSERT INTO ext_note (article, note) VALUES (1, 'Ask.') ON CONFLICT (note) DO UPDATE SET note = note || '.';
             UPDATE ext_note SET note = 'Asked.';
             ALTER TABLE ext_note ADD COLUMN done INTEGER;
             ALTER TABLE ext_note RENAME COLUMN done TO settled;
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) INSERT INTO ext_log (what) SELECT i FROM n;",
        )?;
        let headline: String = conn.query_row("SELECT headline FROM ext_noted", [], |row| row.get(0))?;
        assert_eq!(headline, "Fog at the pier");
        let found: i64 = conn.query_row("SELECT count(*) FROM ext_fts WHERE ext_fts MATCH 'mayor'", [], |row| row.get(0))?;
        assert_eq!(found, 1);
        let columns: i64 = conn.query_row("SELECT count(*) FROM pragma_table_info('ext_note')", [], |row| row.get(0))?;
        assert_eq!(columns, 4);
        Ok(())
    })
    .unwrap();
    assert_eq!(archive.check().unwrap(), []);
    assert_eq!(Archive::status(&path).unwrap().others.len(), 7);
    lend(&archive, |conn| {
        conn.execute_batch(
            "DROP VIEW ext_noted; DROP TRIGGER noted; DROP INDEX note_article; DROP INDEX ext_seen;
             DELETE FROM ext_note; DROP TABLE ext_note; DROP TABLE ext_log; DROP TABLE ext_fts;",
        )?;
        Ok(())
    })
    .unwrap();
    assert_eq!(Archive::status(&path).unwrap().others, []);
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn all_else_is_refused_and_named() {
    let archive = archive();
    let before = archive.read(|s| s.stats()).unwrap();
    for (sql, what) in [
        ("UPDATE article SET genre = 'Fog'", "an update of article.genre"),
        ("DELETE FROM article", "a delete from article"),
        ("INSERT INTO tag (name) VALUES ('Fog')", "an insert into tag"),
        ("INSERT INTO article_fts (article_fts) VALUES ('rebuild')", "an insert into article_fts"),
        ("REPLACE INTO meta (key, value) VALUES ('change', 0)", "an insert into meta"),
        // Just as the archive itself says it, which has it prepared.
        ("UPDATE meta SET value = ?1 WHERE key = 'change'", "an update of meta.value"),
        ("DELETE FROM sqlite_sequence", "a delete from sqlite_sequence"),
        ("UPDATE sqlite_sequence SET seq = 0", "an update of sqlite_sequence.seq"),
        ("WITH gone AS (SELECT 1) DELETE FROM article_text", "a delete from article_text"),
        ("CREATE TABLE bookmark (url TEXT)", "a new table bookmark"),
        ("CREATE TEMP TABLE article (id INTEGER)", "a temporary table, view or trigger"),
        ("CREATE VIEW bookmarks AS SELECT 1", "a new view bookmarks"),
        ("CREATE TRIGGER ext_spy AFTER DELETE ON article BEGIN SELECT 1; END", "trigger ext_spy on article"),
        ("CREATE INDEX by_seen ON article (first_seen)", "index by_seen on article"),
        ("DROP TABLE article", "dropping table article"),
        ("ALTER TABLE article ADD COLUMN note TEXT", "altering table article"),
        ("BEGIN", "begin of a transaction"),
        ("COMMIT", "commit of a transaction"),
        ("ROLLBACK", "rollback of a transaction"),
        ("SAVEPOINT mine", "begin of savepoint mine"),
        ("ATTACH 'other.db' AS other", "attaching other.db"),
        ("PRAGMA foreign_keys = OFF", "pragma foreign_keys"),
        ("PRAGMA defer_foreign_keys = ON", "pragma defer_foreign_keys"),
        ("PRAGMA writable_schema = ON", "pragma writable_schema"),
        ("PRAGMA user_version = 9", "pragma user_version"),
        ("PRAGMA incremental_vacuum", "pragma incremental_vacuum"),
    ] {
        let refused = lend(&archive, |conn| {
            conn.execute("INSERT INTO ext_note (article, note) VALUES (1, 'Lost.')", [])?;
            Ok(conn.prepare_cached(sql)?.execute(params![]).unwrap_or_default())
        });
        assert_refused(refused, what);
    }
    for sql in ["ANALYZE", "REINDEX", "VACUUM", "UPDATE sqlite_schema SET sql = ''"] {
        lend(&archive, |conn| Ok(conn.execute_batch(sql)?)).expect_err(sql);
    }
    assert_eq!(archive.read(|s| s.stats()).unwrap(), before);
    assert_eq!(notes(&archive), ["Ask the mayor."]);
    assert_eq!(archive.check().unwrap(), []);
    // The archive itself does all of it, as before.
    add(&archive, "Ferry delayed");
    archive.rebuild().unwrap();
    archive.optimize().unwrap();
}

#[test]
fn a_refusal_that_the_closure_gets_over_changes_nothing() {
    let archive = archive();
    lend(&archive, |conn| {
        assert!(conn.execute("DELETE FROM article", []).is_err());
        Ok(conn.execute("INSERT INTO ext_note (article, note) VALUES (1, 'Stays.')", [])?)
    })
    .unwrap();
    assert_eq!(notes(&archive), ["Ask the mayor.", "Stays."]);
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 1);
}

#[test]
fn a_trigger_of_a_host_writes_no_more_than_the_host() {
    let archive = archive();
    lend(&archive, |conn| {
        Ok(conn.execute_batch(
            "CREATE TRIGGER ext_noted AFTER INSERT ON ext_note BEGIN DELETE FROM article; END",
        )?)
    })
    .unwrap();
    let refused = lend(&archive, |conn| {
        Ok(conn.execute("INSERT INTO ext_note (article, note) VALUES (1, 'Boom.')", [])?)
    });
    assert_refused(refused, "a delete from article by ext_noted");
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 1);
}

#[test]
fn a_panic_undoes_the_write_also_where_it_is_caught() {
    for caught in [false, true] {
        let archive = archive();
        let write = || {
            archive.write_at(now(), |tx| {
                tx.save(&NewArticle::new("Storm", ""))?;
                let mut lend = || {
                    tx.with_connection(|conn| -> Result<()> {
                        conn.execute("INSERT INTO ext_note (article, note) VALUES (1, 'Half.')", [])?;
                        panic!("the host has a fault")
                    })
                };
                if caught {
                    drop(catch_unwind(AssertUnwindSafe(lend)))
                } else {
                    lend()?
                }
                tx.save(&NewArticle::new("Flood", "")).map(drop)
            })
        };
        let outcome = catch_unwind(AssertUnwindSafe(write));
        assert!(if caught { matches!(outcome, Ok(Err(Error::Undone))) } else { outcome.is_err() });
        assert_eq!((notes(&archive).len(), archive.read(|s| s.article_count()).unwrap()), (1, 1));
        // Nothing is left of the guard.
        add(&archive, "Ferry delayed");
        assert_refused(
            lend(&archive, |conn| Ok(conn.execute("DELETE FROM article", [])?)),
            "a delete from article",
        );
        assert_eq!(archive.check().unwrap(), []);
    }
}

/// `OR ROLLBACK` ends the transaction, which no rule can see. What comes after must not be kept by itself.
#[test]
fn a_rollback_by_the_back_door_undoes_all() {
    let folder = folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    add(&archive, "Fog at the pier");
    lend(&archive, |conn| Ok(conn.execute_batch(NOTES)?)).unwrap();
    let outcome = archive.write_at(now(), |tx| {
        tx.save(&NewArticle::new("Storm", ""))?;
        let undone = tx.with_connection(|conn| {
            let sql = "INSERT OR ROLLBACK INTO ext_note (article, note) VALUES (1, 'One.'), (1, 'One.')";
            _ = conn.execute(sql, []);
            Ok(())
        });
        assert!(matches!(undone, Err(Error::Undone)), "{undone:?}");
        tx.save(&NewArticle::new("Flood", "")).map(drop)
    });
    assert!(matches!(outcome, Err(Error::Undone)), "{outcome:?}");
    assert_eq!((archive.read(|s| s.article_count()).unwrap(), notes(&archive).len()), (1, 0));
    assert_eq!(archive.check().unwrap(), []);
}

/// SQLite makes an index that isn't plain; the archive can't have it.
#[test]
fn a_schema_that_an_archive_can_t_have_is_not_kept() {
    let archive = archive();
    let outcome =
        lend(
            &archive,
            |conn| Ok(conn.execute_batch("CREATE UNIQUE INDEX ext_seen ON article (first_seen)")?),
        );
    assert!(matches!(outcome, Err(Error::ForeignSchema { .. })), "{outcome:?}");
    add(&archive, "Ferry delayed");
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn a_reader_gets_the_state_of_its_read_and_writes_nothing() {
    let folder = folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    add(&archive, "Fog at the pier");
    lend(&archive, |conn| Ok(conn.execute_batch(NOTES)?)).unwrap();
    archive
        .read(|snapshot| {
            let count = |conn: &Connection| {
                Ok(conn.query_row("SELECT count(*) FROM article", [], |row| row.get::<_, i64>(0))?)
            };
            assert_eq!(snapshot.with_connection(count)?, 1);
            std::thread::scope(|scope| scope.spawn(|| add(&archive, "Ferry delayed")).join().unwrap());
            assert_eq!((snapshot.with_connection(count)?, snapshot.article_count()?), (1, 1));
            for (sql, what) in [
                ("DELETE FROM ext_note", "a delete from ext_note"),
                ("ROLLBACK", "rollback of a transaction"),
                ("PRAGMA query_only = OFF", "pragma query_only"),
            ] {
                assert_refused(snapshot.with_connection(|conn| Ok(conn.execute_batch(sql)?)), what);
            }
            let nested = snapshot.with_connection(|_| snapshot.with_connection(count));
            assert!(matches!(nested, Err(Error::Reentrant)));
            // The archive's own reads go on inside.
            let page = snapshot.with_connection(|_| snapshot.search(&"fog".into()))?;
            assert_eq!(page.hits.len(), 1);
            Ok(())
        })
        .unwrap();
    // In memory the one connection writes; a read of it doesn't.
    let archive = self::archive();
    let refused = archive
        .read(|snapshot| snapshot.with_connection(|conn| Ok(conn.execute("DELETE FROM ext_note", [])?)));
    assert_refused(refused, "a delete from ext_note");
}
