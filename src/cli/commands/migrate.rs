//! `dateline migrate`: the schema of the archive.

use dateline::{Archive, terminal_safe};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;

/// Bring the archive to the latest schema, and say which it has
///
/// Every command that opens an archive does the same first. The archive as it was is kept beside it,
/// as <PATH>.v<version>.bak.
#[derive(clap::Args)]
pub struct Args {
    /// Only say what would be done
    #[arg(long)]
    status: bool,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let mut status = Archive::status(session.db())?;
        if !self.status {
            session.open_or_create()?;
            status = Archive::status(session.db())?;
        }
        let out = &mut session.out;
        if out.json() {
            out.document(&status);
            return Ok(Ending::Done);
        }
        out.line(format_args!("schema version {}, latest {}", status.found, status.latest));
        for migration in &status.pending {
            out.line(format_args!("pending: {}", terminal_safe(migration)));
        }
        Ok(Ending::Done)
    }
}
