//! Measures the search beside plain FTS5 and Tantivy, and its ranking on sets with judged answers.
//!
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- speed
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- quality
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- known
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- rebuild
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- migrate --from FILE
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- marks
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- standing
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- times --save FILE
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- compare BEFORE AFTER
//!     DATELINE_CORPORA=<folder> cargo run --release --manifest-path benches/peers/Cargo.toml -- similar
//!
//! A package of its own, so that Tantivy is none of the crate's dependencies.

mod asked;
mod corpus;
mod disk;
mod fts5;
mod known;
mod marks;
mod measure;
mod migrate;
mod ours;
mod quality;
mod rebuild;
#[path = "../../support/reuters.rs"]
mod reuters;
mod scale;
mod similar;
mod speed;
mod standing;
mod table;
mod tantivy_peer;
mod times;

use std::error::Error;
use std::path::PathBuf;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const USAGE: &str = "speed [--articles N] [--years Y] [--folder DIR] [--unmerged] [--only QUESTION]... | quality | known \
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
        Some("speed") => speed::run(&corpora, &options(words)?),
        Some("quality") => quality::run(&corpora),
        Some("known") => known::run(&corpora),
        Some("rebuild") => rebuild::run(&options(words)?),
        Some("migrate") => migrate::run(&options(words)?),
        Some("marks") => marks::run(&options(words)?),
        Some("standing") => standing::run(&options(words)?),
        Some("times") => times::run(&corpora, &options(words)?),
        Some("compare") => {
            let (before, after) = (words.next().ok_or(USAGE)?, words.next().ok_or(USAGE)?);
            times::compare(before.as_ref(), after.as_ref())
        }
        Some("similar") => similar::run(&corpora, &options(words)?),
        Some("save") => rebuild::save(&corpora, &options(words)?),
        _ => Err(USAGE.into()),
    }
}

fn options(mut words: impl Iterator<Item = String>) -> Outcome<speed::Options> {
    let mut options = speed::Options::default();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(USAGE);
        match word.as_str() {
            "--articles" => options.articles = value()?.parse()?,
            "--years" => options.years = value()?.parse()?,
            "--folder" => options.folder = Some(value()?.into()),
            "--from" => options.from = Some(value()?.into()),
            "--save" => options.save = Some(value()?.into()),
            "--unmerged" => options.merged = false,
            "--only" => options.only.push(value()?),
            _ => return Err(USAGE.into()),
        }
    }
    Ok(options)
}
