//! Dates of a query against the times of articles.

use std::collections::BTreeSet;

use dateline::{Archive, NewArticle, Query};

use crate::archive::{VISIBLE, archive, finds, uris};

#[test]
fn after_includes_and_before_excludes() {
    finds(
        &archive(),
        &[
            ("on:2024-05-01", "visit troops"),
            ("after:2024-05-02 before:2024-05-03", "oil"),
            ("before:2024-05-01", ""),
            ("before:2024-05-02", "visit troops"),
            ("before:2024-05-02T00:00:00Z after:2024-05-01T23:59:59Z", "visit"),
            ("after:2024-05-01T00:00:01 before:2024-05-02", "visit"),
            ("on:2024-05-01T23:59", "visit"),
            ("on:2024-05-01T00:00:00", "troops"),
            ("on:2024-05-03", "hafen"),
            ("on:2024-05-04T10:00", "scrutin"),
            ("on:2024-05-04T12:00+02:00", "scrutin"),
            ("on:2024-05-04T12:00", ""),
            ("on:2024", VISIBLE),
            ("on:2024-05 before:2024-05-02", "visit troops"),
            ("on:2024-04", ""),
            ("after:2024-05-03 before:2024-05-02", ""),
            ("american on:2024-05-02", "oil"),
            ("-american on:2024-05-01", "visit"),
            ("after:2024-05-10", "news"),
            ("after:9999", ""),
            ("before:0001", ""),
        ],
    );
}

#[test]
fn dates_are_read_in_the_zone_of_the_query() {
    let archive = archive();
    let in_zone =
        |zone: chrono_tz::Tz, query: &str| uris(&archive.search(&Query::from(query).zone(zone)).unwrap());
    // 00:00Z is 20:00 of the day before in New York.
    assert_eq!(in_zone(chrono_tz::America::New_York, "on:2024-04-30"), "troops");
    assert_eq!(in_zone(chrono_tz::America::New_York, "on:2024-05-01"), "oil visit");
    // 23:59:59Z is 02:59:59 of the day after in Jerusalem.
    assert_eq!(in_zone(chrono_tz::Asia::Jerusalem, "on:2024-05-01"), "troops");
    assert_eq!(in_zone(chrono_tz::Asia::Jerusalem, "after:2024-05-02 before:2024-05-03"), "oil visit");
    assert_eq!(in_zone(chrono_tz::Asia::Jerusalem, "on:2024-05-02T00:00Z"), "oil");
}

fn saved(dates: &[&str], copies: usize) -> Archive {
    let archive = Archive::in_memory().unwrap();
    let articles: Vec<NewArticle> = dates
        .iter()
        .flat_map(|date| (0..copies).map(move |n| (date, n)))
        .map(|(date, n)| {
            NewArticle::new(format!("Number {n} of {date}"), "").published(date.parse().unwrap())
        })
        .collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    archive
}

#[test]
fn what_is_known_to_the_day_stays_in_its_day() {
    let archive = saved(&["2024-02-28", "2024-02-29", "2024-03-01"], 200);
    for day in ["2024-02-28", "2024-02-29", "2024-03-01"] {
        let page = archive.search(&Query::from(&*format!("on:{day}")).limit(1000)).unwrap();
        let headlines: BTreeSet<&str> = page.hits.iter().map(|hit| hit.headline.text()).collect();
        assert_eq!(headlines.len(), 200, "{day}");
        assert!(headlines.iter().all(|headline| headline.ends_with(day)), "{day}");
    }
}

#[test]
fn what_is_known_to_the_month_or_year_stays_in_it() {
    let archive = saved(&["2023", "2024-02", "2024"], 50);
    let count = |query: &str| archive.search(&Query::from(query)).unwrap().total.count;
    assert_eq!(count("on:2023"), 50);
    assert_eq!(count("on:2024"), 100);
    assert!(count("on:2024-02") >= 50);
}

#[test]
fn a_crowded_last_second_stays_in_its_day() {
    // More than a minute of the clock holds, so that they spill; the day's end is where they stop.
    let archive = saved(&["2024-05-01T23:30:59Z"], 600);
    let count = |query: &str| archive.search(&Query::from(query)).unwrap().total.count;
    assert_eq!(count("on:2024-05-01"), 600);
    assert_eq!(count("after:2024-05-01T23:30:59"), 600);
    assert_eq!(count("before:2024-05-01T23:30:59"), 0);
}
