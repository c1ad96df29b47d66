//! `dateline backup`: a copy of the archive.

use std::path::PathBuf;

use dateline::terminal_safe;
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::session::Session;

/// Copy the archive to a new file, while others go on reading and writing
///
/// The copy is without unused space, and appears under its name once it is whole and checked.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  dateline backup news-2024-03-04.db")]
pub struct Args {
    /// The path of the copy, where nothing may be yet
    #[arg(value_name = "PATH")]
    to: PathBuf,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        session.open()?.backup(&self.to)?;
        let size = std::fs::metadata(&self.to).map_err(|error| Failure::at(&self.to, &error))?.len();
        let (path, out) = (self.to.display().to_string(), &mut session.out);
        if out.json() {
            out.document(&json!({ "path": path, "bytes": size }));
        } else {
            out.line(format_args!("copied to {}, {size} bytes", terminal_safe(&path)));
        }
        Ok(Ending::Done)
    }
}
