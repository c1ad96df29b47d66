//! `dateline revert`: an earlier wording stands again.

use super::edit;
use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;
use crate::cli::which::Which;

/// Make an earlier wording of an article stand again
///
/// That is an edit by hand: no source changes what it brings back until `edit --release` of the field. What stood before is
/// kept as an earlier wording.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline history 1     the wordings with their numbers
  dateline revert 1 2    the second of them stands again")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Number of the wording, as `history` prints it
    number: u32,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let article = self.which.article(&archive)?;
        let saved = archive.write(|tx| tx.revert(article.id, self.number))?;
        let out = &mut session.out;
        if out.json() {
            out.document(&saved);
        } else {
            edit::lines(&saved, out);
        }
        Ok(Ending::Done)
    }
}
