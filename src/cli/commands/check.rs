//! `dateline check`: whether the archive is whole.

use dateline::terminal_safe;
use serde_json::json;

use crate::cli::Outcome;
use crate::cli::ending::Ending;
use crate::cli::session::Session;

/// Look for damage in the archive
///
/// Reads all of it: the file, its schema, its references, its index, and what is derived from articles.
/// The exit status is 1 if there is any.
#[derive(clap::Args)]
pub struct Args {}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        let faults: Vec<_> = archive.check()?.iter().map(ToString::to_string).collect();
        if out.json() {
            out.document(&json!({ "faults": faults }));
        } else if faults.is_empty() {
            out.line("no faults");
        } else {
            faults.iter().for_each(|fault| out.line(terminal_safe(fault)));
        }
        Ok(if faults.is_empty() { Ending::Done } else { Ending::Failed })
    }
}
