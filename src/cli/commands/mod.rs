//! The commands: a file each, and all of them in the list below.
//!
//! A new command is a file with `Args` and its `run`, and three lines here.

mod check;
mod complete;
mod ingest;
mod list;
mod migrate;
mod pictures;
mod search;
mod show;

use std::path::Path;

use super::Outcome;
use super::output::Output;

/// In the order in which `--help` lists them.
#[derive(clap::Subcommand)]
pub enum Command {
    Ingest(ingest::Args),
    Search(search::Args),
    Complete(complete::Args),
    Pictures(pictures::Args),
    Show(show::Args),
    List(list::Args),
    Migrate(migrate::Args),
    Check(check::Args),
}

impl Command {
    pub fn run(&self, db: &Path, out: &mut Output) -> Outcome {
        match self {
            Self::Ingest(args) => args.run(db, out),
            Self::Search(args) => args.run(db, out),
            Self::Complete(args) => args.run(db, out),
            Self::Pictures(args) => args.run(db, out),
            Self::Show(args) => args.run(db, out),
            Self::List(args) => args.run(db, out),
            Self::Migrate(args) => args.run(db, out),
            Self::Check(args) => args.run(db, out),
        }
    }
}
