//! Indexes in other formats than the archive writes: what can be read is, and what can't says so.

mod common;

use std::path::{Path, PathBuf};

use common::{connect, folder};
use dateline::{Archive, Error, FaultKind, NewArticle, Order, Query};
use rusqlite::Connection;

const ORDERS: [Order; 4] = [Order::Relevance, Order::BestMatch, Order::Newest, Order::Oldest];
const QUERIES: [&str; 8] = [
    "ferry",
    "delayed fog",
    "\"held up\"",
    "cross*",
    "fog OR storm",
    "-storm",
    "headline:story",
    "lang:en -fog",
];

fn story(number: u32) -> NewArticle {
    let cause = if number.is_multiple_of(3) { "Storm" } else { "Fog" };
    NewArticle::new(format!("Story {number}: ferry delayed"), format!("{cause} held up {number} crossings."))
        .key("n", number.to_string())
        .language(if number.is_multiple_of(5) { "fr" } else { "en" })
        .published(format!("2024-01-{:02}", 1 + number % 28).parse().unwrap())
}

/// An archive of small pages in several segments, to whose index something was done before.
fn write(folder: &Path, name: &str, before: impl FnOnce(&Connection)) -> PathBuf {
    let path = folder.join(name);
    let archive = Archive::open(&path).unwrap();
    let conn = connect(&path);
    conn.execute("INSERT INTO article_fts (article_fts, rank) VALUES ('pgsz', 100)", []).unwrap();
    before(&conn);
    for part in 0..6 {
        let stories: Vec<_> = (part * 15..part * 15 + 15).map(story).collect();
        archive.write(|tx| tx.save_all(&stories)).unwrap();
    }
    path
}

/// Removes and rewrites some texts as another program would.
fn change(path: &Path) {
    let conn = connect(path);
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         DELETE FROM article WHERE id % 4 = 1;
         UPDATE article_text SET body = body || ' It was foggy.' WHERE article % 7 = 2;
         DELETE FROM article WHERE id BETWEEN 60 AND 75",
    )
    .unwrap();
}

fn answers(archive: &Archive) -> Vec<Vec<String>> {
    let read = |text: &str, order: Order| {
        let page = archive.search(&Query::from(text).order(order).limit(500)).unwrap();
        page.hits.iter().map(|hit| format!("{} {}", hit.id, hit.headline.text())).collect()
    };
    QUERIES.iter().flat_map(|text| ORDERS.map(|order| read(text, order))).collect()
}

/// The version of the format that the index states.
fn version(path: &Path) -> i64 {
    let sql = "SELECT v FROM article_fts_config WHERE k = 'version'";
    connect(path).query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn entries_deleted_in_place() {
    let folder = folder();
    let [plain, secure] = [("plain.db", 0), ("secure.db", 1)].map(|(name, is_secure)| {
        let path = write(folder.path(), name, |conn| {
            let set = "INSERT INTO article_fts (article_fts, rank) VALUES ('secure-delete', ?1)";
            conn.execute(set, [is_secure]).unwrap();
        });
        let open = Archive::open(&path).unwrap();
        assert_eq!(open.check().unwrap(), []);
        change(&path);
        (path, open)
    });
    assert_eq!((version(&plain.0), version(&secure.0)), (4, 5));
    let expected = answers(&plain.1);
    assert!(expected.iter().all(|hits| !hits.is_empty()));
    // The one that was open all the time, and one that is opened now.
    assert_eq!(answers(&secure.1), expected);
    let reopened = Archive::open(&secure.0).unwrap();
    assert_eq!(answers(&reopened), expected);
    // What was changed by hand isn't derived anew; of the index there is nothing to say.
    let faults = reopened.check().unwrap();
    assert!(faults.iter().all(|fault| fault.kind == FaultKind::Derived), "{faults:?}");
    // Saving and merging go on in that format.
    reopened.write(|tx| tx.save(&story(400))).unwrap();
    reopened.optimize().unwrap();
    assert_eq!(reopened.count(&"400".into()).unwrap().count, 1);
    let faults = reopened.check().unwrap();
    assert!(faults.iter().all(|fault| fault.kind == FaultKind::Derived), "{faults:?}");
}

/// Asks for all that an index which can't be read leaves, and for what it doesn't.
fn is_unsupported(found: &str, sql: &str) {
    let folder = folder();
    let path = write(folder.path(), "news.db", |_| {});
    let open = Archive::open(&path).unwrap();
    let expected = answers(&open);
    assert_eq!(connect(&path).execute(sql, []).unwrap(), 1);
    for archive in [&open, &Archive::open(&path).unwrap()] {
        let refused = [
            archive.search(&"ferry".into()).map(drop),
            archive.count(&"ferry".into()).map(drop),
            archive.facets(&"ferry".into(), &[]).map(drop),
            archive.complete("fer", 5).map(drop),
            archive.search_images(&"ferry".into()).map(drop),
        ];
        for (at, outcome) in refused.into_iter().enumerate() {
            match outcome {
                Err(Error::UnsupportedIndex { found: said }) => assert_eq!(said, found),
                outcome => panic!("{at}: {outcome:?}"),
            }
        }
        assert_eq!(archive.read(|snapshot| snapshot.article_count()).unwrap(), 90);
        let faults = archive.check().unwrap();
        assert!(faults.iter().any(|fault| fault.kind == FaultKind::Index && fault.what.contains(found)));
        assert!(faults.iter().all(|fault| fault.kind == FaultKind::Index), "{faults:?}");
    }
    let copy = folder.path().join("copy.db");
    open.backup(&copy).unwrap();
    let copy = Archive::open(&copy).unwrap();
    copy.rebuild().unwrap();
    assert_eq!(copy.check().unwrap(), []);
    assert_eq!(answers(&copy), expected);
}

#[test]
fn a_format_of_a_later_sqlite() {
    is_unsupported("format 6", "UPDATE article_fts_config SET v = 6 WHERE k = 'version'");
}

#[test]
fn a_structure_as_tables_without_content_have() {
    is_unsupported(
        "structure record 2",
        "UPDATE article_fts_data SET block = substr(block, 1, 4) || x'FF000001' || substr(block, 5)
         WHERE id = 10",
    );
}

#[test]
fn nothing_is_saved_beside_a_format_that_cannot_be_read() {
    let folder = folder();
    let path = write(folder.path(), "news.db", |_| {});
    connect(&path).execute("UPDATE article_fts_config SET v = 6 WHERE k = 'version'", []).unwrap();
    let archive = Archive::open(&path).unwrap();
    let saved = archive.write(|tx| tx.save(&story(500)));
    assert!(matches!(saved, Err(Error::UnsupportedIndex { .. })), "{saved:?}");
    assert_eq!(archive.read(|snapshot| snapshot.article_count()).unwrap(), 90);
}
