//! Commands that look after the archive.

use std::fs;

use serde_json::json;

use crate::common::rewrite;
use crate::desk::{Desk, lines, stderr};

#[test]
fn migrating_says_what_it_would_do_and_does_it() {
    let desk = Desk::new();
    desk.file("news.db", "");
    let disk = json!({ "copy_bytes": 0, "work_bytes": 0 });
    let migrations = ["V1__archive", "V2__facts", "V3__words"];
    let pending = json!({ "found": 0, "latest": 3, "pending": migrations, "disk": disk, "others": [] });
    assert_eq!(desk.json(&["migrate", "--status"]), pending);
    assert_eq!(fs::metadata(desk.folder.path().join("news.db")).unwrap().len(), 0);
    let mut after = json!({ "found": 3, "latest": 3, "pending": [], "disk": disk, "others": [] });
    assert_eq!(desk.json(&["migrate"]), after);
    assert_eq!(desk.json(&["migrate", "--status"]), after);

    rewrite(&desk.folder.path().join("news.db"), |conn| {
        conn.execute_batch(
            "CREATE TABLE ext_note (note TEXT); CREATE INDEX ext_seen ON article (first_seen)",
        )
        .unwrap();
    });
    after["others"] = json!([
        { "type": "index", "name": "ext_seen", "table": "article" },
        { "type": "table", "name": "ext_note", "table": "ext_note" },
    ]);
    assert_eq!(desk.json(&["migrate", "--status"]), after);
    let said = "schema version 3, latest 3\nnot the archive's: index ext_seen on article\nnot the archive's: table ext_note\n";
    assert_eq!(desk.text(&["migrate", "--status"]), said);
}

#[test]
fn an_older_archive_is_migrated_with_progress_and_a_copy() {
    let desk = Desk::new();
    let path = desk.folder.path().join("news.db");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/v1.db"), &path).unwrap();
    let status = desk.text(&["migrate", "--status"]);
    let disk = "disk: about 1 MB for a copy that stays, and 1 MB while it is at work";
    assert_eq!(
        status,
        format!("schema version 1, latest 3\n{disk}\npending: V2__facts\npending: V3__words\n")
    );
    let migrated = desk.run(&["migrate"]);
    assert_eq!(String::from_utf8(migrated.stdout.clone()).unwrap(), "schema version 3, latest 3\n");
    let said = "\
        migrating from schema version 1 to 3: it takes about 1 MB of disk beside the archive, of which 1 MB stay as a copy\n\
        copying the archive\nchanging tables\narticles: 7 of 7\nindex: 7 of 7\nchecking\n";
    assert_eq!(stderr(&migrated), said);
    assert_eq!(desk.text(&["check"]), "no faults\n");
    assert!(desk.folder.path().join("news.db.v1.bak").exists());

    // Every command does so, and says as much, unless it is to be quiet.
    fs::remove_file(&path).unwrap();
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/v1.db"), &path).unwrap();
    let listed = desk.run(&["list", "--quiet"]);
    assert!(listed.status.success() && listed.stderr.is_empty(), "{listed:?}");
}

#[test]
fn damage_is_named_with_what_mends_it_and_mended() {
    let desk = Desk::with_ferry();
    assert_eq!(desk.text(&["check"]), "no faults\n");
    let spoil = |sql: &str| {
        rusqlite::Connection::open(desk.folder.path().join("news.db")).unwrap().execute_batch(sql).unwrap();
    };
    spoil("UPDATE article_text SET tags = 'Nonsense'");
    let output = desk.run(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let fault = &lines(&output)[0]["faults"][0];
    assert_eq!((&fault["kind"], &fault["remedy"]), (&json!("derived"), &json!("dateline rebuild")));
    let what = fault["what"].as_str().unwrap();
    assert!(what.contains("article 1") && what.contains("tags"), "{what}");
    let said = desk.run(&["check"]).stdout;
    assert_eq!(
        String::from_utf8(said).unwrap(),
        format!("derived: {what}\n    to mend it: dateline rebuild\n")
    );

    spoil("DELETE FROM article_fts_idx");
    let lost = desk.run(&["search", "ferry"]);
    assert_eq!(lost.status.code(), Some(1));
    assert!(stderr(&lost).ends_with(" (`dateline check` says where)\n"), "{}", stderr(&lost));
    let rebuilt = desk.run(&["rebuild"]);
    assert!(rebuilt.status.success(), "{rebuilt:?}");
    assert_eq!(String::from_utf8(rebuilt.stdout.clone()).unwrap(), "articles in the index: 1, mended: 1\n");
    assert_eq!(stderr(&rebuilt), "articles: 1 of 1\nindex: 1 of 1\n");
    assert_eq!(desk.text(&["check"]), "no faults\n");
    assert_eq!(desk.ids(&["search", "ferry", "tag:harbour"]), [1]);
    assert_eq!(desk.json(&["rebuild"]), json!({ "articles": 1, "mended": 0, "unreadable": 0 }));
    assert!(desk.run(&["rebuild", "--quiet"]).stderr.is_empty());
}

#[test]
fn a_backup_is_an_archive_of_its_own_and_overwrites_nothing() {
    let desk = Desk::with_ferry();
    let text = desk.text(&["backup", "copies.db"]);
    let size = fs::metadata(desk.folder.path().join("copies.db")).unwrap().len();
    assert_eq!(text, format!("copied to copies.db, {size} bytes\n"));
    assert_eq!(desk.ids(&["search", "ferry", "--db", "copies.db"]), [1]);
    let again = desk.run(&["backup", "copies.db"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains("copies.db: already there"), "{}", stderr(&again));
    let copy = desk.json(&["backup", "other.db"]);
    assert_eq!((&copy["path"], &copy["bytes"]), (&json!("other.db"), &json!(size)));
}

#[test]
fn optimizing_leaves_one_segment_of_the_index() {
    let desk = Desk::new();
    for day in 1..=3 {
        let article = json!({ "headline": format!("Tide {day}"), "published": format!("2024-03-0{day}") });
        desk.text(&["ingest", &desk.file("tide.json", &article.to_string())]);
    }
    let segments = || -> i64 {
        let conn = rusqlite::Connection::open(desk.folder.path().join("news.db")).unwrap();
        conn.query_row("SELECT count(DISTINCT segid) FROM article_fts_idx", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(segments(), 3);
    assert_eq!(desk.text(&["optimize"]), "the index is in one segment\n");
    assert_eq!(segments(), 1);
    assert_eq!(desk.ids(&["search", "tide"]), [3, 2, 1]);
}

#[test]
fn the_archive_is_counted() {
    let desk = Desk::with_ferry();
    let hidden = json!({ "headline": "Bac", "published": "2023", "language": "fr", "status": "withheld" });
    desk.text(&["ingest", &desk.file("bac.json", &hidden.to_string())]);
    desk.text(&["mark", "unread", "1"]);
    desk.text(&["mark", "starred", "1"]);
    let stats = desk.json(&["stats"]);
    for (what, count) in [
        ("articles", 2),
        ("hidden", 1),
        ("revisions", 0),
        ("publications", 1),
        ("sections", 1),
        ("people", 2),
        ("organizations", 1),
        ("tags", 2),
        ("images", 1),
        ("captions", 1),
        ("marks", 2),
        ("marked", 1),
    ] {
        assert_eq!(stats[what], count, "{what}");
    }
    let languages = json!([{ "language": "en", "articles": 1 }, { "language": "fr", "articles": 1 }]);
    assert_eq!(stats["languages"], languages);
    assert_eq!(stats["bytes"], fs::metadata(desk.folder.path().join("news.db")).unwrap().len());
    let text = desk.text(&["stats"]);
    assert!(text.starts_with("articles                   2\nof them hidden             1\n"), "{text}");
    assert!(text.ends_with("published from 2023-01-01 to 2024-03-04\nlanguages: en 1, fr 1\n"), "{text}");
}

#[test]
fn the_bytes_of_the_file_are_told() {
    let desk = Desk::with_ferry();
    let usage = desk.json(&["stats", "--pages"]);
    let size = fs::metadata(desk.folder.path().join("news.db")).unwrap().len();
    let of = |what: &str| usage[what].as_u64().unwrap();
    assert_eq!((of("bytes"), of("pages") * of("page_size")), (size, size));
    let objects = usage["objects"].as_array().unwrap();
    let texts = objects.iter().find(|object| object["name"] == "article_text").unwrap();
    assert_eq!(
        (&texts["content"], &texts["is_index"], &texts["pages"]),
        (&json!("texts"), &json!(false), &json!(1))
    );
    let text = desk.text(&["stats", "--pages"]);
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["bytes", "unused", "of", "file"]);
    assert!(text.contains("\nsearch index "), "{text}");
    // The file is the sum of what it holds.
    let size = size.to_string();
    assert_eq!(lines.last().unwrap()[..2], ["file", &size]);
}
