//! Dates of a query against the times of articles.

use std::collections::BTreeSet;

use chrono_tz::Tz;
use dateline::{
    Archive, Cursor, Error, Facet, Interval, InvalidCursor, Moment, NewArticle, Note, Order, Precision, Query,
};

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
            // Of which no time of day is known, so that it is within no minute of its day.
            ("on:2024-05-03T10:00", ""),
            ("after:2024-05-03T23:00 before:2024-05-04", "hafen"),
            ("after:2024-05-03T10:00 before:2024-05-03T23:00", ""),
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
    let archive = saved(&["2024-05-01T23:30:59Z"], 2100);
    let count = |query: &str| archive.count(&Query::from(query)).unwrap().count;
    assert_eq!(count("on:2024-05-01"), 2100);
    assert_eq!(count("after:2024-05-01T23:30:59"), 2100);
    assert_eq!(count("before:2024-05-01T23:30:59"), 0);
}

const ZONES: [Tz; 6] = [
    Tz::UTC,
    chrono_tz::America::Los_Angeles,
    chrono_tz::Asia::Kolkata,
    chrono_tz::Europe::Madrid,
    chrono_tz::Pacific::Kiritimati,
    chrono_tz::Pacific::Pago_Pago,
];

#[test]
fn a_day_as_printed_is_that_day_in_every_zone() {
    let archive = saved(&["2024-02-29", "2024-03", "2023"], 60);
    for zone in ZONES {
        let found = |query: &str| archive.count(&Query::from(query).zone(zone)).unwrap().count;
        assert_eq!((found("on:2024-02-28"), found("on:2024-02-29")), (0, 60), "{zone}");
        assert_eq!((found("on:2024-03 before:2024-04-01"), found("on:2023")), (60, 60), "{zone}");
        assert_eq!(
            (found("after:2024-02-29 before:2024-03-01"), found("before:2024-02-29")),
            (60, 60),
            "{zone}"
        );
        assert_eq!(found("after:2024-03-01"), 60, "{zone}");
    }
}

/// Articles at all hours around the ends of days, months and a year, some of which print no hour.
fn around_midnights() -> Archive {
    let archive = Archive::in_memory().unwrap();
    let mut articles = Vec::new();
    let first: chrono::NaiveDate = "2023-12-28".parse().unwrap();
    for day in first.iter_days().take(9) {
        articles.push(day.to_string());
        articles.extend((0..24).step_by(3).map(|hour| format!("{day}T{hour:02}:40Z")));
        articles.push(format!("{day}T22:31-04:00"));
    }
    let articles: Vec<_> = (0..)
        .zip(articles)
        .map(|(n, date)| NewArticle::new(format!("Fog {n}"), "").published(date.parse().unwrap()))
        .collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    archive
}

#[test]
fn an_article_is_found_on_the_day_under_which_it_is_shown() {
    let archive = around_midnights();
    for zone in ZONES {
        let all = archive.search(&Query::new().zone(zone).order(Order::Newest).limit(1000)).unwrap().hits;
        assert_eq!(all.len(), 90);
        for hit in all {
            let shown = hit.published.moment_in(zone).unwrap();
            for precision in [Precision::Year, Precision::Month, Precision::Day, shown.precision()] {
                let on = Moment::new(shown.local(), precision.min(shown.precision()));
                let query = Query::new().on(on).zone(zone).limit(1000);
                let found = archive.search_ids(&query).unwrap().hits;
                assert!(found.contains(&hit.id), "{zone} {on} {:?}", hit.published);
            }
        }
    }
}

#[test]
fn days_are_counted_as_they_are_found() {
    let archive = around_midnights();
    for zone in ZONES {
        let query = Query::from("fog").zone(zone);
        for interval in Interval::ALL {
            let timeline = archive.timeline(&query, *interval).unwrap();
            assert_eq!(timeline.total.to_string(), "90");
            for bucket in &timeline.buckets {
                let found = archive.count(&bucket.narrow(query.clone())).unwrap().count as u64;
                assert_eq!((bucket.matches, bucket.volume), (found, found), "{zone} {bucket:?}");
            }
        }
        for year in &archive.facets(&query, &[Facet::Year]).unwrap().lists[0].values {
            let narrowed = year.narrow(query.clone());
            assert_eq!(archive.count(&narrowed).unwrap().count, year.articles, "{zone} {year:?}");
        }
    }
}

#[test]
fn a_cursor_of_clocks_that_meant_another_time_is_refused() {
    for old in ["272314368", "2", "p272314368-1", "r0-9-3fd0000000000000_3ff0000000000000---3fe0000000000000"]
    {
        assert_eq!(old.parse::<Cursor>(), Err(InvalidCursor), "{old}");
    }
}

#[test]
fn dates_are_counted_back_from_now() {
    let archive = archive();
    let now = "2024-05-10T12:00:00Z".parse().unwrap();
    for (query, expected) in [
        ("after:-2d", "news rats tokyo"),
        ("before:-7d", "oil visit troops"),
        ("on:-1d", "rats"),
        ("on:-1w", "hafen"),
        ("on:-1m", ""),
        ("after:-1y", VISIBLE),
        ("after:-28h", "news rats"),
        ("after:-27h", "news"),
        ("american before:-1w", "oil troops"),
        ("after:-10d before:-1w on:2024-05-02", "oil"),
    ] {
        let page = archive.search(&Query::from(query).now(now).order(Order::Newest)).unwrap();
        assert_eq!((uris(&page).as_str(), &page.notes[..]), (expected, &[][..]), "{query}");
    }
    let counts = archive.timeline(&Query::from("on:-1d").now(now), Interval::Day).unwrap();
    assert_eq!(counts.buckets.iter().map(|bucket| bucket.matches).sum::<u64>(), 1);

    let noted = [Note::NoNow("after:-2d".into())];
    let query = Query::from("american after:-2d");
    let page = archive.search(&query.clone().order(Order::Newest)).unwrap();
    assert_eq!((uris(&page).as_str(), &page.notes[..]), ("oil troops", &noted[..]));
    let Err(Error::NotAsAsked { notes }) = archive.search(&query.strict()) else { panic!("it is noted") };
    assert_eq!(notes, noted);
    let alone = archive.search(&Query::from("after:-2d")).unwrap();
    assert_eq!((alone.hits.len(), &alone.notes[..]), (0, &noted[..]));
    assert_eq!(archive.search_images(&Query::from("after:-2d")).unwrap().notes, noted);
    assert_eq!(archive.facets(&Query::from("american after:-2d"), &[Facet::Tag]).unwrap().notes, noted);
}
