//! When an article stands in time, and what moves it.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use dateline::{
    Archive, ArticleId, Error, Moment, NewArticle, NewPublication, Order, Outcome, Precision, Query,
    Rejection, Status, Warning, ZoneBasis,
};

use crate::{add, archive, assert_sound, at, now, revise, save, stored, story};

fn dated(headline: &str, date: &str) -> NewArticle {
    NewArticle::new(headline, "").language("en").published(at(date))
}

/// The headlines of all articles that are shown, the latest first.
fn listed(archive: &Archive) -> Vec<String> {
    let page = archive.search(&Query::default().order(Order::Newest).limit(50)).unwrap();
    page.hits.iter().map(|hit| hit.headline.text().to_owned()).collect()
}

fn instant(archive: &Archive, id: ArticleId) -> String {
    stored(archive, id).published.at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[test]
fn lists_are_in_the_order_of_publication_whatever_the_order_of_saving() {
    let archive = archive();
    for (headline, date) in [
        ("b", "2024-05-02T10:00:01Z"),
        ("d", "2024-05-02T12:30+01:00"),
        ("a", "2024-05-02T10:00:00Z"),
        ("e", "2024-05-03T00:00:01Z"),
        ("c", "2024-05-02T12:00+01:00"),
    ] {
        add(&archive, &dated(headline, date));
    }
    assert_eq!(listed(&archive), ["e", "d", "c", "b", "a"]);
    assert_sound(&archive);
}

#[test]
fn a_corrected_date_moves_an_article_and_nothing_else() {
    let archive = archive();
    let id = save(&archive, &NewArticle { status: None, embargoed: None, ..crate::richest() }).id.unwrap();
    add(&archive, &dated("later", "2024-05-03"));
    assert_eq!(listed(&archive), ["later", "Ferry delayed by fog"]);
    let before = stored(&archive, id);
    archive.write_at(now(), |tx| tx.correct_published(id, at("2024-05-04T08:00Z"))).unwrap();
    assert_eq!(listed(&archive), ["Ferry delayed by fog", "later"]);

    let after = stored(&archive, id);
    assert_eq!(instant(&archive, id), "2024-05-04T08:00:00Z");
    assert_eq!(after.published.printed, before.published.printed);
    let mut same = after.clone();
    same.published.clone_from(&before.published);
    same.changed = before.changed;
    same.by_hand.clear();
    assert_eq!(same, before);
    assert!(after.changed > before.changed);
    assert_eq!(after.by_hand.keys().collect::<Vec<_>>(), [&dateline::ArticleField::Published]);
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    assert_eq!(revisions[0].changed, ["published"]);
    assert_eq!(revisions[0].document.published, Some(at("2024-05-02T10:15:30+05:30")));

    // To the same date it is no correction.
    archive.write_at(now(), |tx| tx.correct_published(id, at("2024-05-04T08:00Z"))).unwrap();
    assert_eq!(archive.read(|s| s.revisions_of(id)).unwrap().len(), 1);
    for impossible in ["0000-05-01", "4084-01-01"] {
        let refused = archive.write(|tx| tx.correct_published(id, at(impossible)));
        assert!(matches!(refused, Err(Error::Invalid { field: "published", .. })), "{impossible}");
    }
    let refused = archive.write(|tx| tx.correct_published(id, at("2024-05-04T08:00").with_offset(1440)));
    assert!(matches!(refused, Err(Error::Invalid { field: "published", .. })));
    assert_eq!(stored(&archive, id), after);
    assert_sound(&archive);
}

#[test]
fn a_printed_time_is_the_offsets_or_the_publications_or_else_utc() {
    let archive = archive();
    let lisbon =
        NewPublication { time_zone: Some("Europe/Lisbon".into()), ..NewPublication::from("Harbour News") };
    for (date, zoned, expected, basis) in [
        ("2023-07-01T10:00", true, "2023-07-01T09:00:00Z", ZoneBasis::Publication),
        ("2023-12-01T10:00", true, "2023-12-01T10:00:00Z", ZoneBasis::Publication),
        ("2023-07-01T10:00-03:00", true, "2023-07-01T13:00:00Z", ZoneBasis::Explicit),
        ("2023-07-01T10:00", false, "2023-07-01T10:00:00Z", ZoneBasis::AssumedUtc),
        ("2023-07-01", true, "2023-07-01T00:00:00Z", ZoneBasis::AssumedUtc),
        // Left out on 26 March 2023 at 01:00, and come twice on 29 October at 01:00.
        ("2023-03-26T01:30", true, "2023-03-26T01:30:00Z", ZoneBasis::Publication),
        ("2023-10-29T01:30", true, "2023-10-29T00:30:00Z", ZoneBasis::Publication),
    ] {
        let mut article = dated(&format!("{date} {zoned}"), date);
        article.publication = zoned.then(|| lisbon.clone());
        let id = add(&archive, &article);
        assert_eq!(
            (instant(&archive, id).as_str(), stored(&archive, id).published.basis),
            (expected, basis),
            "{date}"
        );
        assert_eq!(stored(&archive, id).published.moment(), Some(at(date)));
    }
    assert_sound(&archive);
}

#[test]
fn what_says_less_of_a_date_replaces_nothing() {
    let archive = archive();
    let save_date = |date: &str| revise(&archive, &dated("Fog", date).key("wire", "1"));
    let id = add(&archive, &dated("Fog", "2024-05").key("wire", "1"));
    assert_eq!(save_date("2024-05-02"), ["published"]);
    assert_eq!(save_date("2024-05-02T10:15:30+05:30"), ["published"]);
    for coarser in ["2024", "2024-05", "2024-05-02", "2024-05-02T10:15", "2024-05-02T10:15:30"] {
        assert_eq!(save_date(coarser), [""; 0], "{coarser}");
    }
    assert_eq!(instant(&archive, id), "2024-05-02T04:45:30Z");
    // What says otherwise does.
    assert_eq!(save_date("2024-05-03"), ["published"]);
    assert_eq!(stored(&archive, id).published.precision, Some(Precision::Day));
    assert_sound(&archive);
}

#[test]
fn vague_dates_spread_and_stay_inside_their_span() {
    let archive = archive();
    let batch: Vec<_> = (0..40)
        .flat_map(|n| ["2023-02-28", "2023-02", "2023"].map(|date| dated(&format!("{date} {n}"), date)))
        .collect();
    archive.write(|tx| tx.save_all(&batch)).unwrap();
    let count = |query: &str| archive.search(&Query::from(query)).unwrap().total.count;
    assert_eq!(count("after:2023-01-01 before:2024-01-01"), 120);
    assert_eq!((count("before:2023-01-01"), count("after:2024-01-01")), (0, 0));
    // Those of the day alone are all in it, and those of the year are not all in one month.
    let of_day = count("on:2023-02-28");
    assert!((40..80).contains(&of_day), "{of_day}");
    assert!((80..120).contains(&count("on:2023-02")));
    assert_sound(&archive);
}

#[test]
fn a_full_minute_spills_into_the_next() {
    let archive = archive();
    let batch: Vec<_> = (0..2100).map(|n| dated(&format!("n{n}"), "2024-05-02T10:15Z")).collect();
    let saved = archive.write_at(now(), |tx| tx.save_all(&batch)).unwrap();
    assert!(saved.iter().all(|saved| saved.outcome == Outcome::Added && saved.warnings.is_empty()));
    assert_eq!(stored(&archive, saved[2099].id.unwrap()).published.moment(), Some(at("2024-05-02T10:15Z")));
    add(&archive, &dated("later", "2024-05-02T10:18Z"));
    let list = listed(&archive);
    assert_eq!(list[..3], ["later", "n2099", "n2098"]);
    assert_sound(&archive);
}

#[test]
fn midnight_for_more_than_2048_articles_is_the_day() {
    let archive = archive();
    let batch: Vec<_> = (0..2050).map(|n| dated(&format!("n{n}"), "2024-05-02T00:00:00Z")).collect();
    let saved = archive.write_at(now(), |tx| tx.save_all(&batch)).unwrap();
    let taken: Vec<_> = saved.iter().filter(|saved| saved.warnings == [Warning::TakenForDay]).collect();
    assert_eq!(taken.len(), 2);
    for saved in taken {
        let published = stored(&archive, saved.id.unwrap()).published;
        assert_eq!(
            (published.precision, published.date()),
            (Some(Precision::Day), NaiveDate::from_ymd_opt(2024, 5, 2).unwrap())
        );
    }
    let again = archive.write_at(now(), |tx| tx.save_all(&batch)).unwrap();
    assert!(again.iter().all(|saved| saved.outcome == Outcome::Unchanged));
    assert_sound(&archive);
}

#[test]
fn without_a_date_it_stands_where_it_was_first_seen() {
    let archive = archive();
    let undated = NewArticle::new("Notice", "The pier is closed.").language("en");
    let saved = save(&archive, &undated);
    assert_eq!(saved.warnings, [Warning::NoDate]);
    let id = saved.id.unwrap();
    assert_eq!(instant(&archive, id), "2024-06-01T12:00:00Z");
    let published = stored(&archive, id).published;
    assert_eq!(
        (published.precision, published.basis, published.moment()),
        (None, ZoneBasis::FirstSeen, None)
    );
    // Later it stays there.
    let again = archive.write_at(now() + Duration::days(9), |tx| tx.save(&undated)).unwrap();
    assert_eq!((again.id, again.outcome), (Some(id), Outcome::Unchanged));
    assert_sound(&archive);
}

#[test]
fn without_a_date_there_is_room_late_in_the_evening() {
    let archive = archive();
    let undated: Vec<_> = (0..600).map(|number| NewArticle::new(format!("Notice {number}"), "")).collect();
    let evening = "2024-06-01T23:59:30Z".parse().unwrap();
    let saved = archive.write_at(evening, |tx| tx.save_all(&undated)).unwrap();
    assert!(saved.iter().all(|saved| saved.outcome == Outcome::Added), "{:?}", saved.last());
    let query = Query::new().on("2024-06-01".parse().unwrap());
    assert_eq!(archive.count(&query).unwrap().count, 600);
    assert_sound(&archive);
}

#[test]
fn the_years_1_to_4083() {
    let archive = archive();
    for date in ["0001-01-01T00:00:00Z", "0001", "4083-12-31", "4083-12-31T23:59:59Z", "4083"] {
        assert_eq!(save(&archive, &dated(date, date)).outcome, Outcome::Added, "{date}");
    }
    for date in
        ["0000-12-31T23:59:59Z", "0000", "4084-01-01", "4084-01-01T00:00:00Z", "0001-01-01T00:00+01:00"]
    {
        let saved = save(&archive, &dated(date, date));
        assert_eq!(
            (saved.id, &saved.outcome),
            (None, &Outcome::Rejected { why: Rejection::DateOutOfRange }),
            "{date}"
        );
    }
    let far = Utc.with_ymd_and_hms(5000, 1, 1, 0, 0, 0).unwrap();
    let saved = archive.write_at(far, |tx| tx.save(&NewArticle::new("Undated", ""))).unwrap();
    assert_eq!(saved.outcome, Outcome::Rejected { why: Rejection::DateOutOfRange });
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 5);
    assert_sound(&archive);
}

/// The headlines of the articles that are shown at a time, the latest first.
fn shown_at(archive: &Archive, time: DateTime<Utc>) -> Vec<String> {
    let query = Query::default().order(Order::Newest);
    let page = archive.read_at(time, |snapshot| snapshot.search(&query)).unwrap();
    page.hits.iter().map(|hit| hit.headline.text().to_owned()).collect()
}

fn hour(n: i64) -> DateTime<Utc> {
    now() + Duration::hours(n)
}

#[test]
fn embargo_expiry_and_status_hide() {
    let archive = archive();
    let mut embargoed = story("embargoed", "");
    embargoed.embargoed = Some(hour(1) + Duration::milliseconds(500));
    let mut expiring = story("expiring", "");
    expiring.expires = Some(hour(2));
    let mut withheld = story("withheld", "");
    withheld.status = Some(Status::Withheld);
    for article in [&embargoed, &expiring, &withheld] {
        add(&archive, article);
    }
    assert_eq!(shown_at(&archive, hour(0)), ["expiring"]);
    // Half a second too early is too early.
    assert_eq!(shown_at(&archive, hour(1)), ["expiring"]);
    assert_eq!(shown_at(&archive, hour(1) + Duration::seconds(1)), ["expiring", "embargoed"]);
    assert_eq!(shown_at(&archive, hour(2)), ["embargoed"]);
    withheld.status = Some(Status::Usable);
    assert_eq!(revise(&archive, &withheld), ["status"]);
    assert_eq!(shown_at(&archive, hour(2)), ["withheld", "embargoed"]);
    assert_sound(&archive);
}

#[test]
fn what_has_turned_is_written_down_on_demand() {
    let archive = archive();
    let mut article = story("Budget", "");
    (article.embargoed, article.expires) = (Some(hour(1)), Some(hour(3)));
    let id = add(&archive, &article);
    let written = |time| archive.write_at(time, |tx| tx.refresh_hidden()).unwrap();
    let before = stored(&archive, id).changed;
    assert_eq!([hour(0), hour(1), hour(2), hour(3), hour(4)].map(written), [0, 1, 0, 1, 0]);
    assert!(stored(&archive, id).changed > before);
    // No wording changed.
    assert!(archive.read(|s| s.revisions_of(id)).unwrap().is_empty());
    assert_sound(&archive);

    // Written down late, it has turned twice, and is as it was.
    let late = self::archive();
    add(&late, &article);
    assert_eq!(late.write_at(hour(4), |tx| tx.refresh_hidden()).unwrap(), 0);
    assert_eq!(shown_at(&late, hour(4)), [""; 0]);
    assert_sound(&late);
}

#[test]
fn any_change_of_an_article_writes_down_if_it_has_turned() {
    let archive = archive();
    let mut article = story("Budget", "").key("wire", "1");
    article.embargoed = Some(hour(1));
    let id = add(&archive, &article);
    archive.write_at(hour(2), |tx| tx.correct_published(id, at("2024-05-03"))).unwrap();
    assert_eq!(archive.write_at(hour(2), |tx| tx.refresh_hidden()).unwrap(), 0);
    assert_eq!(shown_at(&archive, hour(2)), ["Budget"]);
    // The embargo is set anew, and ends anew.
    article.embargoed = Some(hour(5));
    assert_eq!(archive.write_at(hour(3), |tx| tx.save(&article)).unwrap().outcome.changed().len(), 1);
    assert_eq!((shown_at(&archive, hour(4)), shown_at(&archive, hour(5))), (vec![], vec!["Budget".into()]));
    assert_sound(&archive);
}

#[test]
fn a_save_after_the_embargo_shows_the_article() {
    let archive = archive();
    let mut article = story("Budget", "");
    article.embargoed = Some(hour(1));
    let id = add(&archive, &article);
    let saved = archive.write_at(hour(2), |tx| tx.save(&article)).unwrap();
    assert_eq!(saved.outcome, Outcome::Unchanged);
    assert_eq!((listed(&archive), stored(&archive, id).hidden), (vec!["Budget".to_owned()], false));
    assert_sound(&archive);
}

#[test]
fn an_offset_of_a_day_is_left_out() {
    let archive = archive();
    let moment = Moment::day(NaiveDate::from_ymd_opt(2024, 5, 2).unwrap()).with_offset(100_000);
    let saved = save(&archive, &NewArticle::new("Fog", "").language("en").published(moment));
    assert_eq!(saved.warnings, [Warning::InvalidValue { field: "published", value: "2024-05-02".into() }]);
    assert_eq!(instant(&archive, saved.id.unwrap()), "2024-05-02T00:00:00Z");
}

#[test]
fn a_day_with_an_offset_is_the_day_as_printed() {
    let archive = archive();
    let day = NaiveDate::from_ymd_opt(2024, 5, 2).unwrap();
    for minutes in [-11 * 60, 14 * 60] {
        add(&archive, &story(&format!("{minutes}"), "").published(Moment::day(day).with_offset(minutes)));
    }
    let found = |query: &str| archive.count(&Query::from(query)).unwrap().count;
    assert_eq!((found("on:2024-05-02"), found("on:2024-05-01"), found("on:2024-05-03")), (2, 0, 0));
    assert_sound(&archive);
}

#[test]
fn a_date_that_is_more_than_two_days_ahead_is_kept_with_a_warning() {
    let archive = archive();
    let warned = |article: &NewArticle| save(&archive, article).warnings;
    let future = |field, date: &str| Warning::FutureDate { field, date: date.into() };
    for near in ["2024-06-03", "2024-06-03T12:00:00Z", "2024-06-03T22:00+10:00", "2024"] {
        assert_eq!(warned(&dated(near, near)), [], "{near}");
    }
    for far in ["2024-06-04", "2024-06-03T12:00:01Z", "2099-01", "2025"] {
        assert_eq!(warned(&dated(far, far)), [future("published", &at(far).to_string())], "{far}");
    }
    let mut article = story("Fog", "");
    article.modified = Some(at("2024-06-09T08:00Z"));
    assert_eq!(warned(&article), [future("modified", "2024-06-09T08:00+00:00")]);
    assert_eq!(listed(&archive)[0], "2099-01");
    assert_sound(&archive);
}

#[test]
fn a_source_that_repeats_a_corrected_date_does_not_bring_it_back() {
    let archive = archive();
    let article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1").language("en");
    let mut article = article.published(at("2024-05-02T10:00Z"));
    let id = add(&archive, &article);
    archive.write_at(now(), |tx| tx.correct_published(id, at("2024-05-01T18:00Z"))).unwrap();
    let saved = save(&archive, &article);
    assert_eq!((saved.id, saved.outcome), (Some(id), Outcome::Unchanged));
    assert_eq!(instant(&archive, id), "2024-05-01T18:00:00Z");

    // Its other news is news, also from a batch that says both.
    article.body = "Fog held up the ferry till noon.".into();
    let outcomes = archive.write_at(now(), |tx| tx.save_all(&[article.clone(), article.clone()])).unwrap();
    assert_eq!(outcomes[0].outcome.changed(), [dateline::ArticleField::Body]);
    assert_eq!(outcomes[1].outcome, Outcome::Unchanged);
    assert_eq!(instant(&archive, id), "2024-05-01T18:00:00Z");

    // Nor does a third date, until the field is released.
    article.published = Some(at("2024-05-03T10:00Z"));
    assert_eq!(save(&archive, &article).outcome, Outcome::Unchanged);
    archive.write(|tx| tx.edit(id, |edit| _ = edit.release(dateline::ArticleField::Published))).unwrap();
    assert_eq!(save(&archive, &article).outcome.changed(), [dateline::ArticleField::Published]);
    assert_eq!(instant(&archive, id), "2024-05-03T10:00:00Z");
    assert_sound(&archive);
}
