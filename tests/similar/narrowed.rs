//! Orders, pages, and queries that narrow what is found.

use std::time::Duration;

use dateline::{Archive, ArticleId, CancelToken, Error, ItemType, NewArticle, Note, Order, Query};

use crate::{ids, save, story, words};

/// A seed, and stories like it of which each has words in common with it.
fn harbour() -> (Archive, Vec<ArticleId>) {
    let archive = Archive::in_memory().unwrap();
    let mut stories = vec![story(15, "Ferry and fog at the pier", "")];
    for day in 1..=28 {
        let words = ["ferry", "fog", "pier"].iter().take(1 + day as usize % 3).copied().collect::<Vec<_>>();
        let body = format!("{}. {}", words.join(" "), "A day like others. ".repeat(day as usize % 5));
        let tag = if day % 2 == 0 { "Even" } else { "Odd" };
        stories.push(story(day, &format!("Number {day}"), &body).tag(tag));
    }
    stories.push(story(3, "Council", "Nothing of it."));
    let found = save(&archive, &stories);
    (archive, found)
}

#[test]
fn pages_of_every_order_follow_each_other() {
    let (archive, found) = harbour();
    for order in Order::ALL {
        let query = Query::new().order(*order);
        let all = archive.similar(found[0], &query.clone().limit(100)).unwrap();
        assert_eq!((all.hits.len(), all.total.count, all.total.is_exact), (28, 28, true), "{order:?}");
        let (mut paged, mut query) = (Vec::new(), query.limit(5));
        loop {
            let page = archive.similar(found[0], &query).unwrap();
            paged.extend(ids(&page));
            if page.next.is_none() {
                break;
            }
            query = query.page_after(page.next);
        }
        assert_eq!(paged, ids(&all), "{order:?}");
    }
    let by_time = |order| ids(&archive.similar(found[0], &Query::new().order(order).limit(100)).unwrap());
    assert_eq!(by_time(Order::Oldest), found[1..29]);
    assert_eq!(by_time(Order::Newest), found[1..29].iter().rev().copied().collect::<Vec<_>>());
}

#[test]
fn what_is_found_has_one_of_the_words() {
    let (archive, found) = harbour();
    let words = words(&archive, found[0]);
    let mut sorted: Vec<_> = words.iter().map(|(word, _)| word.as_str()).collect();
    sorted.sort();
    assert_eq!(sorted, ["Ferry", "fog", "pier"]);
    let any = Query::new().any_of(sorted.iter().map(|word| dateline::Term::word(word))).except([found[0]]);
    let searched = archive.search(&any.order(Order::Newest).limit(100)).unwrap();
    let like = archive.similar(found[0], &Query::new().order(Order::Newest).limit(100)).unwrap();
    assert_eq!(ids(&like), ids(&searched));
}

#[test]
fn a_query_narrows_what_is_found() {
    let (archive, found) = harbour();
    let like = |typed: &str| {
        let page = archive.similar(found[0], &Query::from(typed).order(Order::Oldest).limit(100)).unwrap();
        let places = page.hits.iter().map(|hit| found.iter().position(|id| *id == hit.id).unwrap());
        (places.collect::<Vec<_>>(), page.notes)
    };
    assert_eq!(like("tag:even after:2024-05-20"), (vec![20, 22, 24, 26, 28], vec![]));
    assert_eq!(like("on:2024-05-07 lang:en"), (vec![7], vec![]));
    // Words are more that must be there.
    assert_eq!(like("number 7"), (vec![7], vec![]));
    assert_eq!(like("number council"), (vec![], vec![]));
    assert_eq!(like("before:2024-05-04 -fog"), (vec![3], vec![]));
    assert_eq!(like("lang:fr"), (vec![], vec![Note::NoSuch("lang:fr".into())]));
    assert_eq!(like("!!!").0, Vec::<usize>::new());
    assert_eq!(like("tag:none"), (vec![], vec![Note::NoSuch("tag:none".into())]));
}

#[test]
fn the_hidden_are_found_only_if_they_are_asked_for() {
    let archive = Archive::in_memory().unwrap();
    let withheld = |day, headline: &str| {
        let status = Some(dateline::Status::Withheld);
        NewArticle { status, ..story(day, headline, "") }
    };
    let found =
        save(&archive, &[withheld(1, "Ferry sold"), withheld(2, "Ferry price"), story(3, "Ferry", "")]);
    for seed in [found[0], found[1]] {
        assert_eq!(ids(&archive.similar(seed, &Query::new()).unwrap()), [found[2]]);
    }
    assert_eq!(ids(&archive.similar(found[2], &Query::new()).unwrap()), []);
    let all = Query::new().hidden(true).order(Order::Newest);
    assert_eq!(ids(&archive.similar(found[2], &all).unwrap()), [found[1], found[0]]);
    assert_eq!(ids(&archive.similar(found[2], &Query::from("is:hidden price")).unwrap()), [found[1]]);
}

#[test]
fn items_of_other_types_are_found_only_if_they_are_asked_for() {
    let archive = Archive::in_memory().unwrap();
    let video = NewArticle { item_type: Some(ItemType::Video), ..story(2, "Ferry in fog", "") };
    let found = save(&archive, &[story(1, "Ferry delayed", ""), video, story(3, "A ferry", "")]);
    assert_eq!(ids(&archive.similar(found[0], &Query::new()).unwrap()), [found[2]]);
    assert_eq!(
        ids(&archive.similar(found[1], &Query::new().order(Order::Oldest)).unwrap()),
        [found[0], found[2]]
    );
    assert_eq!(ids(&archive.similar(found[0], &"type:video".into()).unwrap()), [found[1]]);
}

#[test]
fn it_ends_in_time_or_when_it_is_canceled() {
    let (archive, found) = harbour();
    let short = Query::new().deadline(Duration::ZERO);
    let page = archive.similar(found[0], &short).unwrap();
    assert_eq!((page.hits.len(), page.total.is_exact), (0, false));
    assert_eq!(page.notes, [Note::DeadlinePassed]);
    let strict = archive.similar(found[0], &short.strict());
    assert!(matches!(strict, Err(Error::NotAsAsked { notes }) if notes == [Note::DeadlinePassed]));

    let token = CancelToken::new();
    token.cancel();
    let canceled = archive.similar(found[0], &Query::new().cancel(&token));
    assert!(matches!(canceled, Err(Error::Canceled)));
}

#[test]
fn age_counts_from_the_article_unless_the_query_says_when_now_is() {
    let archive = Archive::in_memory().unwrap();
    let at = |year: u32, headline: &str| {
        NewArticle::new(headline, "").language("en").published(format!("{year}-05-01").parse().unwrap())
    };
    // Of as many words, and as much alike.
    let found = save(
        &archive,
        &[at(2010, "Ferry sold"), at(2014, "Ferry"), at(2024, "Ferry sails"), at(2018, "Ferry sinks")],
    );
    let relevance = |query: Query| {
        let page = archive.similar(found[1], &query).unwrap();
        page.hits.iter().map(|hit| (hit.id, hit.score)).collect::<Vec<_>>()
    };
    let by_age = relevance(Query::new());
    assert_eq!(by_age.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [found[2], found[3], found[0]]);
    assert_eq!(by_age[0].1, by_age[1].1);
    assert!(by_age[2].1 < by_age[1].1);
    let from_now = relevance(Query::new().now("2024-05-01T12:00:00Z".parse().unwrap()));
    assert!(from_now[1].1 < from_now[0].1);
    // Without a now, a date that is counted back is ignored as in any search.
    let page = archive.similar(found[1], &"after:-7d".into()).unwrap();
    assert_eq!(page.notes, [Note::NoNow("after:-7d".into())]);
}
