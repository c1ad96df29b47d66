//! The commands: a file each, and all of them in the list below.
//!
//! A new command is a file with `Args` and its `run`, and three lines here.

mod check;
mod complete;
mod completions;
mod ingest;
mod list;
mod man;
mod migrate;
mod pictures;
mod search;
mod show;

use super::Outcome;
use super::session::Session;

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
    Completions(completions::Args),
    Man(man::Args),
}

impl Command {
    pub fn run(&self, session: &mut Session) -> Outcome {
        match self {
            Self::Ingest(args) => args.run(session),
            Self::Search(args) => args.run(session),
            Self::Complete(args) => args.run(session),
            Self::Pictures(args) => args.run(session),
            Self::Show(args) => args.run(session),
            Self::List(args) => args.run(session),
            Self::Migrate(args) => args.run(session),
            Self::Check(args) => args.run(session),
            Self::Completions(args) => args.run(session),
            Self::Man(args) => args.run(session),
        }
    }
}
