//! `dateline complete`: what may be meant by what is typed so far.

use std::path::Path;

use dateline::safe;
use serde_json::json;

use crate::cli::output::Output;
use crate::cli::{Outcome, open};

/// Complete what is typed so far, as a search box would
#[derive(clap::Args)]
pub struct Args {
    /// What is typed
    #[arg(required = true)]
    typed: Vec<String>,
    /// The most completions
    #[arg(long, default_value_t = 10)]
    limit: usize,
}

impl Args {
    pub fn run(&self, db: &Path, out: &mut Output) -> Outcome {
        let found = open(db)?.complete(&self.typed.join(" "), self.limit)?;
        if out.json() {
            out.document(&json!({ "completions": found }));
        } else {
            for completion in &found {
                out.line(format_args!("{:>8}  {}", completion.articles, safe(&completion.query)));
            }
        }
        Ok(true)
    }
}
