//! How a command ended, as the program that called it learns.

use std::process::ExitCode;

use super::failure::Failure;

/// How a command ended. What went wrong on the way has been reported where it happened.
pub type Outcome = Result<Ending, Failure>;

/// How a command that could be carried out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is done.
    Done,
    /// Nothing was found, and `--exit-status` asks to tell that apart.
    NothingFound,
    /// Some of it failed, or the archive is damaged.
    Failed,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Done => Self::SUCCESS,
            Ending::Failed => Self::FAILURE,
            Ending::NothingFound => Self::from(3),
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
    /// How a command ends that has found something, or nothing.
    pub fn ending(&self, found: bool) -> Ending {
        if self.exit_status && !found { Ending::NothingFound } else { Ending::Done }
    }
}
