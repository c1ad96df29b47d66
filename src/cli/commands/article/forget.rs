//! `dateline forget`: nothing tells any more what a removed article was.

use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;
use crate::cli::which;

/// Forget removed articles, but for the numbers that they had
///
/// A source that offers one again gets it saved, as if it had never been there.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline forget 12
  dateline forget https://courier.example/ferry")]
pub struct Args {
    /// Ids that they had, or their uris
    #[arg(required = true, value_name = "ID|URI")]
    which: Vec<String>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let removed = which::removed(&archive, &self.which)?;
        archive.write(|tx| removed.iter().try_for_each(|removed| tx.forget(removed.article)))?;
        let out = &mut session.out;
        for removed in &removed {
            if out.json() {
                out.document(&json!({ "outcome": "forgotten", "id": removed.article }));
            } else {
                out.line(format_args!("forgot #{}", removed.article));
            }
        }
        Ok(Ending::Done)
    }
}
