//! An index that lost a part of itself: whatever needs it says so, and a check names it.

mod common;

use std::path::Path;

use common::{connect, folder, rewrite};
use dateline::{Archive, Error, FaultKind, Interval, NewArticle, Query};
use rusqlite::Connection;

/// An archive whose index has several segments of small pages: "ferry" stands in all, "alpha" only in the
/// older ones, and "zulu" only in the newer.
fn write(path: &Path) {
    drop(Archive::open(path).unwrap());
    rewrite(path, |conn| {
        let set = "INSERT INTO article_fts (article_fts, rank) VALUES (?1, ?2)";
        conn.execute(set, ("pgsz", 64)).unwrap();
        conn.execute(set, ("automerge", 0)).unwrap();
    });
    let archive = Archive::open(path).unwrap();
    for text in ["alpha ferry", "ferry zulu"] {
        let article = |number: u32| {
            NewArticle::new(format!("Story {number} {text}"), format!("{text} number {number}"))
                .language("en")
                .key("n", format!("{text}{number}"))
        };
        archive.write(|tx| tx.save_all(&(0..20).map(article).collect::<Vec<_>>())).unwrap();
    }
}

/// Returns the answers of an archive, and the findings of its check, after something was done to it.
fn after(damage: impl FnOnce(&Connection)) -> (Vec<dateline::Result<()>>, Vec<String>) {
    let folder = folder();
    let path = folder.path().join("news.db");
    write(&path);
    let open = Archive::open(&path).unwrap();
    assert_eq!(open.count(&Query::from("ferry")).unwrap().count, 40);
    assert_eq!(open.check().unwrap(), []);
    damage(&connect(&path));
    let reopened = Archive::open(&path).unwrap();
    let answers = [open, reopened.clone()].iter().flat_map(ask).collect();
    let faults = reopened.check().unwrap();
    assert_eq!(reopened.read(|snapshot| snapshot.article_count()).unwrap(), 40);
    let of_index = faults.into_iter().filter(|fault| fault.kind == FaultKind::Index);
    (answers, of_index.map(|fault| fault.what).collect())
}

/// Asks all that needs the index.
fn ask(archive: &Archive) -> Vec<dateline::Result<()>> {
    let query = Query::from("ferry");
    vec![
        archive.search(&query).map(drop),
        archive.search_ids(&query).map(drop),
        archive.count(&query).map(drop),
        archive.search_ids(&Query::from("alpha")).map(drop),
        archive.search_ids(&Query::from("zulu")).map(drop),
        archive.facets(&query, &[]).map(drop),
        archive.timeline(&query, Interval::Year).map(drop),
        archive.complete("fer", 5).map(drop),
        archive.did_you_mean(&Query::from("fery")).map(drop),
        archive.search_images(&query).map(drop),
    ]
}

#[track_caller]
fn is_damaged(damage: &str) {
    let (answers, faults) = after(|conn| assert!(conn.execute(damage, []).unwrap() > 0, "{damage}"));
    for (at, answer) in answers.into_iter().enumerate() {
        assert!(matches!(answer, Err(Error::Damaged(_))), "{damage}: answer {at} is {answer:?}");
    }
    assert!(!faults.is_empty(), "{damage}");
}

/// Damage that is too dear to be looked for by each search.
#[track_caller]
fn is_found_by_check(damage: &str) {
    let (_, faults) = after(|conn| assert!(conn.execute(damage, []).unwrap() > 0, "{damage}"));
    assert!(!faults.is_empty(), "{damage}");
}

#[test]
fn a_structure_without_segments() {
    is_damaged(
        "UPDATE article_fts_data SET block = CAST(substr(block, 1, 4) || x'000000' AS BLOB) WHERE id = 10",
    );
}

#[test]
fn a_structure_without_segments_beside_rows_only() {
    let (answers, faults) = after(|conn| {
        conn.execute_batch(
            "UPDATE article_fts_data SET block = CAST(substr(block, 1, 4) || x'000000' AS BLOB) WHERE id = 10;
             DELETE FROM article_fts_data WHERE id > 10;
             DELETE FROM article_fts_idx",
        )
        .unwrap();
    });
    assert!(answers.iter().all(|answer| matches!(answer, Err(Error::Damaged(_)))), "{answers:?}");
    assert!(!faults.is_empty());
}

#[test]
fn a_structure_that_names_one_segment_of_several() {
    // One level with one segment: number 1, from page 1 on.
    is_damaged(
        "UPDATE article_fts_data SET block = CAST(substr(block, 1, 4) || x'01010000010101' ||
             (SELECT char(max(pgno) >> 1) FROM article_fts_idx WHERE segid = 1) AS BLOB)
         WHERE id = 10",
    );
}

#[test]
fn a_structure_that_names_a_segment_twice() {
    is_damaged(
        "UPDATE article_fts_data SET block = CAST(substr(block, 1, 4) || x'0102000002010101010101' AS BLOB) WHERE id = 10",
    );
}

#[test]
fn a_structure_in_which_a_segment_begins_at_page_0() {
    // Segment 1, from page 1 to its last, is the first of the level.
    let (answers, faults) = after(|conn| {
        let read = "SELECT block FROM article_fts_data WHERE id = 10";
        let mut record: Vec<u8> = conn.query_row(read, [], |row| row.get("block")).unwrap();
        let at = record.windows(2).rposition(|pair| pair == [1, 1]).unwrap();
        record[at + 1] = 0;
        conn.execute("UPDATE article_fts_data SET block = ?1 WHERE id = 10", [record]).unwrap();
    });
    assert!(answers.iter().all(|answer| matches!(answer, Err(Error::Damaged(_)))), "{answers:?}");
    assert!(!faults.is_empty());
}

#[test]
fn an_emptied_list_of_pages() {
    is_damaged("DELETE FROM article_fts_idx");
}

#[test]
fn a_list_of_pages_without_one_segment() {
    is_damaged("DELETE FROM article_fts_idx WHERE segid = 2");
}

#[test]
fn a_list_of_pages_cut_behind_the_first() {
    is_damaged("DELETE FROM article_fts_idx WHERE segid = 2 AND term <> x''");
}

#[test]
fn a_list_of_pages_that_begins_later() {
    is_damaged("DELETE FROM article_fts_idx WHERE segid = 1 AND term = x''");
}

#[test]
fn a_page_number_behind_the_segment() {
    is_damaged(
        "UPDATE article_fts_idx SET pgno = 4000
         WHERE segid = 1 AND term = (SELECT max(term) FROM article_fts_idx WHERE segid = 1)",
    );
}

#[test]
fn a_list_of_pages_with_a_gap() {
    is_found_by_check(
        "DELETE FROM article_fts_idx WHERE (segid, term) =
             (SELECT segid, term FROM article_fts_idx WHERE segid = 1 LIMIT 1 OFFSET 5)",
    );
}

#[test]
fn two_page_numbers_that_changed_places() {
    is_found_by_check(
        "WITH two AS (SELECT term, pgno FROM article_fts_idx WHERE segid = 1 LIMIT 2 OFFSET 5)
         UPDATE article_fts_idx SET pgno = (SELECT sum(pgno) FROM two) - pgno
         WHERE segid = 1 AND term IN (SELECT term FROM two)",
    );
}

/// FTS5's own check passes over it, and looks for terms of the page before on the wrong one.
#[test]
fn a_page_listed_too_early() {
    is_found_by_check(
        "WITH before AS (SELECT term FROM article_fts_idx WHERE segid = 1 LIMIT 1 OFFSET 4)
         UPDATE article_fts_idx SET term = CAST((SELECT term FROM before) || x'00' AS BLOB)
         WHERE segid = 1 AND term = (SELECT term FROM article_fts_idx WHERE segid = 1 LIMIT 1 OFFSET 5)",
    );
}

#[test]
fn a_missing_page() {
    is_found_by_check("DELETE FROM article_fts_data WHERE id = (1 << 37) + 7");
}

#[test]
fn an_emptied_page() {
    is_found_by_check("UPDATE article_fts_data SET block = x'00000004' WHERE id = (1 << 37) + 7");
}
