//! `dateline export`: the archive, or what answers a query, in a form for others.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use dateline::{Archive, Error, Export, ExportFormat, ExportProgress, Order, Query, terminal_safe};
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::names;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::typed::typed;

/// Export the archive, or the articles that answer a query
///
/// Without a query all of the archive is exported. In the form jsonl nothing that is stored is lost, and `dateline
/// import` makes the same archive of it; with a query it has the articles with all that they refer to. The form
/// articles can be saved into any archive by `dateline ingest`. ninjs is IPTC ninjs 3.1, an item a line.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline export --output news.jsonl
  dateline export tag:harbour after:2024 --format csv --output harbour.csv
  dateline export from:courier.example --format articles | dateline --db other.db ingest -
  dateline export type:any --format markdown --output notes/")]
pub struct Args {
    /// The query: words, phrases, fields and dates, as for `dateline search`
    query: Vec<String>,
    /// Set the form
    #[arg(long, value_parser = names::parser(ExportFormat::ALL, ExportFormat::as_str), default_value = "jsonl")]
    format: ExportFormat,
    /// Write to this file, which may not be there yet; of Markdown also to a folder, a file an article
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Set the order of the articles, where a query finds them
    #[arg(long, value_parser = names::parser(Order::ALL, Order::as_str), default_value = "newest")]
    order: Order,
    /// Also those that are hidden: embargoed, expired, withheld or canceled
    #[arg(long)]
    hidden: bool,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let export = self.export();
        let out = &mut session.out;
        match &self.output {
            None => self.print(&archive, &export, out),
            Some(path) if self.format == ExportFormat::Markdown && is_folder(path) => {
                self.fill(&archive, path, out)
            }
            Some(path) => self.write(&archive, &export, path, out),
        }
    }

    fn export(&self) -> Export {
        let export = Export::new(self.format);
        if self.query.is_empty() { export } else { export.of(self.asked()) }
    }

    fn asked(&self) -> Query {
        let text = if self.query.is_empty() { "type:any".into() } else { self.query.join(" ") };
        typed(&text).order(self.order).hidden(self.hidden || self.query.is_empty())
    }

    /// Prints it; a reader that has seen enough, as `head` has, ends it.
    fn print(&self, archive: &Archive, export: &Export, out: &mut Output) -> Outcome {
        match archive.export(export, out.stream()) {
            Err(Error::Export(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
            exported => exported?.notes.iter().for_each(|note| out.note(format_args!("note: {note}"))),
        }
        Ok(Ending::Done)
    }

    /// Writes to a file, which is removed again if that fails: half an export is none.
    fn write(&self, archive: &Archive, export: &Export, path: &Path, out: &mut Output) -> Outcome {
        let file = File::create_new(path).map_err(|error| Failure::at(path, &error))?;
        let mut said = None;
        let mut progress = |step: ExportProgress| {
            let tenth = step.done * 10 / step.total.max(1);
            if said.replace(tenth) != Some(tenth) && step.total > 10_000 {
                out.note(format_args!("exported: {} of {}", step.done, step.total));
            }
        };
        let mut file = BufWriter::new(file);
        let written = archive.export_with(export, &mut file, &mut progress).map_err(Failure::from);
        let synced = written.and_then(|exported| {
            let done = file.get_ref().sync_all().map(|()| exported);
            done.map_err(|error| Failure::at(path, &error))
        });
        let exported = synced.inspect_err(|_| drop(fs::remove_file(path)))?;
        exported.notes.iter().for_each(|note| out.note(format_args!("note: {note}")));
        report(out, path, exported.articles);
        Ok(Ending::Done)
    }

    /// Writes a file an article into a folder, which is made if it isn't there.
    fn fill(&self, archive: &Archive, folder: &Path, out: &mut Output) -> Outcome {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
        let export = Export::new(self.format).of(self.asked());
        let exported = archive
            .export_each(&export, |id, document| fs::write(folder.join(format!("{id}.md")), document))?;
        exported.notes.iter().for_each(|note| out.note(format_args!("note: {note}")));
        report(out, folder, exported.articles);
        Ok(Ending::Done)
    }
}

fn report(out: &mut Output, path: &Path, articles: u64) {
    let path = path.display().to_string();
    if out.json() {
        out.document(&json!({ "path": path, "articles": articles }));
    } else {
        out.line(format_args!("articles exported to {}: {articles}", terminal_safe(&path)));
    }
}

/// Returns true for a folder that is there, and for a path that says that it is one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}
