//! `dateline migrate`: the schema of the archive.

use std::path::Path;

use dateline::{Archive, safe};
use serde_json::json;

use crate::cli::Outcome;
use crate::cli::output::Output;

/// Bring the archive to the latest schema, after a copy to <PATH>.v<version>.bak
///
/// Every other command does the same first: opening an archive migrates it.
#[derive(clap::Args)]
pub struct Args {
    /// Only say what would be done
    #[arg(long)]
    status: bool,
}

impl Args {
    pub fn run(&self, db: &Path, out: &mut Output) -> Outcome {
        let mut status = Archive::status(db)?;
        if !self.status {
            Archive::open(db)?;
            status = Archive::status(db)?;
        }
        if out.json() {
            out.document(&json!({
                "found": status.found, "latest": status.latest, "pending": status.pending,
            }));
            return Ok(true);
        }
        out.line(format_args!("schema version {}, latest {}", status.found, status.latest));
        for migration in &status.pending {
            out.line(format_args!("pending: {}", safe(migration)));
        }
        Ok(true)
    }
}
