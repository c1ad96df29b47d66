//! Where the bytes of an archive are.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::folder;
use dateline::{Archive, NewArticle, PageUsage, StoredContent};
use rusqlite::Connection;

fn stories(count: usize) -> impl Iterator<Item = NewArticle> {
    (0..count).map(|n| {
        let body =
            format!("Fog held up ferry {n}. {}", "It waits in the harbour until it lifts. ".repeat(20));
        NewArticle::new(format!("Ferry {n} delayed"), body).key("wire", format!("F{n}")).tag("Harbour")
    })
}

fn usage(archive: &Archive) -> PageUsage {
    archive.read(|snapshot| snapshot.page_usage()).unwrap()
}

/// Checks what holds of every archive.
#[track_caller]
fn adds_up(usage: &PageUsage) {
    let names: BTreeSet<_> = usage.objects.iter().map(|object| &object.name).collect();
    assert_eq!(names.len(), usage.objects.len());
    let pages: u64 = usage.objects.iter().map(|object| object.pages).sum();
    assert_eq!(pages + usage.free_pages, usage.pages);
    assert_eq!(usage.pages * usage.page_size, usage.bytes);
    for object in &usage.objects {
        assert_eq!(object.bytes, object.pages * usage.page_size, "{object:?}");
        assert!(object.unused < object.bytes, "{object:?}");
    }
    assert!(usage.objects.is_sorted_by(|one, next| one.bytes >= next.bytes));
}

#[test]
fn a_hosts_tables_are_named_once_whatever_else_has_their_names() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "CREATE TABLE ext_notes (article INTEGER PRIMARY KEY, note TEXT);
             CREATE INDEX ext_notes_note ON ext_notes (note);
             CREATE TRIGGER ext_notes AFTER INSERT ON ext_notes BEGIN DELETE FROM ext_notes WHERE note = ''; END;",
        )
        .unwrap();
    let usage = usage(&archive);
    adds_up(&usage);
    let of_host = usage.objects.iter().filter(|object| object.content == StoredContent::Host);
    let mut of_host: Vec<_> =
        of_host.map(|object| (&*object.name, &*object.table, object.is_index)).collect();
    of_host.sort();
    assert_eq!(of_host, [("ext_notes", "ext_notes", false), ("ext_notes_note", "ext_notes", true)]);
}

#[test]
fn every_table_and_index_of_the_schema_is_named_once() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry."))).unwrap();
    let usage = usage(&archive);
    adds_up(&usage);
    let conn = Connection::open(&path).unwrap();
    let mut schema =
        conn.prepare("SELECT name, tbl_name, type FROM sqlite_schema WHERE rootpage > 0").unwrap();
    let schema = schema.query_map([], |row| {
        Ok((row.get::<_, String>("name")?, row.get::<_, String>("tbl_name")?, row.get::<_, String>("type")?))
    });
    let mut schema: Vec<_> = schema.unwrap().map(Result::unwrap).collect();
    schema.push(("sqlite_schema".into(), "sqlite_schema".into(), "table".into()));
    schema.sort();
    let named = usage.objects.iter().map(|object| {
        let kind = if object.is_index { "index" } else { "table" };
        (object.name.clone(), object.table.clone(), kind.to_owned())
    });
    let mut named: Vec<_> = named.collect();
    named.sort();
    assert_eq!(named, schema);
}

#[test]
fn the_bytes_are_those_of_the_file() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    adds_up(&usage(&archive));
    let saved = archive.write(|tx| tx.save_all(&stories(300).collect::<Vec<_>>())).unwrap();
    let full = usage(&archive);
    adds_up(&full);
    assert_eq!(full.free_pages, 0);
    let largest: Vec<_> = full.objects.iter().take(1).map(|object| &*object.name).collect();
    assert_eq!(largest, ["article_text"]);

    // What is removed leaves pages that are free.
    let ids: Vec<_> = saved.iter().filter_map(|saved| saved.id).take(250).collect();
    archive.write(|tx| tx.remove_articles(&ids)).unwrap();
    let rest = usage(&archive);
    adds_up(&rest);
    assert!(rest.free_pages > 0 && rest.bytes >= full.bytes, "{rest:?}");
    drop(archive);
    assert_eq!(rest.bytes, fs::metadata(&path).unwrap().len());
}

#[test]
fn an_archive_in_memory_has_pages_too() {
    let archive = Archive::in_memory().unwrap();
    adds_up(&usage(&archive));
    archive.ingest(stories(100), &Default::default()).unwrap();
    let full = usage(&archive);
    adds_up(&full);
    let bytes = |content| {
        let of = full.objects.iter().filter(|object| object.content == content);
        of.map(|object| object.bytes).sum::<u64>()
    };
    // Each text has about 850 bytes.
    assert!(bytes(StoredContent::Texts) > 85_000, "{full:?}");
    assert!(bytes(StoredContent::SearchIndex) > 0 && bytes(StoredContent::Host) == 0);
}
