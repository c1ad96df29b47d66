//! Reads one input, and tells what it took.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::thread;

use dateline::Archive;
use dateline::ingest::{self, Hint};

use crate::Outcome;

/// The stack of a reader.
const STACK: usize = 512 << 10;
/// Letters of an error or warning that are shown.
const SHOWN: usize = 90;

/// The end of a reading.
pub struct Ended {
    pub how: String,
    pub seconds: f64,
    pub megabytes: f64,
}

impl Ended {
    /// Reads the line that [`read`] prints.
    pub fn of_line(line: &str) -> Option<Self> {
        let mut parts = line.trim_end().splitn(3, ' ');
        let (seconds, megabytes) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { how: parts.next()?.to_owned(), seconds, megabytes })
    }
}

/// Reads a file by a name, in a thread with a small stack, and prints what it took.
pub fn read(path: &Path, name: &str) -> Outcome {
    let how = thread::scope(|scope| {
        let reading = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || ended(path, name).unwrap_or_else(|error| shown(&error.to_string())))?;
        reading.join().map_err(|_| std::io::Error::other("the reader panicked"))
    })?;
    let (seconds, megabytes) = taken().unwrap_or((f64::NAN, f64::NAN));
    println!("{seconds} {megabytes} {how}");
    Ok(())
}

/// Reads a file, and tells how that ended.
fn ended(path: &Path, name: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
    let file = File::open(path)?;
    if name.ends_with(".opml") {
        return Ok(format!("{} feeds", ingest::opml(&std::fs::read(path)?)?.len()));
    }
    if name.ends_with(".export") {
        let imported = Archive::in_memory()?.import(&mut BufReader::new(file))?;
        return Ok(format!("{} lines", imported.lines));
    }
    let (mut articles, mut warnings, mut first) = (0_usize, 0_usize, None);
    for record in ingest::records_of_file(file, Hint::name(name).url("https://courier.example/fog")) {
        match record {
            Ok(reading) => {
                articles += 1;
                warnings += reading.warnings.len();
                first = first.or_else(|| reading.warnings.first().map(ToString::to_string));
            }
            Err(error) => {
                warnings += 1;
                first = first.or_else(|| Some(error.to_string()));
            }
        }
    }
    let first = first.map(|first| format!(": {}", shown(&first))).unwrap_or_default();
    Ok(format!("{articles} read, {warnings} warnings{first}"))
}

/// Returns the beginning of a sentence, in one line.
fn shown(sentence: &str) -> String {
    let line: String = sentence.chars().map(|c| if c.is_control() || c == '|' { ' ' } else { c }).collect();
    let beginning: String = line.chars().take(SHOWN).collect();
    if beginning.len() < line.len() { beginning + " …" } else { line }
}

/// Returns the seconds that this program had a processor, and the most memory that it had, in MB.
fn taken() -> Option<(f64, f64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = peak.split_whitespace().next()?.parse().ok()?;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold anything, the 12th and 13th are its ticks and the system's, a hundredth of a second each.
    let mut ticks = stat.rsplit_once(')')?.1.split_whitespace().skip(11).map(str::parse::<f64>);
    let seconds = (ticks.next()?.ok()? + ticks.next()?.ok()?) / 100.0;
    Some((seconds, kilobytes / 1000.0))
}
