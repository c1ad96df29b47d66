//! Standing queries, through the public API.

mod bad_input;
#[path = "../common/mod.rs"]
mod common;
mod follower;
mod marking;
mod news;
mod positions;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use dateline::{Archive, ArticleId, NewArticle, StandingPage};

/// Returns the hour of a day at which something is done.
fn at(hour: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, 1, 0, 0, 0).unwrap() + TimeDelta::hours(hour)
}

/// Returns an article of its own id.
fn item(id: &str, headline: &str) -> NewArticle {
    NewArticle::new(headline, format!("All of {id}."))
        .key("wire", id)
        .published("2024-05-02T09:00Z".parse().unwrap())
}

fn add(archive: &Archive, hour: i64, article: &NewArticle) -> ArticleId {
    archive.write_at(at(hour), |tx| tx.save(article)).unwrap().id.unwrap()
}

/// Makes an archive with a standing query, which was added before everything else.
fn with_query(name: &str, query: &str) -> Archive {
    let archive = Archive::in_memory().unwrap();
    archive.write_at(at(0), |tx| tx.add_standing_query(name, &query.into())).unwrap();
    archive
}

fn new_for(archive: &Archive, name: &str, hour: i64) -> StandingPage {
    archive.read_at(at(hour), |snapshot| snapshot.new_for(name, "desk", 1000)).unwrap()
}

/// Takes what is new, and confirms it.
fn take(archive: &Archive, name: &str, hour: i64) -> StandingPage {
    let page = new_for(archive, name, hour);
    archive.write_at(at(hour), |tx| tx.confirm(name, "desk", &page.position)).unwrap();
    page
}

#[track_caller]
fn assert_sound(archive: &Archive) {
    assert_eq!(archive.check().unwrap(), []);
}
