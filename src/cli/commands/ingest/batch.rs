//! Articles on their way into the archive.

use std::collections::{BTreeMap, HashMap};
use std::path::{self, Path};
use std::rc::Rc;

use chrono::{DateTime, Utc};
use dateline::ingest::{Format, Reading, RecordError, Unreadable, Warning};
use dateline::{
    Archive, ArticleId, NewArticle, Outcome as Became, SaveOptions, Saved, Source, terminal_safe,
};
use serde::Serialize;
use serde_json::Value;

use super::report::Item;
use super::summary::Summary;
use crate::cli::failure::Failure;
use crate::cli::files::is_standard_input;
use crate::cli::output::Output;

/// Articles of one transaction, at most.
const BATCH: usize = 500;
/// Bytes of text that the articles of one transaction have, or the last of them goes beyond.
const BATCH_BYTES: usize = 16 << 20;

/// The names of the sources of a file.
pub struct Sources<'s> {
    /// The name for all that doesn't say its own.
    named: Option<&'s str>,
    /// The address of the file.
    url: Option<&'s str>,
    /// The file, wherever the program is run. Nobody knows what comes on the standard input.
    path: String,
}

impl<'s> Sources<'s> {
    pub fn new(path: &Path, named: Option<&'s str>, url: Option<&'s str>) -> Self {
        let absolute = match is_standard_input(path) {
            true => String::new(),
            false => path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned(),
        };
        Self { named, url, path: absolute }
    }

    fn name(&self, reading: &Reading) -> String {
        match (&reading.source, self.named.or(self.url), &*reading.place) {
            (Some(said), ..) => said.clone(),
            (None, Some(named), _) => named.to_owned(),
            (None, None, "") => self.path.clone(),
            (None, None, place) => format!("{}/{place}", self.path),
        }
    }
}

/// Articles on their way into the archive.
pub struct Batch<'o> {
    archive: Archive,
    options: SaveOptions,
    out: &'o mut Output,
    summary: Summary,
    /// The sources of this run by their names, and by the times of their states.
    sources: HashMap<(String, Option<DateTime<Utc>>), Rc<Source>>,
    waiting: Vec<Read>,
    /// Bytes of what is waiting.
    bytes: usize,
}

/// An article, and where it was read.
struct Read {
    input: String,
    place: String,
    number: usize,
    format: Format,
    source: Rc<Source>,
    article: NewArticle,
    warnings: Vec<Warning>,
}

impl Read {
    /// Returns the file that it is from, inside of its container.
    fn file(&self) -> String {
        let input = if is_standard_input(Path::new(&self.input)) { "standard input" } else { &self.input };
        if self.place.is_empty() { input.to_owned() } else { format!("{input}/{}", self.place) }
    }
}

/// The line that `--json` prints of an article, or of what could not be read.
#[derive(Serialize)]
struct Line<'l> {
    input: &'l str,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'l str,
    format: Format,
    id: Option<ArticleId>,
    uri: &'l str,
    #[serde(flatten)]
    outcome: &'l Became,
    /// The sentences of the reader, then of the save.
    warnings: &'l [String],
}

/// The line that `--json` prints of what could not be read.
#[derive(Serialize)]
struct FailedLine<'l> {
    input: &'l str,
    #[serde(skip_serializing_if = "str::is_empty")]
    place: &'l str,
    outcome: &'static str,
    error: &'l str,
}

impl<'o> Batch<'o> {
    pub fn new(archive: Archive, options: SaveOptions, out: &'o mut Output, summary: Summary) -> Self {
        Self { archive, options, out, summary, sources: HashMap::new(), waiting: Vec::new(), bytes: 0 }
    }

    pub fn add(&mut self, path: &Path, sources: &Sources<'_>, reading: Reading) -> Result<(), Failure> {
        let name = sources.name(&reading);
        let of_state = |(name, dated): &(String, Option<DateTime<Utc>>)| {
            let source = Source::new(name);
            Rc::new(match dated {
                Some(at) => source.dated(*at),
                None => source,
            })
        };
        let source = self.sources.entry((name, reading.dated)).or_insert_with_key(of_state).clone();
        let Reading { article, warnings, format, place, number, .. } = reading;
        self.bytes += size(&article);
        let input = path.display().to_string();
        self.waiting.push(Read { input, place, number, format, source, article, warnings });
        if self.waiting.len() >= BATCH || self.bytes >= BATCH_BYTES { self.commit() } else { Ok(()) }
    }

    pub fn pass_over(&mut self, kinds: BTreeMap<String, usize>) {
        self.summary.pass_over(kinds);
    }

    /// Tells of a file that is whole and holds no article.
    pub fn holds_no_article(&mut self, path: &Path, error: &RecordError) {
        let kind = error.passed_over().unwrap_or_default();
        if let RecordError::Unreadable(Unreadable::Opml { .. }) = error {
            let note = format!("note: {}: {error}", path.display());
            self.out.note(terminal_safe(&note));
        }
        self.summary.pass_over(BTreeMap::from([(kind.to_owned(), 1)]));
    }

    /// Tells of what could not be read.
    pub fn failed(&mut self, path: &Path, place: &str, error: &str) -> Result<(), Failure> {
        let input = path.display().to_string();
        if self.out.json() {
            self.out.document(&FailedLine { input: &input, place, outcome: "failed", error });
        }
        let item = Item { input: &input, place, number: None, outcome: "failed", reason: error };
        let named = if is_standard_input(path) { "standard input" } else { &input };
        self.summary.not_saved(&item, named)
    }

    /// Saves what is waiting, and tells of the sums. Returns true if all was saved.
    pub fn finish(mut self) -> Result<bool, Failure> {
        self.commit()?;
        self.archive.write(|tx| tx.refresh_hidden())?;
        self.summary.finish(self.out)
    }

    fn commit(&mut self) -> Result<(), Failure> {
        self.bytes = 0;
        let read = std::mem::take(&mut self.waiting);
        let articles = || read.iter().map(|read| (&*read.source, &read.article));
        let saved = self.archive.write(|tx| tx.save_all_with(&self.options, articles()))?;
        for (read, saved) in read.iter().zip(&saved) {
            self.tell(read, saved)?;
        }
        self.out.flush();
        Ok(())
    }

    fn tell(&mut self, read: &Read, saved: &Saved) -> Result<(), Failure> {
        let file = read.file();
        self.summary.count(read.format.to_string(), saved.outcome.as_str());
        let mut sentences = Vec::new();
        for warning in &read.warnings {
            sentences.push(warning.to_string());
            self.summary.warn(&file, warning, &warning.to_string());
        }
        for warning in &saved.warnings {
            sentences.push(warning.to_string());
            self.summary.warn(&file, warning, &warning.to_string());
        }
        if self.out.json() {
            let (input, place, format) = (&*read.input, &*read.place, read.format);
            let Saved { id, uri, outcome, .. } = saved;
            self.out.document(&Line { input, place, format, id: *id, uri, outcome, warnings: &sentences });
        } else if self.summary.is_verbose {
            self.print(&file, saved, &sentences);
        }
        if let Became::Rejected { why } = &saved.outcome {
            let reason = why.to_string();
            let (input, place, number) = (&*read.input, &*read.place, Some(read.number));
            let item = Item { input, place, number, outcome: "rejected", reason: &reason };
            let named = format!("{file}, record {}", read.number);
            return self.summary.not_saved(&item, &named);
        }
        Ok(())
    }

    fn print(&mut self, file: &str, saved: &Saved, sentences: &[String]) {
        let what = match &saved.outcome {
            Became::Rejected { .. } => terminal_safe(file).to_string(),
            outcome if outcome.changed().is_empty() => terminal_safe(&saved.uri).to_string(),
            outcome => {
                let fields: Vec<_> = outcome.changed().iter().map(|field| field.as_str()).collect();
                format!("{} ({})", terminal_safe(&saved.uri), fields.join(", "))
            }
        };
        let id = saved.id.map(|id| format!("#{id}")).unwrap_or_default();
        self.out.line(format_args!("{:9} {id:>6}  {what}", saved.outcome.as_str()));
        for sentence in sentences {
            self.out.line(format_args!("{:18}{}", "", terminal_safe(sentence)));
        }
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
