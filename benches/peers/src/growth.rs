//! What grows with an archive: saving, its file, memory, and what is asked of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::{Archive, ArticleId, IngestOptions, NewArticle, Order, Query};
use serde_json::{Value, json};

use crate::corpus::{Corpus, Item};
use crate::measure::{Step, Times, in_turns, peak_memory, took};
use crate::options::Options;
use crate::plot::{self, Line};
use crate::table::{Table, count, number};
use crate::{Outcome, figures, machine, ours, saving, size};

const WORD: &str = "company";
const NEWEST: usize = 20;

/// Both programs with so many articles.
struct Grown {
    articles: u32,
    archive: Archive,
    bare: saving::Program,
    path: PathBuf,
    /// What the processes said that made them.
    ours: Value,
    theirs: Value,
}

pub fn run(corpora: &Path, options: &Options) -> Outcome {
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    let corpus = Corpus::read(corpora)?;
    let grown: Vec<Grown> = options
        .sizes
        .iter()
        .map(|articles| Grown::make(&folder, *articles, options))
        .collect::<Outcome<_>>()?;
    println!("# Growth\n");
    println!("{}\n", machine::described());
    println!(
        "The articles of the search's corpus over {} years, with tags, the oldest first, by the pipeline with its defaults (index merged);\n\
         the bare program has headline and body, and merges too. Each is saved in a process of its own.\n",
        options.years
    );
    let sizes: Vec<String> =
        options.sizes.iter().map(|articles| format!("{} articles", count(*articles))).collect();
    let mut table =
        Table::new(&["what"].into_iter().chain(sizes.iter().map(String::as_str)).collect::<Vec<_>>());
    made(&mut table, &grown);
    let asked = asked(&mut table, &grown, &corpus)?;
    table.print();
    print_figures(&grown);
    plot(&grown, &asked, options)
}

impl Grown {
    fn make(folder: &Path, articles: u32, options: &Options) -> Outcome<Self> {
        let (path, bare) =
            (folder.join(format!("grown-{articles}.db")), folder.join(format!("bare-{articles}.db")));
        let (ours, theirs) = (
            made_elsewhere("grow", &path, articles, options)?,
            made_elsewhere("grow-bare", &bare, articles, options)?,
        );
        let (archive, bare) = (Archive::open(&path)?, saving::Program::open(&bare)?);
        Ok(Self { articles, archive, bare, path, ours, theirs })
    }
}

/// Lets another process save, so that the memory that it takes is its own.
fn made_elsewhere(mode: &str, path: &Path, articles: u32, options: &Options) -> Outcome<Value> {
    let (articles, years) = (articles.to_string(), options.years.to_string());
    let output = Command::new(std::env::current_exe()?)
        .args([mode, "--articles", &articles, "--years", &years, "--folder"])
        .arg(path)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Saves articles into the file that `--folder` names, and prints what that took.
pub fn grow(corpora: &Path, options: &Options, is_bare: bool) -> Outcome {
    let corpus = Corpus::read(corpora)?;
    let path = options.folder.as_deref().ok_or("it needs --folder FILE")?;
    let before = peak_memory();
    // One of an earlier run has these articles already.
    if path.exists() {
        fs::remove_file(path)?;
    }
    let batches = corpus.batches(options.articles, options.years).map(articles);
    let wall = if is_bare {
        save_bare(path, batches)?
    } else {
        let all = options.articles as usize;
        took(|| saving::bring_in(path, batches.flatten(), all, &IngestOptions::new()))?.wall
    };
    let peak = peak_memory();
    println!("{}", json!({ "wall": wall, "before": before, "peak": peak, "bytes": size::bytes(path)? }));
    Ok(())
}

/// Saves articles with the bare program. Returns the seconds that it took, without those in which the articles were made: an
/// ingest reads its input beside its work.
fn save_bare(path: &Path, batches: impl Iterator<Item = Vec<NewArticle>>) -> Outcome<f64> {
    let mut program = saving::Program::create(path)?;
    let mut seconds = 0.0;
    for batch in batches {
        seconds += took(|| program.save(&batch))?.wall;
    }
    Ok(seconds + took(|| program.optimize())?.wall)
}

fn articles(batch: Vec<Item>) -> Vec<NewArticle> {
    batch.into_iter().map(|item| item.article).collect()
}

fn made(table: &mut Table, grown: &[Grown]) {
    let mut row = |name: &str, cell: &dyn Fn(&Grown) -> String| {
        table.row("", name, grown.iter().map(|one| cell(one).into()));
    };
    let of = |said: &Value, name: &str| said[name].as_f64().unwrap_or(f64::NAN);
    let each = |one: &Grown, said: &Value| of(said, "wall") * 1e6 / f64::from(one.articles);
    row("saved, s", &|one| number(of(&one.ours, "wall")));
    row("saved, µs an article", &|one| number(each(one, &one.ours)));
    row("the same, bare", &|one| number(each(one, &one.theirs)));
    row("most memory, MB", &|one| number(of(&one.ours, "peak") / 1e6));
    row("of it before, with the corpus read", &|one| number(of(&one.ours, "before") / 1e6));
    row("file, MB", &|one| number(of(&one.ours, "bytes") / 1e6));
    row("the same, bare", &|one| number(of(&one.theirs, "bytes") / 1e6));
}

/// Asks all of them in turns; returns the medians of each question.
fn asked(table: &mut Table, grown: &[Grown], corpus: &Corpus) -> Outcome<Vec<Line>> {
    let mut lines = Vec::new();
    let mut row = |name: &str, steps: Vec<Step<'_>>| -> Outcome {
        let times = in_turns(steps)?;
        let cell = |times: &Times| format!("{} ({})", number(times.p50() * 1e3), number(times.p99() * 1e3));
        table.row("", &format!("{name}, µs"), times.iter().map(|times| cell(times).into()));
        let first = times.first().map_or(f64::NAN, Times::p50);
        let points =
            grown.iter().zip(&times).map(|(one, times)| (f64::from(one.articles), times.p50() / first));
        lines.push(Line { name: name.to_owned(), points: points.collect() });
        Ok(())
    };
    let step = |ask: fn(&Grown) -> Outcome<usize>| -> Vec<Step<'_>> {
        grown.iter().map(|one| -> Step<'_> { Box::new(move || ask(one)) }).collect()
    };
    row(
        "newest 20 of a word",
        step(|one| Ok(ours::find(&one.archive, &ours::query(WORD, Order::Newest, NEWEST))?.found)),
    )?;
    row("the same, bare", step(|one| Ok(one.bare.newest(WORD)?.len())))?;
    row("list of the newest 20", step(|one| Ok(one.archive.search(&Query::new())?.hits.len())))?;
    row(
        "one article by id",
        step(|one| {
            Ok(one.archive.read(|s| s.article(ArticleId(77)))?.map_or(0, |article| article.tags.len()))
        }),
    )?;
    row("open", step(|one| Ok(usize::from(Archive::open(&one.path)?.path().is_some()))))?;
    row("one more article", one_more(grown, corpus))?;
    Ok(lines)
}

fn one_more<'a>(grown: &'a [Grown], corpus: &'a Corpus) -> Vec<Step<'a>> {
    grown
        .iter()
        .map(|one| -> Step<'a> {
            let mut turn = 0;
            Box::new(move || {
                turn += 1;
                let story = &corpus.stories()[turn % corpus.stories().len()];
                let key = dateline::Key::new("more", turn.to_string());
                let article = NewArticle { keys: vec![key], ..story.clone() };
                Ok(usize::from(one.archive.write(|tx| tx.save(&article))?.id.is_some()))
            })
        })
        .collect()
}

fn print_figures(grown: &[Grown]) {
    let (Some(first), Some(last)) = (grown.first(), grown.last()) else { return };
    let peak = |one: &Grown| one.ours["peak"].as_f64().unwrap_or(f64::NAN) / 1e6;
    let each =
        |one: &Grown, said: &Value| said["wall"].as_f64().unwrap_or(f64::NAN) / f64::from(one.articles);
    let [few, many] = [first, last].map(|one| count(one.articles));
    figures::print(
        &format!("saving, an article of {many} to one of {few}"),
        each(last, &last.ours) / each(first, &first.ours),
    );
    figures::print(
        &format!("growth, saving {many} articles and merging, Dateline to bare rusqlite and FTS5"),
        each(last, &last.ours) / each(last, &last.theirs),
    );
    figures::print("most memory of a bulk ingest, MB", grown.iter().map(peak).fold(0.0, f64::max));
    println!();
}

fn plot(grown: &[Grown], asked: &[Line], options: &Options) -> Outcome {
    let each = |one: &Grown| one.ours["wall"].as_f64().unwrap_or(f64::NAN) / f64::from(one.articles);
    let first = grown.first().map_or(f64::NAN, each);
    let saved = grown.iter().map(|one| (f64::from(one.articles), each(one) / first));
    let mut lines = vec![Line { name: "saving, an article".into(), points: saved.collect() }];
    lines.extend(
        asked
            .iter()
            .filter(|line| !line.name.contains("bare"))
            .map(|line| Line { name: line.name.clone(), points: line.points.clone() }),
    );
    let from = grown.first().map_or_else(String::new, |one| count(one.articles));
    plot::lines("Growth", "articles", &format!("time, beside {from} articles"), &lines)
        .show(options.plots.as_deref(), "growth")
}
