//! A host beside the archive: its own tables, views and indexes in the file, and its own statements in a read or a write.

#[path = "../common/mod.rs"]
mod common;
#[cfg(feature = "rusqlite")]
mod lending;
mod objects;
mod references;
mod retention;

use chrono::{DateTime, TimeZone, Utc};
use dateline::{Archive, ArticleId, NewArticle};

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, 1, 12, 0, 0).unwrap()
}

fn add(archive: &Archive, headline: &str) -> ArticleId {
    let article = NewArticle::new(headline, "").language("en").published("2024-05-02".parse().unwrap());
    archive.write_at(now(), |tx| tx.save(&article)).unwrap().id.unwrap()
}
