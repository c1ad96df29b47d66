//! `dateline optimize`: an index that is read faster.

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;

/// Make searches faster, after many articles were saved
///
/// Each save adds a segment to the index, and this merges them into one. It takes a while in a large archive, in
/// which others can read but not write.
#[derive(clap::Args)]
pub struct Args {}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        session.open()?.optimize()?;
        let out = &mut session.out;
        if out.json() {
            out.document(&serde_json::json!({}));
        } else {
            out.line("the index is in one segment");
        }
        Ok(Ending::Done)
    }
}
