//! Parentheses against a model that tries every article.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use dateline::{Archive, ArticleId, Conditions, NewArticle, Order, Query, ScoreExplanation, Term};
use proptest::prelude::*;

use crate::archive::{archive, finds};

#[test]
fn groups_select_as_they_are_written() {
    finds(
        &archive(),
        &[
            ("(oil OR troops) (visit OR prices)", "oil troops"),
            ("(oil prices) OR (white house)", "news oil"),
            ("(new -old) OR (rates rise)", "news"),
            ("american -(oil prices)", "troops"),
            ("american -(oil OR prices)", "troops"),
            ("american -(oil OR (visit soldier))", ""),
            ("american -(oil -prices)", "oil troops"),
            ("tag:(Elections OR Energy) -(lang:en harbour)", "scrutin hafen oil"),
            ("headline:(rates OR prices)", "news oil"),
            ("(nowhere american) OR porto", "porto eleicoes"),
            ("american -(nowhere oil)", "oil troops"),
            ("porto OR (-lang:en -lang:pt)", "tokyo porto eleicoes scrutin hafen"),
        ],
    );
}

const WORDS: [&str; 6] = ["ferry", "ferries", "toll", "bridge", "fog", "pier"];
const ARTICLES: u32 = 96;

/// The words of an article: every second has German as its language, in which "ferries" is no form of "ferry".
fn words_of(article: u32) -> Vec<&'static str> {
    let pattern = article.wrapping_mul(2_654_435_761) >> 7;
    (0..WORDS.len()).filter(|at| pattern >> (2 * at) & 3 > 1).map(|at| WORDS[at]).collect()
}

fn is_german(article: u32) -> bool {
    article % 2 == 1
}

static ARCHIVE: LazyLock<(Archive, Vec<ArticleId>)> = LazyLock::new(|| {
    let archive = Archive::in_memory().unwrap();
    let articles = (0..ARTICLES).map(|number| {
        let day = format!("2024-03-{:02}T{:02}:00Z", number / 24 + 1, number % 24).parse().unwrap();
        let language = if is_german(number) { "de" } else { "en" };
        let body = words_of(number).join(". ");
        let article = NewArticle::new(format!("Story {number}"), body).language(language).published(day);
        if number % 3 == 0 { article.tag("Coast") } else { article }
    });
    let articles: Vec<_> = articles.collect();
    let saved = archive.write(|tx| tx.save_all(&articles)).unwrap();
    let ids = saved.iter().map(|saved| saved.id.unwrap()).collect();
    (archive, ids)
});

fn term() -> BoxedStrategy<Term> {
    let word = prop::sample::select(&WORDS[..]);
    let single = prop_oneof![
        6 => word.clone().prop_map(Term::word),
        2 => word.clone().prop_map(Term::phrase),
        1 => word.prop_map(|word| Term::prefix(&word[..3])),
        1 => Just(Term::Filter(dateline::Filter::Tag, "Coast".into())),
        1 => Just(Term::word("nowhere")),
    ];
    single
        .prop_recursive(3, 24, 4, |term| {
            let all = conditions(term.boxed())
                .prop_filter("it asks for nothing", |all| *all != Conditions::default());
            all.prop_map(Term::All)
        })
        .boxed()
}

fn conditions(term: BoxedStrategy<Term>) -> impl Strategy<Value = Conditions> {
    let groups = prop::collection::vec(prop::collection::vec(term.clone(), 1..4), 0..3);
    (groups, prop::collection::vec(term, 0..2)).prop_map(|(groups, excluded)| Conditions { groups, excluded })
}

fn answers(article: u32, term: &Term) -> bool {
    let words = words_of(article);
    let form = |word: &str| match word {
        "ferries" if !is_german(article) => "ferry".to_owned(),
        word => word.to_owned(),
    };
    match term {
        Term::All(all) => {
            all.groups.iter().all(|group| group.iter().any(|term| answers(article, term)))
                && !all.excluded.iter().any(|term| answers(article, term))
        }
        Term::Words { words: asked, matching, .. } => {
            let asked = asked[0].as_str();
            words.iter().any(|word| match matching {
                dateline::Matching::Form => form(word) == form(asked),
                dateline::Matching::Exact => *word == asked,
                _ => word.starts_with(asked),
            })
        }
        _ => article.is_multiple_of(3),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_answers(asked in conditions(term())) {
        let (archive, ids) = &*ARCHIVE;
        let whole = Term::All(asked.clone());
        let expected: Vec<ArticleId> =
            (0..ARTICLES).filter(|number| answers(*number, &whole)).map(|number| ids[number as usize]).collect();
        let built = asked.groups.iter().fold(Query::new(), |query, group| query.any_of(group.clone()));
        let built = built.none_of(asked.excluded.clone()).limit(1000);
        let typed = Query::from(&*built.to_string()).limit(1000);
        prop_assert_eq!(&typed, &built);
        for order in Order::ALL {
            // A sentence of which nothing has all the words would be answered by some of them.
            let query = built.clone().order(*order).relax(false);
            let page = archive.search_ids(&query).unwrap();
            let mut found = page.hits.clone();
            if *order == Order::Newest {
                found.reverse();
            } else if *order != Order::Oldest {
                found.sort();
            }
            prop_assert_eq!(&found, &expected, "{} by {:?}", query, order);
            // A shorter page is the beginning of a longer one.
            let short = archive.search_ids(&query.clone().limit(3)).unwrap();
            prop_assert_eq!(&short.hits[..], &page.hits[..expected.len().min(3)], "{} by {:?}", query, order);
            prop_assert_eq!(short.total.count, expected.len());
        }
        let explained = archive.explain(&built.clone().order(Order::BestMatch)).unwrap();
        let page = archive.search(&built.order(Order::BestMatch)).unwrap();
        for (hit, explained) in page.hits.iter().zip(&explained.hits) {
            let parts = explained.terms.iter().fold(0.0, |sum, term| sum + term.score);
            prop_assert_eq!((hit.id, hit.score), (explained.id, parts));
        }
    }
}

#[test]
fn a_term_counts_once_and_only_where_its_parentheses_answer() {
    let (archive, _) = &*ARCHIVE;
    // How often each article has each term, by its id.
    let frequencies = |text: &str| {
        let query = Query::from(text).order(Order::BestMatch).limit(1000).deadline(Duration::MAX);
        let hits = archive.explain(&query).unwrap().hits;
        let of =
            |hit: ScoreExplanation| (hit.id, hit.terms.iter().map(|term| term.frequency).collect::<Vec<_>>());
        hits.into_iter().map(of).collect::<BTreeMap<_, _>>()
    };
    let (both, pier) = (frequencies("toll fog"), frequencies("pier"));
    let found = frequencies("(toll fog) OR pier");
    assert!(both.len() > 1 && pier.len() > 1 && found.len() > both.len());
    for (id, counted) in found {
        let inside = both.get(&id).cloned().unwrap_or(vec![0.0, 0.0]);
        let pier = pier.get(&id).map_or(0.0, |counted| counted[0]);
        assert_eq!(counted, [inside[0], inside[1], pier], "{id}");
    }
}
