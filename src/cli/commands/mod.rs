//! The commands: a file each, those for single articles in their folder, and all of them in the list below.
//!
//! A new command is a file with `Args` and its `run`, and three lines here.

mod article;
mod backup;
mod check;
mod complete;
mod completions;
mod export;
mod import;
mod ingest;
mod list;
mod man;
mod migrate;
mod names;
mod optimize;
mod pictures;
mod reader;
mod rebuild;
mod search;
mod similar;
mod stats;

use super::session::Session;
use crate::cli::ending::Outcome;
use article::{allow, edit, forget, history, mark, remove, revert, show};
use names::{alike, keep_apart, list as lists, merge, sections, tags};
use reader::{changes, queries};

/// In the order in which `--help` lists them.
#[derive(clap::Subcommand)]
pub enum Command {
    Ingest(ingest::Args),
    Search(search::Args),
    Similar(similar::Args),
    Complete(complete::Args),
    Pictures(pictures::Args),
    List(list::Args),
    Show(show::Args),
    History(history::Args),
    Edit(edit::Args),
    Revert(revert::Args),
    Mark(mark::Args),
    Unmark(mark::UnmarkArgs),
    Marks(lists::Marks),
    Remove(remove::Args),
    Allow(allow::Args),
    Forget(forget::Args),
    Changes(changes::Args),
    Queries(queries::Args),
    People(lists::People),
    Organizations(lists::Organizations),
    Tags(tags::Args),
    Publications(lists::Publications),
    Sections(sections::Args),
    Merge(merge::Merge),
    Unmerge(merge::Unmerge),
    Alike(alike::Args),
    KeepApart(keep_apart::Args),
    Stats(stats::Args),
    Check(check::Args),
    Rebuild(rebuild::Args),
    Backup(backup::Args),
    Export(export::Args),
    Import(import::Args),
    Optimize(optimize::Args),
    Migrate(migrate::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl Command {
    pub fn run(&self, session: &mut Session) -> Outcome {
        match self {
            Self::Ingest(args) => args.run(session),
            Self::Search(args) => args.run(session),
            Self::Similar(args) => args.run(session),
            Self::Complete(args) => args.run(session),
            Self::Pictures(args) => args.run(session),
            Self::List(args) => args.run(session),
            Self::Show(args) => args.run(session),
            Self::History(args) => args.run(session),
            Self::Edit(args) => args.run(session),
            Self::Revert(args) => args.run(session),
            Self::Mark(args) => args.run(session),
            Self::Unmark(args) => args.run(session),
            Self::Marks(args) => args.run(session),
            Self::Remove(args) => args.run(session),
            Self::Allow(args) => args.run(session),
            Self::Forget(args) => args.run(session),
            Self::Changes(args) => args.run(session),
            Self::Queries(args) => args.run(session),
            Self::People(args) => args.run(session),
            Self::Organizations(args) => args.run(session),
            Self::Tags(args) => args.run(session),
            Self::Publications(args) => args.run(session),
            Self::Sections(args) => args.run(session),
            Self::Merge(args) => args.run(session),
            Self::Unmerge(args) => args.run(session),
            Self::Alike(args) => args.run(session),
            Self::KeepApart(args) => args.run(session),
            Self::Stats(args) => args.run(session),
            Self::Check(args) => args.run(session),
            Self::Rebuild(args) => args.run(session),
            Self::Backup(args) => args.run(session),
            Self::Export(args) => args.run(session),
            Self::Import(args) => args.run(session),
            Self::Optimize(args) => args.run(session),
            Self::Migrate(args) => args.run(session),
            Self::Completions(args) => args.run(session),
            Self::Man(args) => args.run(session),
        }
    }
}
