//! Measures Dateline beside other programs, and its ranking on sets with judged answers.
//!
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- page
//!
//! Each section of the page is a mode of its own, as are measurements that the page doesn't repeat: `docs/benchmarks.md` has them.
//!
//! A package of its own, so that Tantivy is none of the crate's dependencies.

mod asked;
mod corpus;
mod disk;
mod figures;
mod fts5;
mod growth;
mod known;
mod machine;
mod marks;
mod measure;
mod migrate;
mod options;
mod ours;
mod page;
mod parallel;
mod plot;
mod quality;
mod rebuild;
mod related;
#[path = "../../support/reuters.rs"]
mod reuters;
mod saving;
mod scale;
mod similar;
mod size;
mod small;
mod speed;
mod standing;
mod table;
mod tantivy_peer;
mod times;

use std::error::Error;
use std::path::PathBuf;

use options::Options;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const USAGE: &str = "page [--only SECTION]... [--page FILE] [--articles N] [--sizes N,N,N] [--rounds N] [--folder DIR] \
     | saving [--rounds N] [--plots DIR] | small [--plots DIR] | size | parallel [--articles N] [--plots DIR] [--folder DIR] \
     | growth [--sizes N,N,N] [--plots DIR] [--folder DIR] \
     | speed [--articles N] [--years Y] [--folder DIR] [--unmerged] [--only QUESTION]... | quality | known \
     | rebuild [--articles N] [--years Y] [--folder DIR] | save --folder DIR [--articles N] [--years Y] \
     | migrate --from FILE [--articles N] [--years Y] [--folder DIR] \
     | marks [--articles N] [--years Y] [--folder DIR] | standing [--articles N] [--years Y] \
     | times [--articles N] [--years Y] [--folder DIR] [--save FILE] | compare BEFORE AFTER | similar [--folder DIR]";

fn main() -> Outcome {
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from) else {
        println!("skipped: DATELINE_CORPORA is not set");
        return Ok(());
    };
    let mut words = std::env::args().skip(1);
    match words.next().as_deref() {
        Some("page") => page::run(&Options::read(words)?),
        Some("saving") => saving::run(&corpora, &Options::read(words)?),
        Some("small") => small::run(&corpora, &Options::read(words)?),
        Some("parallel") => parallel::run(&corpora, &Options::read(words)?),
        Some("size") => size::run(&corpora),
        Some("growth") => growth::run(&corpora, &Options::read(words)?),
        Some("grow") => growth::grow(&corpora, &Options::read(words)?, false),
        Some("grow-bare") => growth::grow(&corpora, &Options::read(words)?, true),
        Some("speed") => speed::run(&corpora, &Options::read(words)?),
        Some("quality") => quality::run(&corpora),
        Some("known") => known::run(&corpora),
        Some("rebuild") => rebuild::run(&Options::read(words)?),
        Some("migrate") => migrate::run(&Options::read(words)?),
        Some("marks") => marks::run(&Options::read(words)?),
        Some("standing") => standing::run(&Options::read(words)?),
        Some("times") => times::run(&corpora, &Options::read(words)?),
        Some("compare") => {
            let (before, after) = (words.next().ok_or(USAGE)?, words.next().ok_or(USAGE)?);
            times::compare(before.as_ref(), after.as_ref())
        }
        Some("similar") => similar::run(&corpora, &Options::read(words)?),
        Some("save") => rebuild::save(&corpora, &Options::read(words)?),
        _ => Err(USAGE.into()),
    }
}
