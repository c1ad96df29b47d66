//! The sums of a run.

use std::collections::BTreeMap;

use dateline::terminal_safe;
use serde::Serialize;
use serde_json::Value;

use super::report::{Item, Report};
use crate::cli::failure::Failure;
use crate::cli::output::{self, Output};

/// Errors that are printed; the rest is counted.
const SHOWN: usize = 20;

/// The sums of a run: by format, by outcome, by kind of warning.
pub struct Summary {
    pub is_verbose: bool,
    report: Option<Report>,
    outcomes: BTreeMap<&'static str, usize>,
    formats: BTreeMap<String, usize>,
    /// Each kind of warning with its number, and the first one.
    warnings: BTreeMap<String, (usize, String)>,
    passed_over: BTreeMap<String, usize>,
    /// Errors that were printed.
    shown: usize,
}

impl Summary {
    pub fn new(is_verbose: bool, report: Option<Report>) -> Self {
        Self {
            is_verbose,
            report,
            outcomes: BTreeMap::new(),
            formats: BTreeMap::new(),
            warnings: BTreeMap::new(),
            passed_over: BTreeMap::new(),
            shown: 0,
        }
    }

    pub fn count(&mut self, format: String, outcome: &'static str) {
        *self.formats.entry(format).or_default() += 1;
        *self.outcomes.entry(outcome).or_default() += 1;
    }

    /// Counts a warning by its kind, which is the name of its variant.
    pub fn warn(&mut self, place: &str, warning: &impl Serialize, sentence: &str) {
        let kind = match serde_json::to_value(warning) {
            Ok(Value::String(kind)) => kind,
            Ok(Value::Object(fields)) => fields.keys().next().cloned().unwrap_or_default(),
            _ => String::new(),
        };
        let counted = self.warnings.entry(kind.replace('_', " ")).or_default();
        counted.0 += 1;
        if counted.0 == 1 {
            counted.1 = format!("{place}: {sentence}");
        }
    }

    pub fn pass_over(&mut self, kinds: BTreeMap<String, usize>) {
        for (kind, count) in kinds {
            *self.passed_over.entry(kind).or_default() += count;
        }
    }

    /// Tells of an article that was not saved.
    pub fn not_saved(&mut self, item: &Item, named: &str) -> Result<(), Failure> {
        if item.outcome == "failed" {
            *self.outcomes.entry("failed").or_default() += 1;
        }
        self.shown += 1;
        if self.is_verbose || self.shown <= SHOWN {
            output::error(format_args!("dateline: {named}: {}", terminal_safe(item.reason)));
        }
        self.report.as_mut().map_or(Ok(()), |report| report.add(item))
    }

    /// Writes the lines of the report out: whatever ends the program later, they are there.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.report.as_mut().map_or(Ok(()), Report::flush)
    }

    /// Prints the sums. Returns true if all was saved.
    pub fn finish(mut self, out: &mut Output) -> Result<bool, Failure> {
        let left = self.shown.saturating_sub(SHOWN);
        if left > 0 && !self.is_verbose {
            let all = match &self.report {
                Some(report) => format!("{} has all of them", report.path().display()),
                None => "--report FILE keeps all of them".to_owned(),
            };
            out.note(terminal_safe(&format!("{left} more could not be saved; {all}")));
        }
        match out.json() {
            true if !self.passed_over.is_empty() => out.note(terminal_safe(&self.passed_over())),
            true => {}
            false => self.print(out),
        }
        self.flush()?;
        Ok(!self.outcomes.contains_key("failed") && !self.outcomes.contains_key("rejected"))
    }

    fn print(&self, out: &mut Output) {
        let outcomes = counts(self.outcomes.iter());
        out.line(if outcomes.is_empty() { "nothing to save".to_owned() } else { outcomes });
        if !self.formats.is_empty() {
            out.line(format_args!("read: {}", counts(self.formats.iter())));
        }
        if !self.passed_over.is_empty() {
            out.line(terminal_safe(&self.passed_over()));
        }
        for (kind, (count, first)) in &self.warnings {
            out.line(format_args!("{count:>6} × {kind}, such as {}", terminal_safe(first)));
        }
    }

    fn passed_over(&self) -> String {
        format!("passed over: {}", counts(self.passed_over.iter()))
    }
}

fn counts(counts: impl Iterator<Item = (impl std::fmt::Display, impl std::fmt::Display)>) -> String {
    counts.map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}
