//! The command line: what is asked for, and which file answers it.

mod article_json;
mod commands;
mod counts;
mod failure;
mod files;
mod output;
mod page;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use dateline::{Archive, Options};

use commands::Command;
use failure::Failure;
use output::Output;

/// An embedded news archive: articles, people, pictures, captions and tags in one file.
///
/// Exit status: 0 done; 1 something failed, was not found, or is damaged; 2 wrong usage.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    /// The archive
    #[arg(long, global = true, value_name = "PATH", default_value = "news.db")]
    db: PathBuf,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

/// Whether all went well. What didn't has been reported where it happened.
type Outcome = Result<bool, Failure>;

/// Reads the arguments of the process, and does what they ask.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let mut out = Output::new(cli.json);
    let outcome = cli.command.run(&cli.db, &mut out);
    let outcome = outcome.and_then(|good| out.finish().map(|()| good));
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            output::note(format_args!("dateline: {failure}"));
            ExitCode::FAILURE
        }
    }
}

/// Opens an archive that is there.
fn open(path: &Path) -> Result<Archive, Failure> {
    Ok(Archive::open_with(path, &Options::new().create(false))?)
}
