//! `dateline rebuild`: all that follows from what is stored, computed anew.

use dateline::{RebuildProgress, RebuildStage};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::output::Output;
use crate::cli::session::Session;

/// Compute the index, and all else that follows from what is stored, anew
///
/// It mends what `dateline check` says it does, and changes nothing of what was saved. It takes about
/// as long as saving all articles did. Others can read meanwhile, but not write.
#[derive(clap::Args)]
pub struct Args {}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        let mut said = None;
        let rebuilt = archive.rebuild_with(|progress| {
            let tenth = (progress.stage, progress.done * 10 / progress.total.max(1));
            if said.replace(tenth) != Some(tenth) {
                say(progress, out);
            }
        })?;
        if out.json() {
            out.document(&rebuilt);
        } else {
            out.line(format_args!("articles in the index: {}, mended: {}", rebuilt.articles, rebuilt.mended));
        }
        if rebuilt.unreadable > 0 {
            let unreadable = rebuilt.unreadable;
            out.note(format_args!("articles that can't be read, and are left as they are: {unreadable}"));
        }
        Ok(Ending::Done)
    }
}

fn say(RebuildProgress { stage, done, total, .. }: RebuildProgress, out: &mut Output) {
    let stage = match stage {
        RebuildStage::Articles => "articles",
        RebuildStage::Index => "index",
        _ => "rebuilding",
    };
    out.note(format_args!("{stage}: {done} of {total}"));
}
