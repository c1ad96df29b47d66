//! Queries that nobody wrote down.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use dateline::Note;

use crate::dice::Dice;
use crate::{Asker, ORDERS, archive, built, number, parsed, texts};

/// Number of queries. A run without optimization takes most of a minute of two cores.
const ASKED: u64 = if cfg!(debug_assertions) { 10_000 } else { 200_000 };

#[test]
fn generated_queries_are_answered_in_time() {
    let archive = archive();
    let (count, seed) = (number("DATELINE_FUZZ", ASKED), number("DATELINE_FUZZ_SEED", 2026));
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get().min(8));
    let next = AtomicU64::new(0);
    let begun = Instant::now();
    let work = || {
        let mut asker = Asker::of(archive);
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            if case >= count {
                return (asker.slowest, asker.cut);
            }
            let mut dice = Dice::of(seed, case);
            let text = texts::text(&mut dice);
            if catch_unwind(AssertUnwindSafe(|| ask(&mut asker, &text, &mut dice))).is_err() {
                panic!("query {case} of seed {seed}: {text:?}");
            }
        }
    };
    let ends: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().expect("a query failed")).collect()
    });
    let cut: u64 = ends.iter().map(|(_, cut)| cut).sum();
    let (time, what) = ends.into_iter().map(|(slowest, _)| slowest).max().unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    println!("{count} queries of seed {seed} in {seconds:.1} s by {threads} threads, {cut} of them cut");
    println!("the slowest took {time:?}: {what:?}");
}

/// Asks in one way of many, and sometimes in all of them.
fn ask(asker: &mut Asker<'_>, text: &str, dice: &mut Dice) {
    let query = if dice.one_in(8) { built(text) } else { parsed(text) };
    let query = query.hidden(dice.one_in(8));
    let limit = dice.pick(&[20, 20, 20, 0, 1, 1000]);
    if dice.one_in(16) {
        return asker.in_each_order(&query, limit);
    }
    let query = query.order(dice.pick(&ORDERS));
    match dice.roll(4) {
        0 => {
            let total = asker.timed(&query, |archive| archive.count(&query));
            let found = asker.find(&query, limit);
            // A count is of articles that have all the words.
            let is_less = total.is_exact && total.count < found.total.count;
            assert!(!is_less || found.notes.contains(&Note::Relaxed), "{query}");
        }
        1 => drop(asker.find(&query, limit)),
        _ => {
            let page = asker.search(&query, limit);
            if page.next.is_some() {
                let next = asker.search(&query.clone().page_after(page.next), limit);
                let is_new = |id| page.hits.iter().all(|hit| hit.id != id);
                assert!(next.hits.iter().all(|hit| is_new(hit.id)), "{query}");
            }
        }
    }
}
