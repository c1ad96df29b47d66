//! Searches of several threads at once, in one archive.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use dateline::{Archive, Options as Opening, Order, Query};

use crate::corpus::Corpus;
use crate::disk::Disk;
use crate::fts5::{Fts5, Sql};
use crate::measure::median;
use crate::options::Options;
use crate::plot::{self, Line};
use crate::table::{Table, count, number};
use crate::{Outcome, asked, figures, machine, ours};

const THREADS: [usize; 4] = [1, 2, 4, 8];
const ROUNDS: usize = 7;
const TIME: Duration = Duration::from_millis(700);
const BEST: usize = 10;
const NEWEST: usize = 20;

/// A search of one thread: from the number of its turn to what it finds.
type Search<'a> = Box<dyn FnMut(usize) -> Outcome<usize> + Send + 'a>;

/// Begins the searches of one more thread.
type Begin<'a> = Box<dyn Fn() -> Outcome<Search<'a>> + 'a>;

pub fn run(corpora: &Path, options: &Options) -> Outcome {
    let Options { articles, years, .. } = *options;
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    let corpus = Corpus::read(corpora)?;
    println!("# Readers at once, in {} articles\n", count(articles));
    println!("{}", machine::described());
    let disk = Disk { folder, corpus: &corpus, merged: true };
    let path = disk.archive(articles, years)?.path().ok_or("it is a file")?.to_owned();
    let archive = Archive::open_with(path, &Opening::new().readers(THREADS[THREADS.len() - 1]))?;
    drop(disk.fts5(articles, years)?);
    println!();
    let programs: [(&str, Begin<'_>); 3] = [
        ("Dateline, pages by relevance", Box::new(|| Ok(pages(&archive)))),
        ("Dateline, ids of the newest", Box::new(|| Ok(newest(&archive)))),
        ("FTS5, ids of the newest", Box::new(|| fts5(&disk, articles, years))),
    ];
    let mut rates = vec![vec![Vec::new(); THREADS.len()]; programs.len()];
    for round in 0..ROUNDS {
        for ((_, begin), rates) in programs.iter().zip(&mut rates) {
            // Each second round from the most threads on, so that none follows the same one always.
            for place in 0..THREADS.len() {
                let place = if round % 2 == 0 { place } else { THREADS.len() - 1 - place };
                rates[place].push(rate(THREADS[place], begin)?);
            }
        }
    }
    let names: Vec<&str> = programs.iter().map(|(name, _)| *name).collect();
    let medians: Vec<Vec<f64>> =
        rates.into_iter().map(|rates| rates.into_iter().map(median).collect()).collect();
    print(&names, &medians, options)
}

/// The questions of one to three words and phrases.
fn questions() -> Vec<&'static str> {
    asked::all().filter(|(class, _)| asked::is_of_words(class)).map(|(_, text)| text).collect()
}

fn pages(archive: &Archive) -> Search<'_> {
    let questions = questions();
    Box::new(move |turn| ours::page(archive, questions[turn % questions.len()], Order::Relevance, BEST))
}

fn newest(archive: &Archive) -> Search<'_> {
    let queries: Vec<Query> =
        questions().into_iter().map(|text| ours::query(text, Order::Newest, NEWEST)).collect();
    Box::new(move |turn| Ok(ours::find(archive, &queries[turn % queries.len()])?.found))
}

/// Returns the searches of FTS5, on a connection of their own.
fn fts5<'a>(disk: &Disk<'_>, articles: u32, years: i64) -> Outcome<Search<'a>> {
    let fts5 = Fts5::open(&disk.folder.join(format!("fts5-{articles}-{years}y/news.db")))?;
    let asked: Vec<Sql> = questions().into_iter().filter_map(|text| Sql::of(&Query::from(text))).collect();
    Ok(Box::new(move |turn| Ok(fts5.newest(&asked[turn % asked.len()], NEWEST)?.len())))
}

/// Returns the searches a second of so many threads.
fn rate(threads: usize, begin: &Begin<'_>) -> Outcome<f64> {
    let searches = (0..threads).map(|_| begin()).collect::<Outcome<Vec<_>>>()?;
    let is_over = &AtomicBool::new(false);
    let started = Instant::now();
    let done = thread::scope(|scope| {
        let running: Vec<_> = searches
            .into_iter()
            .enumerate()
            .map(|(thread, search)| scope.spawn(move || until(is_over, thread, search)))
            .collect();
        thread::sleep(TIME);
        is_over.store(true, Ordering::Relaxed);
        running.into_iter().map(|thread| thread.join().unwrap_or(None)).collect::<Option<Vec<usize>>>()
    });
    let done: usize = done.ok_or("a search failed")?.into_iter().sum();
    Ok(done as f64 / started.elapsed().as_secs_f64())
}

/// Searches until it is over; `None` if one fails.
fn until(is_over: &AtomicBool, thread: usize, mut search: Search<'_>) -> Option<usize> {
    let mut done = 0;
    while !is_over.load(Ordering::Relaxed) {
        search(done + thread * 5).ok()?;
        done += 1;
    }
    Some(done)
}

fn print(names: &[&str], medians: &[Vec<f64>], options: &Options) -> Outcome {
    let seconds = TIME.as_secs_f64();
    println!(
        "Searches a second, medians of {ROUNDS} times {seconds} s in turns; in parentheses beside one thread.\n"
    );
    let mut table = Table::new(&["threads", "1", "2", "4", "8"]);
    for (name, rates) in names.iter().zip(medians) {
        let cells =
            rates.iter().map(|rate| format!("{} ({})", count(rate.round() as u64), number(rate / rates[0])));
        table.row("", name, cells.map(Into::into));
    }
    table.print();
    for (name, rates) in names.iter().zip(medians) {
        figures::print(&format!("{name}, two threads to one"), rates[1] / rates[0]);
    }
    println!();
    let lines: Vec<Line> = names
        .iter()
        .zip(medians)
        .map(|(name, rates)| Line {
            name: (*name).to_owned(),
            points: THREADS
                .iter()
                .zip(rates)
                .map(|(threads, rate)| (*threads as f64, rate / rates[0]))
                .collect(),
        })
        .collect();
    plot::lines("Readers at once", "threads", "searches a second, beside one thread", &lines)
        .show(options.plots.as_deref(), "parallel")
}
