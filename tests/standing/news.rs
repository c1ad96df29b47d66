//! What is new: added, revised, marked, shown and hidden by time, removed.

use dateline::{Archive, ArticleId, NewArticle, Query, Term};

use crate::{add, assert_sound, at, item, new_for, take, with_query};

const NONE: [ArticleId; 0] = [];

#[test]
fn what_was_added_and_revised_is_new_until_it_is_confirmed() {
    let archive = with_query("Ferries", "ferry");
    let ferry = add(&archive, 1, &item("1", "Ferry delayed"));
    let market = add(&archive, 1, &item("2", "Market moves"));
    assert_eq!(new_for(&archive, "Ferries", 2).answering, [ferry]);
    // What never answered and is new itself is in neither list.
    assert_eq!(take(&archive, "Ferries", 2).gone, NONE);
    assert_eq!(new_for(&archive, "Ferries", 3).answering, NONE);
    // One is revised so that it answers, the other so that it doesn't.
    archive.write_at(at(4), |tx| tx.edit(market, |edit| _ = edit.set_headline("Ferry market"))).unwrap();
    archive.write_at(at(4), |tx| tx.edit(ferry, |edit| _ = edit.set_headline("Fog in the harbour"))).unwrap();
    let page = take(&archive, "Ferries", 5);
    assert_eq!((page.answering.as_slice(), page.gone.as_slice()), (&[market][..], &[ferry][..]));
    archive.write_at(at(6), |tx| tx.remove_article(market)).unwrap();
    let page = take(&archive, "Ferries", 7);
    assert_eq!((page.answering.as_slice(), page.gone.as_slice()), (&NONE[..], &[market][..]));
    // What came and went unseen is not told of.
    let short = add(&archive, 8, &item("3", "Ferry sinks"));
    archive.write_at(at(8), |tx| tx.remove_article(short)).unwrap();
    let page = take(&archive, "Ferries", 9);
    assert_eq!((page.answering.as_slice(), page.gone.as_slice()), (&NONE[..], &NONE[..]));
    assert_sound(&archive);
}

#[test]
fn time_alone_makes_news() {
    let archive = with_query("Budget", "budget");
    let embargoed =
        NewArticle { embargoed: Some(at(10)), ..item("1", "Budget: the council will spend more") };
    let expiring = NewArticle { expires: Some(at(12)), ..item("2", "Budget vote today") };
    let (embargoed, expiring) = (add(&archive, 1, &embargoed), add(&archive, 1, &expiring));
    let page = take(&archive, "Budget", 2);
    assert_eq!((page.answering.as_slice(), page.gone.as_slice()), (&[expiring][..], &NONE[..]));
    assert_eq!(new_for(&archive, "Budget", 9).answering, NONE);
    assert_eq!(take(&archive, "Budget", 11).answering, [embargoed]);
    assert_eq!(new_for(&archive, "Budget", 11).answering, NONE);
    let page = take(&archive, "Budget", 13);
    assert_eq!((page.answering.as_slice(), page.gone.as_slice()), (&NONE[..], &[expiring][..]));
    // Written down, it is no news again for those who know it, but a change.
    archive.write_at(at(14), |tx| tx.refresh_hidden()).unwrap();
    assert_eq!(take(&archive, "Budget", 15).answering, [embargoed]);
    assert_eq!(new_for(&archive, "Budget", 15).answering, NONE);
}

#[test]
fn one_that_was_shown_and_hidden_meanwhile_is_gone_at_last() {
    let archive = with_query("Budget", "budget");
    let short = NewArticle { embargoed: Some(at(3)), expires: Some(at(5)), ..item("1", "Budget leak") };
    let short = add(&archive, 1, &short);
    take(&archive, "Budget", 2);
    // Between the two looks it was there.
    let page = take(&archive, "Budget", 6);
    assert_eq!((page.answering.as_slice(), page.gone.as_slice()), (&NONE[..], &NONE[..]));
    let archive = with_query("Budget", "budget");
    let again = NewArticle { embargoed: Some(at(3)), expires: Some(at(5)), ..item("1", "Budget leak") };
    assert_eq!(add(&archive, 1, &again), short);
    take(&archive, "Budget", 2);
    assert_eq!(take(&archive, "Budget", 4).answering, [short]);
    assert_eq!(take(&archive, "Budget", 6).gone, [short]);
}

#[test]
fn marks_are_news_to_those_who_ask_for_them() {
    let archive = with_query("Starred", "is:starred");
    archive.write_at(at(0), |tx| tx.add_standing_query("Ferries", &"ferry".into())).unwrap();
    let ferry = add(&archive, 1, &item("1", "Ferry delayed"));
    assert_eq!(
        (take(&archive, "Starred", 2).answering, take(&archive, "Ferries", 2).answering),
        (vec![], vec![ferry])
    );
    archive.write_at(at(3), |tx| tx.mark(ferry, "starred")).unwrap();
    assert_eq!(take(&archive, "Starred", 4).answering, [ferry]);
    assert_eq!(take(&archive, "Ferries", 4).answering, NONE);
    archive.write_at(at(5), |tx| tx.unmark(ferry, "starred")).unwrap();
    let page = take(&archive, "Starred", 6);
    assert_eq!((page.answering.as_slice(), page.gone.as_slice()), (&NONE[..], &[ferry][..]));
}

#[test]
fn a_name_that_stands_for_something_else_is_told() {
    let archive = with_query("Transport", "tag:transport");
    archive.write_at(at(0), |tx| tx.add_standing_query("Ferries", &"ferry".into())).unwrap();
    let one = add(&archive, 1, &item("1", "Ferry delayed").tag("Transport"));
    let other = add(&archive, 1, &item("2", "Train delayed").tag("Traffic"));
    assert_eq!(take(&archive, "Transport", 2).answering, [one]);
    archive
        .write_at(at(3), |tx| {
            let (from, into) = (tx.find_or_add_tag("", "Traffic")?, tx.find_or_add_tag("", "Transport")?);
            tx.merge_tags(from, into)
        })
        .unwrap();
    let page = take(&archive, "Transport", 4);
    assert!(page.names_changed && page.answering.is_empty());
    assert!(!take(&archive, "Ferries", 4).names_changed);
    assert!(!take(&archive, "Transport", 5).names_changed);
    // From then on it is found like any other.
    archive.write_at(at(6), |tx| tx.edit(other, |edit| _ = edit.set_headline("Train late"))).unwrap();
    assert_eq!(take(&archive, "Transport", 7).answering, [other]);
}

#[test]
fn pages_end_at_their_limit_and_lead_on() {
    let archive = with_query("Ferries", "ferry");
    let early = NewArticle { embargoed: Some(at(3)), ..item("0", "Ferry plans") };
    let early = add(&archive, 1, &early);
    take(&archive, "Ferries", 2);
    let ids: Vec<_> = (1..=5).map(|n| add(&archive, 4, &item(&n.to_string(), "Ferry delayed"))).collect();
    let page = |limit: usize| archive.read_at(at(5), |s| s.new_for("Ferries", "desk", limit)).unwrap();
    let all = [&[early][..], &ids].concat();
    let (mut read, mut position) = (Vec::new(), page(0).position);
    loop {
        let next = archive.read_at(at(5), |s| s.new_since("Ferries", &position, 2)).unwrap();
        read.extend(next.answering);
        position = next.position;
        if !next.has_more {
            break;
        }
    }
    assert_eq!(read, all);
    // One page after another, each confirmed.
    let mut confirmed = Vec::new();
    for _ in 0..3 {
        let next = page(2);
        archive
            .write_at(at(5), |tx| tx.confirm("Ferries", "desk", &next.position.to_string().parse().unwrap()))
            .unwrap();
        confirmed.extend(next.answering);
    }
    assert_eq!(confirmed, all);
    assert!(!page(2).has_more && page(2).answering.is_empty());
}

#[test]
fn counts_are_those_of_the_pages() {
    let archive = with_query("Ferries", "ferry");
    archive
        .write_at(at(0), |tx| {
            tx.add_standing_query(
                "Delays",
                &dateline::Query::new().any_of([Term::word("delayed"), Term::word("late")]),
            )?;
            tx.add_standing_query("Starred", &"is:starred".into())?;
            tx.add_standing_query("Hidden", &dateline::Query::from("ferry").hidden(true))
        })
        .unwrap();
    let ferry = add(&archive, 1, &item("1", "Ferry delayed"));
    add(&archive, 1, &NewArticle { embargoed: Some(at(50)), ..item("2", "Ferry plans") });
    add(&archive, 1, &item("3", "Trains late"));
    archive.write_at(at(2), |tx| tx.mark(ferry, "starred")).unwrap();
    let counts = archive.read_at(at(3), |snapshot| snapshot.new_counts("desk")).unwrap();
    let counts: Vec<_> = counts.iter().map(|count| (count.name.as_str(), count.new)).collect();
    assert_eq!(counts, [("Delays", 2), ("Ferries", 1), ("Hidden", 2), ("Starred", 1)]);
    for (name, count) in counts {
        assert_eq!(new_for(&archive, name, 3).answering.len(), count, "{name}");
    }
}

#[test]
fn dates_are_counted_back_from_when_it_is_asked() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write_at(at(0), |tx| {
            // The time that a program sets for its own searches is none of a standing query's.
            tx.add_standing_query("Fresh", &Query::from("ferry after:-1d").now(at(-5000)))?;
            tx.add_standing_query("All fresh", &"after:-1d".into())?;
            tx.set_standing_mark("Fresh", Some("fresh"))
        })
        .unwrap();
    let published = |id: &str, day: &str| NewArticle {
        published: Some(day.parse().unwrap()),
        ..item(id, "Ferry delayed")
    };
    let fresh = add(&archive, 6, &published("1", "2024-06-01T05:00Z"));
    let old = add(&archive, 6, &published("2", "2024-05-30T05:00Z"));
    assert_eq!(new_for(&archive, "Fresh", 7).answering, [fresh]);
    let page = take(&archive, "All fresh", 7);
    assert_eq!((&page.answering[..], &page.notes[..]), (&[fresh][..], &[][..]));
    assert_eq!(archive.read(|s| s.marks_of(fresh)).unwrap().len(), 1);
    assert_eq!(archive.read(|s| s.marks_of(old)).unwrap().len(), 0);
    // On the fourth the first is fresh no more. Time alone takes it out of no list.
    assert_eq!(new_for(&archive, "Fresh", 80).answering, NONE);
    assert_eq!(new_for(&archive, "All fresh", 80).gone, NONE);
}
