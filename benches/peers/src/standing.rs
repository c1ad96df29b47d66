//! Times what has changed: the numbers of standing queries after a batch, and the list of changes, in an archive and in one
//! of a tenth.

use std::path::Path;

use dateline::{Archive, NewArticle, Position};

use crate::Outcome;
use crate::marks::{self, WORDS};
use crate::measure::{Step, in_turns};
use crate::options::Options;
use crate::table::{count, number};

const BATCH: u64 = 1_000;
const QUERIES: usize = 100;
const READER: &str = "desk";

/// An archive that has got a batch since its reader looked.
struct Followed {
    archive: Archive,
    articles: u32,
    /// The position before the batch, and before its last ten articles.
    before_batch: Position,
    before_ten: Position,
}

pub fn run(options: &Options) -> Outcome {
    let folder = tempfile::tempdir()?;
    println!("# What is new after {BATCH} more articles\n");
    let tenth = Options { articles: options.articles / 10, years: options.years, ..Options::default() };
    let whole = followed(&folder.path().join("whole.db"), options)?;
    let tenth = followed(&folder.path().join("tenth.db"), &tenth)?;
    println!("\n| in ms | {} articles | {} articles |", count(whole.articles), count(tenth.articles));
    println!("| --- | ---: | ---: |");
    row(&format!("new for {QUERIES} standing queries"), [&whole, &tenth], |followed| {
        let counts = followed.archive.read(|snapshot| snapshot.new_counts(READER))?;
        Ok(counts.iter().map(|count| count.new).sum())
    })?;
    row("the new of one, a page of 20", [&whole, &tenth], |followed| {
        Ok(followed.archive.read(|snapshot| snapshot.new_for("query 0", READER, 20))?.answering.len())
    })?;
    for (name, before) in [
        ("changes of the batch", (|followed| &followed.before_batch) as fn(&Followed) -> &Position),
        ("changes of its last ten", |followed| &followed.before_ten),
    ] {
        row(name, [&whole, &tenth], |followed| {
            let changes = followed.archive.read(|s| s.changes_since(before(followed), 10_000))?;
            Ok(changes.changes.len())
        })?;
    }
    Ok(())
}

fn row(name: &str, archives: [&Followed; 2], ask: impl Fn(&Followed) -> Outcome<usize>) -> Outcome {
    let steps = archives.map(|followed| -> Step<'_> { Box::new(|| ask(followed)) });
    let times = in_turns(steps.into())?;
    println!("| {name} | {} | {} |", number(times[0].p50()), number(times[1].p50()));
    Ok(())
}

/// Makes an archive whose reader has confirmed all but the last batch.
fn followed(path: &Path, options: &Options) -> Outcome<Followed> {
    let (archive, articles) = (marks::opened(path, options)?, options.articles);
    let queries = (0..QUERIES).map(|place| (format!("query {place}"), asked(place)));
    let before_batch = archive.write(|tx| {
        for (name, text) in queries {
            tx.add_standing_query(&name, &text.as_str().into())?;
        }
        tx.position()
    })?;
    let batch: Vec<NewArticle> =
        (0..BATCH).map(|more| marks::article(u64::from(articles) + more, options)).collect();
    let (most, ten) = batch.split_at(batch.len() - 10);
    archive.write(|tx| tx.save_all(most))?;
    let before_ten = archive.read(|snapshot| snapshot.position())?;
    archive.write(|tx| tx.save_all(ten))?;
    Ok(Followed { archive, articles, before_batch, before_ten })
}

/// Returns one of many queries: a word, two of them, a tag, a publication, a mark.
fn asked(place: usize) -> String {
    let word = |more: usize| WORDS[(place + more) % WORDS.len()];
    match place % 5 {
        0 => word(0).to_owned(),
        1 => format!("{} {}", word(0), word(5)),
        2 => format!("{} tag:\"Tag {}\"", word(0), place % 50),
        3 => format!("from:\"Paper {place}\""),
        _ => format!("{} OR {} -is:starred", word(0), word(3)),
    }
}
