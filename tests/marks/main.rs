//! Marks of articles, through the public API: set and taken away, kept through all that becomes of an article, and asked for.

mod ask;
#[path = "../common/mod.rs"]
mod common;
#[allow(dead_code)]
#[path = "../common/dice.rs"]
mod dice;
mod filter;
mod follow;
mod histories;
mod set;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use dateline::{Archive, ArticleId, ArticleMark, NewArticle};

/// Returns the hour of a day at which something is done.
fn at(hour: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, 1, 0, 0, 0).unwrap() + TimeDelta::hours(hour)
}

/// Returns an article of its own id, published on a day of May 2024.
fn item(id: &str, day: u32) -> NewArticle {
    let published = format!("2024-05-{day:02}T09:00Z").parse().unwrap();
    NewArticle::new(format!("Story {id}"), format!("All of {id}.")).key("wire", id).published(published)
}

fn add(archive: &Archive, article: &NewArticle) -> ArticleId {
    archive.write_at(at(0), |tx| tx.save(article)).unwrap().id.unwrap()
}

fn marks(archive: &Archive, id: ArticleId) -> Vec<ArticleMark> {
    archive.read(|snapshot| snapshot.marks_of(id)).unwrap()
}

fn names(archive: &Archive, id: ArticleId) -> Vec<String> {
    marks(archive, id).into_iter().map(|mark| mark.name).collect()
}

#[track_caller]
fn assert_sound(archive: &Archive) {
    assert_eq!(archive.check().unwrap(), []);
}
