//! Whatever is typed, an archive answers, and in time.
//!
//!     DATELINE_FUZZ=10000000 cargo test --release --test hostile_queries -- --nocapture
//!
//! asks more than the 200,000 generated queries of an ordinary run; `DATELINE_FUZZ_SEED=<number>` asks others.

#[path = "../common/dice.rs"]
mod dice;
mod news;
mod texts;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use dateline::{Archive, ArticleId, Found, NewArticle, Note, Order, Query};
use dice::Dice;

const ASKED: u64 = 200_000;
const ARTICLES: usize = 2000;
const ORDERS: [Order; 4] = [Order::Relevance, Order::BestMatch, Order::Newest, Order::Oldest];
/// The default deadline, and what a search may take beyond it.
const LONGEST: Duration = Duration::from_millis(1500);

struct Asked {
    archive: Archive,
    _folder: tempfile::TempDir,
}

static ASKED_ARCHIVE: LazyLock<Asked> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    news::fill(&archive, ARTICLES);
    Asked { archive, _folder: folder }
});

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().expect(name))
}

/// What took longest.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Slowest {
    time: Duration,
    what: String,
}

impl Slowest {
    fn see(&mut self, time: Duration, what: impl FnOnce() -> String) {
        if time > self.time {
            *self = Self { time, what: what() };
        }
    }
}

#[test]
fn generated_queries_are_answered_in_time() {
    let archive = &ASKED_ARCHIVE.archive;
    let (count, seed) = (number("DATELINE_FUZZ", ASKED), number("DATELINE_FUZZ_SEED", 2026));
    let threads = thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
    let (next, cut) = (AtomicU64::new(0), AtomicU64::new(0));
    let begun = Instant::now();
    let work = || {
        let mut slowest = Slowest::default();
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            if case >= count {
                return slowest;
            }
            let mut dice = Dice::of(seed, case);
            let text = texts::text(&mut dice);
            let outcome = catch_unwind(AssertUnwindSafe(|| ask(archive, &text, &mut dice, &mut slowest)));
            match outcome {
                Ok(was_cut) => cut.fetch_add(was_cut.into(), Ordering::Relaxed),
                Err(_) => panic!("query {case} of seed {seed}: {text:?}"),
            };
        }
    };
    let slowest = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().expect("a query failed")).max()
    });
    let Slowest { time, what } = slowest.unwrap();
    println!(
        "{count} queries of seed {seed} in {:.1} s, {} of them cut by the deadline; the slowest took {time:?}: {what}",
        begun.elapsed().as_secs_f64(),
        cut.into_inner(),
    );
}

/// Asks in one way of many, and sometimes in each order. True if a deadline passed.
fn ask(archive: &Archive, text: &str, dice: &mut Dice, slowest: &mut Slowest) -> bool {
    let query = if dice.one_in(8) { built(text) } else { parsed(text) };
    let query = query.limit(dice.pick(&[20, 20, 20, 0, 1, 1000])).hidden(dice.one_in(8));
    if dice.one_in(16) {
        return in_each_order(archive, &query, text, slowest);
    }
    let query = query.order(dice.pick(&ORDERS));
    if dice.one_in(2) {
        return found(archive, &query, text, slowest).notes.contains(&Note::DeadlinePassed);
    }
    let (page, time) = timed(|| archive.search(&query).unwrap());
    check(time, &query, text, slowest);
    for hit in &page.hits {
        assert!(hit.headline.ranges().iter().all(|range| hit.headline.text().get(range.clone()).is_some()));
    }
    if page.next.is_some() {
        let (next, time) = timed(|| archive.search(&query.clone().after(page.next)).unwrap());
        check(time, &query, text, slowest);
        assert!(page.hits.iter().all(|hit| next.hits.iter().all(|other| other.id != hit.id)));
    }
    page.notes.contains(&Note::DeadlinePassed)
}

/// A query of a text, which reads back as it was written.
fn parsed(text: &str) -> Query {
    let query = Query::from(text);
    let written = query.to_string();
    assert_eq!(Query::from(&*written), query, "{written}");
    query
}

fn built(text: &str) -> Query {
    let names = Query::new().by(text).person(text).tag(text).publication(text).section(text).language(text);
    let terms = names.groups().to_vec();
    Query::new().word(text).phrase(text).prefix(text).any_of(terms.into_iter().flatten())
}

/// The orders agree on what answers.
fn in_each_order(archive: &Archive, query: &Query, text: &str, slowest: &mut Slowest) -> bool {
    let answers = ORDERS.map(|order| found(archive, &query.clone().order(order), text, slowest));
    if answers.iter().any(|answer| answer.notes.contains(&Note::DeadlinePassed)) {
        return true;
    }
    let set = |answer: &Found| answer.ids.iter().copied().collect::<BTreeSet<ArticleId>>();
    for answer in &answers[1..] {
        assert_eq!(answer.ids.len(), answers[0].ids.len(), "{query}");
        if answer.total.is_exact && answers[0].total.is_exact {
            assert_eq!(answer.total.count, answers[0].total.count, "{query}");
            if answer.next.is_none() {
                assert_eq!(set(answer), set(&answers[0]), "{query}");
            }
        }
    }
    false
}

fn found(archive: &Archive, query: &Query, text: &str, slowest: &mut Slowest) -> Found {
    let (found, time) = timed(|| archive.find(query).unwrap());
    check(time, query, text, slowest);
    found
}

fn timed<T>(f: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let value = f();
    (value, begun.elapsed())
}

fn check(time: Duration, query: &Query, text: &str, slowest: &mut Slowest) {
    assert!(time < LONGEST, "{time:?}: {query}");
    slowest.see(time, || format!("{:?}", text.chars().take(200).collect::<String>()));
}

/// Asks in every order, by all there is to ask with.
#[track_caller]
fn is_answered(archive: &Archive, text: &str) {
    let mut slowest = Slowest::default();
    for query in [parsed(text), built(text)] {
        in_each_order(archive, &query, text, &mut slowest);
        for order in ORDERS {
            let (_, time) = timed(|| archive.search(&query.clone().order(order)).unwrap());
            check(time, &query, text, &mut slowest);
        }
        archive.count(&query).unwrap();
    }
}

#[test]
fn texts_of_any_size() {
    let archive = &ASKED_ARCHIVE.archive;
    let ten_megabytes = 10 << 20;
    let texts = [
        "troops ".repeat(ten_megabytes / 7),
        "\0".repeat(ten_megabytes),
        "東京".repeat(ten_megabytes / 6),
        "(".repeat(100_000),
        ")".repeat(100_000),
        "(".repeat(50_000) + "troops" + &")".repeat(50_000),
        "\"".repeat(100_001),
        "(a OR ".repeat(100_000),
        "a*".repeat(100_000),
        "tag:".repeat(100_000),
        "-\"".repeat(100_000),
        "\u{301}".repeat(100_000),
        "on:2024 ".repeat(100_000),
    ];
    for text in &texts {
        is_answered(archive, text);
    }
}

#[test]
fn every_operator_alone() {
    let archive = &ASKED_ARCHIVE.archive;
    let fields = [
        "headline:",
        "dek:",
        "body:",
        "caption:",
        "credit:",
        "by:",
        "person:",
        "tag:",
        "from:",
        "section:",
        "lang:",
        "after:",
        "before:",
        "on:",
        "has:",
        "is:",
        "foo:",
    ];
    let values =
        ["", "\"", "\"\"", "*", "-", "OR", "(", "\0", "\u{202E}", ":", "x", "«x", "2024", "image", "hidden"];
    for field in fields {
        for value in values {
            is_answered(archive, &format!("{field}{value}"));
            is_answered(archive, &format!("-{field}{value} OR {field}{value}"));
        }
    }
    let alone = [
        "",
        " ",
        "OR",
        "AND",
        "NOT",
        "NEAR",
        "-",
        "--",
        "–",
        "\u{2212}",
        "*",
        "**",
        ":",
        "(",
        ")",
        "()",
        "\"",
        "\"\"",
        "'",
        "“",
        "”",
        "„",
        "«",
        "»",
        "‹",
        "›",
        "「",
        "」",
        "『",
        "』",
        "\u{FF02}",
        "\0",
        "\u{E000}",
        "\u{E001}",
        "\u{E001}h",
        "\u{202A}",
        "\u{202B}",
        "\u{202C}",
        "\u{202D}",
        "\u{202E}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "\u{200E}",
        "\u{200F}",
        "\u{61C}",
        "\u{FEFF}",
        "\u{FFFD}",
        "\u{FFFF}",
        "\u{10FFFF}",
        "\u{301}",
        "a\0b",
        "\"a\0b\"",
        "tag:\"a\0b\"",
        "\u{202E}harbour\u{202C} troops",
        "-",
        "NOT NOT",
        "OR OR OR",
        "AND OR NOT",
        "- - -",
        "* OR *",
        "\"*\"",
        "\"\"*",
        "^",
        "+",
        "{",
        "}",
        "scope:",
        "article_fts",
        "rowid",
        "rank:1",
    ];
    for text in alone {
        is_answered(archive, text);
    }
}

#[test]
fn at_every_limit() {
    let archive = &ASKED_ARCHIVE.archive;
    let letters: Vec<String> = ('a'..='z').chain('а'..='я').map(|letter| format!("{letter}*")).collect();
    let of = |count: usize| (0..count).map(|at| letters[at % letters.len()].clone()).collect::<Vec<_>>();
    let common = ["the", "of", "and", "in", "said", "troops"];
    let phrase: Vec<&str> = (0..32).map(|at| common[at % common.len()]).collect();
    let texts = [
        of(256).join(" OR "),
        of(256).join(" "),
        of(256).join(" -"),
        format!("\"{}\"", phrase.join(" ")),
        format!("\"{}\"*", phrase[..31].join(" ")),
        format!("\"{}\"", "the ".repeat(750)),
        "the-".repeat(1000),
        "the OR ".repeat(256),
        format!("\"{} a*\" ", "the").repeat(200),
        "by:a person:b tag:c from:d section:e lang:f ".repeat(43),
        "x".repeat(256),
        "после* OR ".repeat(200),
    ];
    for text in &texts {
        is_answered(archive, text);
    }
}

/// Tweets that others collected: CheckThat! at CLEF 2020.
#[test]
fn tweets_are_queries() {
    let Some(folder) = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from) else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let set = |name: &str| folder.join("ir").join(name);
    let archive = Archive::in_memory().unwrap();
    let claims = claims(&set("clef2020-train").join("docs.jsonl.gz"));
    assert!(claims.len() > 10_000);
    for batch in claims.chunks(1000) {
        archive.write(|tx| tx.save_all(batch)).unwrap();
    }
    let (mut asked, mut slowest) = (0, Slowest::default());
    for name in ["clef2020-dev", "clef2020-train"] {
        let tweets = std::fs::read_to_string(set(name).join("queries.tsv")).unwrap();
        for (_, tweet) in tweets.lines().filter_map(|line| line.split_once('\t')) {
            in_each_order(&archive, &parsed(tweet), tweet, &mut slowest);
            let any = tweet.split_whitespace().map(dateline::Term::word);
            in_each_order(&archive, &Query::new().any_of(any), tweet, &mut slowest);
            asked += 1;
        }
    }
    assert_eq!(asked, 997);
    println!("{asked} tweets; the slowest took {:?}: {}", slowest.time, slowest.what);
}

fn claims(path: &std::path::Path) -> Vec<NewArticle> {
    let file = std::fs::File::open(path).unwrap();
    let text = std::io::read_to_string(flate2::read::GzDecoder::new(file)).unwrap();
    let claim = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        NewArticle::new(text("title"), text("body")).key("clef", text("id")).language("en")
    };
    text.lines().map(claim).collect()
}
