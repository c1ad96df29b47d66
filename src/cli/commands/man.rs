//! `dateline man`: this program's pages of the manual.

use std::io;
use std::path::{Path, PathBuf};

use clap::Command;
use clap_mangen::Man;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::session::Session;

/// Print the manual page, or write that of each command to a folder
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline man | man -l -
  dateline man ~/.local/share/man/man1")]
pub struct Args {
    /// Write a page for each command into this folder, which is made if it isn't there
    folder: Option<PathBuf>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        match &self.folder {
            Some(folder) => {
                write_to(folder, session.arguments.clone()).map_err(|error| Failure::at(folder, &error))?;
            }
            None => {
                let mut page = Vec::new();
                Man::new(session.arguments.clone())
                    .render(&mut page)
                    .map_err(|error| Failure::new(error.to_string()))?;
                session.out.raw(&page);
            }
        }
        Ok(Ending::Done)
    }
}

fn write_to(folder: &Path, arguments: Command) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(arguments, folder)
}
