//! The options that hold for every command: the archive, and the form of the output.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{ColorChoice, Command};
use dateline::{Archive, Options};

use super::failure::Failure;
use super::migrating::Migrating;
use super::output::Output;

/// Options of every command.
#[derive(clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// The archive
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "DATELINE_DB",
        hide_env_values = true,
        default_value = "news.db"
    )]
    db: PathBuf,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    /// Print in bold what was found, and in colour what changed: auto (on a terminal, without NO_COLOR), always or never
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true, default_value = "auto")]
    color: ColorChoice,
    /// Print no notes, only results and errors
    #[arg(long, global = true)]
    quiet: bool,
    /// Wait so long for another program that is writing to the archive
    #[arg(long, global = true, value_name = "SECONDS", default_value_t = 60)]
    busy_timeout: u32,
}

/// A command at work.
pub struct Session {
    db: PathBuf,
    busy_timeout: Duration,
    pub out: Output,
    /// All arguments of the program.
    pub arguments: Command,
}

impl Session {
    pub fn new(global: Global, arguments: Command) -> Self {
        let out = Output::new(global.json, global.quiet, global.color);
        Self { db: global.db, busy_timeout: Duration::from_secs(global.busy_timeout.into()), out, arguments }
    }

    /// Returns the path of the archive, as given.
    pub fn db(&self) -> &Path {
        &self.db
    }

    /// Opens the archive, which must be there.
    pub fn open(&self) -> Result<Archive, Failure> {
        self.open_with(&self.options().create(false))
    }

    /// Opens the archive, or makes a new one.
    pub fn open_or_create(&self) -> Result<Archive, Failure> {
        self.open_with(&self.options())
    }

    /// Opens the archive, which may be an older one to be migrated.
    fn open_with(&self, options: &Options) -> Result<Archive, Failure> {
        let mut migrating = Migrating::new(self.out.quiet());
        Ok(Archive::open_with_progress(&self.db, options, |progress| migrating.say(progress))?)
    }

    fn options(&self) -> Options {
        Options::new().busy_timeout(self.busy_timeout)
    }
}
