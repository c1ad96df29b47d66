//! Facets and timelines: what is counted over all results.

#[allow(dead_code)]
#[path = "common/dice.rs"]
mod dice;

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeZone;
use chrono_tz::{Pacific::Apia, Tz};
use dateline::{
    Archive, Bucket, Cursor, Entity, Error, Facet, FacetList, FacetValue, Filter, Interval, NewArticle,
    NewCredit, NewTag, Note, Order, Query, Status, Term,
};

use dice::Dice;

fn saved(articles: &[NewArticle]) -> Archive {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save_all(articles)).unwrap();
    archive
}

fn at(headline: &str, published: &str) -> NewArticle {
    NewArticle::new(headline, "").language("en").published(published.parse().unwrap())
}

/// The values of a list with their counts, as one line.
fn line(list: &FacetList) -> String {
    let values = list.values.iter().map(|value| format!("{} {}", value.name, value.articles));
    values.collect::<Vec<_>>().join(", ")
}

fn facet(archive: &Archive, query: &str, facet: Facet) -> String {
    line(&archive.facets(&Query::from(query), &[facet]).unwrap().lists[0])
}

fn timeline(archive: &Archive, query: &Query, interval: Interval) -> String {
    let shown = |bucket: &Bucket| format!("{} {}/{}", bucket.date, bucket.matches, bucket.volume);
    let buckets = archive.timeline(query, interval).unwrap().buckets;
    buckets.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn harbour() -> Archive {
    saved(&[
        at("Fire at the harbour", "2024-03-09")
            .publication("The Courier")
            .section("City")
            .tag("Fires")
            .tag("Harbour")
            .person("Ada Jones"),
        at("Fire at the bridge", "2024-03-30").publication("The Courier").tag("fires").person("Ada Jones"),
        at("Feu au port", "2024-05-02").publication("Le Phare").language("fr").tag("Harbour"),
        at("Fire drill", "2023-12-31").publication("The Courier").section("City").person("Bo Lind"),
        NewArticle {
            status: Some(Status::Withheld),
            ..at("Fire that is withheld", "2024-03-10").tag("Fires")
        },
    ])
}

#[test]
fn values_are_counted_over_all_results_the_most_frequent_first() {
    let archive = harbour();
    assert_eq!(facet(&archive, "fire", Facet::Tag), "Fires 2, Harbour 1");
    assert_eq!(facet(&archive, "", Facet::Tag), "Fires 2, Harbour 2");
    assert_eq!(facet(&archive, "fire", Facet::Person), "Ada Jones 2, Bo Lind 1");
    assert_eq!(facet(&archive, "", Facet::Publication), "The Courier 3, Le Phare 1");
    assert_eq!(facet(&archive, "", Facet::Section), "City 2");
    assert_eq!(facet(&archive, "", Facet::Language), "en 3, fr 1");
    assert_eq!(facet(&archive, "", Facet::Year), "2024 3, 2023 1");
    assert_eq!(facet(&archive, "nowhere", Facet::Year), "");
    assert_eq!(facet(&archive, "is:hidden", Facet::Tag), "Fires 1");
    let hidden = archive.facets(&Query::from("fire").hidden(true), &[Facet::Tag]).unwrap();
    assert_eq!(line(&hidden.lists[0]), "Fires 3, Harbour 1");
}

#[test]
fn a_page_of_results_changes_nothing_but_the_limit_is_how_many_values_are_told() {
    let archive = harbour();
    let facets = [Facet::Tag, Facet::Year, Facet::Tag];
    let query = Query::new().limit(1);
    let next = archive.search(&query).unwrap().next;
    let counted = archive.facets(&query.clone().page_after(next).order(Order::Oldest), &facets).unwrap();
    assert_eq!(counted, archive.facets(&query, &facets).unwrap());
    assert_eq!((counted.total.count, counted.total.is_exact), (4, true));
    let told: Vec<_> = counted.lists.iter().map(|list| (list.facet.clone(), line(list), list.more)).collect();
    let tag = || (Facet::Tag, "Fires 2".to_owned(), 1);
    assert_eq!(told, [tag(), (Facet::Year, "2024 3".into(), 1), tag()]);
    assert!(archive.facets(&Query::new().limit(0), &facets).unwrap().lists[0].values.is_empty());
}

#[test]
fn what_was_merged_or_stands_below_is_one_value() {
    let archive = saved(&[
        at("One", "2024-01-01").tag("Blaze").tag("Fires").person("Ada Jones").person("A. Jones"),
        at("Two", "2024-01-02").tag("Blaze").person("A. Jones"),
        at("Three", "2024-01-03").tag("Forest fires"),
        at("Four", "2024-01-04").language("zh-Hant"),
        at("Five", "2024-01-05").language("zh"),
    ]);
    archive
        .write(|tx| {
            let tag = |name: &str| Ok::<_, dateline::Error>(tx.tag_named("", name)?.unwrap().id);
            let (blaze, fires, forest) = (tag("Blaze")?, tag("Fires")?, tag("Forest fires")?);
            let people = tx.people_named("Ada Jones")?[0].id;
            let other = tx.people_named("A. Jones")?[0].id;
            tx.merge_tags(blaze, fires)?;
            tx.set_tag_parent(forest, Some(fires))?;
            tx.merge_people(other, people)
        })
        .unwrap();
    assert_eq!(facet(&archive, "", Facet::Tag), "Fires 3, Forest fires 1");
    assert_eq!(facet(&archive, "", Facet::Person), "Ada Jones 2");
    assert_eq!(facet(&archive, "", Facet::Language), "en 3, zh 2, zh-Hant 1");
}

#[test]
fn authors_are_people_and_organizations_of_the_byline() {
    let archive = saved(&[
        at("One", "2024-01-01")
            .credit(NewCredit::author("Ada Jones"))
            .credit(NewCredit::organization("Coastal Press"))
            .person("Bo Lind"),
        at("Two", "2024-01-02").credit(NewCredit::author("A. Jones")).credit(NewCredit::author("Bo Lind")),
        at("Three", "2024-01-03").credit(NewCredit::organization("Coastal Press")).person("Ada Jones"),
    ]);
    archive
        .write(|tx| {
            let [from, into] = ["A. Jones", "Ada Jones"].map(|name| tx.people_named(name).unwrap()[0].id);
            tx.merge_people(from, into)
        })
        .unwrap();
    assert_eq!(facet(&archive, "", Facet::Author), "Ada Jones 2, Coastal Press 2, Bo Lind 1");
    // Bo is in one and wrote another.
    assert_eq!(facet(&archive, "", Facet::Person), "Ada Jones 1, Bo Lind 1");
    let facets = archive.facets(&Query::new(), &[Facet::Author, Facet::Person]).unwrap();
    for value in facets.lists.iter().flat_map(|list| &list.values) {
        assert_eq!(archive.count(&value.narrow(Query::new())).unwrap().count, value.articles, "{value:?}");
    }
    assert!(matches!(facets.lists[0].values[1].entity(), Some(Entity::Organization(_))));
    let json = serde_json::to_value(&facets).unwrap();
    let bo = archive.read(|s| s.people_named("Bo Lind")).unwrap()[0].id;
    assert_eq!(
        json["author"]["values"][2],
        serde_json::json!({ "name": "Bo Lind", "articles": 1, "kind": "person", "id": bo })
    );
    assert_eq!(json["author"]["values"][1]["kind"], "organization");
}

#[test]
fn tags_of_one_vocabulary_are_a_facet() {
    let of = |scheme: &str, name: &str| NewTag { scheme: scheme.into(), ..NewTag::from(name) };
    let archive = saved(&[
        at("One", "2024-01-01").tag(of("topic", "Gold")).tag(of("place", "Oslo")).tag("Gold"),
        at("Two", "2024-01-02").tag(of("topic", "Gold")).tag(of("topic", "Silver")),
    ]);
    archive
        .write(|tx| {
            let (gold, metals) =
                (tx.tag_named("topic", "Gold")?.unwrap().id, tx.find_or_add_tag("", "Metals")?);
            tx.set_tag_parent(gold, Some(metals))
        })
        .unwrap();
    assert_eq!(facet(&archive, "", Facet::TagsOf("topic".into())), "Gold 2, Silver 1");
    assert_eq!(facet(&archive, "", "tag:place".parse().unwrap()), "Oslo 1");
    // The tag above is of another vocabulary.
    assert_eq!(facet(&archive, "", Facet::TagsOf(String::new())), "Metals 2, Gold 1");
    assert_eq!(facet(&archive, "", Facet::TagsOf("\u{0}\"'".into())), "");
    let json = serde_json::to_string(&Facet::TagsOf("topic".into())).unwrap();
    assert_eq!(
        (json.as_str(), serde_json::from_str::<Facet>(&json).unwrap()),
        ("\"tag:topic\"", Facet::TagsOf("topic".into()))
    );
    assert!(serde_json::from_str::<Facet>("\"colour\"").is_err());
}

#[test]
fn a_cursor_of_a_facet_that_is_not_asked_for_is_refused() {
    let archive = harbour();
    let query = Query::new().limit(1);
    let next = archive.facets(&query, &[Facet::Tag]).unwrap().lists.remove(0).next;
    let refused = |facets: &[Facet], cursor: &Option<Cursor>| {
        let result = archive.facets(&query.clone().page_after(cursor.clone()), facets);
        matches!(result, Err(Error::Invalid { field: "cursor", .. }))
    };
    assert!(refused(&[Facet::Year], &next) && refused(&[], &next));
    assert!(refused(Facet::ALL, &"2lt1-a1".parse().ok()));
    // Beside another facet, which begins at its beginning.
    let both = archive.facets(&query.clone().page_after(next.clone()), &[Facet::Tag, Facet::Year]).unwrap();
    assert_eq!((line(&both.lists[0]), line(&both.lists[1])), ("Harbour 2".into(), "2024 3".into()));
    let year = archive.facets(&query.clone().page_after(both.lists[1].next.clone()), &[Facet::Year]).unwrap();
    assert_eq!((line(&year.lists[0]), &year.lists[0].next), ("2023 1".into(), &None));
    assert!(archive.search(&query.page_after(next)).is_err());
}

#[test]
fn weeks_begin_on_a_monday_of_the_zone() {
    // The Monday of the first week of 2025 is the 30th of December 2024.
    let archive = saved(&[
        at("Storm", "2024-12-29T23:30:00Z"),
        at("Storm", "2024-12-30T00:30:00Z"),
        at("Storm", "2025-01-05"),
        at("Calm", "2025-01-06"),
        at("Storm", "2025-01-13T12:00:00Z"),
    ]);
    let storm = Query::from("storm");
    assert_eq!(
        timeline(&archive, &storm, Interval::Week),
        "2024-12-23 1/1, 2024-12-30 2/2, 2025-01-06 0/1, 2025-01-13 1/1"
    );
    let berlin = storm.clone().zone(chrono_tz::Europe::Berlin);
    assert_eq!(timeline(&archive, &berlin, Interval::Week), "2024-12-30 3/3, 2025-01-06 0/1, 2025-01-13 1/1");
    let new_york = storm.zone(chrono_tz::America::New_York);
    assert_eq!(
        timeline(&archive, &new_york, Interval::Week),
        "2024-12-23 2/2, 2024-12-30 1/1, 2025-01-06 0/1, 2025-01-13 1/1"
    );
}

#[test]
fn years_and_buckets_are_those_of_the_zone() {
    let archive = saved(&[
        at("Storm", "2023-12-31T23:30:00Z"),
        at("Storm", "2024-01-01T00:30:00Z"),
        at("Calm", "2024-02-10T12:00:00Z"),
        at("Storm", "2024-03-31T12:00:00Z"),
    ]);
    let storm = Query::from("storm");
    assert_eq!(timeline(&archive, &storm, Interval::Year), "2023 1/1, 2024 2/3");
    let berlin = storm.clone().zone(chrono_tz::Europe::Berlin);
    assert_eq!(timeline(&archive, &berlin, Interval::Year), "2024 3/4");
    assert_eq!(timeline(&archive, &berlin, Interval::Month), "2024-01 2/2, 2024-02 0/1, 2024-03 1/1");
    let years = archive.facets(&berlin, &[Facet::Year]).unwrap();
    assert_eq!(line(&years.lists[0]), "2024 3");
    // Each day of the spring, with one of 23 hours at its end.
    let days = archive.timeline(&berlin, Interval::Day).unwrap().buckets;
    assert_eq!(days.len(), 31 + 29 + 31);
    assert_eq!(days.iter().map(|day| day.matches).sum::<u64>(), 3);
}

#[test]
fn a_day_that_a_zone_left_out_is_an_empty_bucket() {
    let archive = saved(&[at("Ferry", "2011-12-29T22:00:00Z"), at("Ferry", "2011-12-31T01:00:00Z")]);
    let query = Query::from("ferry").zone(Apia);
    assert_eq!(timeline(&archive, &query, Interval::Day), "2011-12-29 1/1, 2011-12-30 0/0, 2011-12-31 1/1");
}

#[test]
fn volume_leaves_out_what_is_hidden_unless_it_is_found() {
    let archive = harbour();
    let fire = Query::from("fire");
    assert_eq!(timeline(&archive, &fire, Interval::Year), "2023 1/1, 2024 2/3");
    assert_eq!(timeline(&archive, &fire.hidden(true), Interval::Year), "2023 1/1, 2024 3/4");
    let share = archive.timeline(&Query::from("bridge"), Interval::Year).unwrap().buckets[0].share();
    assert!((share - 1.0 / 3.0).abs() < 1e-9, "{share}");
}

#[test]
fn a_timeline_has_ten_thousand_buckets_at_most() {
    let archive = saved(&[at("Ferry", "1990-01-01"), at("Ferry", "1999-01-01"), at("Ferry", "2024-01-01")]);
    let timeline = archive.timeline(&Query::from("ferry"), Interval::Day).unwrap();
    assert_eq!(timeline.notes, [Note::TimelineCut]);
    assert_eq!((timeline.total.count, timeline.total.is_exact), (2, false));
    assert_eq!(timeline.buckets.len(), 10_000);
    assert_eq!(timeline.buckets.last().unwrap().date.to_string(), "2024-01-01");
    // However much else there is to say: 32 notes are kept of those.
    let unknown = (0..40).map(|number| Term::Filter(Filter::Tag, format!("nothing {number}")));
    let noted = archive.timeline(&Query::from("ferry").none_of(unknown), Interval::Day).unwrap();
    assert_eq!((noted.notes.len(), noted.notes.last()), (33, Some(&Note::TimelineCut)));
    let years = archive.timeline(&Query::from("ferry"), Interval::Year).unwrap();
    assert_eq!((years.buckets.len(), years.total.count, years.total.is_exact), (35, 3, true));
}

#[test]
fn the_first_and_the_last_year_have_buckets() {
    let archive = saved(&[at("Ferry", "0001-01-01"), at("Ferry", "4083-12-31")]);
    for zone in [Tz::UTC, chrono_tz::America::New_York, chrono_tz::Pacific::Auckland] {
        let timeline = archive.timeline(&Query::from("ferry").zone(zone), Interval::Year).unwrap();
        assert_eq!(timeline.total.to_string(), "2", "{zone}");
        assert_eq!(timeline.buckets.iter().map(|year| year.volume).sum::<u64>(), 2, "{zone}");
    }
}

#[test]
fn time_that_is_up_is_a_note() {
    let archive = harbour();
    let query = Query::from("fire").deadline(Duration::ZERO);
    let timeline = archive.timeline(&query, Interval::Day).unwrap();
    assert_eq!((timeline.buckets, timeline.notes), (vec![], vec![Note::DeadlinePassed]));
    let facets = archive.facets(&query, &[Facet::Tag]).unwrap();
    assert_eq!((facets.lists, facets.notes), (vec![], vec![Note::DeadlinePassed]));
    assert!(!facets.total.is_exact);
}

#[test]
fn what_a_query_does_not_know_is_noted() {
    let archive = harbour();
    let query = Query::from("tag:nothing");
    let note = [Note::NoSuch("tag:nothing".into())];
    assert_eq!(archive.timeline(&query, Interval::Day).unwrap().notes, note);
    let facets = archive.facets(&query, &[Facet::Tag]).unwrap();
    assert_eq!((facets.notes.as_slice(), facets.total.count, facets.total.is_exact), (&note[..], 0, true));
}

/// Many articles, some changed and some removed, so that the index has several segments.
fn large(dice: &mut Dice) -> Archive {
    let archive = Archive::in_memory().unwrap();
    let start = chrono::Utc.with_ymd_and_hms(2019, 1, 1, 0, 0, 0).unwrap();
    for batch in 0..6 {
        let articles: Vec<NewArticle> = (0..400)
            .map(|number| {
                let published = start + Duration::from_secs(dice.roll(5 * 365 * 86_400) as u64);
                let mut article = NewArticle::new(format!("Story {batch} {number}"), "Rain, again.")
                    .key("test", format!("{batch}-{}", dice.roll(380)))
                    .language(dice.pick(&["en", "de", "de-AT"]))
                    .published(published.into())
                    .publication(dice.pick(&["The Courier", "Le Phare", "Die Ufer"]));
                for _ in 0..dice.roll(4) {
                    article = article.tag(format!("tag{}", dice.roll(40)));
                }
                for _ in 0..dice.roll(3) {
                    article = article.person(format!("Person {}", dice.roll(30)));
                }
                for _ in 0..dice.roll(3) {
                    let number = dice.roll(12);
                    article = article.credit(match dice.one_in(3) {
                        true => NewCredit::organization(format!("Agency {number}")),
                        false => NewCredit::author(format!("Person {number}")),
                    });
                }
                article
            })
            .collect();
        let saved = archive.write(|tx| tx.save_all(&articles)).unwrap();
        let gone: BTreeSet<_> = saved.iter().filter_map(|saved| saved.id).step_by(29).collect();
        archive.write(|tx| gone.into_iter().try_for_each(|id| tx.remove_article(id).map(drop))).unwrap();
    }
    archive
        .write(|tx| {
            let tag = |number: usize| {
                Ok::<_, dateline::Error>(tx.tag_named("", &format!("tag{number}"))?.unwrap().id)
            };
            let tags = (0..4).map(tag).collect::<Result<Vec<_>, _>>()?;
            tx.merge_tags(tags[0], tags[1])?;
            tx.set_tag_parent(tags[2], Some(tags[3]))
        })
        .unwrap();
    archive
}

#[test]
fn a_value_counts_what_the_query_narrowed_by_it_finds() {
    let archive = large(&mut Dice::of(7, 1));
    let of_scheme = |scheme: &str| Facet::TagsOf(scheme.to_owned());
    let facets: Vec<_> = Facet::ALL.iter().cloned().chain([of_scheme(""), of_scheme("none")]).collect();
    // Few results are read one by one, of many the values are.
    for (text, many) in
        [("rain", true), ("tag:tag5", false), ("rain after:2023", false), ("-tag:tag7 lang:de-AT", false)]
    {
        let query = Query::from(text).limit(1000).zone(chrono_tz::Asia::Tokyo);
        let counted = archive.facets(&query, &facets).unwrap();
        assert_eq!(counted.total, archive.count(&query).unwrap(), "{text}");
        assert_eq!(counted.total.count > 1200, many, "{text}: {}", counted.total);
        for list in &counted.lists {
            let is_empty = [Facet::Section, Facet::Mark, of_scheme("none")].contains(&list.facet);
            assert_eq!(list.values.is_empty(), is_empty, "{text} {list:?}");
            for value in &list.values {
                let narrowed = value.narrow(query.clone());
                assert_eq!(archive.count(&narrowed).unwrap().count, value.articles, "{text} {value:?}");
                assert_eq!(
                    matches!(value.entity(), Some(Entity::Tag(_))),
                    [Facet::Tag, of_scheme("")].contains(&list.facet),
                    "{value:?}"
                );
            }
            assert_eq!(pages(&archive, &query, &list.facet), list.values, "{text} {}", list.facet);
        }
    }
}

/// All values of a facet, seven at a time.
fn pages(archive: &Archive, query: &Query, facet: &Facet) -> Vec<FacetValue> {
    let mut query = query.clone().limit(7);
    let mut values = Vec::new();
    loop {
        let list = archive.facets(&query, std::slice::from_ref(facet)).unwrap().lists.remove(0);
        assert_eq!(list.next.is_some(), list.more > 0);
        values.extend(list.values);
        match list.next {
            None => return values,
            next => query = query.page_after(next),
        }
    }
}

#[test]
fn a_bucket_counts_what_the_query_finds_on_its_date() {
    let archive = large(&mut Dice::of(7, 2));
    for interval in [Interval::Week, Interval::Month, Interval::Year] {
        for text in ["rain", "tag:tag5", "lang:de -tag:tag7"] {
            let zone = chrono_tz::America::Sao_Paulo;
            let query = Query::from(text).zone(zone);
            let timeline = archive.timeline(&query, interval).unwrap();
            assert_eq!(timeline.total, archive.count(&query).unwrap());
            for bucket in &timeline.buckets {
                let on = |query: &Query| archive.count(&bucket.narrow(query.clone())).unwrap().count as u64;
                assert_eq!(bucket.matches, on(&query), "{text} {}", bucket.date);
                assert_eq!(bucket.volume, on(&Query::new().zone(zone)), "{text} {}", bucket.date);
            }
        }
    }
}
