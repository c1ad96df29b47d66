//! Tells what became of what was read.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use dateline::ingest::{Format, RecordError, Unreadable, Warning};
use dateline::{ArticleId, Outcome as Became, Saved, terminal_safe};
use indicatif::ProgressBar;
use serde::Serialize;

use super::progress::Progress;
use super::report::Item;
use super::summary::Summary;
use crate::cli::failure::Failure;
use crate::cli::files::is_standard_input;
use crate::cli::output::Output;

/// Tells what became of what was read: as it is stored, and in sums at the end.
pub struct Teller<'o> {
    out: &'o mut Output,
    summary: Summary,
    progress: Progress,
    /// What was read and is not stored yet, in its order, and how many bytes were read up to its end.
    waiting: VecDeque<(Waiting, u64)>,
    /// Why nothing more can be told, which ends the run.
    pub failure: Option<Failure>,
}

/// What was read and is not stored yet.
pub enum Waiting {
    Article(Read),
    /// What can't be read, by the path of its file and its place in there. The item has the reason.
    Unreadable(PathBuf, String),
}

/// An article that was read, but for the article itself.
pub struct Read {
    pub input: String,
    pub place: String,
    pub number: usize,
    pub format: Format,
    pub warnings: Vec<Warning>,
}

impl Read {
    /// Returns the file that it is from, inside of its container.
    fn file(&self) -> String {
        let input = if is_standard_input(Path::new(&self.input)) { "standard input" } else { &self.input };
        if self.place.is_empty() { input.to_owned() } else { format!("{input}/{}", self.place) }
    }
}

/// The line that `--json` prints of an article.
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

impl<'o> Teller<'o> {
    pub fn new(out: &'o mut Output, summary: Summary, whole: Option<u64>) -> Self {
        let progress = Progress::new(out, summary.is_verbose, whole);
        Self { out, summary, progress, waiting: VecDeque::new(), failure: None }
    }

    /// Returns the bar that is shown, if there is one.
    pub fn bar(&self) -> Option<ProgressBar> {
        self.progress.bar()
    }

    /// Notes what was read of an item, until it is stored.
    pub fn wait_for(&mut self, read: Waiting, read_to: u64) {
        self.waiting.push_back((read, read_to));
    }

    /// Tells of the items that were read first, and are done with now.
    pub fn stored(&mut self, outcomes: &[Result<Saved, String>]) {
        let mut bytes = 0;
        // Each item was noted when it was read.
        for outcome in outcomes {
            let Some((waiting, read_to)) = self.waiting.pop_front() else { break };
            bytes = read_to;
            match (waiting, outcome) {
                (Waiting::Article(read), Ok(saved)) => {
                    let told = self.tell(&read, saved);
                    self.keep(told);
                }
                (Waiting::Unreadable(path, place), Err(reason)) => self.failed(&path, &place, reason),
                _ => {}
            }
        }
        self.progress.stored(outcomes.iter().flatten().count() as u64, bytes);
        self.out.flush();
        let flushed = self.summary.flush();
        self.keep(flushed);
    }

    /// Tells that a run was ended before its end.
    pub fn interrupted(&mut self, done: u64) {
        self.progress.finish();
        self.out.note(format_args!("stopped after {done} items: the same command goes on from there"));
    }

    /// Keeps the first failure.
    fn keep(&mut self, told: Result<(), Failure>) {
        self.failure = self.failure.take().or(told.err());
    }

    pub fn pass_over(&mut self, kinds: BTreeMap<String, usize>) {
        self.summary.pass_over(kinds);
    }

    /// Tells that somebody has to write to a pipe before it can be read.
    pub fn waits_for(&mut self, path: &Path) {
        let note = format!("note: {} is a pipe: what is written to it is read", path.display());
        self.note(&note);
    }

    /// Tells of a file that is whole and holds no article.
    pub fn holds_no_article(&mut self, path: &Path, error: &RecordError) {
        let kind = error.passed_over().unwrap_or_default();
        if let RecordError::Unreadable(Unreadable::Opml { .. }) = error {
            let note = format!("note: {}: {error}", path.display());
            self.note(&note);
        }
        self.summary.pass_over(BTreeMap::from([(kind.to_owned(), 1)]));
    }

    fn note(&mut self, note: &str) {
        let out = &mut self.out;
        self.progress.aside(|| out.note(terminal_safe(note)));
    }

    /// Tells of what could not be read.
    pub fn failed(&mut self, path: &Path, place: &str, error: &str) {
        let input = path.display().to_string();
        if self.out.json() {
            self.out.document(&FailedLine { input: &input, place, outcome: "failed", error });
        }
        let item = Item { input: &input, place, number: None, outcome: "failed", reason: error };
        let named = if is_standard_input(path) { "standard input" } else { &input };
        let summary = &mut self.summary;
        let told = self.progress.aside(|| summary.not_saved(&item, named));
        self.keep(told);
    }

    /// Tells of the sums. Returns true if all was saved, or the failure that ended the run.
    pub fn finish(self) -> Result<bool, Failure> {
        self.progress.finish();
        let is_all_saved = self.summary.finish(self.out)?;
        self.failure.map_or(Ok(is_all_saved), Err)
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
            let summary = &mut self.summary;
            return self.progress.aside(|| summary.not_saved(&item, &named));
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
