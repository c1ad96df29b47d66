//! The file that tells what was not saved.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::cli::failure::Failure;

/// A file with a line of JSON for each article that was rejected and each record that can't be read.
pub struct Report {
    path: PathBuf,
    out: BufWriter<File>,
}

/// A line of it.
#[derive(Serialize)]
pub struct Item<'i> {
    /// The path as it was given.
    pub input: &'i str,
    /// The file inside of a container.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub place: &'i str,
    /// The number of the record in its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// `rejected` or `failed`.
    pub outcome: &'static str,
    pub reason: &'i str,
}

impl Report {
    /// Creates the file, or empties it.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        let file = File::create(path).map_err(|error| failure(path, &error))?;
        Ok(Self { path: path.to_owned(), out: BufWriter::new(file) })
    }

    pub fn add(&mut self, item: &Item) -> Result<(), Failure> {
        let line = serde_json::to_string(item).map_err(std::io::Error::from);
        line.and_then(|line| writeln!(self.out, "{line}")).map_err(|error| failure(&self.path, &error))
    }

    pub fn finish(mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| failure(&self.path, &error))
    }
}

fn failure(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
