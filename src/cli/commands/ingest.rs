//! `dateline ingest`: files become articles.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{self, Path, PathBuf};
use std::rc::Rc;

use dateline::ingest::{self, Reading, Warning};
use dateline::{Archive, ArticleId, NewArticle, Outcome as Became, Saved, Source, terminal_safe};
use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::files::{Files, is_standard_input};
use crate::cli::output::{self, Output};
use crate::cli::session::Session;

/// Articles of one transaction, at most.
const BATCH: usize = 500;
/// Bytes of text that the articles of one transaction have, or the last of them goes beyond.
const BATCH_BYTES: usize = 16 << 20;

/// Save the articles of files into the archive, which is made if it isn't there
///
/// Reads page text (.txt) and JSON (.json, .jsonl, .ndjson). Of any other name, and of the standard
/// input, the content decides. JSON may be one object or any number of them, in an array, a line each or
/// printed over several lines, of any length. Saving the same article twice is safe. With --json, prints
/// a line for each article once it is stored, and for each file or record that can't be read.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline ingest news/ extra.jsonl
  curl -s https://news.example/export.jsonl | dateline ingest -")]
pub struct Args {
    /// Files and folders; - is the standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Name of the source that all of it is from, such as a feed's URL; left out, each file is one
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open_or_create()?;
        let out = &mut session.out;
        let files = Files::of(&self.paths);
        let mut ingest = Ingest { archive, out, waiting: Vec::new(), bytes: 0, counts: BTreeMap::new() };
        for (path, error) in files.unreadable {
            ingest.failed(&path, &error.to_string());
        }
        let named = self.source.as_ref().map(|name| Rc::new(Source::new(name)));
        for path in &files.files {
            let source = named.clone().unwrap_or_else(|| Rc::new(source_of(path)));
            ingest.add(path, &source)?;
        }
        ingest.commit()?;
        ingest.archive.write(|tx| tx.refresh_hidden())?;
        if files.passed_over > 0 {
            ingest
                .out
                .note(format_args!("passed over, as hidden or of another format: {}", files.passed_over));
        }
        Ok(if ingest.finish() { Ending::Done } else { Ending::Failed })
    }
}

/// Names a file as a source, wherever the program is run. Nobody knows what comes on the standard input.
fn source_of(path: &Path) -> Source {
    if is_standard_input(path) {
        return Source::default();
    }
    let absolute = path::absolute(path).unwrap_or_else(|_| path.to_owned());
    Source::new(absolute.to_string_lossy())
}

/// Articles on their way into the archive.
struct Ingest<'o> {
    archive: Archive,
    out: &'o mut Output,
    waiting: Vec<Read>,
    /// Bytes of what is waiting.
    bytes: usize,
    counts: BTreeMap<&'static str, usize>,
}

/// An article, and where it was read.
struct Read {
    input: String,
    source: Rc<Source>,
    article: NewArticle,
    warnings: Vec<Warning>,
}

/// The line that `--json` prints of an article.
#[derive(Serialize)]
struct Line<'l> {
    input: &'l str,
    id: Option<ArticleId>,
    uri: &'l str,
    #[serde(flatten)]
    outcome: &'l Became,
    /// The sentences of the reader, then of the save.
    warnings: &'l [String],
}

impl Ingest<'_> {
    fn add(&mut self, path: &Path, source: &Rc<Source>) -> Result<(), Failure> {
        if is_standard_input(path) {
            return self.add_records(path, source, io::stdin().lock());
        }
        match File::open(path) {
            Ok(file) => self.add_records(path, source, file),
            Err(error) => {
                self.failed(path, &error.to_string());
                Ok(())
            }
        }
    }

    fn add_records(&mut self, path: &Path, source: &Rc<Source>, input: impl io::Read) -> Result<(), Failure> {
        for record in ingest::records(input, &*path.to_string_lossy()) {
            match record {
                Ok(Reading { article, warnings, .. }) => {
                    self.bytes += size(&article);
                    let (input, source) = (path.display().to_string(), source.clone());
                    self.waiting.push(Read { input, source, article, warnings });
                }
                Err(error) => self.failed(path, &error.to_string()),
            }
            if self.waiting.len() >= BATCH || self.bytes >= BATCH_BYTES {
                self.commit()?;
            }
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Failure> {
        self.bytes = 0;
        let read = std::mem::take(&mut self.waiting);
        let articles = || read.iter().map(|read| (&*read.source, &read.article));
        let saved = self.archive.write(|tx| tx.save_all_from(articles()))?;
        for (Read { input, warnings, .. }, saved) in read.iter().zip(&saved) {
            let warnings = warnings.iter().map(Warning::to_string);
            let warnings: Vec<_> = warnings.chain(saved.warnings.iter().map(ToString::to_string)).collect();
            self.report(input, saved, &warnings);
        }
        self.out.flush();
        Ok(())
    }

    fn report(&mut self, input: &str, saved: &Saved, warnings: &[String]) {
        let outcome = saved.outcome.as_str();
        *self.counts.entry(outcome).or_default() += 1;
        let why = match &saved.outcome {
            Became::Rejected { why } => Some(why.to_string()),
            _ => None,
        };
        let changed = saved.outcome.changed();
        if self.out.json() {
            let Saved { id, uri, outcome, .. } = saved;
            self.out.document(&Line { input, id: *id, uri, outcome, warnings });
            return;
        }
        let what = match (&why, changed) {
            (Some(why), _) => format!("{}: {why}", terminal_safe(input)),
            (None, []) => terminal_safe(&saved.uri).to_string(),
            (None, changed) => {
                let fields: Vec<_> = changed.iter().map(|field| field.as_str()).collect();
                format!("{} ({})", terminal_safe(&saved.uri), fields.join(", "))
            }
        };
        let id = saved.id.map(|id| format!("#{id}")).unwrap_or_default();
        self.out.line(format_args!("{outcome:9} {id:>6}  {what}"));
        for warning in warnings {
            self.out.line(format_args!("{:18}{}", "", terminal_safe(warning)));
        }
    }

    fn failed(&mut self, path: &Path, error: &str) {
        *self.counts.entry("failed").or_default() += 1;
        let input = path.display().to_string();
        if self.out.json() {
            self.out.document(&json!({ "input": input, "outcome": "failed", "error": error }));
        }
        let named = if is_standard_input(path) { "standard input" } else { &input };
        output::error(format_args!("dateline: {named}: {error}"));
    }

    fn finish(self) -> bool {
        if !self.out.json() {
            let counts: Vec<_> = self.counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
            self.out.line(if counts.is_empty() { "nothing to save".into() } else { counts.join(", ") });
        }
        !self.counts.contains_key("failed") && !self.counts.contains_key("rejected")
    }
}

/// Returns about as many bytes as an article takes.
fn size(article: &NewArticle) -> usize {
    let parts = article.tags.len() + article.people.len() + article.credits.len() + article.images.len();
    article.headline.len() + article.body.len() + parts * PART_BYTES + size_of_values(article.extra.values())
}

fn size_of_values<'v>(values: impl Iterator<Item = &'v Value>) -> usize {
    let size = |value: &Value| match value {
        Value::String(text) => text.len(),
        Value::Array(values) => size_of_values(values.iter()),
        Value::Object(fields) => size_of_values(fields.values()),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    values.map(|value| PART_BYTES + size(value)).sum()
}

/// Bytes that a tag, a picture or another small part of an article takes.
const PART_BYTES: usize = 100;
