//! Earlier wordings: listed, compared, asked for at a date, and brought back.

#[path = "../common/mod.rs"]
mod common;
mod diffs;
mod random;
mod revert;
mod states;

use chrono::{DateTime, TimeZone, Utc};
use dateline::{Archive, Article, ArticleId, NewArticle, Saved};

/// Noon of a day in June 2024.
fn noon(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, day, 12, 0, 0).unwrap()
}

fn save(archive: &Archive, day: u32, article: &NewArticle) -> Saved {
    archive.write_at(noon(day), |tx| tx.save(article)).unwrap()
}

fn add(archive: &Archive, day: u32, article: &NewArticle) -> ArticleId {
    save(archive, day, article).id.unwrap()
}

fn stored(archive: &Archive, id: ArticleId) -> Article {
    archive.read(|s| s.article(id)).unwrap().unwrap()
}

fn story(headline: &str, body: &str) -> NewArticle {
    NewArticle::new(headline, body).language("en").published("2024-05-02T10:15:30Z".parse().unwrap())
}

fn ferry() -> NewArticle {
    story("Ferry stays in port", "Fog held up the ferry.").key("wire", "F")
}

/// What an article says, without its names, which only add, and whoever set its tags.
fn nameless(mut document: NewArticle) -> NewArticle {
    (document.url, document.urls, document.keys) = (None, Vec::new(), Vec::new());
    document.tags.iter_mut().for_each(|tag| tag.set_by = None);
    document
}

fn document(archive: &Archive, id: ArticleId) -> NewArticle {
    nameless(archive.read(|s| s.document(&s.article(id)?.unwrap())).unwrap())
}
