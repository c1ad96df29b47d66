//! Articles by the thousand.

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/dice.rs"]
mod dice;
#[path = "../histories/item.rs"]
mod item;
mod killed;
mod stopped;
#[path = "../histories/world.rs"]
mod world;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeZone, Utc};
use common::folder;
use dateline::{
    Archive, Export, IngestCounts, IngestItem, IngestOptions, NewArticle, NotSaved, Order, Query, Rejection,
    SaveOptions, Source,
};
use rusqlite::Connection;
use serde_json::{Value, json};

use dice::Dice;
use item::Item;

/// The articles of a transaction.
const BATCH: usize = 16;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 3, 15, 12, 0, 0).unwrap()
}

/// Returns options under which the same input makes the same archive.
fn options(jobs: usize) -> IngestOptions {
    IngestOptions::new().jobs(jobs).batch(BATCH).at(noon())
}

/// Returns stories, of which many are told several times, and some are nothing to save.
fn stories(seed: u64, count: usize) -> Vec<NewArticle> {
    let mut dice = Dice::of(seed, 17);
    let mut items: Vec<Item> = Vec::new();
    for _ in 0..count {
        items.push(match items.len() {
            0 => Item::pick(&mut dice, noon()),
            _ if dice.one_in(2) => Item::pick(&mut dice, noon()),
            told => items[dice.roll(told)].vary(&mut dice, noon()),
        });
    }
    items.into_iter().map(|item| item.new).collect()
}

/// Returns all of an archive but its id.
fn exported(archive: &Archive) -> String {
    let mut lines = Vec::new();
    archive.export(&Export::default(), &mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let (header, rest) = lines.split_once('\n').unwrap();
    let mut header: serde_json::Value = serde_json::from_str(header).unwrap();
    header["archive_id"].take();
    format!("{header}\n{rest}")
}

/// Returns the settings of the index that somebody has set.
fn index_settings(path: &Path) -> Vec<(String, i64)> {
    let conn = Connection::open(path).unwrap();
    let mut rows =
        conn.prepare("SELECT k, v FROM article_fts_config WHERE k <> 'version' ORDER BY k").unwrap();
    let rows = rows.query_map([], |row| Ok((row.get("k")?, row.get("v")?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn any_number_of_threads_makes_the_archive_that_saving_makes() {
    for seed in 1..=4 {
        let stories = stories(seed, 150);
        let saved = Archive::in_memory().unwrap();
        let source = Source::default();
        let mut outcomes = Vec::new();
        for batch in stories.chunks(BATCH) {
            let articles = batch.iter().map(|article| (&source, article));
            outcomes.extend(saved.write_at(noon(), |tx| tx.save_all_from(articles)).unwrap());
        }
        saved.optimize().unwrap();
        let expected = exported(&saved);
        let words: Vec<_> = outcomes.iter().map(|saved| saved.outcome.as_str()).collect();
        assert!(words.contains(&"added") && words.contains(&"revised"), "seed {seed}: {words:?}");

        for jobs in [1, 2, 4] {
            let folder = folder();
            let archive = Archive::open(folder.path().join("news.db")).unwrap();
            let mut told = Vec::new();
            let ingested = archive
                .ingest_with(stories.iter().cloned(), &options(jobs), |step| {
                    assert_eq!(step.first, told.len() as u64);
                    told.extend(step.outcomes.iter().map(|outcome| outcome.clone().unwrap()));
                    assert_eq!(step.ingested.done, told.len() as u64);
                })
                .unwrap();
            assert_eq!(told, outcomes, "seed {seed}, {jobs} jobs");
            assert!(exported(&archive) == expected, "seed {seed}, {jobs} jobs");
            assert_eq!(archive.check().unwrap(), [], "seed {seed}, {jobs} jobs");
            assert!(!ingested.is_canceled);
            assert_eq!(ingested.is_optimized, ingested.counts.added > BATCH as u64);
            // What is scored depends on the segments of the index.
            archive.optimize().unwrap();
            for text in ["harbour", "minister", "the", "ferry fog", ""] {
                for order in [Order::Newest, Order::Relevance, Order::BestMatch] {
                    let query = Query::from(text).order(order);
                    let found = archive.search_ids(&query).unwrap().hits;
                    assert_eq!(found, saved.search_ids(&query).unwrap().hits, "{text:?} {order:?}");
                }
            }

            let again = archive.ingest(stories.iter().cloned(), &options(jobs)).unwrap();
            assert_eq!((again.counts.added, again.counts.revised), (0, 0), "seed {seed}, {jobs} jobs");
            assert!(exported(&archive) == expected, "seed {seed}, {jobs} jobs, again");
            assert!(!again.is_optimized);
        }
    }
}

#[test]
fn what_is_new_between_what_is_known_is_taken_in() {
    let stories = stories(11, 200);
    let told = |n: usize, story: &NewArticle| match n {
        90..110 => NewArticle { dek: format!("As it was told for the second time, {n}."), ..story.clone() },
        _ => story.clone(),
    };
    let again: Vec<_> = stories.iter().enumerate().map(|(n, story)| told(n, story)).collect();
    let archives = [1, 2, 4].map(|jobs| {
        let archive = Archive::in_memory().unwrap();
        archive.ingest(stories.iter().cloned(), &options(jobs)).unwrap();
        let ingested = archive.ingest(again.iter().cloned(), &options(jobs)).unwrap();
        assert!(ingested.counts.revised > 0 && ingested.counts.unchanged > 100, "{:?}", ingested.counts);
        assert_eq!(archive.check().unwrap(), []);
        exported(&archive)
    });
    assert!(archives[0] == archives[1] && archives[0] == archives[2]);
}

#[test]
fn extra_nested_so_deep_that_recursion_would_end_the_program_is_rejected() {
    for jobs in [1, 2] {
        let archive = Archive::in_memory().unwrap();
        let abyss = (0..1_000_000).fold(json!(1), |inner, _| Value::Array(vec![inner]));
        let mut article = NewArticle::new("Abyss", "A text.");
        article.extra.insert("tree".into(), abyss);
        let ingested =
            archive.ingest([article, NewArticle::new("Ferry delayed", "")], &options(jobs)).unwrap();
        assert_eq!((ingested.counts.rejected, ingested.counts.added), (1, 1));
        assert_eq!(ingested.not_saved, [NotSaved::Rejected { index: 0, why: Rejection::TooDeep }]);
    }
}

#[test]
fn what_is_not_saved_is_named_with_its_place() {
    for jobs in [1, 3] {
        let archive = Archive::in_memory().unwrap();
        let too_long = NewArticle::new("Ferry delayed", "a".repeat(17 << 20));
        let items = [
            Ok(NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1")),
            Err("line 2 is cut short"),
            Ok(NewArticle::default()),
            Ok(NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1")),
            Ok(too_long),
            Ok(NewArticle::new("Ferry delayed", "Fog held up the ferry again.").key("wire", "F2")),
        ];
        let ingested = archive.ingest(items, &options(jobs).batch(2)).unwrap();
        assert_eq!(ingested.done, 6);
        let rejected = |index, why| NotSaved::Rejected { index, why };
        let unreadable = NotSaved::Unreadable { index: 1, reason: "line 2 is cut short".into() };
        assert_eq!(
            ingested.not_saved,
            [unreadable, rejected(2, Rejection::Empty), rejected(4, Rejection::TooLong)]
        );
        let IngestCounts { added, revised, older, unchanged, removed, rejected, unreadable, .. } =
            ingested.counts;
        assert_eq!([added, revised, older, unchanged, removed, rejected, unreadable], [2, 0, 0, 1, 0, 2, 1]);
        assert_eq!(archive.read(|s| s.article_count()).unwrap(), 2);
    }
}

#[test]
fn only_a_thousand_of_those_not_saved_are_named() {
    let archive = Archive::in_memory().unwrap();
    let items = (0..1200).map(|n| IngestItem::unreadable(format_args!("line {n}")));
    let ingested = archive.ingest(items, &IngestOptions::new().jobs(2)).unwrap();
    assert_eq!((ingested.counts.unreadable, ingested.not_saved.len()), (1200, 1000));
    assert_eq!(ingested.not_saved[999].to_string(), "item 999: line 999");
}

#[test]
fn items_are_of_their_sources() {
    for jobs in [1, 2] {
        let archive = Archive::in_memory().unwrap();
        let item = |headline: &str, source: &Arc<Source>| {
            IngestItem::from(NewArticle::new(headline, "").key("wire", "F1")).source(Arc::clone(source))
        };
        let [wire, desk] = ["wire", "desk"].map(|name| Arc::new(Source::new(name)));
        let items = [item("Ferry delayed", &wire), item("Ferry delayed by fog", &desk)];
        archive.ingest(items, &options(jobs).batch(1)).unwrap();
        // The wire says the same again, which is nothing new.
        let ingested = archive.ingest([item("Ferry delayed", &wire)], &options(jobs)).unwrap();
        assert_eq!(ingested.counts.unchanged, 1);
        let id = archive.read(|s| s.article_by_key("wire", "F1")).unwrap().unwrap();
        let article = archive.read(|s| s.article(id)).unwrap().unwrap();
        assert_eq!(article.headline, "Ferry delayed by fog");
    }
}

#[test]
fn what_is_added_is_marked() {
    let archive = Archive::in_memory().unwrap();
    let saving = SaveOptions::new().mark_new(["unread"]);
    let ingested = archive.ingest(stories(3, 40), &options(2).saving(saving)).unwrap();
    let marked = archive.count(&"mark:unread".into()).unwrap().count as u64;
    let hidden = archive.count(&"".into()).unwrap().count as u64;
    assert_eq!(marked, hidden);
    assert!(marked > 0 && marked <= ingested.counts.added);
}

#[test]
fn nothing_to_read_is_nothing_to_do() {
    let archive = Archive::in_memory().unwrap();
    let ingested = archive.ingest(Vec::<NewArticle>::new(), &IngestOptions::new()).unwrap();
    assert_eq!((ingested.done, ingested.is_optimized, ingested.is_canceled), (0, false, false));
}

#[test]
fn the_index_is_merged_where_most_of_it_is_new() {
    let archive = Archive::in_memory().unwrap();
    let article = |n: usize| NewArticle::new(format!("Ferry {n} delayed"), "Fog held up the ferry.");
    let options = IngestOptions::new().batch(4);
    let first = archive.ingest((0..20).map(article), &options.clone().optimize(false)).unwrap();
    assert!(!first.is_optimized);
    assert!(!archive.ingest((20..39).map(article), &options).unwrap().is_optimized);
    assert!(archive.ingest((39..78).map(article), &options).unwrap().is_optimized);
}

#[test]
fn few_long_articles_make_many_segments_that_are_merged() {
    let archive = Archive::in_memory().unwrap();
    let long = "Fog held up the ferry. ".repeat(200_000);
    let article = |n: usize| NewArticle::new(format!("Ferry {n} delayed"), long.as_str());
    let ingested = archive.ingest((0..3).map(article), &IngestOptions::new()).unwrap();
    assert_eq!((ingested.counts.added, ingested.batches, ingested.is_optimized), (3, 3, true));
}

#[test]
fn any_number_of_jobs_may_be_asked_for() {
    for jobs in [0, 65, usize::MAX] {
        let archive = Archive::in_memory().unwrap();
        let ingested = archive.ingest(stories(6, 100), &options(jobs)).unwrap();
        assert_eq!((ingested.done, ingested.batches), (100, 100_u64.div_ceil(BATCH as u64)), "{jobs} jobs");
    }
}

#[test]
fn a_hosts_settings_of_the_index_stay() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute("INSERT INTO article_fts (article_fts, rank) VALUES ('automerge', 8)", [])
        .unwrap();
    archive.ingest(stories(2, 40), &options(2)).unwrap();
    assert_eq!(index_settings(&path), [("automerge".into(), 8), ("hashsize".into(), 1 << 20)]);
}

#[test]
fn a_run_that_brings_nothing_new_writes_nothing() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let stories = stories(5, 60);
    Archive::open(&path).unwrap().ingest(stories.iter().cloned(), &options(2)).unwrap();
    let before = common::digest(&path);
    let archive = Archive::open(&path).unwrap();
    let again = archive.ingest(stories.iter().cloned(), &options(2)).unwrap();
    assert_eq!((again.counts.added, again.counts.revised, again.is_optimized), (0, 0, false));
    drop(archive);
    assert!(common::digest(&path) == before);
}

#[test]
fn an_archive_in_use_by_the_thread_is_refused() {
    let folder = folder();
    let file = Archive::open(folder.path().join("news.db")).unwrap();
    for archive in [file, Archive::in_memory().unwrap()] {
        for jobs in [1, 2] {
            let stopped = archive.write(|_| Ok(archive.ingest(stories(1, 3), &options(jobs)))).unwrap();
            assert!(matches!(stopped.unwrap_err().error, dateline::Error::Reentrant));
        }
    }
}
