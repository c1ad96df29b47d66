//! `dateline ingest`: files become articles.

mod inputs;
mod interrupt;
mod pipe;
mod progress;
mod report;
mod sources;
mod summary;
mod teller;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use dateline::ingest::Mapping;
use dateline::{CancelToken, IngestOptions, Ingested, SaveOptions};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::files::{FileId, Files};
use crate::cli::glob::is_pattern;
use crate::cli::session::Session;
use inputs::{Inputs, Settings};
use interrupt::cancel_at_interrupt;
use report::Report;
use summary::Summary;
use teller::Teller;

/// Save the articles of files into the archive, which is made if it isn't there
///
/// Reads web pages, feeds, wires (ninjs, NewsML-G2, NITF), page text, JSON, CSV and Reuters-21578, alone or in gzip, Zstandard, zip, WARC, WACZ and
/// MHTML. The content decides, and then the name; of folders, files with a known ending are read. Saving the same article twice is safe.
/// Prints a summary; with --verbose a line for each article; with --json a line for each article that is stored, and for each file or
/// record that can't be read. Nothing of a pipe is stored before 500 records (or 4 MiB) have come, or it ends. Ctrl-C ends it once what
/// was read is stored; the same command goes on from there.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline ingest news/ extra.jsonl 'feeds/*.xml'
  dateline ingest --mark unread 'feeds/*.xml'
  dateline ingest --map 'title=headline,date=published,text=body' articles.csv
  curl -s https://news.example/feed.xml | dateline ingest - --url https://news.example/feed.xml")]
pub struct Args {
    /// Files, folders and patterns such as 'news/**/*.html'; - is the standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Name of the source of what doesn't say its own, such as a feed's URL; left out, each file is one
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Address at which the one file, or the standard input, was fetched: of a feed, or of a page that doesn't say its own
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Names that the fields of JSON or CSV have: theirs=ours,… or pocket, wallabag, reader
    #[arg(long, value_name = "PAIRS", conflicts_with = "map_file")]
    map: Option<String>,
    /// File with such pairs, one a line
    #[arg(long, value_name = "FILE")]
    map_file: Option<PathBuf>,
    /// File that gets a line of JSON for each article that was rejected and each record that can't be read, with input, place, number,
    /// outcome and reason; an earlier report is replaced, another file refused
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Set this mark, such as unread, on each article that the archive didn't have
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    mark: Vec<String>,
    /// Threads that work beside the one that reads; 1, where one thread does all, to 64; left out, as many as the machine runs at once, up to four
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: Option<u8>,
    /// Print a line for each article, and its warnings
    #[arg(long, short)]
    verbose: bool,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let mapping = self.mapping()?;
        self.check_url()?;
        let archive = session.open_or_create()?;
        // The path of the file itself, whatever links lead to it.
        let db = archive.path().unwrap_or(session.db());
        let report = self.report.as_deref().map(|path| Report::create(path, db)).transpose()?;
        let files = Files::of(&self.paths, &written(self.report.as_deref()));
        let summary = Summary::new(self.verbose, report);
        let is_quiet = session.out.quiet();
        let mut teller = Teller::new(&mut session.out, summary, files.bytes());
        for (path, error) in files.unreadable {
            teller.failed(&path, "", &error.to_string());
        }
        let name = |path: PathBuf| {
            let name = path.to_string_lossy().into_owned();
            (path, name)
        };
        let named: Vec<_> = files.files.into_iter().map(name).collect();
        let settings =
            Settings { source: self.source.as_deref(), url: self.url.as_deref(), mapping: mapping.as_ref() };
        let cancel = CancelToken::new();
        cancel_at_interrupt(&cancel, teller.bar(), is_quiet);
        let teller = RefCell::new(teller);
        let inputs = Inputs::new(&named, settings, &cancel, &teller);
        let ended = archive.ingest_with(inputs, &self.options().cancel(&cancel), |step| {
            teller.borrow_mut().stored(step.outcomes);
        });
        let ended = ended.map_err(Failure::from).and_then(|ingested| {
            archive.write(|tx| tx.refresh_hidden())?;
            Ok(ingested)
        });
        let mut teller = teller.into_inner();
        teller.pass_over(files.passed_over);
        if let Ok(Ingested { is_canceled: true, done, .. }) = ended {
            teller.interrupted(done);
        }
        let is_all_saved = teller.finish()?;
        let ingested = ended?;
        Ok(match is_all_saved {
            _ if ingested.is_canceled => Ending::Interrupted,
            true => Ending::Done,
            false => Ending::Failed,
        })
    }

    fn options(&self) -> IngestOptions {
        let options = IngestOptions::new().saving(SaveOptions::new().mark_new(&self.mark));
        match self.jobs {
            Some(jobs) => options.jobs(jobs.into()),
            None => options,
        }
    }

    /// The address of one file can't be that of others.
    fn check_url(&self) -> Result<(), Failure> {
        let Some(url) = &self.url else { return Ok(()) };
        let is_one = matches!(&*self.paths, [path] if !path.is_dir() && !is_pattern(path));
        let is_address = url.starts_with("https://") || url.starts_with("http://");
        match (is_one, is_address) {
            (true, true) => Ok(()),
            (false, _) => Err(Failure::new("--url is the address of one file, and several may be meant")),
            (true, false) => Err(Failure::new(format!("--url needs an address of the web, not {url:?}"))),
        }
    }

    fn mapping(&self) -> Result<Option<Mapping>, Failure> {
        let text = match (&self.map, &self.map_file) {
            (Some(pairs), _) => pairs.clone(),
            (None, Some(path)) => read_text(path)? + "\n",
            (None, None) => return Ok(None),
        };
        text.parse().map(Some).map_err(|error| Failure::new(format!("the mapping can't be used: {error}")))
    }
}

/// Returns the files that the run itself writes, which may lie in a folder that is read.
fn written(report: Option<&Path>) -> Vec<FileId> {
    report.and_then(FileId::at).into_iter().chain(FileId::of_standard_output()).collect()
}

fn read_text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}
