//! What an archive of version 1 says, it says in the latest version too.

use dateline::{Archive, ArticleField, ArticleId, MigrationStage, Options, Outcome, Query, ingest};
use rusqlite::Connection;

use crate::common::{folder, rewrite};
use crate::{facts, version_1};

/// `v1_wide.db` is what `dateline ingest` of 0.1.0 made of `v1_wide.jsonl`, its last line in a run of its own.
pub const FIXTURES: [&str; 2] = ["v1.db", "v1_wide.db"];

#[test]
fn every_fact_of_version_1_is_one_of_the_latest() {
    for name in FIXTURES {
        let folder = folder();
        let path = version_1(folder.path(), name);
        let before = Connection::open(&path).unwrap();
        let expected = facts::of_version_1(&before);
        assert!(expected.len() > 40, "{name}: {expected:?}");
        drop(before);

        let archive = Archive::open(&path).unwrap();
        assert_eq!(archive.check().unwrap(), [], "{name}");
        let found = facts::of(&archive);
        let lost: Vec<_> = expected.iter().filter(|fact| !found.contains(fact)).collect();
        let new: Vec<_> = found.iter().filter(|fact| !expected.contains(fact)).collect();
        assert!(lost.is_empty() && new.is_empty(), "{name}: lost {lost:#?}\nnew {new:#?}");

        // The copy is the archive as it was.
        let copy = Connection::open(folder.path().join("news.db.v1.bak")).unwrap();
        assert_eq!(facts::of_version_1(&copy), expected);
        facts::assert_known(&copy, &archive);
    }
}

#[test]
fn urls_of_one_spelling_become_one() {
    let folder = folder();
    let path = version_1(folder.path(), "v1_wide.db");
    let archive = Archive::open(&path).unwrap();
    let article = archive.read(|s| s.article_by_uri("wire:W1")).unwrap().unwrap();
    let urls: Vec<_> = article.urls.iter().map(|url| (url.given.as_str(), url.relation.as_str())).collect();
    assert_eq!(urls.len(), 4, "{urls:?}");
    let cafes: Vec<_> = urls.iter().filter(|(url, _)| url.contains("caf")).collect();
    assert_eq!(cafes.len(), 3, "one spelled in two ways, a part of it, and its AMP page: {urls:?}");
    assert!(cafes.iter().any(|(_, relation)| *relation == "canonical"));
    drop(archive);
    let rows: Vec<(String, String, String)> = rewrite(&path, |conn| {
        let sql = "SELECT url, reduced, fragment FROM article_url WHERE relation <> 'redirect' AND article IN (1, 6) ORDER BY url";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    });
    let fragments: Vec<&str> = rows.iter().map(|(.., fragment)| fragment.as_str()).collect();
    assert!(fragments.contains(&"1"), "the post of a live page: {rows:?}");
    assert!(rows.iter().any(|(url, reduced, _)| url != reduced), "the AMP page: {rows:?}");
}

/// Two days that were printed in different zones may meet in one slot of the calendar.
#[test]
fn a_date_whose_slot_is_taken_gets_another() {
    let folder = folder();
    let path = version_1(folder.path(), "v1.db");
    // 2024-10-08T00:30 is minute 1064399070 of the clock, and of October; the other is of the 8th, an hour east of UTC.
    rewrite(&path, |conn| {
        conn.execute_batch(
            "UPDATE article_text SET clock = 1064399070 << 8 WHERE article = 3;
             UPDATE article SET published = 1728342000, published_offset = 60, published_precision = 'day',
                    published_basis = 'explicit' WHERE id = 4;
             UPDATE article_text SET clock = (1064399070 - 60) << 8 WHERE article = 4;",
        )
        .unwrap();
    });
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.check().unwrap(), []);
    let page = archive.search(&Query::from("on:2024-10-08")).unwrap();
    assert!(page.hits.iter().any(|hit| hit.id.0 == 4), "{page:?}");
}

#[test]
fn an_alternative_text_is_that_of_each_use_and_found() {
    let folder = folder();
    let path = version_1(folder.path(), "v1.db");
    let archive = Archive::open(&path).unwrap();
    let alts = |id| {
        let article = archive.read(|s| s.article(ArticleId(id))).unwrap().unwrap();
        let captions = article.images.iter().flat_map(|used| &used.captions);
        let alts = captions.map(|caption| (caption.language.clone(), caption.alt.clone()));
        alts.filter(|(_, alt)| !alt.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(alts(1), [("en".to_owned(), "A ferry".to_owned())]);
    // The article is in British English, its caption in English.
    assert_eq!(alts(2), [("en-GB".to_owned(), "A ferry".to_owned())]);

    let wide = tempfile::tempdir().unwrap();
    let path = version_1(wide.path(), "v1_wide.db");
    let archive = Archive::open(&path).unwrap();
    let found = archive.search(&Query::from("caption:\"a quay\"")).unwrap();
    assert_eq!(found.hits.iter().map(|hit| hit.id.0).collect::<Vec<_>>(), [1]);
    assert_eq!(archive.check().unwrap(), []);
}

/// The sources of version 1 are read again after the migration: they say nothing new.
#[test]
fn sources_that_are_read_again_write_nothing() {
    let folder = folder();
    let archive = Archive::open(version_1(folder.path(), "v1_wide.db")).unwrap();
    let readings = ingest::read(include_bytes!("../fixtures/v1_wide.jsonl"), "v1_wide.jsonl").unwrap();
    // The first article is there as the last has it. What an editor has set stands behind what its source says now.
    let ordered = Outcome::Revised { changed: vec![ArticleField::Tags] };
    for again in [false, true] {
        for reading in readings.articles.iter().skip(1) {
            let article = &reading.article;
            let saved = archive.write(|tx| tx.save(article)).unwrap();
            let is_ordered = !again && article.uri.as_deref() == Some("wire:W1") && saved.outcome == ordered;
            // Version 1 couldn't tell the language of so few words.
            let is_told =
                !again && article.language.is_none() && saved.outcome.changed() == [ArticleField::Language];
            assert!(saved.outcome == Outcome::Unchanged || is_ordered || is_told, "{again}: {saved:?}");
        }
    }
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn progress_is_told_in_order_and_to_the_end() {
    let folder = folder();
    let path = version_1(folder.path(), "v1_wide.db");
    let disk = Archive::status(&path).unwrap().disk;
    let mut told = Vec::new();
    Archive::open_with_progress(&path, &Options::new(), |step| told.push(step)).unwrap();
    let mut stages: Vec<_> = told.iter().map(|step| step.stage).collect();
    assert!(stages.is_sorted(), "{stages:?}");
    stages.dedup();
    use MigrationStage::{Articles, Backup, Check, Index, Tables};
    assert_eq!(stages, [Backup, Tables, Articles, Index, Check]);
    let articles = told.iter().filter(|step| matches!(step.stage, Articles | Index));
    assert!(articles.clone().all(|step| step.done == 8 && step.total == 8), "{told:?}");
    assert!(told.iter().all(|step| (step.from, step.to, step.disk) == (1, 3, disk)));
    assert!(disk.copy_bytes > 100_000 && disk.work_bytes > 100_000, "{disk:?}");
}
