//! Queries in order of time, beside SQL over plain `MATCH`.
//!
//! Articles here are in a language without stems, so that a word is found as it is printed, which FTS5 can say
//! as well.

mod common;
#[path = "common/dice.rs"]
#[allow(dead_code, reason = "not all of it is used here")]
mod dice;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use common::{connect, folder};
use dateline::{Archive, ArticleId, NewArticle, Order, Query};
use dice::Dice;
use rusqlite::Connection;

const WORDS: [&str; 10] = ["the", "oil", "iran", "prices", "oilrig", "fog", "ferry", "o", "pier", "storm"];
const TAGS: [&str; 4] = ["Harbour", "Trade", "Weather", "Sport"];
const PEOPLE: [&str; 3] = ["Ada Fennick", "Joram Vale", "Marta Lindqvist"];
/// The columns that hold what is printed in an article.
const PRINTED: &str = "{headline dek byline captions credits people tags body}";

fn text(dice: &mut Dice, most: usize) -> String {
    let words = (0..1 + dice.roll(most)).map(|_| WORDS[dice.skewed(WORDS.len())]);
    words.collect::<Vec<_>>().join(" ")
}

fn article(dice: &mut Dice, number: usize) -> NewArticle {
    let day = format!("20{:02}-{:02}-{:02}", 10 + dice.roll(4), 1 + dice.roll(12), 1 + dice.roll(28));
    let date = match dice.roll(3) {
        0 => format!("{day}T{:02}:30{}", dice.roll(24), dice.pick(&["Z", "-04:00", "+09:30"])),
        1 if dice.one_in(4) => day[..7].into(),
        _ => day,
    };
    let mut article = NewArticle::new(text(dice, 6), text(dice, 40))
        .key("n", number.to_string())
        .language(dice.pick(&["eo", "ja"]))
        .published(date.parse().unwrap());
    for _ in 0..dice.roll(3) {
        article = article.tag(dice.pick(&TAGS));
    }
    if dice.one_in(3) {
        article = article.person(dice.pick(&PEOPLE));
    }
    article
}

/// Fills an archive in many parts, with some articles edited and some removed.
fn fill(path: &Path, dice: &mut Dice) {
    let archive = Archive::open(path).unwrap();
    let conn = connect(path);
    let set = "INSERT INTO article_fts (article_fts, rank) VALUES (?1, ?2)";
    conn.execute(set, ("pgsz", 128)).unwrap();
    conn.execute(set, ("automerge", 0)).unwrap();
    for part in 0..12 {
        let numbers = part * 25..part * 25 + 25;
        let mut articles: Vec<_> = numbers.map(|number| article(dice, number)).collect();
        for _ in 0..4 {
            let old = dice.roll(part * 25 + 1);
            articles.push(article(dice, old));
        }
        archive.write(|tx| tx.save_all(&articles)).unwrap();
    }
    conn.execute_batch("PRAGMA foreign_keys = ON; DELETE FROM article WHERE id % 11 = 3").unwrap();
}

/// Something that a query asks for, as it is typed and as SQL says it.
struct Asked {
    typed: String,
    sql: &'static str,
    value: String,
}

const MATCHES: &str = "SELECT rowid AS clock FROM article_fts WHERE article_fts MATCH ?1";
const TAGGED: &str = "SELECT t.clock FROM article_text t JOIN article_tag a USING (article)
     JOIN tag g ON g.id = a.tag WHERE g.name = ?1";
const ABOUT: &str = "SELECT t.clock FROM article_text t JOIN mention m USING (article) WHERE m.name = ?1";
const IN: &str =
    "SELECT t.clock FROM article_text t JOIN article a ON a.id = t.article WHERE a.language = ?1";
/// The time of day by the zone, of which the instant is given; what has none by the day of its clock.
const FROM: &str = "SELECT t.clock FROM article_text t JOIN article a ON a.id = t.article
     WHERE CASE WHEN a.published_precision IN ('day', 'month', 'year')
           THEN date(((t.clock >> 12) - 719162 * 1440) * 60, 'unixepoch') >= json_extract(?1, '$[0]')
           ELSE a.published >= json_extract(?1, '$[1]') END";
const BEFORE: &str = "SELECT t.clock FROM article_text t JOIN article a ON a.id = t.article
     WHERE CASE WHEN a.published_precision IN ('day', 'month', 'year')
           THEN date(((t.clock >> 12) - 719162 * 1440) * 60, 'unixepoch') < json_extract(?1, '$[0]')
           ELSE a.published < json_extract(?1, '$[1]') END";
const ZONES: [Tz; 4] =
    [Tz::UTC, chrono_tz::America::Los_Angeles, chrono_tz::Asia::Kolkata, chrono_tz::Pacific::Kiritimati];

fn words(dice: &mut Dice) -> Asked {
    let (one, two) = (text(dice, 1), text(dice, 3));
    let (typed, value) = match dice.roll(6) {
        0 => (format!("\"{two}\""), format!("{PRINTED} : \"{two}\"")),
        1 => (format!("{one}*"), format!("{PRINTED} : \"{one}\" *")),
        2 => (format!("\"{two}\"*"), format!("{PRINTED} : \"{two}\" *")),
        3 => (format!("headline:\"{two}\""), format!("headline : \"{two}\"")),
        4 => (format!("body:{one}"), format!("body : \"{one}\"")),
        _ => (one.clone(), format!("{PRINTED} : \"{one}\"")),
    };
    Asked { typed, sql: MATCHES, value }
}

fn filter(dice: &mut Dice) -> Asked {
    let (kind, sql, value) = match dice.roll(3) {
        0 => ("tag", TAGGED, dice.pick(&TAGS)),
        1 => ("person", ABOUT, dice.pick(&PEOPLE)),
        _ => ("lang", IN, dice.pick(&["eo", "ja"])),
    };
    Asked { typed: format!("{kind}:\"{value}\""), sql, value: value.into() }
}

fn date(dice: &mut Dice, zone: Tz) -> Asked {
    let day = NaiveDate::from_ymd_opt(
        2010 + dice.roll(4) as i32,
        1 + dice.roll(12) as u32,
        1 + dice.roll(28) as u32,
    );
    let day = day.unwrap();
    let start = zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().unwrap();
    let value = format!("[\"{day}\", {}]", start.timestamp());
    match dice.one_in(2) {
        true => Asked { typed: format!("after:{day}"), sql: FROM, value },
        false => Asked { typed: format!("before:{day}"), sql: BEFORE, value },
    }
}

type Clocks = BTreeSet<i64>;

fn clocks(conn: &Connection, asked: &Asked) -> Clocks {
    let mut statement = conn.prepare_cached(asked.sql).unwrap();
    statement.query_map([&asked.value], |row| row.get("clock")).unwrap().map(Result::unwrap).collect()
}

/// A query, and the clocks of the articles that answer it.
fn query(conn: &Connection, all: &Clocks, zone: Tz, dice: &mut Dice) -> (String, Clocks) {
    let (mut typed, mut answer) = (Vec::new(), all.clone());
    for _ in 0..dice.roll(4) {
        // One of several; more often, one.
        let mut any = vec![words(dice)];
        while dice.one_in(3) {
            any.push(if dice.one_in(4) { filter(dice) } else { words(dice) });
        }
        let found: Clocks = any.iter().flat_map(|asked| clocks(conn, asked)).collect();
        answer = answer.intersection(&found).copied().collect();
        typed.push(any.into_iter().map(|asked| asked.typed).collect::<Vec<_>>().join(" OR "));
    }
    for asks_date in [false, true] {
        if dice.one_in(3) {
            let asked = if asks_date { date(dice, zone) } else { filter(dice) };
            answer = answer.intersection(&clocks(conn, &asked)).copied().collect();
            typed.push(asked.typed);
        }
    }
    while dice.one_in(3) {
        let asked = if dice.one_in(3) { filter(dice) } else { words(dice) };
        answer = answer.difference(&clocks(conn, &asked)).copied().collect();
        typed.push(format!("-{}", asked.typed));
    }
    (typed.join(" "), answer)
}

/// A query that a busy machine doesn't cut short.
fn patient(typed: &str, zone: Tz) -> Query {
    Query::from(typed).zone(zone).deadline(Duration::from_secs(600))
}

/// All that answers a query, a page at a time.
fn pages(archive: &Archive, query: &Query, order: Order, limit: usize) -> Vec<ArticleId> {
    let mut query = query.clone().order(order).limit(limit);
    let mut ids = Vec::new();
    loop {
        let page = archive.search_ids(&query).unwrap();
        assert_eq!(page.notes, [], "{query}");
        ids.extend(page.hits);
        match page.next {
            Some(next) => query = query.page_after(Some(next)),
            None => return ids,
        }
    }
}

#[test]
fn newest_and_oldest_first() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let mut dice = Dice::of(2026, 12);
    fill(&path, &mut dice);
    let (archive, conn) = (Archive::open(&path).unwrap(), connect(&path));
    let mut articles = conn.prepare("SELECT clock, article FROM article_text").unwrap();
    let articles = articles.query_map([], |row| Ok((row.get("clock")?, ArticleId(row.get("article")?))));
    let articles: BTreeMap<i64, ArticleId> = articles.unwrap().map(Result::unwrap).collect();
    let all: Clocks = articles.keys().copied().collect();
    let mut answered = 0;
    for _ in 0..150 {
        let zone = dice.pick(&ZONES);
        let (typed, answer) = query(&conn, &all, zone, &mut dice);
        let query = patient(&typed, zone);
        answered += usize::from(!answer.is_empty() && answer.len() < all.len());
        let oldest: Vec<_> = answer.iter().map(|clock| articles[clock]).collect();
        let newest: Vec<_> = oldest.iter().rev().copied().collect();
        let limit = dice.pick(&[3, 20, 1000]);
        assert_eq!(pages(&archive, &query, Order::Newest, limit), newest, "{typed}");
        assert_eq!(pages(&archive, &query, Order::Oldest, limit), oldest, "{typed}");
        assert_eq!(archive.count(&query).unwrap().count, oldest.len(), "{typed}");
    }
    assert!(answered > 60, "{answered}");
}
