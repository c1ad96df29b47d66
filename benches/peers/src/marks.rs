//! Times marks: setting them, and queries for them beside those without.

use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use dateline::{Archive, ArticleId, Facet, Moment, NewArticle, Order, Query};

use crate::Outcome;
use crate::measure::{Step, in_turns};
use crate::options::Options;

/// The archive, in a folder that is kept.
const FILE: &str = "marks.db";
const PUBLICATIONS: u64 = 200;
const BATCH: u64 = 5_000;
pub const WORDS: [&str; 12] = [
    "harbour", "ferry", "council", "budget", "bridge", "market", "storm", "school", "election", "railway",
    "hospital", "museum",
];

pub fn run(options: &Options) -> Outcome {
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.as_deref().unwrap_or(temporary.path());
    println!("# Marks of {} articles over {} years\n", options.articles, options.years);
    let archive = opened(&folder.join(FILE), options)?;
    set(&archive, options.articles)?;
    ask(&archive)
}

/// Opens the archive, which is made and marked if it isn't there.
pub fn opened(path: &Path, options: &Options) -> Outcome<Archive> {
    let is_known = path.exists();
    let archive = Archive::open(path)?;
    if is_known {
        return Ok(archive);
    }
    let started = Instant::now();
    let articles = u64::from(options.articles);
    for first in (0..articles).step_by(BATCH as usize) {
        let batch: Vec<_> =
            (first..articles.min(first + BATCH)).map(|number| article(number, options)).collect();
        archive.write(|tx| tx.save_all(&batch))?;
    }
    archive.optimize()?;
    println!("- saved in {:.0} s", started.elapsed().as_secs_f64());
    mark(&archive, articles)?;
    Ok(archive)
}

/// Makes the article with a number, counted from 0.
pub fn article(number: u64, options: &Options) -> NewArticle {
    let minutes = options.years * 365 * 1_440 * number as i64 / i64::from(options.articles);
    let start: DateTime<Utc> = "2010-01-01T00:00:00Z".parse().unwrap_or_default();
    let word = |turn: u64| WORDS[(random(number, turn) % WORDS.len() as u64) as usize];
    let body: Vec<_> = (3..20).map(word).collect();
    NewArticle::new(format!("{} and {} {number}", word(1), word(2)), body.join(" "))
        .key("bench", number.to_string())
        .language("en")
        .publication(format!("Paper {}", random(number, 0) % PUBLICATIONS))
        .tag(format!("Tag {}", random(number, 30) % 50))
        .published(Moment::from(start + TimeDelta::minutes(minutes)))
}

/// Returns a number that looks random, by the mixing of SplitMix64.
fn random(number: u64, turn: u64) -> u64 {
    let mixed = (number.wrapping_mul(64) + turn).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}

/// Marks one article in ten as unread and the others as read, 500 as starred, 200 with a note, and as passed the newest
/// 100,000, or half of fewer.
fn mark(archive: &Archive, articles: u64) -> Outcome {
    let those = |holds: &dyn Fn(u64) -> bool| -> Vec<ArticleId> {
        (0..articles).filter(|number| holds(*number)).map(|number| ArticleId(number as i64 + 1)).collect()
    };
    let is_unread = |number| random(number, 40).is_multiple_of(10);
    let passed = articles - (articles / 2).min(100_000);
    for (name, ids) in [
        ("unread", those(&is_unread)),
        ("read", those(&|number| !is_unread(number))),
        ("starred", those(&|number| random(number, 41) % articles < 500)),
        ("passed", those(&|number| number >= passed)),
    ] {
        let (count, started) = (ids.len(), Instant::now());
        archive.write(|tx| tx.mark_all(ids, name))?;
        let each = started.elapsed().as_secs_f64() * 1e6 / count as f64;
        println!("- {name}: {count} marked at once, {each:.1} µs each");
    }
    for id in those(&|number| random(number, 42) % articles < 200) {
        archive.write(|tx| tx.mark_with_note(id, "to file", "For the budget of next year."))?;
    }
    Ok(())
}

/// Times setting and taking away, for articles that nobody has marked so.
fn set(archive: &Archive, articles: u32) -> Outcome {
    let mut turn = 0;
    let mut some = |count: usize| -> Vec<ArticleId> {
        turn += 1;
        (0..count as u64).map(|n| ArticleId((random(n, turn) % u64::from(articles)) as i64 + 1)).collect()
    };
    let mut times = |count: usize, rounds: usize| -> Outcome<f64> {
        let mut times = Vec::new();
        for _ in 0..rounds {
            let ids = some(count);
            let started = Instant::now();
            archive.write(|tx| tx.mark_all(ids, "tried"))?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        archive.write(|tx| tx.remove_mark("tried"))?;
        Ok(times[rounds / 2])
    };
    println!("- one marked: {:.3} ms", times(1, 101)?);
    println!("- 1,000 marked in a batch: {:.4} ms each\n", times(1_000, 21)? / 1_000.0);
    Ok(())
}

fn ask(archive: &Archive) -> Outcome {
    let newest = |text: &str| Query::from(text).order(Order::Newest);
    let count = |text: &str| Query::from(text).count_to(usize::MAX).limit(0).order(Order::Newest);
    let ids = (0..1_000).map(|n| ArticleId((random(n, 50) % 100_000) as i64 + 1));
    let mut asked: Vec<(String, Query)> = Vec::new();
    for text in [
        "",
        "is:unread",
        "is:starred",
        "-is:read",
        "-is:passed",
        "is:unread harbour",
        "harbour",
        "-is:starred",
        "is:unread tag:\"Tag 7\"",
        "tag:\"Tag 7\"",
        "is:starred OR mark:\"to file\"",
        "has:note",
        "note:budget",
    ] {
        asked.push((format!("newest 20: {text}"), newest(text)));
    }
    for text in ["", "is:unread", "is:starred", "-is:read", "-is:passed"] {
        asked.push((format!("oldest 20: {text}"), newest(text).order(Order::Oldest)));
    }
    for text in ["harbour ferry", "harbour ferry is:unread", "harbour ferry -is:read", "is:unread"] {
        asked.push((format!("relevance: {text}"), Query::from(text)));
    }
    for text in ["is:unread", "-is:read"] {
        asked.push((format!("count all: {text}"), count(text)));
    }
    asked.push(("newest 20 among 1,000 ids".into(), newest("").among(ids)));
    let mut names: Vec<String> = asked.iter().map(|(name, _)| name.clone()).collect();
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (_, query) in &asked {
        steps.push(Box::new(move || Ok(archive.search(query)?.hits.len())));
    }
    let facets = [
        ("is:unread", Facet::Publication),
        ("is:unread", Facet::Tag),
        ("is:unread", Facet::Mark),
        ("is:starred", Facet::Publication),
        ("", Facet::Publication),
        ("", Facet::Mark),
    ];
    for (text, facet) in facets {
        names.push(format!("facet {facet}: {text}"));
        let (query, facets) = (Query::from(text).limit(1_000), [facet]);
        steps.push(Box::new(move || Ok(archive.facets(&query, &facets)?.lists[0].values.len())));
    }
    let times = in_turns(steps)?;
    println!("| what | p50 ms | p99 ms |\n| --- | --- | --- |");
    for (name, times) in names.iter().zip(&times) {
        println!("| {name} | {:.3} | {:.3} |", times.p50(), times.p99());
    }
    Ok(())
}
