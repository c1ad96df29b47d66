//! How a story is known again, through the public API: one by one, and as properties of random sources.

mod bad_input;
mod many;
mod regrouped;
mod said;
mod states;
mod stories;

use chrono::{DateTime, TimeZone, Utc};
use dateline::{Archive, ArticleId, Key, NewArticle, Outcome, Saved, Source, Warning};

const FERRY: &str = "The last ferry of the evening turned back in thick fog after an hour at sea, and two hundred \
                     passengers spent the night in the school hall of the island.";
const MARKET: &str = "Stall holders of the fish market voted on Wednesday to close on Mondays from next month, since \
                      boats no longer land a catch on the day before.";

fn archive() -> Archive {
    Archive::in_memory().unwrap()
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 6, 1, 12, 0, 0).unwrap()
}

fn story(headline: &str, body: &str) -> NewArticle {
    NewArticle::new(headline, body).language("en").published("2024-05-02".parse().unwrap())
}

fn ferry() -> NewArticle {
    story("Ferry turns back", FERRY)
}

fn market() -> NewArticle {
    story("Market to close on Mondays", MARKET)
}

fn dated(article: NewArticle, day: &str) -> NewArticle {
    article.published(day.parse().unwrap())
}

fn guid(article: NewArticle, value: &str, feed: &str) -> NewArticle {
    NewArticle { keys: vec![Key::scoped("guid", value, feed)], ..article }
}

/// Reads a source once, in one transaction.
fn read(archive: &Archive, name: &str, items: &[NewArticle]) -> Vec<Saved> {
    let source = Source::new(name);
    archive.write_at(now(), |tx| tx.save_all_from(items.iter().map(|item| (&source, item)))).unwrap()
}

fn outcomes(saved: &[Saved]) -> Vec<&'static str> {
    saved.iter().map(|saved| saved.outcome.as_str()).collect()
}

fn count(archive: &Archive) -> u64 {
    archive.read(|s| s.article_count()).unwrap()
}

fn revisions(archive: &Archive, id: Option<ArticleId>) -> usize {
    archive.read(|s| s.revisions_of(id.unwrap())).unwrap().len()
}

#[track_caller]
fn assert_sound(archive: &Archive) {
    assert_eq!(archive.check().unwrap(), []);
}
