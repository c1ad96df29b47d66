//! Saving Reuters-21578 beside a bare program and the programs of others.

mod bare;
mod feed;
mod python;
mod ways;

use std::path::Path;

use dateline::NewArticle;

pub use bare::Program;
pub use python::Python;
pub use ways::bring_in;

use crate::measure::{Took, median};
use crate::options::Options;
use crate::plot::{self, Bar};
use crate::table::{Table, count, number};
use crate::{Outcome, figures, machine, related, reuters};
use feed::Feed;
use ways::Way;

/// Articles of the file of a feed: lemon24/reader takes milliseconds for one.
const OF_THE_FEED: usize = 2_000;

const BARE: &str = "bare rusqlite and FTS5";
const RELATED: &str = "bare rusqlite with all relations";
const SQLITE_UTILS: &str = "sqlite-utils with FTS triggers";
const READER: &str = "lemon24/reader";

/// What one program does with the corpus.
struct Row<'a> {
    name: &'static str,
    articles: usize,
    way: Way<'a>,
    /// The names of the rows that it is compared with.
    beside: &'a [&'static str],
}

pub fn run(corpora: &Path, options: &Options) -> Outcome {
    let stories = reuters::stories(&corpora.join("reuters21578"))?;
    let plain: Vec<NewArticle> = stories.iter().map(plain).collect();
    let said: Vec<NewArticle> = plain.iter().map(|story| story.clone().language("en")).collect();
    let full: Vec<NewArticle> =
        stories.iter().enumerate().map(|(number, story)| related::article(number, story)).collect();
    let folder = tempfile::tempdir()?;
    let python = Python::write(folder.path(), &plain)?;
    let feed = Feed::write(folder.path(), &plain[..OF_THE_FEED])?;
    let rows = rows(&plain, &said, &stories, &full, &python, &feed);

    println!("# Saving {} stories of Reuters-21578\n", count(stories.len()));
    println!("{}\n", machine::described());
    let mut times: Vec<Vec<Took>> = rows.iter().map(|_| Vec::new()).collect();
    // In turns, so that what else the machine does falls on all of them.
    for _ in 0..options.rounds {
        for (row, times) in rows.iter().zip(&mut times) {
            times.extend(row.way.run()?);
        }
    }
    let each: Vec<Option<(f64, f64)>> = rows.iter().zip(&times).map(|(row, times)| row.each(times)).collect();
    print(&rows, &each, options);
    show(&rows, &each, options)?;
    println!("{}; {}.", python.version("sqlite-utils")?, python.version("reader")?);
    Ok(())
}

fn rows<'a>(
    plain: &'a [NewArticle],
    said: &'a [NewArticle],
    stories: &'a [NewArticle],
    full: &'a [NewArticle],
    python: &'a Python,
    feed: &'a Feed,
) -> Vec<Row<'a>> {
    let row =
        |name, articles: &[NewArticle], way| Row { name, articles: articles.len(), way, beside: &[BARE] };
    let by = |jobs, articles| Way::Ingest { articles, jobs, optimize: false };
    vec![
        Row { beside: &[], ..row(BARE, plain, Way::Bare(plain)) },
        row("Dateline, saved by one thread", said, Way::Save(said)),
        row("Dateline, one job", said, by(1, said)),
        Row { beside: &[BARE, SQLITE_UTILS], ..row("Dateline, two jobs", said, by(2, said)) },
        row("Dateline, one job, language detected", plain, by(1, plain)),
        Row {
            beside: &[BARE, SQLITE_UTILS],
            ..row("Dateline, two jobs, language detected", plain, by(2, plain))
        },
        row(
            "Dateline, two jobs, index merged",
            said,
            Way::Ingest { articles: said, jobs: 2, optimize: true },
        ),
        row("Dateline, two jobs, tags and bylines", stories, by(2, stories)),
        Row { beside: &[BARE, RELATED], ..row("Dateline, two jobs, all relations", full, by(2, full)) },
        Row { beside: &[], ..row(RELATED, full, Way::Related(full)) },
        Row { beside: &[], ..row(SQLITE_UTILS, plain, Way::Python(python, "sqlite-utils")) },
        Row { name: READER, articles: OF_THE_FEED, way: Way::Reader(python, feed), beside: &[] },
        Row {
            name: "Dateline, the same feed",
            articles: OF_THE_FEED,
            way: Way::Feed(feed),
            beside: &[READER],
        },
    ]
}

/// The story with its headline, body, date and key alone.
fn plain(story: &NewArticle) -> NewArticle {
    let article = NewArticle::new(&*story.headline, &*story.body);
    NewArticle { published: story.published, keys: story.keys.clone(), ..article }
}

impl Row<'_> {
    /// Returns the medians of all seconds and of the processor's, an article; `None` where the program isn't installed.
    fn each(&self, times: &[Took]) -> Option<(f64, f64)> {
        let each = |time: fn(&Took) -> f64| median(times.iter().map(time)) / self.articles as f64;
        (!times.is_empty()).then(|| (each(|took| took.wall), each(|took| took.processor)))
    }
}

fn print(rows: &[Row<'_>], each: &[Option<(f64, f64)>], options: &Options) {
    println!(
        "Batches of 1,000, medians of {} rounds in turns. The language is said unless detected; \"to bare\" is of the time\nbefore it.\n",
        options.rounds
    );
    let mut table = Table::new(&[
        "program",
        "articles",
        "seconds",
        "µs an article",
        "to bare",
        "µs of processors",
        "to bare",
    ]);
    let bare = each[0].unwrap_or((f64::NAN, f64::NAN));
    for (row, each) in rows.iter().zip(each) {
        let cells = match each {
            Some((wall, processor)) => [
                format!("{:.2}", wall * row.articles as f64),
                number(wall * 1e6),
                number(wall / bare.0),
                number(processor * 1e6),
                number(processor / bare.1),
            ],
            None => ["not installed", "", "", "", ""].map(String::from),
        };
        table.row("", row.name, [count(row.articles)].into_iter().chain(cells).map(Into::into));
    }
    table.print();
    let wall = |name: &str| rows.iter().position(|row| row.name == name).and_then(|place| each[place]);
    for row in rows {
        for peer in row.beside {
            if let (Some((ours, _)), Some((theirs, _))) = (wall(row.name), wall(peer)) {
                let way = row.name.trim_start_matches("Dateline, ");
                figures::print(&format!("saving, {way}, Dateline to {peer}"), ours / theirs);
            }
        }
    }
    println!();
}

fn show(rows: &[Row<'_>], each: &[Option<(f64, f64)>], options: &Options) -> Outcome {
    let bars: Vec<Bar> = rows
        .iter()
        .zip(each)
        .filter_map(|(row, each)| {
            let is_first = row.name.starts_with("Dateline");
            Some(Bar { name: row.name.to_owned(), value: (*each)?.0 * 1e6, is_first })
        })
        // One that takes milliseconds would leave no length to the others.
        .filter(|bar| bar.value < 1_000.0)
        .collect();
    plot::bars("Saving, µs an article", 0.0, &bars).show(options.plots.as_deref(), "saving")
}
