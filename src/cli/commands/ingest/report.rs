//! The file that tells what was not saved.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

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

/// What tells a line of a report from other JSON.
#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields only have to be there")]
struct Line {
    input: String,
    outcome: String,
    reason: String,
}

/// Bytes of a file in which a line of a report ends.
const LONGEST_LINE: u64 = 1 << 20;

impl Report {
    /// Creates the file, or empties it if it is an earlier report. Anything else is left as it is: it may be an archive.
    pub fn create(path: &Path, archive: &Path) -> Result<Self, Failure> {
        let is_free = match fs::metadata(path) {
            Ok(_) if is_of_archive(path, archive) => false,
            Ok(metadata) if metadata.is_file() => is_report(path).map_err(|error| failure(path, &error))?,
            _ => true,
        };
        if !is_free {
            return Err(Failure::new(format!("{}: it is there already, and is no report", path.display())));
        }
        let file = File::create(path).map_err(|error| failure(path, &error))?;
        Ok(Self { path: path.to_owned(), out: BufWriter::new(file) })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn add(&mut self, item: &Item) -> Result<(), Failure> {
        let line = serde_json::to_string(item).map_err(std::io::Error::from);
        line.and_then(|line| writeln!(self.out, "{line}")).map_err(|error| failure(&self.path, &error))
    }

    pub fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| failure(&self.path, &error))
    }
}

/// Returns true for an archive and for the files that SQLite keeps beside it.
fn is_of_archive(path: &Path, archive: &Path) -> bool {
    let beside = |suffix| {
        let mut name = archive.as_os_str().to_owned();
        name.push(suffix);
        fs::canonicalize(name).ok()
    };
    let path = fs::canonicalize(path).ok();
    path.is_some() && ["", "-wal", "-shm", "-journal"].map(beside).contains(&path)
}

/// Returns true if a file is empty, or begins with a line of a report.
fn is_report(path: &Path) -> io::Result<bool> {
    let mut first = Vec::new();
    BufReader::new(File::open(path)?.take(LONGEST_LINE)).read_until(b'\n', &mut first)?;
    Ok(first.is_empty() || serde_json::from_slice::<Line>(&first).is_ok())
}

fn failure(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}
