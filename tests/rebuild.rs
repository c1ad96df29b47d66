//! Rebuilds: derived data can be lost, for it is computed again.

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use common::{connect, folder, rewrite};
use dateline::{
    Archive, Error, FaultKind, Interval, NewArticle, NewCredit, NewImage, NewPerson, Order, Query,
    RebuildStage,
};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

const DAYS: u32 = 60;

fn story(day: u32) -> NewArticle {
    let (month, date) = (1 + day / 28, 1 + day % 28);
    let photo = NewImage::at(format!("https://example.org/{day}.jpg"))
        .caption(format!("The mayor waves on day {day}."), "Joram Vale/Coastal Press");
    let mut article =
        NewArticle::new(format!("Ferries delayed {day}"), format!("Fog held up {day} crossings."))
            .url(format!("https://example.org/{day}"))
            .publication("The Ostermere Courier")
            .language(if day.is_multiple_of(5) { "fr" } else { "en" })
            .published(format!("2024-{month:02}-{date:02}T09:30Z").parse().unwrap())
            .tag(format!("Topic {}", day % 7))
            .image(photo);
    article.section = Some("Harbour News".into());
    article.people.push(NewPerson { name: "Ada Fennick".into(), ..NewPerson::default() });
    article.credits.push(NewCredit::organization("Coastal Press"));
    article
}

fn archive_in(folder: &Path) -> PathBuf {
    let path = folder.join("news.db");
    let archive = Archive::open(&path).unwrap();
    let articles: Vec<_> = (0..DAYS).map(story).collect();
    // In parts, so that the index has several segments.
    articles.chunks(15).for_each(|part| drop(archive.write(|tx| tx.save_all(part)).unwrap()));
    archive.write(|tx| tx.mark(dateline::ArticleId(4), "To file")).unwrap();
    path
}

/// Every row of what people and programs see, the index's own tables aside.
fn content(path: &Path) -> Vec<String> {
    rewrite(path, |conn| {
        let tables = "SELECT name FROM pragma_table_list
                      WHERE schema = 'main' AND type = 'table' AND name NOT IN ('sqlite_schema', 'sqlite_sequence')
                      ORDER BY name";
        let mut tables = conn.prepare(tables).unwrap();
        let tables = tables.query_map([], |row| row.get(0)).unwrap();
        tables.flat_map(|table: rusqlite::Result<String>| rows(conn, &table.unwrap())).collect()
    })
}

fn rows(conn: &Connection, table: &str) -> Vec<String> {
    let mut all = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = 0..all.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let values = columns.clone().map(|column| row.get(column));
        values.collect::<rusqlite::Result<Vec<rusqlite::types::Value>>>()
    };
    let rows = all.query_map([], row).unwrap().map(|row| format!("{table} {:?}", row.unwrap()));
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    rows
}

/// Returns the results of searches of each kind.
fn answers(archive: &Archive) -> Vec<String> {
    let queries = [
        "ferry",
        "delayed fog",
        "\"held up\"",
        "caption:waves",
        "credit:vale",
        "by:\"Coastal Press\"",
        "tag:\"Topic 3\"",
        "person:fennick",
        "from:courier",
        "section:harbour-news",
        "lang:fr cross*",
        "after:2024-03",
        "has:image -7",
    ];
    let orders = [Order::Newest, Order::Oldest, Order::Relevance, Order::BestMatch];
    let ask = |query: &str, order| {
        let query = Query::from(query).order(order).now("2024-12-01T00:00:00Z".parse().unwrap());
        archive.search(&query).map_or_else(|error| error.to_string(), |page| format!("{:?}", page.hits))
    };
    queries.iter().flat_map(|query| orders.map(|order| ask(query, order))).collect()
}

fn faults(archive: &Archive) -> Vec<(FaultKind, String)> {
    archive.check().unwrap().into_iter().map(|fault| (fault.kind, fault.what)).collect()
}

/// Spoils an archive as a tool with all rights can, and rebuilds it. What the check said of it.
#[track_caller]
fn spoil_and_rebuild(spoil: &str) -> Vec<(FaultKind, String)> {
    let folder = folder();
    let path = archive_in(folder.path());
    let before = (answers(&Archive::open(&path).unwrap()), content(&path));
    rewrite(&path, |conn| {
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
        conn.execute_batch(spoil).unwrap();
    });
    let archive = Archive::open(&path).unwrap();
    let said = faults(&archive);
    assert!(!said.is_empty(), "{spoil}: the check finds nothing");
    let rebuilt = archive.rebuild().unwrap();
    assert_eq!(rebuilt.articles, DAYS as usize);
    assert_eq!(faults(&archive), [], "{spoil}");
    assert_eq!(answers(&archive), before.0, "{spoil}");
    drop(archive);
    assert_eq!(content(&path), before.1, "{spoil}");
    said
}

#[test]
fn derived_columns() {
    for (spoil, fault) in [
        (
            "UPDATE article_text SET forms = '' WHERE article = 4",
            "article 4: column forms is not what follows from it",
        ),
        (
            "UPDATE article_text SET forms_head = 'x' WHERE article = 4",
            "article 4: column forms_head is not what follows from it",
        ),
        (
            "UPDATE article_text SET scope = 'a' WHERE article = 4",
            "article 4: column scope is not what follows from it",
        ),
        (
            "UPDATE article_text SET captions = '' WHERE article = 4",
            "article 4: column captions is not what follows from it",
        ),
        (
            "UPDATE article_text SET credits = 'me' WHERE article = 4",
            "article 4: column credits is not what follows from it",
        ),
        (
            "UPDATE article_text SET people = '' WHERE article = 4",
            "article 4: column people is not what follows from it",
        ),
        (
            "UPDATE article_text SET tags = '' WHERE article = 4",
            "article 4: column tags is not what follows from it",
        ),
        (
            "UPDATE article SET word_count = 7000 WHERE id = 4",
            "article 4: its word count is not that of its body",
        ),
        (
            "UPDATE article SET content_hash = zeroblob(32) WHERE id = 4",
            "article 4: its content hash is not that of its text",
        ),
        (
            "UPDATE person_name SET folded = 'somebody'",
            "the key of name \"Ada Fennick\" of person 1 is not what follows from it",
        ),
        (
            "UPDATE tag_name SET folded = 'topic x' WHERE tag = 2",
            "the key of name \"Topic 1\" of tag 2 is not what follows from it",
        ),
        ("UPDATE mark SET folded = 'x'", "the key of name \"To file\" of mark 1 is not what follows from it"),
        (
            "UPDATE organization SET folded = 'x'",
            "the key of name \"Coastal Press\" of organization 1 is not what follows from it",
        ),
        (
            "UPDATE publication SET folded = 'x'",
            "the key of title \"The Ostermere Courier\" of publication 1 is not what follows from it",
        ),
        (
            "UPDATE section SET slug = 'x'",
            "the key of name \"Harbour News\" of section 1 is not what follows from it",
        ),
        (
            "UPDATE article_url SET reduced = 'x', fragment = 'y' WHERE article = 4",
            "the key of URL \"https://example.org/3\" of article 4 is not what follows from it",
        ),
        (
            "UPDATE article SET headline_day = x'00' WHERE id = 4",
            "article 4: its hash of headline and day is not what follows from it",
        ),
        (
            "UPDATE article_url SET url = 'x' WHERE article = 4",
            "the key of URL \"https://example.org/3\" of article 4 is not what follows from it",
        ),
        (
            "UPDATE image_url SET reduced = 'x' WHERE image = 4",
            "the key of URL \"https://example.org/3.jpg\" of image 4 is not what follows from it",
        ),
        (
            "UPDATE image_url SET url = 'x' WHERE image = 4",
            "the key of URL \"https://example.org/3.jpg\" of image 4 is not what follows from it",
        ),
    ] {
        let said = spoil_and_rebuild(spoil);
        let derived: Vec<_> = said.iter().filter(|(kind, _)| *kind == FaultKind::Derived).collect();
        assert!(derived.iter().any(|(_, what)| what == fault), "{spoil}: {said:?}");
    }
    let said = spoil_and_rebuild("DELETE FROM language WHERE code = 'fr'");
    // Every fifth article is in French.
    assert_eq!(said.len(), DAYS as usize / 5, "{said:?}");
}

/// A clock says where an article stands in time. It gets one of its own minute again, if not the same slot.
#[test]
fn clocks() {
    let folder = folder();
    let path = archive_in(folder.path());
    let before = answers(&Archive::open(&path).unwrap());
    rewrite(&path, |conn| {
        conn.execute_batch("UPDATE article_text SET clock = article WHERE article < 9").unwrap()
    });
    let archive = Archive::open(&path).unwrap();
    let said = faults(&archive);
    assert_eq!(said.len(), 8);
    assert!(said.contains(&(FaultKind::Derived, "article 8: its clock is not that of its date".into())));
    assert_eq!(archive.rebuild().unwrap().mended, 8);
    assert_eq!((faults(&archive), answers(&archive)), (Vec::new(), before));
}

#[test]
fn the_index() {
    for spoil in [
        "DELETE FROM article_fts_idx",
        "DELETE FROM article_fts_data WHERE id = 10",
        "UPDATE article_fts_data SET block = x'00000000000000' WHERE id = 10",
        "UPDATE article_fts_data SET block = x'a5a5a5a5a5a5a5a5a5' WHERE id = 10",
        "DELETE FROM article_fts_data WHERE id = 1",
        "UPDATE article_fts_data SET block = x'ffffffffffffffffffff' WHERE id = 1",
        "DELETE FROM article_fts_data WHERE id > 10",
        "DELETE FROM article_fts_data WHERE id = (SELECT min(id) FROM article_fts_data WHERE id > 10)",
        "UPDATE article_fts_data SET block = randomblob(length(block)) WHERE id > 10",
        "DELETE FROM article_fts_docsize",
        "DELETE FROM article_fts_docsize WHERE id = (SELECT max(id) FROM article_fts_docsize)",
        "UPDATE article_fts_config SET v = 6 WHERE k = 'version'",
        "UPDATE article_fts_config SET v = 'x' WHERE k = 'version'",
        "DELETE FROM article_fts_config",
        "INSERT INTO article_fts (article_fts) VALUES ('delete-all')",
        "INSERT INTO article_fts (rowid, headline) VALUES (5, 'ghost')",
        "INSERT INTO article_fts (article_fts, rowid, headline) SELECT 'delete', max(clock), headline FROM article_text",
        "DROP TABLE article_fts_idx",
        "DROP TABLE article_fts_docsize",
        "DROP TABLE article_fts_config",
        "DROP TABLE article_fts_data",
    ] {
        let said = spoil_and_rebuild(spoil);
        assert!(said.iter().all(|(kind, _)| *kind == FaultKind::Index), "{spoil}: {said:?}");
    }
}

#[test]
fn five_ways_at_once() {
    let said = spoil_and_rebuild(
        "UPDATE article_text SET forms = 'x', scope = '' WHERE article % 3 = 0;
         UPDATE article SET word_count = 1, content_hash = zeroblob(32) WHERE id % 4 = 0;
         UPDATE person_name SET folded = 'x';
         DELETE FROM language;
         DELETE FROM article_fts_idx",
    );
    for part in [
        "column forms",
        "column scope",
        "word count",
        "content hash",
        "of person 1",
        "a language of it",
        "full-text index",
    ] {
        assert!(said.iter().any(|(_, what)| what.contains(part)), "{part}: {said:?}");
    }
}

/// Keys that wait for each other: what one is to be stands at another.
#[test]
fn keys_that_changed_places() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    for name in ["Reuters", "AFP", "NPA"] {
        let mut article = story(1).key("wire", name);
        article.headline = format!("Story of {name}");
        (article.url, article.credits) = (None, vec![NewCredit::organization(name)]);
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    drop(archive);
    let before = content(&path);
    for spoil in [
        // In a chain, in a circle, and all of them.
        "UPDATE organization SET folded = 'afp0' WHERE name = 'Reuters';
         UPDATE organization SET folded = 'reuters' WHERE name = 'AFP'",
        "UPDATE organization SET folded = folded || '0';
         UPDATE organization SET folded = CASE name WHEN 'Reuters' THEN 'afp' WHEN 'AFP' THEN 'npa' ELSE 'reuters' END",
    ] {
        rewrite(&path, |conn| conn.execute_batch(spoil).unwrap());
        let archive = Archive::open(&path).unwrap();
        assert!(!faults(&archive).is_empty());
        archive.rebuild().unwrap();
        assert_eq!(faults(&archive), []);
        drop(archive);
        assert_eq!(content(&path), before);
    }
}

/// Two of one name are two: nobody says that they are one.
#[test]
fn names_that_follow_to_one_key_are_kept() {
    let folder = folder();
    let path = archive_in(folder.path());
    rewrite(&path, |conn| conn.execute_batch("UPDATE organization SET folded = 'lost'").unwrap());
    let archive = Archive::open(&path).unwrap();
    archive.write(|tx| tx.save(&story(DAYS))).unwrap();
    let what = "the key of name \"Coastal Press\" of organization 1 is not what follows from it";
    assert_eq!(faults(&archive), [(FaultKind::Derived, what.into())]);
    assert_eq!(archive.rebuild().unwrap().mended, 1);
    assert_eq!(faults(&archive), []);
    drop(archive);
    let sql = "SELECT count(*) FROM organization WHERE folded = 'coastal press'";
    let kept: u32 = rewrite(&path, |conn| conn.query_row(sql, [], |row| row.get(0)).unwrap());
    assert_eq!(kept, 2);
}

#[test]
fn settings_of_the_index_stay() {
    let folder = folder();
    let path = archive_in(folder.path());
    let settings = |conn: &Connection| rows(conn, "article_fts_config");
    let before = rewrite(&path, |conn| {
        conn.execute_batch(
            "INSERT INTO article_fts (article_fts, rank) VALUES ('secure-delete', 1);
             INSERT INTO article_fts (article_fts, rank) VALUES ('automerge', 8)",
        )
        .unwrap();
        settings(conn)
    });
    assert_eq!(before.len(), 3, "{before:?}");
    let archive = Archive::open(&path).unwrap();
    archive.rebuild().unwrap();
    archive.write(|tx| tx.remove_article(dateline::ArticleId(3))).unwrap();
    assert_eq!(faults(&archive), []);
    drop(archive);
    let after = rewrite(&path, settings);
    assert!(
        after.iter().any(|row| row.contains("secure-delete"))
            && after.iter().any(|row| row.contains("automerge")),
        "{after:?}"
    );
}

#[test]
fn an_archive_that_needs_nothing_keeps_all() {
    let folder = folder();
    let path = archive_in(folder.path());
    let before = content(&path);
    let archive = Archive::open(&path).unwrap();
    let rebuilt = archive.rebuild().unwrap();
    assert_eq!((rebuilt.articles, rebuilt.mended), (DAYS as usize, 0));
    assert_eq!(faults(&archive), []);
    drop(archive);
    assert_eq!(content(&path), before);
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save_all(&[story(1), story(2)])).unwrap();
    let before = answers(&archive);
    assert_eq!(archive.rebuild().unwrap().articles, 2);
    assert_eq!((answers(&archive), faults(&archive)), (before, Vec::new()));
    archive.write(|tx| tx.save(&story(3))).unwrap();
    assert_eq!((archive.count(&"fog".into()).unwrap().count, faults(&archive)), (3, Vec::new()));
}

#[test]
fn sequences_and_the_number_of_changes() {
    let end = "9223372036854775807";
    let folder = folder();
    let path = archive_in(folder.path());
    rewrite(&path, |conn| {
        let spoil = format!(
            "UPDATE sqlite_sequence SET seq = {end} WHERE name = 'article';
             UPDATE sqlite_sequence SET seq = 0 WHERE name = 'tag';
             DELETE FROM sqlite_sequence WHERE name = 'person';
             UPDATE article SET changed = {end} WHERE id = 3"
        );
        conn.execute_batch(&spoil).unwrap();
    });
    let archive = Archive::open(&path).unwrap();
    assert_eq!(faults(&archive).len(), 4);
    archive.rebuild().unwrap();
    assert_eq!(faults(&archive), []);
    let saved = archive.write(|tx| tx.save(&story(DAYS))).unwrap();
    assert_eq!(saved.id.unwrap().0, i64::from(DAYS) + 1);
}

/// Data that only a backup can bring back stays as it is, and the check goes on to name it.
#[test]
fn what_is_lost_is_not_made_up() {
    let folder = folder();
    let path = archive_in(folder.path());
    rewrite(&path, |conn| {
        conn.execute_batch(
            "DELETE FROM article_text WHERE article = 5;
             UPDATE article SET expires = 9223372036854775807 WHERE id = 6",
        )
        .unwrap();
    });
    let archive = Archive::open(&path).unwrap();
    let said = faults(&archive);
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0], (FaultKind::File, "article 5: it has no text".into()));
    assert!(said[1].1.starts_with("article 6: it can't be read: "), "{said:?}");
    let rebuilt = archive.rebuild().unwrap();
    assert_eq!((rebuilt.articles, rebuilt.unreadable), (DAYS as usize - 1, 2));
    assert_eq!(faults(&archive), said);
}

#[test]
fn says_how_far_it_is() {
    let folder = folder();
    let archive = Archive::open(archive_in(folder.path())).unwrap();
    let mut steps = Vec::new();
    archive.rebuild_with(|progress| steps.push((progress.stage, progress.done, progress.total))).unwrap();
    let all = DAYS as usize;
    for stage in [RebuildStage::Articles, RebuildStage::Index] {
        let of_stage: Vec<_> = steps.iter().filter(|step| step.0 == stage).collect();
        assert!(of_stage.is_sorted(), "{steps:?}");
        assert_eq!(of_stage.last(), Some(&&(stage, all, all)));
    }
}

#[test]
fn others_go_on_with_what_they_have_open() {
    let folder = folder();
    let path = archive_in(folder.path());
    let (one, other) = (Archive::open(&path).unwrap(), Archive::open(&path).unwrap());
    let before = answers(&other);
    other
        .read(|snapshot| {
            let query = Query::from("ferry");
            let page = snapshot.search(&query)?.hits;
            one.rebuild().unwrap();
            assert_eq!(snapshot.search(&query)?.hits, page);
            Ok(())
        })
        .unwrap();
    assert_eq!((answers(&other), answers(&one)), (before.clone(), before));
    other.write(|tx| tx.save(&story(DAYS))).unwrap();
    one.write(|tx| tx.save(&story(DAYS + 1))).unwrap();
    assert_eq!(one.count(&"fog".into()).unwrap().count, DAYS as usize + 2);
    assert_eq!((faults(&one), faults(&other)), (Vec::new(), Vec::new()));
}

#[test]
fn a_rebuild_that_is_cut_off_has_changed_nothing() {
    let folder = folder();
    let path = archive_in(folder.path());
    rewrite(&path, |conn| conn.execute_batch("DELETE FROM article_fts_idx").unwrap());
    let before = content(&path);
    let file = Archive::open(&path).unwrap();
    let memory = Archive::in_memory().unwrap();
    memory.write(|tx| tx.save_all(&[story(1), story(2)])).unwrap();
    for stop in [RebuildStage::Articles, RebuildStage::Index] {
        for archive in [&file, &memory] {
            let (said, answered) = (faults(archive), answers(archive));
            let cut_off = catch_unwind(AssertUnwindSafe(|| {
                archive.rebuild_with(|progress| assert_ne!(progress.stage, stop, "cut off"))
            }));
            assert!(cut_off.is_err());
            assert_eq!((faults(archive), answers(archive)), (said, answered));
        }
    }
    drop(file);
    assert_eq!(content(&path), before);
    // Triggers run again, and keep the index in step.
    memory.write(|tx| tx.save(&story(3))).unwrap();
    assert_eq!((memory.count(&"fog".into()).unwrap().count, faults(&memory)), (3, Vec::new()));
}

#[test]
fn a_rebuild_inside_a_write_is_refused() {
    let archive = Archive::in_memory().unwrap();
    let nested = archive.write(|_| archive.rebuild());
    assert!(matches!(nested, Err(Error::Reentrant)), "{nested:?}");
}

#[test]
fn an_archive_without_the_settings_of_its_index_is_copied() {
    let folder = folder();
    let path = archive_in(folder.path());
    connect(&path).execute("DROP TABLE article_fts_config", []).unwrap();
    let archive = Archive::open(&path).unwrap();
    archive.backup(folder.path().join("copy.db")).unwrap();
    let copy = Archive::open(folder.path().join("copy.db")).unwrap();
    copy.rebuild().unwrap();
    assert_eq!((faults(&copy), copy.count(&"fog".into()).unwrap().count), (Vec::new(), DAYS as usize));
    let failed = archive.write(|tx| tx.save(&story(DAYS)));
    assert!(matches!(failed, Err(Error::Damaged(_))), "{failed:?}");
}

/// An archive whose index nobody here can read is served as far as it goes.
#[test]
fn an_index_of_another_version() {
    let folder = folder();
    let path = archive_in(folder.path());
    connect(&path).execute("UPDATE article_fts_config SET v = 6 WHERE k = 'version'", []).unwrap();
    let archive = Archive::open(&path).unwrap();
    assert!(archive.read(|snapshot| snapshot.article(dateline::ArticleId(3))).unwrap().is_some());
    archive.backup(folder.path().join("copy.db")).unwrap();
    for error in [
        archive.search(&"fog".into()).err(),
        archive.count(&"fog".into()).err(),
        archive.complete("fo", 5).err(),
        archive.timeline(&"fog".into(), Interval::Month).err(),
        archive.write(|tx| tx.save(&story(DAYS))).err(),
        archive.write(|tx| tx.remove_article(dateline::ArticleId(3))).err(),
        archive.optimize().err(),
    ] {
        assert!(matches!(error, Some(Error::UnsupportedIndex { .. })), "{error:?}");
    }
    archive.rebuild().unwrap();
    assert_eq!(archive.count(&"fog".into()).unwrap().count, DAYS as usize);
    assert_eq!(faults(&archive), []);
}

#[test]
fn an_archive_of_another_analyzer_is_named_and_brought_up_to_date() {
    let folder = folder();
    let path = archive_in(folder.path());
    let sound = content(&path);
    for stale in [
        "UPDATE meta SET value = 1 WHERE key = 'analyzer'",
        "UPDATE meta SET value = 99 WHERE key = 'analyzer'",
        "DELETE FROM meta WHERE key = 'analyzer'",
    ] {
        rewrite(&path, |conn| conn.execute_batch(stale).unwrap());
        let archive = Archive::open(&path).unwrap();
        let faults = archive.check().unwrap();
        assert_eq!(faults.len(), 1, "{stale}: {faults:?}");
        assert_eq!(faults[0].kind, FaultKind::Derived, "{stale}");
        assert!(faults[0].what.contains("analyzer"), "{stale}: {:?}", faults[0].what);
        archive.rebuild().unwrap();
        assert_eq!(archive.check().unwrap(), [], "{stale}");
        drop(archive);
        assert_eq!(content(&path), sound, "{stale}");
    }
}
