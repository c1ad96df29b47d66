//! Positions: pages, other archives, copies that were put back.

use std::fs;

use dateline::{Archive, Changed, Error, InvalidPosition, Position, Query, Source};

use crate::common::{folder, rewrite};
use crate::{add, assert_sound, at, changes, item, position, remove, what};

#[test]
fn each_thing_is_told_once_by_its_latest_change() {
    let archive = Archive::in_memory().unwrap();
    let (one, two) = (add(&archive, &item("a", 1)), add(&archive, &item("b", 2)));
    let after_two = position(&archive);
    archive.write_at(at(1), |tx| tx.edit(one, |edit| _ = edit.set_headline("Edited"))).unwrap();
    let [a, b] = ["wire:a", "wire:b"].map(String::from);
    let added = |article, uri: &String| Changed::Added { article, uri: uri.clone() };
    assert_eq!(what(&archive, &Position::default()), [added(two, &b), added(one, &a)]);
    assert_eq!(what(&archive, &after_two), [Changed::Revised { article: one, uri: a.clone() }]);
    archive.write_at(at(2), |tx| tx.mark(two, "starred")).unwrap();
    remove(&archive, one);
    let told = [
        added(two, &b),
        Changed::Marked { article: two, uri: b.clone() },
        Changed::Removed { article: one, uri: a, at: at(1), merged_into: None },
    ];
    assert_eq!(what(&archive, &Position::default()), told);
    assert_eq!(what(&archive, &position(&archive)), []);
    assert_sound(&archive);
}

#[test]
fn pages_go_on_where_one_ended() {
    let archive = Archive::in_memory().unwrap();
    for day in 1..=7 {
        add(&archive, &item(&format!("d{day}"), day));
    }
    let (mut position, mut read, mut pages) = (Position::default(), Vec::new(), 0);
    loop {
        let page = archive.read(|snapshot| snapshot.changes_since(&position, 3)).unwrap();
        read.extend(page.changes.iter().map(|change| change.number));
        (position, pages) = (page.position, pages + 1);
        if !page.has_more {
            break;
        }
    }
    assert_eq!((read, pages), ((1..=7).collect(), 3));
    assert_eq!(position, crate::position(&archive));
    // A page of nothing says that there is more, and goes nowhere.
    let none = archive.read(|snapshot| snapshot.changes_since(&Position::default(), 0)).unwrap();
    assert_eq!((none.changes.len(), none.position.number(), none.has_more), (0, 0, true));
}

#[test]
fn the_merged_article_is_gone_and_leads_on() {
    let archive = Archive::in_memory().unwrap();
    let (from, into) = (add(&archive, &item("a", 1)), add(&archive, &item("b", 1)));
    let before = position(&archive);
    archive.write_at(at(3), |tx| tx.merge_articles(from, into)).unwrap();
    let told = [
        Changed::Revised { article: into, uri: "wire:b".into() },
        Changed::Removed { article: from, uri: "wire:a".into(), at: at(3), merged_into: Some(into) },
    ];
    assert_eq!(what(&archive, &before), told);
    // What was merged is known by either name, and kept out by neither.
    let again = archive.write(|tx| tx.save_from(&Source::default(), &item("a", 1))).unwrap();
    assert_eq!((again.id, again.outcome.as_str()), (Some(into), "unchanged"));
}

#[test]
fn texts_of_positions() {
    let archive = Archive::in_memory().unwrap();
    add(&archive, &item("a", 1));
    let here = position(&archive);
    assert_eq!(here.to_string().parse(), Ok(here.clone()));
    let json = serde_json::to_string(&here).unwrap();
    assert_eq!(serde_json::from_str::<Position>(&json).unwrap(), here);
    assert_eq!(Position::default().to_string(), "0");
    let number = "9".repeat(30);
    for text in [
        "",
        "1",
        "ab",
        ":1",
        "ab:",
        "ab:-1",
        "ab:+1",
        "ab:1:",
        "ab:1:2:3",
        "ab:1:-2",
        "AB:1",
        "zz:1",
        "ab: 1",
        &format!("ab:{number}"),
    ] {
        assert_eq!(text.parse::<Position>(), Err(InvalidPosition), "{text:?}");
    }
}

#[test]
fn a_position_of_another_archive_is_refused() {
    let (one, other) = (Archive::in_memory().unwrap(), Archive::in_memory().unwrap());
    add(&one, &item("a", 1));
    add(&other, &item("a", 1));
    let of_one = position(&one);
    let refused = other.read(|snapshot| snapshot.changes_since(&of_one, 10));
    assert!(matches!(refused, Err(Error::OtherArchive { .. })), "{refused:?}");
    let refused = other.search(&Query::new().changed_after(of_one));
    assert!(matches!(refused, Err(Error::OtherArchive { .. })), "{refused:?}");
    // The beginning is that of any.
    assert_eq!(changes(&other, &Position::default()).changes.len(), 1);
}

#[test]
fn backups_and_imports_are_other_archives() {
    let folder = folder();
    let (path, copy) = (folder.path().join("news.db"), folder.path().join("copy.db"));
    let archive = Archive::open(&path).unwrap();
    add(&archive, &item("a", 1));
    let here = position(&archive);
    archive.backup(&copy).unwrap();
    let mut lines = Vec::new();
    archive.export(&Default::default(), &mut lines).unwrap();
    let imported = Archive::in_memory().unwrap();
    imported.import(&mut &*lines).unwrap();
    for other in [Archive::open(&copy).unwrap(), imported] {
        let refused = other.read(|snapshot| snapshot.changes_since(&here, 10));
        assert!(matches!(refused, Err(Error::OtherArchive { .. })), "{refused:?}");
        assert_sound(&other);
    }
    // The archive itself is the same as before.
    assert_eq!(what(&archive, &here), []);
}

#[test]
fn a_file_that_was_put_back_never_came_so_far() {
    let folder = folder();
    let (path, kept) = (folder.path().join("news.db"), folder.path().join("kept"));
    let archive = Archive::open(&path).unwrap();
    add(&archive, &item("a", 1));
    drop(archive);
    fs::copy(&path, &kept).unwrap();
    let archive = Archive::open(&path).unwrap();
    add(&archive, &item("b", 2));
    let later = position(&archive);
    drop(archive);
    fs::copy(&kept, &path).unwrap();
    let archive = Archive::open(&path).unwrap();
    let refused = archive.read(|snapshot| snapshot.changes_since(&later, 10));
    assert!(matches!(refused, Err(Error::PositionAhead { position: 2, last: 1 })), "{refused:?}");
}

#[test]
fn the_counter_is_never_behind() {
    for (table, column) in
        [("article", "changed"), ("marked", "change"), ("removed", "change"), ("entity_change", "change")]
    {
        for number in [900, i64::MAX] {
            let folder = folder();
            let path = folder.path().join("news.db");
            let archive = Archive::open(&path).unwrap();
            let (gone, id) = (add(&archive, &item("a", 1)), add(&archive, &item("b", 2)));
            remove(&archive, gone);
            archive.write(|tx| tx.mark(id, "starred")).unwrap();
            archive.write(|tx| tx.find_or_add_tag("", "Transport")).unwrap();
            drop(archive);
            rewrite(&path, |conn| {
                conn.pragma_update(None, "foreign_keys", true).unwrap();
                let sql = format!("UPDATE {table} SET {column} = {number}");
                assert_eq!(conn.execute(&sql, []).unwrap(), 1, "{table}");
            });
            let archive = Archive::open(&path).unwrap();
            assert_eq!(archive.check().unwrap().len(), 1, "{table} {number}");
            archive.rebuild().unwrap();
            assert_sound(&archive);
            let last = position(&archive).number();
            add(&archive, &item("c", 3));
            assert!(position(&archive).number() > last, "{table} {number}");
            // The removed one is still known by what was kept of it.
            assert_eq!(crate::save(&archive, &item("a", 1)).as_str(), "removed");
        }
    }
}

#[test]
fn only_what_changed_after_a_position_is_found() {
    let archive = Archive::in_memory().unwrap();
    let (one, two) = (add(&archive, &item("a", 1)), add(&archive, &item("b", 2)));
    let here = position(&archive);
    let three = add(&archive, &item("c", 3));
    archive.write(|tx| tx.edit(one, |edit| _ = edit.set_headline("Story again"))).unwrap();
    archive.write(|tx| tx.mark(two, "starred")).unwrap();
    let query = Query::from("story").changed_after(here);
    let mut found = archive.search_ids(&query).unwrap().hits;
    found.sort();
    assert_eq!(found, [one, three]);
    assert_eq!(archive.count(&query).unwrap().count, 2);
    assert_eq!(archive.search_ids(&Query::from("again").changed_after(position(&archive))).unwrap().hits, []);
    let json = serde_json::to_string(&query).unwrap();
    assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), query);
    archive.explain(&query).unwrap();
}
