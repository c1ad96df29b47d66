//! Articles that time hides, or shows, while nobody saves.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dateline::{
    Archive, Facet, HiddenReason, Interval, NewArticle, NewImage, Order, Query, Snapshot, Status, ValueSource,
};

fn hour(n: i64) -> DateTime<Utc> {
    let noon: DateTime<Utc> = "2024-06-01T12:00:00Z".parse().unwrap();
    noon + TimeDelta::hours(n)
}

/// A story of the day of its number, that is about fog.
fn fog(day: u32) -> NewArticle {
    let image = NewImage::at("https://example.org/pier.jpg").caption(format!("Fog at the pier {day}"), "");
    NewArticle::new(format!("Fog {day}"), "The fog came.")
        .key("n", day.to_string())
        .language("en")
        .published(format!("2024-05-{day:02}").parse().unwrap())
        .tag(format!("T{day}"))
        .image(image)
}

/// At noon the first is embargoed for two hours, the second expires in four, the third both, the fourth is withheld
/// with an embargo, and the fifth is shown at all times.
fn save_all(archive: &Archive) {
    let mut stories: Vec<NewArticle> = (1..=5).map(fog).collect();
    stories[0].embargoed = Some(hour(2));
    stories[1].expires = Some(hour(4));
    (stories[2].embargoed, stories[2].expires) = (Some(hour(2)), Some(hour(4)));
    (stories[3].status, stories[3].embargoed) = (Some(Status::Withheld), Some(hour(2)));
    archive.write_at(hour(0), |tx| tx.save_all(&stories)).unwrap();
}

/// The days of the articles that are shown in each two hours from noon on.
const SHOWN: [(i64, &[u32]); 4] = [(0, &[2, 5]), (2, &[1, 2, 3, 5]), (3, &[1, 2, 3, 5]), (4, &[1, 5])];

fn days(headlines: impl Iterator<Item = String>) -> Vec<u32> {
    let mut days: Vec<u32> = headlines.map(|headline| headline[4..].parse().unwrap()).collect();
    days.sort_unstable();
    days
}

fn found(snapshot: &Snapshot<'_>, query: &Query) -> Vec<u32> {
    days(snapshot.search(query).unwrap().hits.iter().map(|hit| hit.headline.text().to_owned()))
}

/// Everything that leaves out what is hidden, in one read.
fn assert_shown(archive: &Archive, now: DateTime<Utc>, shown: &[u32]) {
    let checked = archive.read_at(now, |snapshot| {
        assert_all_show(snapshot, shown);
        Ok(())
    });
    checked.unwrap();
}

fn assert_all_show(snapshot: &Snapshot<'_>, shown: &[u32]) {
    for order in Order::ALL {
        for text in ["", "fog", "fog OR pier", "tag:t1 OR tag:t2 OR tag:t3 OR tag:t4 OR tag:t5"] {
            let query = Query::from(text).order(*order);
            assert_eq!(found(snapshot, &query), shown, "{text} by {order:?}");
            let total = snapshot.search(&query.limit(1)).unwrap().total;
            assert_eq!((total.count, total.is_exact), (shown.len(), true), "{text} by {order:?}");
        }
        let hidden: Vec<u32> = (1..=5).filter(|day| !shown.contains(day)).collect();
        assert_eq!(found(snapshot, &Query::from("is:hidden").order(*order)), hidden, "{order:?}");
        assert_eq!(found(snapshot, &Query::from("fog -is:hidden").hidden(true).order(*order)), shown);
        assert_eq!(found(snapshot, &Query::from("fog").hidden(true).order(*order)), [1, 2, 3, 4, 5]);
        let either = Query::from("tag:t5 OR is:hidden").order(*order);
        assert_eq!(found(snapshot, &either), [hidden, vec![5]].concat());
    }
    assert_eq!(snapshot.count(&Query::from("fog")).unwrap().count, shown.len());
    assert_eq!(snapshot.stats().unwrap().hidden, 5 - shown.len() as u64);

    let facets = snapshot.facets(&Query::from("fog"), &[Facet::Tag]).unwrap();
    let tags = facets.lists[0].values.iter().map(|value| format!("Fog {}", &value.name[1..]));
    assert_eq!(days(tags), shown);

    let buckets = snapshot.timeline(&Query::from("fog"), Interval::Day).unwrap().buckets;
    for bucket in &buckets {
        assert_eq!(bucket.matches, bucket.volume, "{bucket:?}");
    }
    let volume = buckets.iter().filter(|bucket| bucket.volume > 0);
    assert_eq!(days(volume.map(|bucket| format!("Fog {}", &bucket.date.to_string()[8..]))), shown);

    let [picture] = &snapshot.search_images(&Query::from("pier")).unwrap().images[..] else { panic!("one") };
    let uses = picture.other_uses.iter().chain([&picture.found_in]);
    assert_eq!(days(uses.map(|used| used.headline.clone())), shown);
    let explanation = snapshot.explain(&Query::from("fog")).unwrap();
    assert_eq!(explanation.hits.len(), shown.len());
}

#[test]
fn an_embargo_ends_while_nobody_saves() {
    let folder = tempfile::tempdir().unwrap();
    for archive in [Archive::in_memory(), Archive::open(folder.path().join("news.db"))] {
        let archive = archive.unwrap();
        save_all(&archive);
        for (hours, shown) in SHOWN {
            assert_shown(&archive, hour(hours), shown);
            // Said again by what the connection remembers.
            assert_shown(&archive, hour(hours) + TimeDelta::minutes(59), shown);
            assert_eq!(archive.check().unwrap(), []);
        }
        // What was remembered of a later time is no answer for an earlier one.
        assert_shown(&archive, hour(2), SHOWN[1].1);
        for (hours, shown) in SHOWN {
            archive.write_at(hour(hours), |tx| tx.refresh_hidden()).unwrap();
            assert_shown(&archive, hour(hours), shown);
            assert_eq!(archive.check().unwrap(), []);
        }
    }
}

#[test]
fn it_ends_in_real_time() {
    let archive = Archive::in_memory().unwrap();
    let ends = Utc::now() + TimeDelta::milliseconds(200);
    let mut story = fog(1);
    story.embargoed = Some(ends);
    archive.write(|tx| tx.save(&story)).unwrap();
    assert_eq!(archive.count(&Query::from("fog")).unwrap().count, 0);
    // An embargo ends with the whole second after it.
    while Utc::now() < ends + TimeDelta::seconds(1) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(archive.count(&Query::from("fog")).unwrap().count, 1);
}

#[test]
fn a_write_is_seen_by_what_a_connection_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    save_all(&archive);
    let count = || archive.read_at(hour(3), |snapshot| snapshot.count(&Query::from("fog"))).unwrap().count;
    assert_eq!(count(), 4);
    let mut story = fog(1);
    story.embargoed = Some(hour(9));
    archive.write_at(hour(1), |tx| tx.save(&story)).unwrap();
    assert_eq!(count(), 3);
}

#[test]
fn a_transaction_reads_at_the_time_of_its_write() {
    let archive = Archive::in_memory().unwrap();
    save_all(&archive);
    let found = archive.write_at(hour(3), |tx| Ok((tx.now(), found(tx, &Query::from("fog"))))).unwrap();
    assert_eq!(found, (hour(3), vec![1, 2, 3, 5]));
}

#[test]
fn why_an_article_is_hidden() {
    let archive = Archive::in_memory().unwrap();
    save_all(&archive);
    let query = Query::from("fog").hidden(true).order(Order::Oldest);
    let reasons = |hours| {
        let hits = archive.read_at(hour(hours), |snapshot| snapshot.search(&query)).unwrap().hits;
        hits.iter().map(|hit| hit.hidden_reason).collect::<Vec<_>>()
    };
    let (embargoed, expired) = (Some(HiddenReason::Embargoed), Some(HiddenReason::Expired));
    let withheld = Some(HiddenReason::Withheld);
    assert_eq!(reasons(0), [embargoed, None, embargoed, withheld, None]);
    assert_eq!(reasons(3), [None, None, None, withheld, None]);
    assert_eq!(reasons(4), [None, expired, expired, withheld, None]);
    let article = |hours| {
        archive.read_at(hour(hours), |snapshot| snapshot.article(dateline::ArticleId(2))).unwrap().unwrap()
    };
    assert_eq!((article(3).hidden, article(3).hidden_reason), (false, None));
    assert_eq!((article(4).hidden, article(4).hidden_reason), (true, expired));
}

fn rebuilt_after(path: &Path, spoil: &str) -> (Vec<String>, usize) {
    let archive = Archive::open(path).unwrap();
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute_batch(spoil).unwrap();
    let faults = archive.check().unwrap().iter().map(|fault| fault.what.clone()).collect();
    (faults, archive.rebuild().unwrap().mended)
}

#[test]
fn a_rebuild_knows_when_articles_turn() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    save_all(&archive);
    for spoil in [
        // As if it had been saved when it had expired, the third would be right.
        "UPDATE article SET turns = NULL WHERE id <> 3",
        "UPDATE article SET turns = turns + 1",
        "UPDATE article SET turns = 7 WHERE turns IS NULL",
        "UPDATE article SET hidden = 1 - hidden",
    ] {
        let (faults, mended) = rebuilt_after(&path, spoil);
        let ours = "when it is hidden is not what follows from its embargo, expiry and status";
        assert!(faults.iter().any(|fault| fault.ends_with(ours)), "{spoil}: {faults:?}");
        assert!(mended > 0, "{spoil}");
        assert_eq!(archive.check().unwrap(), [], "{spoil}");
        for (hours, shown) in SHOWN {
            assert_shown(&archive, hour(hours), shown);
        }
    }
}

/// More hidden articles than are listed by themselves.
#[test]
fn many_embargoes_end_one_after_another() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    let stories: Vec<NewArticle> = (0..6_000)
        .map(|n| {
            let at = hour(0) - TimeDelta::minutes(n);
            let mut story = NewArticle::new(format!("Fog {n}"), "").language("eo").published(at.into());
            story.embargoed = (n % 3 > 0).then(|| hour(1) + TimeDelta::seconds(n));
            story.expires = (n % 3 == 0).then(|| hour(1) + TimeDelta::seconds(n));
            story
        })
        .collect();
    archive.write_at(hour(0), |tx| tx.save_all(&stories)).unwrap();
    for second in [0, 1, 2, 3_000, 5_999] {
        let now = hour(1) + TimeDelta::seconds(second);
        let is_shown = |n: &i64| (n % 3 > 0) == (*n <= second);
        archive
            .read_at(now, |snapshot| {
                let all = snapshot.count(&Query::from("fog"))?.count;
                assert_eq!(all, (0..6_000).filter(is_shown).count(), "{second}");
                let newest: Vec<i64> = (0..6_000).filter(is_shown).take(20).collect();
                for order in [Order::Newest, Order::Relevance] {
                    let hits = snapshot.search(&Query::from("fog").order(order).now(hour(0)))?.hits;
                    let found = hits.iter().map(|hit| hit.headline.text()[4..].parse().unwrap());
                    assert_eq!(found.collect::<Vec<i64>>(), newest, "{second} {order:?}");
                }
                Ok(())
            })
            .unwrap();
    }
}

/// A source that says what is known changes nothing but where the values are from.
#[test]
fn what_has_expired_stays_hidden_when_another_source_says_the_same() {
    let archive = Archive::in_memory().unwrap();
    let story = NewArticle { expires: Some(hour(1)), ..fog(1) };
    archive.write_at(hour(0), |tx| tx.save(&story)).unwrap();
    let page = NewArticle { value_source: Some(ValueSource::Meta), ..story };
    archive.write_at(hour(2), |tx| tx.save(&page)).unwrap();
    let shown = archive.read_at(hour(3), |snapshot| Ok(found(snapshot, &Query::from("fog")))).unwrap();
    assert_eq!(shown, [0; 0]);
    assert_eq!(archive.check().unwrap(), []);
}
