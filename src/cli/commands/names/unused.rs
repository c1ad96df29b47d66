//! People and tags that nothing uses.

use dateline::terminal_safe;
use serde::Serialize;
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::output::Output;
use crate::cli::session::Session;

/// Options of lists of which what nothing uses can be removed.
#[derive(clap::Args)]
pub struct Unused {
    /// List those that nothing in the archive uses
    #[arg(long, conflicts_with_all = ["beginning", "order", "limit", "cursor", "merged"])]
    unused: bool,
    /// Remove them from the archive
    #[arg(long, requires = "unused")]
    remove: bool,
}

impl Unused {
    pub fn is_asked(&self) -> bool {
        self.unused
    }

    fn print<T: Serialize>(&self, found: &[T], line: impl Fn(&T) -> String, out: &mut Output) -> Outcome {
        if out.json() {
            out.document(&json!({ "unused": found, "removed": self.remove }));
        } else {
            found.iter().for_each(|entry| out.line(terminal_safe(&line(entry))));
            let done = if self.remove { "removed" } else { "unused" };
            out.note(format_args!("{} {done}", found.len()));
        }
        Ok(Ending::Done)
    }
}

/// Lists, and maybe removes, people.
pub fn people(asked: &Unused, session: &mut Session) -> Outcome {
    let archive = session.open()?;
    let found = if asked.remove {
        archive.write(|tx| {
            let unused = tx.unused_people()?;
            tx.remove_unused_people()?;
            Ok(unused)
        })?
    } else {
        archive.read(|snapshot| snapshot.unused_people())?
    };
    asked.print(&found, |person| format!("#{}  {}", person.id, person.name), &mut session.out)
}

/// Lists, and maybe removes, tags.
pub fn tags(asked: &Unused, session: &mut Session) -> Outcome {
    let archive = session.open()?;
    let found = if asked.remove {
        archive.write(|tx| {
            let unused = tx.unused_tags()?;
            tx.remove_unused_tags()?;
            Ok(unused)
        })?
    } else {
        archive.read(|snapshot| snapshot.unused_tags())?
    };
    asked.print(&found, |tag| format!("#{}  {}", tag.id, tag.name), &mut session.out)
}
