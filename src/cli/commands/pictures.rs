//! `dateline pictures`: pictures that say or show what is asked for.

use dateline::{Archive, ImageAppearance, ImagePage, terminal_safe};
use serde_json::json;

use crate::cli::ending::Outcome;
use crate::cli::output::Output;
use crate::cli::page::{PageOptions, caption_line, next_line, notes};
use crate::cli::session::Session;
use crate::cli::typed::typed;

/// Find pictures by caption, credit and the people in them, the latest use first
///
/// All words must stand in one caption with its credit, or in the names of the people in the picture.
/// person: asks whom the picture shows. The other fields ask for the articles that use it, as in a
/// search. With --unused, list the pictures that no article uses.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline pictures bridge
  dateline pictures person:fennick credit:vale after:2024
  dateline pictures --unused --remove")]
pub struct Args {
    /// The query: words, phrases, fields and dates
    #[arg(required_unless_present = "unused")]
    query: Vec<String>,
    /// List the pictures that no article uses
    #[arg(long, conflicts_with_all = ["query", "limit", "cursor"])]
    unused: bool,
    /// Remove them from the archive
    #[arg(long, requires = "unused")]
    remove: bool,
    #[command(flatten)]
    page: PageOptions,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        if self.unused {
            return self.run_unused(&archive, out);
        }
        let query = typed(&self.query.join(" "));
        let found = archive.search_images(&self.page.of(query, out))?;
        if out.json() {
            out.document(&found);
        } else {
            lines(&found, &self.page, out);
        }
        notes(found.notes.iter(), out);
        Ok(self.page.ending(!found.images.is_empty() || found.next.is_some()))
    }

    fn run_unused(&self, archive: &Archive, out: &mut Output) -> Outcome {
        let unused = if self.remove {
            archive.write(|tx| {
                let unused = tx.unused_images()?;
                tx.remove_unused_images()?;
                Ok(unused)
            })?
        } else {
            archive.read(|snapshot| snapshot.unused_images())?
        };
        if out.json() {
            out.document(&json!({ "unused": unused, "removed": self.remove }));
        } else {
            unused.iter().for_each(|image| out.line(terminal_safe(&image.uri)));
            let done = if self.remove { "removed" } else { "unused" };
            out.note(format_args!("{} {done}", unused.len()));
        }
        Ok(self.page.ending(!unused.is_empty()))
    }
}

fn lines(found: &ImagePage, page: &PageOptions, out: &mut Output) {
    for hit in &found.images {
        out.line(terminal_safe(&hit.image.uri));
        use_line(&hit.found_in, page, out);
        for caption in &hit.captions {
            let words = caption_line(&out.marked(&caption.text), &out.marked(&caption.credit));
            out.line(format_args!("              {words}"));
        }
        for other in &hit.other_uses {
            use_line(other, page, out);
            for caption in &other.captions {
                let words = caption_line(&caption.text, &caption.credit);
                out.line(format_args!("              {}", terminal_safe(&words)));
            }
        }
    }
    if found.images.is_empty() {
        out.note("nothing found");
    }
    next_line(found.next.as_ref(), out);
}

fn use_line(used: &ImageAppearance, page: &PageOptions, out: &mut Output) {
    let headline = terminal_safe(&used.headline);
    out.line(format_args!(
        "  {:10}  {headline} (#{}, picture {})",
        page.day(&used.published),
        used.article,
        used.position
    ));
}
