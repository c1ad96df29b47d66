//! The command line: what is asked for, and which file answers it.

mod arguments;
mod commands;
mod counts;
mod diff;
mod ending;
mod failure;
mod files;
mod glob;
mod migrating;
mod names;
mod output;
mod page;
mod session;
mod typed;
mod which;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use commands::Command;
use session::{Global, Session};

/// An embedded news archive: articles, people, pictures, captions and tags in one file
#[derive(Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Begin with:
  dateline ingest FILE...          make an archive, news.db, of your files
  dateline search harbour bridge   find articles in it
  dateline show 1                  read one

Exit status: 0 done, also if nothing was found; 1 something failed, or damage was found;
2 wrong usage; 3 nothing was found, with --exit-status; 130 Ctrl-C ended it.";

/// Reads the arguments of the process, and does what they ask.
pub fn run() -> ExitCode {
    let arguments = arguments::ordered(std::env::args_os().collect(), &mut Cli::command());
    let cli = Cli::parse_from(arguments);
    let mut session = Session::new(cli.global, Cli::command());
    let outcome = cli.command.run(&mut session);
    match outcome.and_then(|ending| session.out.finish().map(|()| ending)) {
        Ok(ending) => ending.into(),
        Err(failure) => {
            output::error(format_args!("dateline: {failure}"));
            ExitCode::FAILURE
        }
    }
}
