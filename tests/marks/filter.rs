//! Queries with marks against a filter of all articles one by one, in every order and on every page.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use dateline::{Archive, ArticleId, Facet, Interval, NewArticle, Order, Query};

use crate::assert_sound;
use crate::dice::Dice;

const ARTICLES: usize = 1_100;
/// More than any search takes.
const PATIENCE: Duration = Duration::from_secs(3600);

/// What is known of an article.
#[derive(Default)]
struct Facts {
    marks: BTreeSet<&'static str>,
    is_noted: bool,
    is_in_fog: bool,
}

type Model = BTreeMap<ArticleId, Facts>;

/// Makes an archive in which nearly all is read, one in three is muted, few are starred, and one in nine has a note.
fn archive(dice: &mut Dice) -> (Archive, Model) {
    let archive = Archive::in_memory().unwrap();
    let articles: Vec<_> = (0..ARTICLES)
        .map(|number| {
            let is_in_fog = dice.one_in(3);
            let (minute, day) = (dice.roll(60), 1 + dice.roll(28));
            let published =
                format!("20{}-0{}-{day:02}T10:{minute:02}Z", 10 + dice.roll(14), 1 + dice.roll(9));
            let text = if is_in_fog { "fog ".repeat(1 + dice.roll(5)) } else { "sun".into() };
            (
                is_in_fog,
                NewArticle::new(format!("Story {number}"), text).published(published.parse().unwrap()),
            )
        })
        .collect();
    let all: Vec<_> = articles.iter().map(|(_, article)| article.clone()).collect();
    let saved = archive.write(|tx| tx.save_all(&all)).unwrap();
    let mut model = Model::new();
    archive
        .write(|tx| {
            for (saved, (is_in_fog, _)) in saved.iter().zip(&articles) {
                let id = saved.id.unwrap();
                let mut facts = Facts { is_in_fog: *is_in_fog, ..Facts::default() };
                let mut mark = |name, has: bool| has.then(|| facts.marks.insert(name)).is_some();
                if mark("read", !dice.one_in(10)) {
                    tx.mark(id, "read")?;
                }
                if mark("muted", dice.one_in(3)) {
                    tx.mark(id, "muted")?;
                }
                if mark("starred", dice.one_in(70)) {
                    tx.mark(id, "starred")?;
                }
                if mark("to file", dice.one_in(9)) {
                    facts.is_noted = true;
                    tx.mark_with_note(id, "to file", "a note")?;
                }
                model.insert(id, facts);
            }
            // None of them alone.
            tx.mark_all(model.keys().copied(), "known").map(drop)
        })
        .unwrap();
    (archive, model)
}

type Holds = fn(&Facts) -> bool;

/// Conditions of queries, each with what it says of an article.
const CONDITIONS: &[(&str, Holds)] = &[
    ("is:read", |facts| facts.marks.contains("read")),
    ("-is:read", |facts| !facts.marks.contains("read")),
    ("is:starred", |facts| facts.marks.contains("starred")),
    ("-is:starred", |facts| !facts.marks.contains("starred")),
    ("-is:muted", |facts| !facts.marks.contains("muted")),
    ("mark:\"to file\"", |facts| facts.marks.contains("to file")),
    ("has:note", |facts| facts.is_noted),
    ("-note:note", |facts| !facts.is_noted),
    ("is:known", |_| true),
    ("is:starred OR mark:\"to file\"", |facts| {
        facts.marks.contains("starred") || facts.marks.contains("to file")
    }),
    ("is:muted OR fog", |facts| facts.marks.contains("muted") || facts.is_in_fog),
    ("is:starred OR is:read", |facts| facts.marks.contains("starred") || facts.marks.contains("read")),
];

/// Returns all that a query finds, page by page.
fn all(archive: &Archive, query: &Query) -> Vec<ArticleId> {
    let mut query = query.clone().deadline(PATIENCE);
    let mut found = Vec::new();
    loop {
        let page = archive.search_ids(&query).unwrap();
        assert_eq!(page.notes, []);
        found.extend(page.hits);
        let Some(next) = page.next else { return found };
        query = query.page_after(Some(next));
    }
}

#[test]
fn marks_select_what_a_filter_does() {
    let mut dice = Dice::of(20_240_601, 1);
    let (archive, model) = archive(&mut dice);
    for order in [Order::Newest, Order::Oldest, Order::Relevance, Order::BestMatch] {
        for words in ["", "fog", "story", "fog -3 after:2014 before:2020"] {
            let query = Query::from(words).order(order);
            let base = all(&archive, &query.clone().limit(Query::MAX_LIMIT));
            for round in 0..12 {
                let mut text = words.to_owned();
                let mut holds = Vec::new();
                for _ in 0..if round < 6 { 1 } else { 2 } {
                    let (condition, is_true) = dice.pick(CONDITIONS);
                    text = format!("{text} {condition}");
                    holds.push(is_true);
                }
                let expected: Vec<_> = base
                    .iter()
                    .copied()
                    .filter(|id| model.get(id).is_some_and(|facts| holds.iter().all(|holds| holds(facts))))
                    .collect();
                // Words beside a mark in one group say how well an article answers, which changes the order.
                let is_ranked =
                    matches!(order, Order::Relevance | Order::BestMatch) && text.contains("OR fog");
                let query = Query::from(text.as_str()).order(order);
                for limit in [1 + dice.roll(40), Query::MAX_LIMIT] {
                    let mut found = all(&archive, &query.clone().limit(limit));
                    let mut expected = expected.clone();
                    if is_ranked {
                        found.sort();
                        expected.sort();
                    }
                    assert_eq!(found, expected, "{text:?}, {order:?}, {limit}");
                }
                assert_eq!(archive.count(&query).unwrap().count, expected.len(), "{text:?}");
            }
        }
    }
    assert_sound(&archive);
}

#[test]
fn articles_are_counted_by_mark_and_within_one() {
    let mut dice = Dice::of(20_240_601, 2);
    let (archive, model) = archive(&mut dice);
    // Of all there are more than are looked at one by one.
    for (text, holds) in CONDITIONS.iter().chain(&[("", (|_| true) as Holds)]) {
        let query = Query::from(*text).deadline(PATIENCE);
        let those: Vec<_> = model.values().filter(|facts| holds(facts)).collect();
        let mut expected = BTreeMap::new();
        for name in those.iter().flat_map(|facts| &facts.marks) {
            *expected.entry((*name).to_owned()).or_insert(0) += 1;
        }
        expected.insert("known".into(), those.len());
        let facets = archive.facets(&query, &[Facet::Mark]).unwrap();
        let values = &facets.lists[0].values;
        let counts: BTreeMap<_, _> =
            values.iter().map(|value| (value.name.clone(), value.articles)).collect();
        assert_eq!(counts, expected, "{text:?}");
        assert!(values.is_sorted_by_key(|value| std::cmp::Reverse(value.articles)), "{text:?}");
        for value in values {
            let narrowed = archive.count(&value.narrow(query.clone())).unwrap();
            assert_eq!(narrowed.count, value.articles, "{text:?}, {}", value.name);
        }
        let timeline = archive.timeline(&query, Interval::Year).unwrap();
        let total: u64 = timeline.buckets.iter().map(|bucket| bucket.matches).sum();
        assert_eq!(total, those.len() as u64, "{text:?}");
    }
}
