//! The known item: how far to the front an article comes by three words of its headline, among articles of twenty years.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::{DateTime, TimeDelta};
use dateline::{Archive, ArticleId, NewArticle, Order, Query, Term};

use crate::Outcome;
use crate::corpus::Corpus;
use crate::disk;
use crate::table::Table;

const YEARS: i64 = 20;
const STRIDE: usize = 50;
/// Shorter words are seldom what somebody remembers of a headline.
const LETTERS: usize = 4;
const WORDS: usize = 3;
const DEPTH: usize = 1000;

/// Words of a headline that somebody remembers.
#[derive(Clone, Copy)]
pub enum Remembered {
    /// Any of them, by a hash.
    Any,
    Longest,
}

/// An article, and the words by which it is looked for.
struct Known {
    id: ArticleId,
    words: Vec<String>,
}

pub fn run(corpora: &Path) -> Outcome {
    let corpus = Corpus::read(corpora)?;
    let archive = Archive::in_memory()?;
    let saved = saved(&archive, corpus.stories())?;
    println!("# Known items\n");
    for (name, remembered) in [("any", Remembered::Any), ("the longest", Remembered::Longest)] {
        let chosen = chosen(corpus.stories(), remembered);
        let known: Vec<Known> = chosen.map(|(place, words)| Known { id: saved[place], words }).collect();
        println!(
            "{} articles of {}, at random over {YEARS} years, each looked for by {name} {WORDS} words of its headline.\n",
            known.len(),
            saved.len()
        );
        print(&archive, &known)?;
    }
    Ok(())
}

fn print(archive: &Archive, known: &[Known]) -> Outcome {
    let head = ["order", "all words", "first", "in the first ten", "any word", "first", "in the first ten"];
    let mut table = Table::new(&head);
    let mut found = Vec::new();
    for (name, order) in [("BestMatch", Order::BestMatch), ("Relevance", Order::Relevance)] {
        let all = places(archive, known, |words| Query::new().all_of(terms(words)).order(order))?;
        let any = places(archive, known, |words| Query::new().any_of(terms(words)).order(order))?;
        table.row("", name, [marks(&all), marks(&any)].concat().into_iter().map(Into::into));
        found.push([mrr(&all), mrr(&any)]);
    }
    table.print();
    if let [[best_all, best_any], [all, any]] = found[..] {
        println!("MRR of Relevance: all words {:+.3}, any word {:.2} ×\n", all - best_all, any / best_any);
    }
    Ok(())
}

/// Saves the stories at random over the years.
fn saved(archive: &Archive, stories: &[NewArticle]) -> Outcome<Vec<ArticleId>> {
    let last = DateTime::from_timestamp(1_700_000_000, 0).unwrap_or_default();
    let mut articles = Vec::with_capacity(stories.len());
    for (number, story) in (0_u64..).zip(stories) {
        let random = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let age = YEARS * 365 * 86_400 * i64::try_from(random)? / (1 << 24);
        articles.push(
            NewArticle { keys: Vec::new(), ..story.clone() }
                .key("copy", number.to_string())
                .published((last - TimeDelta::seconds(age)).into()),
        );
    }
    let mut saved = Vec::with_capacity(articles.len());
    for batch in articles.chunks(1000) {
        saved.extend(disk::save_all(archive, batch)?);
    }
    archive.optimize()?;
    Ok(saved)
}

/// Returns some of the articles whose headlines no other one has, by their places, with three words of each headline.
pub fn chosen(articles: &[NewArticle], remembered: Remembered) -> impl Iterator<Item = (usize, Vec<String>)> {
    let mut times = HashMap::<&str, usize>::new();
    articles.iter().for_each(|article| *times.entry(&article.headline).or_default() += 1);
    articles.iter().enumerate().step_by(STRIDE).filter_map(move |(place, article)| {
        let words = words(&article.headline, remembered);
        let is_known = times[article.headline.as_str()] == 1 && words.len() >= WORDS;
        is_known.then(|| (place, words.into_iter().take(WORDS).collect()))
    })
}

/// Returns the words of a headline that are long enough, each once, in an order that has nothing to do with that of the
/// headline.
fn words(headline: &str, remembered: Remembered) -> Vec<String> {
    let words = headline.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let long: HashSet<String> = words
        .filter(|word| word.chars().count() >= LETTERS && word.chars().all(char::is_alphabetic))
        .collect();
    let mut words: Vec<String> = long.into_iter().collect();
    words.sort_by_key(|word| {
        word.bytes().fold(7_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    });
    if let Remembered::Longest = remembered {
        words.sort_by_key(|word| Reverse(word.chars().count()));
    }
    words
}

pub fn terms(words: &[String]) -> impl Iterator<Item = Term> {
    words.iter().map(|word| Term::word(word))
}

/// Returns the place of each known article in the answer to its words, from 1; `None` if it isn't there.
fn places(
    archive: &Archive,
    known: &[Known],
    ask: impl Fn(&[String]) -> Query,
) -> Outcome<Vec<Option<usize>>> {
    known
        .iter()
        .map(|known| {
            let query = ask(&known.words).limit(DEPTH).count_to(0);
            let hits = archive.search_ids(&query)?.hits;
            Ok(hits.iter().position(|id| *id == known.id).map(|place| place + 1))
        })
        .collect()
}

fn marks(places: &[Option<usize>]) -> Vec<String> {
    let share = |found: usize| format!("{:.3}", found as f64 / places.len() as f64);
    let within = |most: usize| share(places.iter().flatten().filter(|place| **place <= most).count());
    vec![format!("{:.3}", mrr(places)), within(1), within(10)]
}

fn mrr(places: &[Option<usize>]) -> f64 {
    places.iter().flatten().map(|place| 1.0 / *place as f64).sum::<f64>() / places.len() as f64
}
