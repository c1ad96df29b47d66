//! `dateline check`: whether the archive is whole.

use std::path::Path;

use dateline::safe;
use serde_json::json;

use crate::cli::output::Output;
use crate::cli::{Outcome, open};

/// Look for damage in the file, its references and its index
#[derive(clap::Args)]
pub struct Args {}

impl Args {
    pub fn run(&self, db: &Path, out: &mut Output) -> Outcome {
        let faults: Vec<_> = open(db)?.check()?.iter().map(ToString::to_string).collect();
        if out.json() {
            out.document(&json!({ "faults": faults }));
        } else if faults.is_empty() {
            out.line("no faults");
        } else {
            faults.iter().for_each(|fault| out.line(safe(fault)));
        }
        Ok(faults.is_empty())
    }
}
