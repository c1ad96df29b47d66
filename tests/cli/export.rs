//! Archives on their way out, and in again.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use crate::desk::{Desk, stderr};

#[test]
fn an_archive_goes_out_and_comes_in_again() {
    let desk = Desk::with_ferry();
    assert_eq!(desk.text(&["export", "--output", "news.jsonl"]), "articles exported to news.jsonl: 1\n");
    assert_eq!(desk.text(&["--db", "copy.db", "import", "news.jsonl"]), "articles imported: 1\n");
    assert_eq!(desk.text(&["--db", "copy.db", "check"]), "no faults\n");
    let found = |db: &str| desk.text(&["--db", db, "search", "ferry"]);
    assert_eq!(found("copy.db"), found("news.db"));

    let text = fs::read_to_string(desk.folder.path().join("news.jsonl")).unwrap();
    let again = desk.text(&["--db", "copy.db", "export"]);
    let without_header = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    assert_eq!(without_header(&again), without_header(&text));

    // A file is never written over, and an archive that has something is not imported into.
    let taken = desk.run(&["export", "--output", "news.jsonl"]);
    assert!(!taken.status.success() && stderr(&taken).contains("news.jsonl: "), "{taken:?}");
    let filled = desk.run(&["--db", "copy.db", "import", "news.jsonl"]);
    assert_eq!(
        stderr(&filled),
        "dateline: the archive isn't empty: an export is imported into an empty one\n"
    );
}

#[test]
fn a_cut_export_is_named_with_its_line() {
    let desk = Desk::with_ferry();
    let text = desk.text(&["export"]);
    let lines = text.lines().count();
    desk.file("cut.jsonl", text.trim_end().rsplit_once('\n').unwrap().0);
    let cut = desk.run(&["--db", "copy.db", "import", "cut.jsonl"]);
    let said = format!("dateline: line {lines}: the export is cut short: its last line is missing\n");
    assert_eq!((cut.status.code(), stderr(&cut)), (Some(1), said.clone()));
    // The archive that was made for it is gone; one that was there stays.
    assert_eq!(files(&desk), ["cut.jsonl", "ferry.json", "news.db"]);
    desk.text(&["--db", "copy.db", "ingest", &desk.file("none.json", "[]")]);
    let again = desk.run(&["--db", "copy.db", "import", "cut.jsonl"]);
    assert_eq!((again.status.code(), stderr(&again)), (Some(1), said));
    assert_eq!(desk.json(&["--db", "copy.db", "stats"])["articles"], 0);
}

/// The names of the files beside the archive, but for those that SQLite keeps while one is open.
fn files(desk: &Desk) -> Vec<String> {
    let entries = fs::read_dir(desk.folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_import_that_is_killed_leaves_an_empty_archive() {
    let desk = Desk::new();
    let body = "The ferry stopped on Monday. ".repeat(400);
    let articles: String =
        (0..60).map(|at| format!("{}\n", json!({ "headline": format!("Fog {at}"), "body": body }))).collect();
    desk.text(&["ingest", &desk.file("week.jsonl", &articles)]);
    let export = desk.text(&["export"]);
    let mut import = desk.command(&["--db", "copy.db", "import", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    // What doesn't fit into the pipe has been read: half a megabyte, of which the pipe holds 64 KB.
    import.stdin.as_mut().unwrap().write_all(&export.as_bytes()[..export.len() * 3 / 4]).unwrap();
    import.kill().unwrap();
    import.wait().unwrap();
    assert_eq!(desk.json(&["--db", "copy.db", "stats"])["articles"], 0);
    assert_eq!(desk.text(&["--db", "copy.db", "check"]), "no faults\n");
    desk.file("export.jsonl", &export);
    assert_eq!(desk.text(&["--db", "copy.db", "import", "export.jsonl"]), "articles imported: 60\n");
}

#[test]
fn what_a_query_finds_goes_out_in_each_form() {
    let desk = Desk::with_ferry();
    desk.text(&[
        "ingest",
        &desk.file("bridge.json", r#"{"headline": "Bridge opens", "body": "It opened."}"#),
    ]);
    let count = |args: &[&str]| desk.text(&[&["export", "ferry"], args].concat()).lines().count();
    assert_eq!((count(&["--format", "ninjs"]), count(&["--format", "articles"])), (1, 1));
    assert!(desk.text(&["export", "--format", "csv", "tag:harbour"]).contains("Ferry stops sailing"));

    let exported = desk.json(&["export", "--format", "markdown", "--output", "notes/"]);
    assert_eq!(exported, json!({ "path": "notes/", "articles": 2 }));
    let note = fs::read_to_string(desk.folder.path().join("notes/1.md")).unwrap();
    assert!(note.contains("\n# Ferry stops sailing\n"), "{note}");

    // Articles come into an archive that has others.
    let lines = desk.text(&["export", "ferry", "--format", "articles"]);
    desk.text(&["--db", "other.db", "ingest", &desk.file("bridge.json", r#"{"headline": "Bridge opens"}"#)]);
    desk.text(&["--db", "other.db", "ingest", &desk.file("ferry.jsonl", &lines)]);
    assert_eq!(desk.json(&["--db", "other.db", "stats"])["articles"], 2);
}
