//! `dateline completions`: a script by which a shell completes the arguments of this program.

use clap_complete::Shell;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;

/// Print a script for a shell, by which it completes the arguments of dateline
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish
  dateline completions zsh > \"${fpath[1]}/_dateline\"")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        // Into memory first: the generator panics where it can't write.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut session.arguments, "dateline", &mut script);
        session.out.raw(&script);
        Ok(Ending::Done)
    }
}
