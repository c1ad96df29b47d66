//! Dates that are counted back from now.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::{Asia, Tz};
use dateline::{Ago, DateLimit, Note, Query};

use crate::{form, instant, notes};

/// The evening of a last day of a month, on which it is the next month already in Tokyo.
fn now() -> DateTime<Utc> {
    "2024-03-31T20:00:42Z".parse().unwrap()
}

#[test]
fn a_time_before_now_is_kept_as_it_was_typed() {
    let query = Query::from("a after:-7d before:-2w on:-1m after:-24h before:-1y");
    let ago = [
        DateLimit::SinceAgo(Ago::days(7)),
        DateLimit::UntilAgo(Ago::weeks(2)),
        DateLimit::OnAgo(Ago::months(1)),
        DateLimit::SinceAgo(Ago::hours(24)),
        DateLimit::UntilAgo(Ago::years(1)),
    ];
    assert_eq!((query.dates(), query.notes()), (&ago[..], &[][..]));
    assert_eq!(query.to_string(), "a after:-7d before:-2w on:-1m after:-24h before:-1y");
    let query = query.now(now());
    assert_eq!(query.to_string(), "a after:-7d before:-2w on:-1m after:-24h before:-1y");
    let data = serde_json::to_string(&query).unwrap();
    assert!(data.contains(r#"{"since_ago":"-7d"}"#), "{data}");
    assert_eq!(serde_json::from_str::<Query>(&data).unwrap(), query);
    for text in ["after:\"-7D\"", "after:−7d", "after:–7d", "AFTER:-07d", "after:\" -7d \""] {
        assert_eq!(Query::from(text).dates(), [DateLimit::SinceAgo(Ago::days(7))], "{text}");
    }
    let built = Query::new().since_ago(Ago::hours(60_000)).until_ago(Ago::days(0)).on_ago(Ago::weeks(1));
    assert_eq!(built.to_string(), "after:-9999h before:-0d on:-1w");
    assert!(serde_json::from_str::<Ago>("\"7d\"").is_err());
}

#[test]
fn what_is_no_such_time_is_no_date() {
    for bad in ["7d", "-d", "-7", "-7x", "-12345d", "-7dd", "--7d", "-+7d", "-7 d", "+7d", "-٧d", "-1.5h"] {
        let text = format!("a after:\"{bad}\"");
        notes(&text, &[form("a")], &[Note::BadDate(bad.into())]);
    }
    notes("-on:-7d", &[], &[Note::NotExcludable("on:-7d".into())]);
}

#[track_caller]
fn day(typed: &str, zone: Tz, expected: &str) {
    let days = Query::from(format!("on:{typed}").as_str()).zone(zone).now(now()).days();
    let expected: NaiveDate = expected.parse().unwrap();
    assert_eq!((days.from, days.to), (Some(expected), expected.succ_opt()), "{typed} in {zone}");
}

#[test]
fn days_are_those_of_the_calendar_in_the_zone_of_the_query() {
    for (typed, expected) in [
        ("-0d", "2024-03-31"),
        ("-1d", "2024-03-30"),
        ("-31d", "2024-02-29"),
        ("-2w", "2024-03-17"),
        // A month without a 31st has its last day instead.
        ("-1m", "2024-02-29"),
        ("-4m", "2023-11-30"),
        ("-13m", "2023-02-28"),
        ("-1y", "2023-03-31"),
        ("-100y", "1924-03-31"),
    ] {
        day(typed, Tz::UTC, expected);
    }
    day("-0d", Asia::Tokyo, "2024-04-01");
    day("-1m", Asia::Tokyo, "2024-03-01");

    let range = |text: &str, zone: Tz, now: &str| {
        let range = Query::from(text).zone(zone).now(now.parse().unwrap()).range();
        (range.from, range.to)
    };
    let evening = "2024-03-31T20:00:42Z";
    assert_eq!(range("after:-1d", Tz::UTC, evening), (instant("2024-03-30T00:00:00Z"), None));
    assert_eq!(range("before:-1d", Tz::UTC, evening), (None, instant("2024-03-30T00:00:00Z")));
    assert_eq!(range("after:-1d", Asia::Tokyo, evening), (instant("2024-03-30T15:00:00Z"), None));
    // A day of 23 hours: the clocks of Jerusalem went forward on 2023-03-24.
    let day = (instant("2023-03-23T22:00:00Z"), instant("2023-03-24T21:00:00Z"));
    assert_eq!(range("on:-1d", Asia::Jerusalem, "2023-03-25T10:00:00Z"), day);
    // Hours are hours, to the minute, whatever the zone.
    assert_eq!(range("after:-24h", Asia::Jerusalem, evening), (instant("2024-03-30T20:00:00Z"), None));
    let minute = (instant("2024-03-31T17:00:00Z"), instant("2024-03-31T17:01:00Z"));
    assert_eq!(range("on:-3h", Tz::UTC, evening), minute);
}

#[test]
fn without_a_now_nothing_is_counted_back() {
    let query = Query::from("after:-7d");
    assert_eq!((query.range(), query.days()), Default::default());
    // A query of which nothing can be used finds nothing.
    assert!(query.finds_nothing() && query.notes().is_empty());
    assert_eq!(query.to_string(), "after:-7d");
    assert!(!query.clone().now(now()).finds_nothing());
    assert!(!query.clone().word("toll").finds_nothing());
    let data = serde_json::to_string(&query).unwrap();
    assert!(!serde_json::from_str::<Query>(&data).unwrap().now(now()).finds_nothing());
}

#[test]
fn the_ends_of_time_are_no_obstacle() {
    for now in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, DateTime::UNIX_EPOCH] {
        for zone in [Tz::UTC, chrono_tz::Pacific::Kiritimati, chrono_tz::Pacific::Niue] {
            for text in ["on:-0d", "on:-9999h", "on:-9999d", "on:-9999w", "on:-9999m", "on:-9999y"] {
                let query = Query::from(text).zone(zone).now(now);
                let (range, days) = (query.range(), query.days());
                assert!(range.from <= range.to && days.from <= days.to, "{text} {zone} {now}");
            }
        }
    }
}
