//! Queries at the edges.

use chrono::{DateTime, TimeDelta, Utc};
use dateline::{Archive, NewArticle, Note, Order, Page, Query};

use crate::corpus::ORDERS;

/// Two articles on oil, of which the older is the better match, and one on each of other things.
const NEWS: [(&str, &str, &str); 5] = [
    ("best", "2020-01-01T10:00Z", "Oil, oil and oil"),
    ("iran", "2021-01-01T10:00Z", "Iran votes again"),
    ("newer", "2024-01-01T10:00Z", "Ferry brings some more oil here"),
    ("ferry", "2024-02-01T10:00Z", "Ferry delayed"),
    ("newest", "2024-03-01T10:00Z", "Rates rise"),
];

fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    for (uri, published, headline) in NEWS {
        let mut article =
            NewArticle::new(headline, "").language("ja").published(published.parse().unwrap()).tag("News");
        article.uri = Some(uri.into());
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    archive
}

fn query(text: &str, order: Order) -> Query {
    Query::from(text).order(order).now(at("2024-03-02T00:00:00Z"))
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn uris(page: &Page) -> String {
    page.hits.iter().map(|hit| hit.uri.as_str()).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn finds(archive: &Archive, query: &Query, expected: &str) {
    assert_eq!(uris(&archive.search(query).unwrap()), expected, "{query}");
}

fn score(archive: &Archive, query: &Query, uri: &str) -> f64 {
    let page = archive.search(query).unwrap();
    page.hits.iter().find(|hit| hit.uri == uri).unwrap().score
}

#[track_caller]
fn is_near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-12 * a.abs().max(b.abs()), "{a} {b}");
}

#[test]
fn a_score_is_the_one_computed_by_hand() {
    // Five articles of 4 + 1, 3 + 1, 6 + 1, 2 + 1 and 2 + 1 words, the tag being one.
    let archive = archive();
    let weight = (1.0_f64 + (5.0 - 2.0 + 0.5) / (2.0 + 0.5)).ln();
    let average = (5.0 + 4.0 + 7.0 + 3.0 + 3.0) / 5.0;
    let best = weight * 2.6 * 6.0 / (6.0 + 1.6 * (0.25 + 0.75 * 5.0 / average));
    is_near(score(&archive, &query("oil", Order::BestMatch), "best"), best);
    // From 2020-01-01T10:00 to the newest article there are 1521 days.
    let relevance = query("oil", Order::Relevance);
    let slow = relevance.clone().half_life(TimeDelta::days(1000));
    is_near(score(&archive, &slow, "best"), best / (1.0 + 1521.0 / 1000.0));
    // By half a year it would be a ninth.
    is_near(score(&archive, &relevance, "best"), best * 0.35);
}

/// Articles of a headline each, in a language each.
fn headlines(each: &[(&str, &str)]) -> Archive {
    let archive = Archive::in_memory().unwrap();
    for (number, (language, headline)) in each.iter().enumerate() {
        let published = format!("2024-03-{:02}", number + 1).parse().unwrap();
        let mut article = NewArticle::new(*headline, "").language(*language).published(published);
        article.uri = Some(number.to_string());
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    archive
}

fn idf(n: f64, all: f64) -> f64 {
    (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
}

/// What a word of this weight adds that stands once in the headline of an article of so many words.
fn once(weight: f64, words: f64, average: f64) -> f64 {
    weight * 2.6 * 2.0 / (2.0 + 1.6 * (0.25 + 0.75 * words / average))
}

#[test]
fn a_stop_word_selects_and_scores_nothing_unless_all_are_stop_words() {
    let archive = headlines(&[("en", "The ferry returns"), ("en", "The bridge"), ("en", "Fog")]);
    let score = |text: &str, uri| score(&archive, &query(text, Order::BestMatch), uri);
    // Three articles of three, two and one word.
    is_near(score("the OR ferry", "0"), once(idf(1.0, 3.0), 3.0, 2.0));
    assert_eq!(score("the OR ferry", "1"), 0.0);
    finds(&archive, &query("the ferry", Order::BestMatch), "0");
    is_near(score("the", "1"), once(idf(2.0, 3.0), 2.0, 2.0));
    is_near(score("the OR and", "1"), once(idf(2.0, 3.0), 2.0, 2.0));
    // Neither a beginning nor a phrase is one.
    is_near(score("the* OR ferry", "1"), once(idf(2.0, 3.0), 2.0, 2.0));
    assert!(score("\"the bridge\" OR ferry", "1") > 0.0);
    finds(&archive, &query("-the", Order::BestMatch), "2");
}

#[test]
fn a_stop_word_is_one_in_its_language_alone() {
    // "die" is the German article, and an English verb.
    let archive = headlines(&[("en", "Rats die"), ("de", "Die Brücke"), ("en", "Fog"), ("de", "Nebel")]);
    let best = query("die OR fog", Order::BestMatch);
    assert_eq!(score(&archive, &best, "1"), 0.0);
    assert!(score(&archive, &best, "0") > 0.0);
    // Alone it is all that is asked for.
    assert!(score(&archive, &query("die", Order::BestMatch), "1") > 0.0);
}

#[test]
fn the_average_is_of_the_lengths_that_articles_are_scored_by() {
    // Ten letters without a blank are one token, and ten pairs, the last letter for one.
    let archive = headlines(&[("ja", "首相官邸での記者会見"), ("ja", "港")]);
    let explained = archive.explain(&query("港", Order::BestMatch)).unwrap();
    let lengths: Vec<u64> = ["港", "首相"]
        .map(|text| archive.explain(&query(text, Order::BestMatch)).unwrap().hits[0].length)
        .into();
    assert_eq!(lengths, [1, 10]);
    assert_eq!(explained.scoring.unwrap().average_length, 11.0 / 2.0);
}

#[test]
fn an_article_is_measured_against_those_of_its_language() {
    let archive = headlines(&[
        ("en", "Ferry oil"),
        ("en", "Oil and rates rise"),
        ("fr", "Oil"),
        ("fr", "Ferry Lyon Oslo Rome Vienne"),
        ("fr", "Lyon"),
        ("fr", "Nice"),
    ]);
    // Of six articles three have "oil" and two "ferry", one of them by its English stem: two in English may have the one, and one
    // the other.
    let archive_sum = idf(3.0, 6.0) + idf(2.0, 6.0);
    let english = archive_sum / (idf(2.0, 2.0) + idf(1.0, 2.0));
    let french = archive_sum / (idf(3.0, 4.0) + idf(2.0, 4.0));
    let best = query("oil OR ferry", Order::BestMatch);
    // English ones have two and four words, French ones one, five, one and one.
    let both = once(english * idf(2.0, 2.0), 2.0, 3.0) + once(english * idf(1.0, 2.0), 2.0, 3.0);
    is_near(score(&archive, &best, "0"), both);
    is_near(score(&archive, &best, "1"), once(english * idf(2.0, 2.0), 4.0, 3.0));
    is_near(score(&archive, &best, "2"), once(french * idf(3.0, 4.0), 1.0, 2.0));
    is_near(score(&archive, &best, "3"), once(french * idf(2.0, 4.0), 5.0, 2.0));
    // A single word weighs in each what it does in the archive.
    is_near(score(&archive, &query("oil", Order::BestMatch), "2"), once(idf(3.0, 6.0), 1.0, 2.0));
}

#[test]
fn a_language_of_few_articles_or_of_nearly_all_is_measured_against_the_archive() {
    // One in seventeen is less than a sixteenth, two are not. All have three words, but for one in French.
    for (french, average) in [(1, 50.0 / 17.0), (2, 3.0)] {
        let mut all = vec![("en", "Oil prices rise"); 17 - french];
        all.extend(vec![("fr", "Oil à Lyon"); french - 1]);
        all.push(("fr", "Oil Lyon"));
        let archive = headlines(&all);
        let oil = query("oil", Order::BestMatch).limit(20);
        is_near(score(&archive, &oil, "0"), once(idf(17.0, 17.0), 3.0, average));
    }
}

#[test]
fn recency_decides_between_relevance_and_best_match() {
    let archive = archive();
    finds(&archive, &query("oil", Order::BestMatch), "best newer");
    finds(&archive, &query("oil", Order::Relevance), "newer best");
}

#[test]
fn where_nothing_scores_the_newest_comes_first() {
    let archive = archive();
    for order in [Order::Relevance, Order::BestMatch, Order::Newest] {
        finds(&archive, &query("", order), "newest ferry newer iran best");
        finds(&archive, &query("tag:News -oil", order), "newest ferry iran");
        finds(&archive, &query("tag:News lang:ja before:2024", order), "iran best");
        // All the same from page to page, and without a half-life to speak of.
        let one = query("-rates", order).limit(1).half_life(TimeDelta::MAX);
        let next = archive.search(&one).unwrap().next;
        finds(&archive, &one.page_after(next), "newer");
    }
    finds(&archive, &query("tag:News", Order::Oldest), "best iran newer ferry newest");
}

#[test]
fn what_only_a_filter_finds_comes_behind_what_scores() {
    let archive = archive();
    for order in [Order::Relevance, Order::BestMatch] {
        finds(&archive, &query("iran OR tag:News", order), "iran newest ferry newer best");
        assert_eq!(score(&archive, &query("iran OR tag:News", order), "newest"), 0.0);
    }
}

#[test]
fn of_equal_scores_the_newer_comes_first() {
    let archive = Archive::in_memory().unwrap();
    // Seven in one minute, of which four are in one second: the clock has a place for each.
    for (uri, second) in [("c", 30), ("a", 2), ("d", 30), ("g", 59), ("e", 30), ("b", 3), ("f", 30)] {
        let published = format!("2024-03-01T10:00:{second:02}Z");
        let mut article = NewArticle::new("Oil", "").language("ja").published(published.parse().unwrap());
        article.uri = Some(uri.into());
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    for order in [Order::Relevance, Order::BestMatch, Order::Newest] {
        for limit in [1, 2, 3, 7] {
            let mut pages = Vec::new();
            let mut cursor = None;
            loop {
                let page = archive.search(&query("oil", order).limit(limit).page_after(cursor)).unwrap();
                pages.push(uris(&page));
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(pages.join(" "), "g f e d c b a", "{order:?} {limit}");
        }
    }
}

#[test]
fn a_half_life_is_a_minute_at_least() {
    let archive = archive();
    // Then the ferry's is the newest, and what is older has all the age that counts.
    let now = at("2024-02-01T10:00:30Z");
    let with = |half_life| query("oil OR ferry", Order::Relevance).now(now).half_life(half_life);
    let expected = archive.search(&with(TimeDelta::minutes(1))).unwrap();
    assert_eq!(uris(&expected), "ferry newer best");
    for short in [TimeDelta::zero(), TimeDelta::seconds(59), TimeDelta::days(-400), TimeDelta::MIN] {
        assert_eq!(archive.search(&with(short)).unwrap(), expected, "{short}");
    }
    // With no end of time, age is nothing.
    let best = archive.search(&query("oil OR ferry", Order::BestMatch)).unwrap();
    let timeless = archive.search(&with(TimeDelta::MAX)).unwrap();
    assert_eq!(uris(&timeless), uris(&best));
    for (one, other) in timeless.hits.iter().zip(&best.hits) {
        assert!((one.score / other.score - 1.0).abs() < 1e-6);
    }
}

#[test]
fn age_counts_from_the_newest_article_that_is_not_of_the_future() {
    let archive = archive();
    let with = |now| query("oil", Order::Relevance).now(now).half_life(TimeDelta::days(1000));
    let ratio = |now| {
        let best = query("oil", Order::BestMatch);
        score(&archive, &with(now), "best") / score(&archive, &best, "best")
    };
    for now in [at("2024-03-01T10:00:00Z"), at("2024-03-02T00:00:00Z"), DateTime::<Utc>::MAX_UTC] {
        is_near(ratio(now), 1.0 / (1.0 + 1521.0 / 1000.0));
    }
    // Then "iran" is the newest, and what came later counts as new.
    is_near(ratio(at("2022-01-01T00:00:00Z")), 1.0 / (1.0 + 366.0 / 1000.0));
    // Then there is nothing yet.
    for now in [at("2019-01-01T00:00:00Z"), DateTime::<Utc>::MIN_UTC] {
        is_near(ratio(now), 1.0);
        finds(&archive, &with(now), "best newer");
        let one = with(now).limit(1);
        let next = archive.search(&one).unwrap().next.unwrap();
        let read = next.to_string().parse().unwrap();
        assert_eq!(next, read, "{now}");
        finds(&archive, &one.page_after(Some(read)), "newer");
    }
}

#[test]
fn a_term_counts_as_often_as_it_is_asked_for() {
    let archive = archive();
    for order in [Order::Relevance, Order::BestMatch] {
        let once = score(&archive, &query("oil", order), "best");
        for (text, times) in [("oil oil", 2.0), ("oil OR oil oil", 3.0), ("oil \"oil\" oi*", 3.0)] {
            is_near(score(&archive, &query(text, order), "best"), times * once);
        }
    }
}

#[test]
fn a_word_of_no_article_changes_nothing_beside_an_or() {
    let archive = archive();
    for order in ORDERS {
        let alone = archive.search(&query("oil", order)).unwrap();
        for text in
            ["oil OR zeppelin", "zeppelin OR oil", "oil OR \"zeppelin oil\"", "oil OR zep*", "oil OR tag:No"]
        {
            assert_eq!(archive.search(&query(text, order)).unwrap().hits, alone.hits, "{text} {order:?}");
        }
        for text in ["zeppelin", "oil \"zeppelin\"", "zep*", "zeppelin OR zep*", "tag:No", "oil before:1999"]
        {
            let page = archive.search(&query(text, order)).unwrap();
            assert_eq!((uris(&page), page.total.to_string(), page.next), (String::new(), "0".into(), None));
        }
    }
}

#[test]
fn a_page_may_be_of_nothing_and_a_total_of_no_more_than_the_page() {
    let archive = archive();
    for order in ORDERS {
        for text in ["", "oil OR ferry"] {
            let all = if text.is_empty() { 5 } else { 3 };
            let page = |limit, count_to| {
                let page = archive.search(&query(text, order).limit(limit).count_to(count_to)).unwrap();
                (page.hits.len(), page.total.to_string(), page.next.is_some())
            };
            assert_eq!(page(0, 0), (0, "at least 0".into(), false), "{text} {order:?}");
            assert_eq!(page(0, 2), (0, "at least 2".into(), false), "{text} {order:?}");
            assert_eq!(page(0, usize::MAX), (0, all.to_string(), false), "{text} {order:?}");
            assert_eq!(page(2, 0), (2, "at least 2".into(), true), "{text} {order:?}");
            assert_eq!(page(all, 0), (all, all.to_string(), false), "{text} {order:?}");
        }
    }
}

#[test]
fn a_page_has_a_thousand_articles_at_most() {
    let archive = Archive::in_memory().unwrap();
    let articles: Vec<NewArticle> = (0..1005)
        .map(|number| {
            let published = format!("2024-03-01T{:02}:{:02}Z", number / 60, number % 60);
            let mut article = NewArticle::new(if number % 2 == 0 { "Oil" } else { "Oil, oil" }, "")
                .language("ja")
                .published(published.parse().unwrap());
            article.uri = Some(number.to_string());
            article
        })
        .collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    let newest: Vec<usize> = (0..1005).rev().collect();
    // What says it twice is the better match; and a day is nothing beside a year.
    let better: Vec<usize> = newest.iter().copied().filter(|n| n % 2 == 1).collect();
    let best = [better, newest.iter().copied().filter(|n| n % 2 == 0).collect()].concat();
    for (order, expected) in [
        (Order::Newest, &newest),
        (Order::Oldest, &(0..1005).collect()),
        (Order::BestMatch, &best),
        (Order::Relevance, &best),
    ] {
        let query = query("oil", order).limit(usize::MAX);
        let page = archive.search(&query).unwrap();
        let rest = archive.search(&query.page_after(page.next.clone())).unwrap();
        assert_eq!((page.hits.len(), rest.hits.len()), (1000, 5), "{order:?}");
        assert_eq!((rest.next, rest.total), (None, page.total), "{order:?}");
        assert_eq!(page.total.to_string(), "at least 1000", "{order:?}");
        let found = page.hits.iter().chain(&rest.hits).map(|hit| hit.uri.parse::<usize>().unwrap());
        assert_eq!(&found.collect::<Vec<_>>(), expected, "{order:?}");
    }
}

#[test]
fn an_article_is_as_long_as_its_words_or_their_forms_whichever_are_more() {
    // Twelve words of two forms each; beside a newer sign the index has the word itself as two more.
    for word in ["sécurité", "sécurité🥇"] {
        // One word more is less than the forms are: all are as good, and the newest comes first. With
        // forty more the others are longer.
        for (more, first) in [(1, "3"), (40, "1")] {
            let archive = Archive::in_memory().unwrap();
            let text = [word; 12].join(" ");
            let longer = format!("{text}{}", " mais".repeat(more));
            let bodies = [("fr", &*text), ("fr", &longer), ("fr", &longer), ("ja", "東京")];
            for (day, (language, body)) in ["1", "2", "3", "4"].into_iter().zip(bodies) {
                let published = format!("2024-03-0{day}").parse().unwrap();
                let mut article = NewArticle::new("", body).language(language).published(published);
                article.uri = Some(day.into());
                archive.write(|tx| tx.save(&article)).unwrap();
            }
            let page = archive.search(&query("sécurité", Order::BestMatch).limit(1)).unwrap();
            assert_eq!((uris(&page), page.total.count), (first.into(), 3), "{word} {more}");
        }
    }
}

#[test]
fn a_cursor_of_another_order_or_of_other_terms_is_refused() {
    let archive = archive();
    let next = |text, order| archive.search(&query(text, order).limit(1)).unwrap().next;
    for (order, others) in [
        (Order::Relevance, [Order::BestMatch, Order::Newest, Order::Oldest]),
        (Order::BestMatch, [Order::Relevance, Order::Newest, Order::Oldest]),
    ] {
        let cursor = next("oil", order);
        for other in others {
            let refused = archive.search(&query("oil", other).page_after(cursor.clone())).unwrap_err();
            assert!(refused.to_string().contains("cursor"), "{refused}");
        }
        let refused = archive.search(&query("oil ferry", order).page_after(cursor)).unwrap_err();
        assert!(refused.to_string().contains("cursor"), "{refused}");
        assert!(archive.search(&query("oil", order).page_after(next("oil", Order::Newest))).is_err());
    }
}

#[test]
fn of_words_that_no_article_has_together_any_will_do() {
    let archive = archive();
    let page = |text: &str, order| archive.search(&query(text, order)).unwrap();
    for order in [Order::Relevance, Order::BestMatch] {
        let relaxed = page("some zeppelin brings oil", order);
        assert_eq!(relaxed.notes, [Note::Relaxed]);
        assert_eq!(relaxed.hits, page("some OR zeppelin OR brings OR oil", order).hits, "{order:?}");
        assert_eq!((uris(&relaxed), relaxed.total.to_string()), ("newer best".into(), "2".into()));
    }
    // Two of these four words are not most of them, but no article has three.
    for (text, newest) in [("iran votes zeppelin oil", "iran"), ("iran zeppelin oil", "newer iran best")] {
        for (order, expected) in [
            (Order::Newest, newest.to_owned()),
            (Order::Oldest, newest.rsplit(' ').collect::<Vec<_>>().join(" ")),
        ] {
            let found = page(text, order);
            assert_eq!((uris(&found), found.notes), (expected, vec![Note::Relaxed]), "{text} {order:?}");
        }
    }
}

#[test]
fn what_is_no_plain_word_stays_a_condition() {
    let archive = archive();
    for order in ORDERS {
        let finds = |text: &str| uris(&archive.search(&query(text, order)).unwrap());
        assert_eq!(finds("iran ferry zeppelin before:2022"), "iran", "{order:?}");
        assert_eq!(finds("iran ferry zeppelin -votes -some"), "ferry", "{order:?}");
        assert_eq!(finds("iran ferry zeppelin headline:delayed"), "ferry", "{order:?}");
        assert_eq!(finds("iran ferry zeppelin \"votes again\""), "iran", "{order:?}");
        assert_eq!(finds("iran ferry zeppelin vote*"), "iran", "{order:?}");
        for text in [
            "iran zeppelin lang:en",
            "iran zeppelin tag:No",
            "iran zeppelin \"votes then\"",
            "iran zeppelin zep*",
            "iran \"zeppelin\"",
            "iran headline:zeppelin",
            "iran zeppelin OR airship",
            "zeppelin airship",
        ] {
            let page = archive.search(&query(text, order)).unwrap();
            assert_eq!((page.hits.len(), page.total.to_string()), (0, "0".into()), "{text} {order:?}");
            assert!(!page.notes.contains(&Note::Relaxed), "{text} {order:?}");
        }
    }
}

#[test]
fn quotation_marks_in_a_text_are_punctuation() {
    let archive = archive();
    let eleven = "so iran they said will do no more than it did \"votes then\"";
    for order in ORDERS {
        let page = |text: &str| archive.search(&query(text, order)).unwrap();
        assert_eq!(uris(&page(eleven)), "", "{order:?}");
        // Of a dozen words the quoted ones count as well: "iran" has two, and "newer" has "more" alone.
        let text = page(&format!("today {eleven}"));
        assert_eq!((uris(&text).contains("iran"), text.notes), (true, vec![Note::Relaxed]), "{order:?}");
    }
    let newest = |text: &str| uris(&archive.search(&query(text, Order::Newest)).unwrap());
    assert_eq!(newest(&format!("today {eleven}")), "iran");
    // What stands in a field is asked for still.
    assert_eq!(newest(&format!("today {eleven} headline:\"votes then\"")), "");
}

#[test]
fn a_query_that_has_an_answer_or_is_taken_at_its_word_is_not_relaxed() {
    let archive = archive();
    for order in ORDERS {
        for text in ["oil", "iran votes", "some oil here"] {
            assert_eq!(archive.search(&query(text, order)).unwrap().notes, [], "{text} {order:?}");
        }
        let sentence = query("iran votes zeppelin", order);
        assert_eq!(archive.search(&sentence).unwrap().hits.len(), 1, "{order:?}");
        assert_eq!(archive.search(&sentence.clone().relax(false)).unwrap().hits.len(), 0, "{order:?}");
        assert_eq!(archive.search(&sentence.clone().strict()).unwrap().hits.len(), 0, "{order:?}");
        assert_eq!(archive.count(&sentence).unwrap().to_string(), "0", "{order:?}");
    }
}

#[test]
fn a_cursor_of_a_relaxed_page_goes_on_relaxed() {
    for order in ORDERS {
        let archive = archive();
        let sentence = query("oil iran zeppelin", order);
        let whole = archive.search(&sentence).unwrap();
        let first = archive.search(&sentence.clone().limit(1)).unwrap();
        // It has all the words, and answers a query that begins now alone.
        let mut article = NewArticle::new("Zeppelin brings oil to Iran", "").language("ja");
        article.uri = Some("both".into());
        archive.write(|tx| tx.save(&article.published("2019-05-01".parse().unwrap()))).unwrap();
        finds(&archive, &sentence, "both");

        let mut found = uris(&first);
        let mut cursor = first.next;
        while let Some(next) = cursor {
            let next = next.to_string().parse().unwrap();
            let page = archive.search(&sentence.clone().limit(1).page_after(Some(next))).unwrap();
            assert_eq!(page.notes, [Note::Relaxed], "{order:?}");
            found = format!("{found} {}", uris(&page));
            cursor = page.next;
        }
        assert_eq!(found.replace(" both", ""), uris(&whole), "{order:?}");
    }
}

#[test]
fn a_cursor_of_a_relaxed_page_is_of_that_query_alone() {
    let archive = archive();
    for order in ORDERS {
        let next = |text: &str| archive.search(&query(text, order).limit(1)).unwrap().next.unwrap();
        let relaxed = next("oil iran zeppelin");
        let asked = [
            query("oil", order),
            query("oil OR iran OR zeppelin", order),
            query("oil iran zeppelin", order).relax(false),
            query("oil iran zeppelin", order).strict(),
        ];
        for asked in asked {
            let refused = archive.search(&asked.clone().page_after(Some(relaxed.clone()))).unwrap_err();
            assert!(refused.to_string().contains("cursor"), "{asked} {order:?}: {refused}");
        }
    }
    let by_time = archive.search(&query("oil iran zeppelin", Order::Newest).limit(1)).unwrap().next;
    let refused = archive.search(&query("oil iran zeppelin", Order::Relevance).page_after(by_time));
    assert!(refused.unwrap_err().to_string().contains("cursor"));
}
