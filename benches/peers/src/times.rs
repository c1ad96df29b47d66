//! Times of Dateline alone on text in Latin letters, kept in a file so that builds can be compared.

use std::collections::{BTreeMap, btree_map::Entry};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use dateline::{Archive, Order, Query};

use crate::corpus::Corpus;
use crate::disk::{Disk, index_bytes};
use crate::known::{self, Remembered};
use crate::measure::{Step, in_turns};
use crate::options::Options;
use crate::table::{count, mean_of_ratios, number};
use crate::{Outcome, asked, ours};

const NEWEST: usize = 20;
const BEST: usize = 10;
/// What no question is: a size instead of a time.
const INDEX: &str = "index";

/// Asks all questions in three orders, and by relevance for known articles, and adds the medians to a file.
pub fn run(corpora: &Path, options: &Options) -> Outcome {
    let Options { articles, years, .. } = *options;
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    let corpus = Corpus::latin(corpora)?;
    println!("# Times on {} articles in Latin letters over {years} years\n", count(articles));
    let archive = Disk { folder: folder.clone(), corpus: &corpus, merged: true }.archive(articles, years)?;
    let mut measured = Vec::new();
    let file = folder.join(format!("dateline-{articles}-{years}y-merged/news.db"));
    let bytes = index_bytes(&rusqlite::Connection::open(file)?, "article_fts_data")?;
    println!("- its index: {} KB\n", count(bytes / 1000));
    measured.push((INDEX, "bytes".to_owned(), bytes as f64));
    for (class, text) in asked::all() {
        let steps = steps(&archive, text, class != "filter");
        let (names, steps): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
        let times = in_turns(steps)?;
        measured
            .extend(names.into_iter().zip(times).map(|(name, times)| (name, text.to_owned(), times.p50())));
    }
    measured.extend(known_items(&archive, &corpus)?);
    print(&measured);
    options.save.as_deref().map_or(Ok(()), |path| append(path, &measured))
}

type Measured = (&'static str, String, f64);

fn steps<'a>(archive: &'a Archive, text: &'a str, has_words: bool) -> Vec<(&'static str, Step<'a>)> {
    let find = |order, limit| -> Step<'a> {
        let query = ours::query(text, order, limit);
        Box::new(move || Ok(ours::find(archive, &query)?.found))
    };
    let mut steps = vec![("newest", find(Order::Newest, NEWEST))];
    if has_words {
        steps.push(("relevance", find(Order::Relevance, BEST)));
        steps.push(("best match", find(Order::BestMatch, BEST)));
    }
    steps.push(("page", Box::new(move || ours::page(archive, text, Order::Relevance, BEST))));
    steps
}

/// Three words of a headline each, all of the articles in one step.
fn known_items(archive: &Archive, corpus: &Corpus) -> Outcome<Vec<Measured>> {
    let words = known::chosen(corpus.stories(), Remembered::Any);
    let words: Vec<Vec<String>> = words.map(|(_, words)| words).collect();
    let all = |any: bool| -> Step<'_> {
        let query = |words: &Vec<String>| {
            let query = if any {
                Query::new().any_of(known::terms(words))
            } else {
                Query::new().all_of(known::terms(words))
            };
            query.order(Order::Relevance).limit(BEST).count_to(0)
        };
        let queries: Vec<Query> = words.iter().map(query).collect();
        Box::new(move || {
            queries.iter().try_fold(0, |found, query| Ok(found + ours::find(archive, query)?.found))
        })
    };
    let times = in_turns(vec![all(false), all(true)])?;
    let names = ["all words of known headlines", "any word of known headlines"];
    let each = names.into_iter().zip(times);
    Ok(each
        .map(|(name, times)| ("relevance, known", name.to_owned(), times.p50() / words.len() as f64))
        .collect())
}

fn print(measured: &[Measured]) {
    println!("| what | question | ms |\n| --- | --- | ---: |");
    for (what, question, value) in measured.iter().filter(|(what, ..)| *what != INDEX) {
        println!("| {what} | {question} | {} |", number(*value));
    }
    println!();
}

fn append(path: &Path, measured: &[Measured]) -> Outcome {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    for (what, question, value) in measured {
        writeln!(file, "{what}\t{question}\t{value}")?;
    }
    Ok(())
}

/// Compares what two builds have saved, each in several runs that took turns: of each question the least of the
/// medians.
pub fn compare(before: &Path, after: &Path) -> Outcome {
    let (before, after) = (least(before)?, least(after)?);
    let mut ratios = BTreeMap::<&str, Vec<(f64, String)>>::new();
    println!("| what | question | before | after | ratio |\n| --- | --- | ---: | ---: | ---: |");
    for (key, after) in &after {
        let Some(before) = before.get(key) else { continue };
        let (what, question) = key.split_once('\t').unwrap_or((key, ""));
        let ratio = after / before;
        println!("| {what} | {question} | {} | {} | {} |", number(*before), number(*after), number(ratio));
        ratios.entry(what).or_default().push((ratio, question.to_owned()));
    }
    println!();
    for (what, ratios) in &ratios {
        println!("{}", mean_of_ratios(&format!("{what}, after to before"), ratios));
    }
    ratios.remove(INDEX);
    let all: Vec<(f64, String)> = ratios.into_values().flatten().collect();
    println!("{}", mean_of_ratios("all times, after to before", &all));
    Ok(())
}

fn least(path: &Path) -> Outcome<BTreeMap<String, f64>> {
    let mut least = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let (key, value) = line.rsplit_once('\t').ok_or("a line without a value")?;
        let value: f64 = value.parse()?;
        match least.entry(key.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(value);
            }
            Entry::Occupied(mut entry) => *entry.get_mut() = entry.get().min(value),
        }
    }
    Ok(least)
}
