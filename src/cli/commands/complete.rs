//! `dateline complete`: completions of a text that is being typed.

use dateline::terminal_safe;
use serde_json::json;

use crate::cli::ending::{ExitStatus, Outcome};
use crate::cli::session::Session;

/// Complete a query that is being typed, as a search box would
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline complete harb
  dateline complete bridge tag:tra")]
pub struct Args {
    /// The text typed so far
    #[arg(required = true, value_name = "TYPED")]
    query: Vec<String>,
    /// Print so many at most
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    exit_status: ExitStatus,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        let found = archive.complete(&self.query.join(" "), self.limit)?;
        if out.json() {
            out.document(&json!({ "completions": found }));
        } else if found.is_empty() {
            out.note("nothing found");
        } else {
            for completion in &found {
                out.line(format_args!("{:>8}  {}", completion.articles, terminal_safe(&completion.query)));
            }
        }
        Ok(self.exit_status.ending(!found.is_empty()))
    }
}
