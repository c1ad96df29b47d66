//! Damage that a check must find.

mod common;

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use common::{connect, folder, rewrite};
use dateline::{Archive, FaultKind, NewArticle};

fn archive(folder: &Path) -> PathBuf {
    let path = folder.join("news.db");
    Archive::open(&path).unwrap();
    path
}

/// The kinds of all faults, each once.
fn kinds(path: &Path) -> Vec<FaultKind> {
    let faults = Archive::open(path).unwrap().check().unwrap();
    assert!(faults.iter().all(|fault| fault.to_string().ends_with(&fault.what)));
    let mut kinds: Vec<_> = faults.into_iter().map(|fault| fault.kind).collect();
    kinds.dedup();
    kinds
}

#[test]
fn a_sound_archive_has_no_faults() {
    let folder = folder();
    assert_eq!(kinds(&archive(folder.path())), []);
    assert_eq!(Archive::in_memory().unwrap().check().unwrap(), []);
}

#[test]
fn an_index_entry_without_its_text() {
    let folder = folder();
    let path = archive(folder.path());
    rewrite(&path, |conn| {
        let first = "SELECT name FROM pragma_table_info('article_fts') LIMIT 1";
        let column: String = conn.query_row(first, [], |row| row.get(0)).unwrap();
        let ghost = format!("INSERT INTO article_fts (rowid, {column}) VALUES (5, 'ghost')");
        conn.execute(&ghost, []).unwrap();
    });
    assert_eq!(kinds(&path), [FaultKind::Index]);
}

#[test]
fn a_reference_to_nothing() {
    let folder = folder();
    let path = archive(folder.path());
    rewrite(&path, |conn| {
        conn.execute_batch(
            "PRAGMA foreign_keys = off;
             CREATE TABLE ext_note (article INTEGER REFERENCES article_text (clock));
             INSERT INTO ext_note VALUES (1)",
        )
        .unwrap();
    });
    let faults = Archive::open(&path).unwrap().check().unwrap();
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["reference: row 1 of ext_note refers to a missing article_text"]);
}

#[test]
fn a_schema_changed_while_the_archive_is_open() {
    let folder = folder();
    let path = archive(folder.path());
    let open = Archive::open(&path).unwrap();
    let others = "CREATE TABLE bookmark (url TEXT);
                  CREATE TRIGGER noted AFTER INSERT ON article BEGIN SELECT 1; END";
    connect(&path).execute_batch(others).unwrap();
    let said: Vec<String> = open.check().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["schema: trigger noted is not the archive's"]);
}

#[test]
fn a_page_of_noise() {
    let folder = folder();
    let path = archive(folder.path());
    let page: u64 = rewrite(&path, |conn| {
        let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'article_text'";
        conn.query_row(root, [], |row| row.get::<_, u32>(0)).unwrap().into()
    });
    let mut file = fs::File::options().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start((page - 1) * 4096)).unwrap();
    file.write_all(&[0xA5; 4096]).unwrap();
    drop(file);
    let found = kinds(&path);
    assert!(found.contains(&FaultKind::File), "{found:?}");
}

/// Returns the findings of a check of an archive with one article in which a statement changed something.
fn said_after(statement: &str) -> Vec<String> {
    let folder = folder();
    let path = archive(folder.path());
    let article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").language("en");
    Archive::open(&path).unwrap().write(|tx| tx.save(&article)).unwrap();
    rewrite(&path, |conn| assert_eq!(conn.execute(statement, []).unwrap(), 1));
    Archive::open(&path).unwrap().check().unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn an_article_without_its_text() {
    assert_eq!(said_after("DELETE FROM article_text"), ["file: article 1: it has no text"]);
}

#[test]
fn what_is_computed_from_an_article() {
    for (statement, fault) in [
        ("UPDATE article_text SET forms = ''", "column forms is not what follows from it"),
        ("UPDATE article_text SET clock = 1", "its clock is not that of its date"),
        ("UPDATE article SET word_count = 7", "its word count is not that of its body"),
        ("UPDATE article SET content_hash = zeroblob(32)", "its content hash is not that of its text"),
        ("DELETE FROM language", "a language of it is not among those of the archive"),
    ] {
        assert_eq!(said_after(statement), [format!("derived: article 1: {fault}")], "{statement}");
    }
}

#[test]
fn the_extent_of_a_language() {
    for statement in ["UPDATE language SET articles = 2", "UPDATE language SET words = words + 1"] {
        let fault = "derived: the numbers of articles and words in en are not those of its articles";
        assert_eq!(said_after(statement), [fault], "{statement}");
    }
}

#[test]
fn a_date_at_the_end_of_the_calendar() {
    let edge = "UPDATE article SET published = 8210266876799, published_offset = 60";
    assert_eq!(said_after(edge), ["file: article 1: its date is outside the years 1 to 4083"]);
}

#[test]
fn a_value_that_no_article_can_have() {
    let said = said_after("UPDATE article SET expires = 9223372036854775807");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("file: article 1: it can't be read: "), "{said:?}");
}

/// FTS5 keeps the structure of the index with the connection: a check must not compare with one of before.
#[test]
fn segments_that_another_connection_merged_are_no_fault() {
    let folder = folder();
    let path = archive(folder.path());
    let open = Archive::open(&path).unwrap();
    for number in 0..8 {
        let article = NewArticle::new(format!("Ferry {number}"), "Fog held up the ferry.").language("en");
        open.write(|tx| tx.save(&article)).unwrap();
    }
    assert_eq!(open.check().unwrap(), []);
    connect(&path).execute("INSERT INTO article_fts (article_fts) VALUES ('optimize')", []).unwrap();
    assert_eq!(open.check().unwrap(), []);
    assert_eq!(Archive::open(&path).unwrap().check().unwrap(), []);
}
