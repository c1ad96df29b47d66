//! Dateline beside itself in a smaller archive.

use dateline::{Archive, Order};

use crate::Outcome;
use crate::asked;
use crate::measure::{Step, Times, in_turns};
use crate::ours::{self, Answer};
use crate::table::{Cell, Table, count, number, ratio, times};

const NEWEST: usize = 20;
const BEST: usize = 10;

fn step<'a>(archive: &'a Archive, text: &'a str, order: Order, limit: usize) -> Step<'a> {
    let query = ours::query(text, order, limit);
    Box::new(move || Ok(ours::find(archive, &query)?.found))
}

/// The newest, in ten times as many articles of the same years. Where the smaller archive can't fill
/// the page, all of the matches are read in both, and the time per row is what compares.
pub fn newest(whole: &Archive, thin: &Archive) -> Outcome {
    println!("## Newest {NEWEST}: all articles, and a tenth of them over the same years\n");
    let mut full = Table::new(&["question", "rows read", "a tenth", "all", "ratio"]);
    let mut part =
        Table::new(&["question", "rows read, a tenth", "all", "a tenth", "all", "µs a row, a tenth", "all"]);
    for (class, text) in asked::all() {
        let found =
            [thin, whole].map(|archive| ours::find(archive, &ours::query(text, Order::Newest, NEWEST)));
        let [small, large] = found;
        let (small, large) = (small?, large?);
        let all = in_turns(vec![
            step(thin, text, Order::Newest, NEWEST),
            step(whole, text, Order::Newest, NEWEST),
        ])?;
        if small.found == NEWEST {
            let ratio = ratio("all to a tenth", &all[1], &all[0]);
            full.row(class, text, [rows(&small, &large).into(), times(&all[0]), times(&all[1]), ratio]);
        } else {
            let read = [count(small.rows_read).into(), count(large.rows_read).into()];
            let times = [times(&all[0]), times(&all[1])];
            let each = [per_row(&all[0], &small).into(), per_row(&all[1], &large).into()];
            part.row(class, text, read.into_iter().chain(times).chain(each));
        }
    }
    full.print();
    println!("Fewer than {NEWEST} matches in the tenth:\n");
    part.print();
    Ok(())
}

/// By relevance, in ten times the years of the same daily volume, and in ten times the volume.
pub fn relevance(whole: &Archive, short: &Archive, thin: &Archive) -> Outcome {
    println!(
        "## Relevance, top {BEST}: all, a tenth of the years, and a tenth of the articles over the same years\n"
    );
    let mut table = Table::new(&[
        "question",
        "rows read: all",
        "fewer years",
        "fewer a day",
        "all",
        "fewer years",
        "fewer a day",
        "all / fewer years",
        "all / fewer a day",
    ]);
    // A span of dates is another part of a shorter archive.
    for (class, text) in asked::all().filter(|(class, _)| !matches!(*class, "filter" | "dates and word")) {
        let mut read = Vec::new();
        for archive in [whole, short, thin] {
            read.push(count(ours::find(archive, &ours::query(text, Order::Relevance, BEST))?.rows_read));
        }
        let steps = [whole, short, thin].map(|archive| step(archive, text, Order::Relevance, BEST));
        let all = in_turns(steps.into())?;
        let longer = ratio("ten times the years", &all[0], &all[1]);
        let denser = ratio("ten times the articles a day", &all[0], &all[2]);
        let read = read.into_iter().map(Cell::from);
        table.row(class, text, read.chain(all.iter().map(times)).chain([longer, denser]));
    }
    table.print();
    Ok(())
}

fn rows(small: &Answer, large: &Answer) -> String {
    format!("{} / {}", count(small.rows_read), count(large.rows_read))
}

fn per_row(times: &Times, answer: &Answer) -> String {
    if answer.rows_read == 0 { "–".into() } else { number(times.p50() * 1e3 / answer.rows_read as f64) }
}
