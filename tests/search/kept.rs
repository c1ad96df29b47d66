//! What a connection keeps from one search to the next: nothing that anybody has changed since.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::{Archive, ArticleId, Error, NewArticle, Page, Query, Snapshot};

use crate::common::{connect, folder};

const PATH: &str = "DATELINE_KEPT_PATH";

fn item(id: &str, day: u32, headline: &str) -> NewArticle {
    let published = format!("2024-05-{day:02}T09:00:00Z").parse().unwrap();
    NewArticle::new(headline, "").language("en").key("wire", id).published(published)
}

fn add(archive: &Archive, article: &NewArticle) -> ArticleId {
    archive.write(|tx| tx.save(article)).unwrap().id.unwrap()
}

fn asked(snapshot: &Snapshot<'_>, query: &str) -> dateline::Result<(Vec<ArticleId>, Page)> {
    let query = Query::from(query);
    Ok((snapshot.search_ids(&query)?.hits, snapshot.search(&query)?))
}

/// Asks twice: the second time for what is kept of the first.
#[track_caller]
fn finds(archive: &Archive, query: &str, ids: &[ArticleId], headlines: &[&str]) {
    for _ in 0..2 {
        let (found, page) = archive.read(|snapshot| asked(snapshot, query)).unwrap();
        assert_eq!(found, ids, "{query}");
        assert_eq!(page.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), ids, "{query}");
        let shown: Vec<_> = page.hits.iter().map(|hit| hit.headline.text()).collect();
        assert_eq!(shown, headlines, "{query}");
    }
}

fn two(archive: &Archive) -> [ArticleId; 2] {
    [add(archive, &item("a", 1, "Ferry A")), add(archive, &item("b", 2, "Ferry B"))]
}

#[test]
fn what_the_same_handle_writes_is_found() {
    let folder = folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    let [a, b] = two(&archive);
    finds(&archive, "ferries", &[b, a], &["Ferry B", "Ferry A"]);
    // They change places: what is kept of either clock would be the other article.
    archive.write(|tx| tx.save_all(&[item("a", 2, "Ferry A"), item("b", 1, "Ferry B")])).unwrap();
    finds(&archive, "ferries", &[a, b], &["Ferry A", "Ferry B"]);
    archive.write(|tx| tx.remove_article(a)).unwrap();
    let c = add(&archive, &item("c", 2, "Ferry C"));
    finds(&archive, "ferries", &[c, b], &["Ferry C", "Ferry B"]);
    archive.write(|tx| tx.edit(b, |edit| _ = edit.set_headline("A toll"))).unwrap();
    finds(&archive, "ferries", &[c], &["Ferry C"]);
    finds(&archive, "tolls", &[b], &["A toll"]);
    archive.optimize().unwrap();
    finds(&archive, "ferries", &[c], &["Ferry C"]);
    archive.rebuild().unwrap();
    finds(&archive, "tolls", &[b], &["A toll"]);
}

#[test]
fn what_another_connection_writes_is_found_when_it_is_committed() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let (archive, other) = (Archive::open(&path).unwrap(), Archive::open(&path).unwrap());
    let [a, b] = two(&other);
    finds(&archive, "ferries", &[b, a], &["Ferry B", "Ferry A"]);
    other.write(|tx| tx.save_all(&[item("a", 2, "Ferry A"), item("b", 1, "Ferry B")])).unwrap();
    finds(&archive, "ferries", &[a, b], &["Ferry A", "Ferry B"]);

    // A program without this crate, which the triggers keep the index right for.
    let mut program = connect(&path);
    let write = program.transaction().unwrap();
    let say = |headline: &str| {
        let sql = "UPDATE article_text SET headline = ?1 WHERE article = ?2";
        assert_eq!(write.execute(sql, (headline, a.0)).unwrap(), 1);
    };
    say("Toll A");
    finds(&archive, "ferries", &[a, b], &["Ferry A", "Ferry B"]);
    write.execute_batch("SAVEPOINT inner").unwrap();
    say("Bridge A");
    write.execute_batch("ROLLBACK TO inner; RELEASE inner").unwrap();
    finds(&archive, "toll", &[], &[]);
    write.commit().unwrap();
    finds(&archive, "toll", &[a], &["Toll A"]);
    finds(&archive, "bridge", &[], &[]);
}

/// The other process: this test binary again, which has the path in its environment.
#[test]
fn another_process() {
    let Some(path) = env::var_os(PATH).map(PathBuf::from) else { return };
    two(&Archive::open(path).unwrap());
}

fn run_another_process(path: &Path) {
    let mut program = Command::new(env::current_exe().unwrap());
    let output = program.args(["--exact", "kept::another_process"]).env(PATH, path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn what_another_process_writes_is_found() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    let c = add(&archive, &item("c", 3, "Ferry C"));
    finds(&archive, "ferries", &[c], &["Ferry C"]);
    run_another_process(&path);
    let [b, a] =
        ["on:2024-05-02", "on:2024-05-01"].map(|day| archive.search_ids(&day.into()).unwrap().hits[0]);
    finds(&archive, "ferries", &[c, b, a], &["Ferry C", "Ferry B", "Ferry A"]);
}

#[test]
fn what_is_rolled_back_is_found_only_inside() {
    let folder = folder();
    for archive in [Archive::open(folder.path().join("news.db")).unwrap(), Archive::in_memory().unwrap()] {
        let [a, b] = two(&archive);
        finds(&archive, "ferries", &[b, a], &["Ferry B", "Ferry A"]);
        let outcome = archive.write(|tx| {
            assert_eq!(asked(tx, "ferries")?.0, [b, a]);
            tx.save_all(&[item("a", 2, "Ferry A"), item("b", 1, "Ferry B")])?;
            assert_eq!(asked(tx, "ferries")?.0, [a, b]);
            let c = tx.save(&item("c", 3, "Ferry C"))?.id.unwrap();
            assert_eq!(asked(tx, "ferries")?.0, [c, a, b]);
            tx.remove_articles(&[a, b])?;
            assert_eq!(asked(tx, "ferries")?.0, [c]);
            Err::<(), _>(Error::Canceled)
        });
        assert!(matches!(outcome, Err(Error::Canceled)));
        finds(&archive, "ferries", &[b, a], &["Ferry B", "Ferry A"]);
    }
}

#[test]
fn a_read_finds_the_same_while_somebody_writes() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let (archive, other) = (Archive::open(&path).unwrap(), Archive::open(&path).unwrap());
    let [a, b] = two(&archive);
    archive
        .read(|snapshot| {
            assert_eq!(asked(snapshot, "ferries")?.0, [b, a]);
            other.write(|tx| tx.save_all(&[item("a", 2, "Ferry A"), item("b", 1, "Ferry B")])).unwrap();
            assert_eq!(asked(snapshot, "ferries")?.0, [b, a]);
            assert_eq!(asked(snapshot, "ferry")?.0, [b, a]);
            Ok(())
        })
        .unwrap();
    finds(&archive, "ferries", &[a, b], &["Ferry A", "Ferry B"]);
}
