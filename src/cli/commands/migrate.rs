//! `dateline migrate`: the schema of the archive.

use dateline::{Archive, terminal_safe};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::migrating::size;
use crate::cli::session::Session;

/// Bring the archive to the latest schema, and say which it has
///
/// Every command that opens an archive does the same first. The archive as it was is kept beside it,
/// as <PATH>.v<version>.bak. What disk it takes is said before it begins, and with --status. Cut off at any
/// point, it leaves the archive as it was.
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
        if status.disk.copy_bytes > 0 {
            let (copy, work) = (size(status.disk.copy_bytes), size(status.disk.work_bytes));
            out.line(format_args!(
                "disk: about {copy} for a copy that stays, and {work} while it is at work"
            ));
        }
        for migration in &status.pending {
            out.line(format_args!("pending: {}", terminal_safe(migration)));
        }
        for object in &status.others {
            out.line(format_args!("not the archive's: {}", terminal_safe(&object.to_string())));
        }
        Ok(Ending::Done)
    }
}
