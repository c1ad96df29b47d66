//! Pages, cursors and totals.

use dateline::{Archive, ArticleId, Cursor, Error, Interval, NewArticle, Note, Order, Query};

fn numbered(number: usize) -> NewArticle {
    let minute = format!("2024-05-{:02}T{:02}:{:02}Z", 1 + number / 1440, number / 60 % 24, number % 60);
    let mut article =
        NewArticle::new(format!("Bulletin number {number}"), "").published(minute.parse().unwrap());
    article.uri = Some(number.to_string());
    article.language = Some("en".into());
    article
}

fn archive(numbers: impl Iterator<Item = usize>) -> Archive {
    let archive = Archive::in_memory().unwrap();
    let articles: Vec<NewArticle> = numbers.map(numbered).collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    archive
}

/// Reads page after page; `between` is called with the number of the page that was read.
fn pages(archive: &Archive, query: &Query, between: impl Fn(usize)) -> Vec<usize> {
    let mut found = Vec::new();
    let mut cursor: Option<Cursor> = None;
    for number in 0.. {
        assert!(number < 1000, "the pages have no end");
        let page = archive.search(&query.clone().page_after(cursor)).unwrap();
        assert!(!page.hits.is_empty() || page.next.is_none());
        found.extend(page.hits.iter().map(|hit| hit.uri.parse::<usize>().unwrap()));
        let Some(next) = page.next else { break };
        // A cursor survives the way through a URL.
        cursor = Some(next.to_string().parse().unwrap());
        between(number);
    }
    found
}

#[test]
fn pages_of_any_size_are_the_whole_list() {
    let archive = archive(0..50);
    let newest_first: Vec<usize> = (0..50).rev().collect();
    for text in ["", "bulletin", "bull*", "-oil", "lang:en"] {
        for size in [1, 3, 7, 49, 50, 51] {
            let query = Query::from(text).limit(size);
            assert_eq!(pages(&archive, &query, |_| ()), newest_first, "{text} by {size}");
            assert_eq!(archive.search(&query).unwrap().total.to_string(), "50");
        }
    }
    let some: Vec<usize> = (10..20).rev().collect();
    let query = Query::from("bulletin after:2024-05-01T00:10 before:2024-05-01T00:20").limit(3);
    assert_eq!(pages(&archive, &query, |_| ()), some);
}

#[test]
fn pages_neither_repeat_nor_skip_while_the_archive_changes() {
    // Even numbers stand from the start. After each page odd ones come in, newer and older than the
    // place reached, and one that was shown and one that was not are removed.
    for text in ["", "bulletin"] {
        let archive = archive((0..40).map(|n| 2 * n));
        let remove = |number: usize| {
            archive
                .write(|tx| match tx.find_article(&number.to_string())? {
                    Some(id) => tx.remove_article(id),
                    None => Ok(()),
                })
                .unwrap();
        };
        let found = pages(&archive, &Query::from(text).limit(7), |page| {
            if page < 3 {
                archive.write(|tx| tx.save_all(&[numbered(79 - 2 * page), numbered(1 + 2 * page)])).unwrap();
                remove(78 - 14 * page);
                remove(20 + 2 * page);
            }
        });
        // Newest first: what was shown stays shown, 20, 22 and 24 went before their page, and 1, 3
        // and 5 came before theirs.
        let expected: Vec<usize> = (0..80)
            .rev()
            .filter(|n| match n {
                1 | 3 | 5 => true,
                20 | 22 | 24 => false,
                even => even % 2 == 0,
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_cursor_whose_article_is_gone_still_holds() {
    let archive = archive(0..6);
    let first = archive.search(&Query::new().limit(2)).unwrap();
    let last: ArticleId = first.hits[1].id;
    archive.write(|tx| tx.remove_article(last)).unwrap();
    let second = archive.search(&Query::new().limit(2).page_after(first.next)).unwrap();
    let uris: Vec<&str> = second.hits.iter().map(|hit| hit.uri.as_str()).collect();
    assert_eq!(uris, ["3", "2"]);
}

#[test]
fn a_page_of_nothing_counts() {
    let archive = archive(0..6);
    let page = archive.search(&Query::from("bulletin").limit(0)).unwrap();
    assert_eq!((page.hits.len(), page.total.count, page.total.is_exact), (0, 6, true));
    assert_eq!(page.next, None);
}

#[test]
fn a_total_is_exact_as_far_as_it_is_counted() {
    let archive = archive(0..10_001);
    let total =
        |text: &str| archive.search(&Query::from(text).limit(5).count_to(10_000)).unwrap().total.to_string();
    for (text, expected) in [
        ("", "at least 10000"),
        ("bulletin", "at least 10000"),
        ("bulletin -9", "10000"),
        ("-9", "10000"),
        ("bulletin before:2024-05-01T00:30", "30"),
        ("before:2024-05-01T00:30", "30"),
        ("oil", "0"),
    ] {
        assert_eq!(total(text), expected, "{text}");
    }
    let first = archive.search(&Query::from("bulletin").limit(1000)).unwrap();
    assert_eq!(first.hits.len(), 1000);
    let second = archive.search(&Query::from("bulletin").limit(5).page_after(first.next)).unwrap();
    assert_eq!(second.total, first.total);
}

#[test]
fn a_strict_query_with_notes_ends_before_its_search() {
    let archive = archive(0..3);
    let by_score = archive.search(&Query::from("bulletin").limit(1)).unwrap().next;
    // The search would refuse a cursor of another order.
    let foreign = |text: &str| Query::from(text).order(Order::Newest).page_after(by_score.clone()).strict();
    assert!(matches!(archive.search(&foreign("bulletin")), Err(Error::Invalid { .. })));
    let is_not_as_asked = |outcome: dateline::Result<()>| {
        let Err(Error::NotAsAsked { notes }) = outcome else { panic!("{outcome:?}") };
        assert_eq!(notes, [Note::NoSuch("tag:nothing".into())]);
    };
    let query = foreign("bulletin -tag:nothing");
    is_not_as_asked(archive.search(&query).map(drop));
    is_not_as_asked(archive.explain(&query).map(drop));
    is_not_as_asked(archive.count(&query).map(drop));
    is_not_as_asked(archive.timeline(&query, Interval::Day).map(drop));
    is_not_as_asked(archive.facets(&query, &[]).map(drop));
    is_not_as_asked(archive.search_images(&query.page_after(None)).map(drop));
}
