//! An archive answers whatever is typed, and in time.
//!
//!     DATELINE_FUZZ=10000000 cargo test --release --test hostile_queries generated -- --nocapture
//!
//! asks more generated queries than an ordinary run; `DATELINE_FUZZ_SEED=<number>` asks others.

#[path = "../common/mod.rs"]
mod common;
mod damaged;
mod deadlines;
#[path = "../common/dice.rs"]
mod dice;
mod generated;
mod letters;
mod limits;
mod listed;
mod news;
mod texts;
mod tweets;

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;

use common::timed;
use dateline::{Archive, ArticleId, Note, Order, Page, Query, Total};

const ARTICLES: usize = 400;
const ORDERS: [Order; 4] = [Order::Relevance, Order::BestMatch, Order::Newest, Order::Oldest];
const DEADLINE: Duration = Duration::from_secs(1);
/// Processor time that a search may take beyond its deadline, which is of the clock.
const GRACE: Duration = Duration::from_millis(500);
/// The most notes: 32 of a query are kept, and the search itself adds one that says it was cut.
const MOST_NOTES: usize = 33;

/// An archive, and the folder that goes with it.
struct Stored {
    archive: Archive,
    _folder: tempfile::TempDir,
}

/// The articles that most tests ask for.
fn archive() -> &'static Archive {
    static NEWS: LazyLock<Stored> = LazyLock::new(|| {
        let folder = common::folder();
        let archive = Archive::open(folder.path().join("news.db")).unwrap();
        news::fill(&archive, ARTICLES, 2);
        Stored { archive, _folder: folder }
    });
    &NEWS.archive
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().expect(name))
}

/// Asks an archive, and holds every answer to what all answers have in common.
struct Asker<'a> {
    archive: &'a Archive,
    /// The longest that a search took, and of which query.
    slowest: (Duration, String),
    /// Number of searches that were cut by the deadline.
    cut: u64,
}

impl<'a> Asker<'a> {
    fn of(archive: &'a Archive) -> Self {
        Self { archive, slowest: (Duration::ZERO, String::new()), cut: 0 }
    }

    fn timed<T>(&mut self, query: &Query, f: impl FnOnce(&Archive) -> dateline::Result<T>) -> T {
        let (answer, time) = timed(|| f(self.archive));
        assert!(time < DEADLINE + GRACE, "{time:?}: {query}");
        if time > self.slowest.0 {
            self.slowest = (time, query.to_string().chars().take(200).collect());
        }
        answer.unwrap_or_else(|error| panic!("{error}: {query}"))
    }

    fn check(&mut self, query: &Query, ids: &[ArticleId], limit: usize, total: Total, notes: &[Note]) {
        assert!(ids.len() <= limit, "{} hits: {query}", ids.len());
        assert!(total.count >= ids.len(), "{total} of {}: {query}", ids.len());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "twice the same: {query}");
        assert!(notes.len() <= MOST_NOTES, "{} notes: {query}", notes.len());
        for (at, note) in notes.iter().enumerate() {
            assert!(note.to_string().chars().count() < 200, "{note}");
            assert!(!notes[..at].contains(note), "twice {note}: {query}");
        }
        self.cut += u64::from(notes.contains(&Note::DeadlinePassed));
    }

    fn find(&mut self, query: &Query, limit: usize) -> Page<ArticleId> {
        let query = query.clone().limit(limit);
        let found = self.timed(&query, |archive| archive.search_ids(&query));
        self.check(&query, &found.hits, limit, found.total, &found.notes);
        found
    }

    fn search(&mut self, query: &Query, limit: usize) -> Page {
        let query = query.clone().limit(limit);
        let page = self.timed(&query, |archive| archive.search(&query));
        let ids: Vec<_> = page.hits.iter().map(|hit| hit.id).collect();
        self.check(&query, &ids, limit, page.total, &page.notes);
        for marked in page.hits.iter().flat_map(|hit| [&hit.headline, &hit.dek]) {
            assert!(
                marked.ranges().iter().all(|range| marked.text().get(range.clone()).is_some()),
                "{query}"
            );
        }
        page
    }

    /// The orders agree on what has all that is asked for, and a count with them. Of a sentence they show what has some.
    fn in_each_order(&mut self, query: &Query, limit: usize) {
        let query = &query.clone().relax(false);
        let cut = self.cut;
        let answers = ORDERS.map(|order| self.find(&query.clone().order(order), limit));
        let count = self.timed(query, |archive| archive.count(query));
        if self.cut > cut || !count.is_exact {
            return;
        }
        let set = |answer: &Page<ArticleId>| answer.hits.iter().copied().collect::<BTreeSet<_>>();
        for answer in &answers {
            assert_eq!(answer.hits.len(), count.count.min(limit), "{query}");
            assert_eq!(answer.total.is_exact, answers[0].total.is_exact, "{query}");
            assert!(!answer.total.is_exact || answer.total == count, "{} of {count}: {query}", answer.total);
            if count.count <= limit {
                assert_eq!(set(answer), set(&answers[0]), "{query}");
            }
        }
    }
}

/// A query of a text, which reads back as it was written.
fn parsed(text: &str) -> Query {
    let query = Query::from(text);
    let written = query.to_string();
    assert_eq!(Query::from(&*written), query, "{written}");
    query
}

/// A query that asks by the text in every way there is.
fn built(text: &str) -> Query {
    let names = Query::new().by(text).person(text).tag(text).publication(text).section(text).language(text);
    let terms = names.groups().to_vec();
    Query::new().word(text).phrase(text).prefix(text).any_of(terms.into_iter().flatten())
}

/// Asks in every order, read and built.
#[track_caller]
fn is_answered(archive: &Archive, text: &str) {
    let mut asker = Asker::of(archive);
    for query in [parsed(text), built(text)] {
        asker.in_each_order(&query, 20);
        asker.search(&query, 20);
    }
}
