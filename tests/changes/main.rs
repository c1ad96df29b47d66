//! Changes, removals and positions, through the public API.

#[path = "../common/mod.rs"]
mod common;
mod entities;
mod follower;
mod offered_again;
mod positions;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use dateline::{
    Archive, ArticleId, Changed, Changes, Key, NewArticle, NewUrl, Outcome, Position, UrlRelation,
};

/// Returns the hour of a day at which something is done.
fn at(hour: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, 1, 0, 0, 0).unwrap() + TimeDelta::hours(hour)
}

/// Returns an article of its own id, published on a day of May 2024.
fn item(id: &str, day: u32) -> NewArticle {
    let published = format!("2024-05-{day:02}T09:00Z").parse().unwrap();
    NewArticle::new(format!("Story {id}"), format!("All of {id}.")).key("wire", id).published(published)
}

/// Returns an item of a feed: its guid is the feed's own, and its URL anybody's.
fn entry(guid: &str, url: &str, headline: &str, day: u32) -> NewArticle {
    NewArticle {
        keys: vec![Key::scoped("guid", guid, "https://example.org/feed.xml")],
        urls: vec![NewUrl { url: url.into(), relation: UrlRelation::Given }],
        published: Some(format!("2024-05-{day:02}T09:00Z").parse().unwrap()),
        ..NewArticle::new(headline, format!("All that is known of {headline}, in a few words."))
    }
}

fn add(archive: &Archive, article: &NewArticle) -> ArticleId {
    archive.write_at(at(0), |tx| tx.save(article)).unwrap().id.unwrap()
}

fn save(archive: &Archive, article: &NewArticle) -> Outcome {
    archive.write_at(at(1), |tx| tx.save(article)).unwrap().outcome
}

fn remove(archive: &Archive, id: ArticleId) {
    archive.write_at(at(1), |tx| tx.remove_article(id)).unwrap();
}

fn changes(archive: &Archive, since: &Position) -> Changes {
    archive.read(|snapshot| snapshot.changes_since(since, 1000)).unwrap()
}

fn what(archive: &Archive, since: &Position) -> Vec<Changed> {
    changes(archive, since).changes.into_iter().map(|change| change.what).collect()
}

fn position(archive: &Archive) -> Position {
    archive.read(|snapshot| snapshot.position()).unwrap()
}

#[track_caller]
fn assert_sound(archive: &Archive) {
    assert_eq!(archive.check().unwrap(), []);
}
