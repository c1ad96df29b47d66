//! The ending of a command, and its exit status.

use std::process::ExitCode;

use super::failure::Failure;

/// The ending of a command, or the failure that ended it. Errors on the way were reported where they happened.
pub type Outcome = Result<Ending, Failure>;

/// The exit status after Ctrl-C, as shells have it.
pub const INTERRUPTED: u8 = 130;

/// Ending of a command that could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All was done.
    Done,
    /// Nothing was found, and `--exit-status` asks to tell that apart.
    NothingFound,
    /// Some of it failed, or the archive is damaged.
    Failed,
    /// Ctrl-C ended it before the end.
    Interrupted,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::Failed => Self::FAILURE,
            Ending::NothingFound => Self::from(3),
            Ending::Interrupted => Self::from(INTERRUPTED),
        }
    }
}

/// An option of commands that look for something.
#[derive(clap::Args)]
pub struct ExitStatus {
    /// Exit with status 3 if nothing is found
    #[arg(long)]
    exit_status: bool,
}

impl ExitStatus {
    /// Returns the ending of a command that has found something, or nothing.
    pub fn ending(&self, found: bool) -> Ending {
        if self.exit_status && !found { Ending::NothingFound } else { Ending::Done }
    }
}
