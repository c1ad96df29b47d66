//! Commands that look after the archive.

use std::fs;

use serde_json::json;

use crate::desk::{Desk, FERRY, lines};

#[test]
fn migrating_says_what_it_would_do_and_does_it() {
    let desk = Desk::new();
    desk.file("news.db", "");
    let before = json!({ "found": 0, "latest": 1, "pending": ["V1__archive"] });
    assert_eq!(desk.json(&["migrate", "--status"]), before);
    assert_eq!(fs::metadata(desk.folder.path().join("news.db")).unwrap().len(), 0);
    let after = json!({ "found": 1, "latest": 1, "pending": [] });
    assert_eq!(desk.json(&["migrate"]), after);
    assert_eq!(desk.json(&["migrate", "--status"]), after);
}

#[test]
fn damage_is_found() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    assert_eq!(desk.text(&["check"]), "no faults\n");
    let conn = rusqlite::Connection::open(desk.folder.path().join("news.db")).unwrap();
    conn.execute("UPDATE article_text SET tags = 'Nonsense'", []).unwrap();
    drop(conn);
    let output = desk.run(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let faults = lines(&output)[0]["faults"].to_string();
    assert!(faults.contains("article 1") && faults.contains("tags"), "{faults}");
}
