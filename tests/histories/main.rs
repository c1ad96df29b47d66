//! Random histories of an archive, beside a plain model of what it should know.
//!
//! A history is a list of steps: sources are read, and read again in any order and cut into any transactions; articles
//! are removed, people and tags merged, time passes. After every step the archive answers queries as the model does.
//! `DATELINE_HISTORIES` is the number of steps, `DATELINE_HISTORIES_SEED` the first of the seeds.

mod agree;
mod batch;
#[path = "../common/dice.rs"]
mod dice;
mod failure;
mod hands;
mod item;
mod kept;
mod model;
mod order;
mod play;
mod queries;
mod shrink;
mod step;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dateline::Archive;
use dice::Dice;
use failure::Failure;
use step::Turn;

/// The steps of one history.
const STEPS: usize = 100;

fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |text| text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")))
}

#[test]
fn histories_end_as_the_model_says() {
    let steps = number("DATELINE_HISTORIES", 5_000) as usize;
    let first = number("DATELINE_HISTORIES_SEED", 1);
    for seed in (first..).take(steps.div_ceil(STEPS)) {
        let history = step::history(&mut Dice::of(seed, 0), STEPS);
        if let Err((place, failure)) = run(&history, seed) {
            let (shrunk, failure) =
                shrink::shrink(history[..=place].to_vec(), failure, |steps| run(steps, seed));
            panic!(
                "{failure}\n\nafter these {} of {} steps:\n{}\n\nDATELINE_HISTORIES=1 DATELINE_HISTORIES_SEED={seed} \
                 plays it again",
                shrunk.len(),
                place + 1,
                shrink::written(&shrunk),
            );
        }
    }
}

#[test]
fn two_versions_make_one_article_in_either_order() {
    let pairs = number("DATELINE_HISTORIES", 5_000).div_ceil(10);
    let first = number("DATELINE_HISTORIES_SEED", 1);
    let archive = Archive::in_memory().unwrap();
    for seed in (first..).take(pairs as usize) {
        if let Err(failure) = order::compare(&archive, &mut Dice::of(seed, 1)) {
            panic!("{failure}\n\nDATELINE_HISTORIES=1 DATELINE_HISTORIES_SEED={seed} tries it again");
        }
    }
}

/// Plays a history; a panic is a failure too.
fn run(steps: &[Turn], seed: u64) -> Result<(), (usize, Failure)> {
    let played = catch_unwind(AssertUnwindSafe(|| play::play(steps, seed)));
    played.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().cloned();
        Err((steps.len() - 1, Failure(format!("a panic: {}", words.unwrap_or_default()))))
    })
}
