//! `dateline import`: an export becomes an archive.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use dateline::{Archive, ImportProgress, ImportStage};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::files::is_standard_input;
use crate::cli::output::Output;
use crate::cli::session::Session;

/// Make an archive of what `dateline export` has written
///
/// The archive must be empty, and is made if it isn't there. All of the export is taken, or nothing: an archive that was
/// made for it is then removed again. To add the articles of one archive to another, export them with --format articles and use `dateline ingest`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline --db copy.db import news.jsonl
  zstd -dc news.jsonl.zst | dateline --db copy.db import -")]
pub struct Args {
    /// The export; - is the standard input
    #[arg(value_name = "FILE")]
    from: PathBuf,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let mut input: Box<dyn BufRead> = if is_standard_input(&self.from) {
            Box::new(BufReader::new(io::stdin()))
        } else {
            let file = File::open(&self.from).map_err(|error| Failure::at(&self.from, &error))?;
            Box::new(BufReader::with_capacity(1 << 16, file))
        };
        let is_new = !session.db().exists();
        let archive = session.open_or_create()?;
        let path = session.db().to_owned();
        let out = &mut session.out;
        let mut said = None;
        let imported = archive.import_with(&mut input, |progress| {
            let tenth = (progress.stage, progress.done * 10 / progress.total.max(1));
            if said.replace(tenth) != Some(tenth) && progress.total > 10_000 {
                say(progress, out);
            }
        });
        if imported.is_err() && is_new {
            remove_empty(archive, &path);
        }
        let imported = imported?;
        if out.json() {
            out.document(&imported);
        } else {
            out.line(format_args!("articles imported: {}", imported.articles));
        }
        if let Some(query) = &imported.query {
            out.note(format_args!("note: the export has the answers to a query only: {query}"));
        }
        Ok(Ending::Done)
    }
}

/// Removes an archive that was made for an import that failed. What another program has saved meanwhile stays.
fn remove_empty(archive: Archive, path: &Path) {
    let is_empty = archive.read(|snapshot| snapshot.stats()).is_ok_and(|stats| stats.articles == 0);
    drop(archive);
    // A link leads to the file that was made.
    let Ok(file) = fs::canonicalize(path).map(PathBuf::into_os_string) else { return };
    for ending in ["", "-wal", "-shm"].iter().filter(|_| is_empty) {
        let mut name = file.clone();
        name.push(ending);
        // What can't be removed is an empty archive, and the error of the import is told.
        let _ = fs::remove_file(name);
    }
}

fn say(ImportProgress { stage, done, total, .. }: ImportProgress, out: &mut Output) {
    let stage = match stage {
        ImportStage::Lines => "lines",
        ImportStage::Index => "index",
        _ => "importing",
    };
    out.note(format_args!("{stage}: {done} of {total}"));
}
