//! `dateline allow`: removed articles may come back.

use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;
use crate::cli::which;

/// Let removed articles be saved again when a source offers them again
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline allow 12
  dateline allow https://courier.example/ferry")]
pub struct Args {
    /// Ids that they had, or their uris
    #[arg(required = true, value_name = "ID|URI")]
    which: Vec<String>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let removed = which::removed(&archive, &self.which)?;
        archive.write(|tx| removed.iter().try_for_each(|removed| tx.allow(removed.article)))?;
        let out = &mut session.out;
        for removed in &removed {
            if out.json() {
                out.document(&json!({ "outcome": "allowed", "id": removed.article, "uri": removed.uri }));
            } else {
                out.line(format_args!("allowed #{}", removed.article));
            }
        }
        Ok(Ending::Done)
    }
}
