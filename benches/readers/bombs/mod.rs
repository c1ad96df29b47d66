//! Inputs that are made to cost more than they are worth: how each ends, and what it takes.
//!
//! Each is read in a program of its own, so that the most memory of one says nothing of another, from a file as the command line
//! does it, in a thread with a small stack.

#[cfg(feature = "archives")]
mod containers;
mod feeds;
mod html;
mod page_text;
#[cfg(feature = "pictures")]
mod pictures;
mod read;
mod records;
mod wires;

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};

use self::read::Ended;
use crate::Outcome;

pub use self::read::read;

/// The argument with which the program calls itself, before a path and the name by which the file is read.
pub const READ: &str = "--read";

/// What no input may take: seconds of a processor, and MB of memory.
const BOUND: (f64, f64) = (1.0, 128.0);

const MILLION: usize = 1_000_000;

/// An input: what it is, the name by which it is read, and how it is made.
type Bomb = (&'static str, &'static str, fn() -> Vec<u8>);

const FORMATS: &[(&str, &[Bomb])] = &[
    ("page text", page_text::BOMBS),
    ("HTML", html::BOMBS),
    ("feed", feeds::BOMBS),
    ("wire", wires::BOMBS),
    ("JSON", records::JSON),
    ("CSV", records::CSV),
    ("corpus, export", records::OTHERS),
    #[cfg(feature = "archives")]
    ("container", containers::BOMBS),
    #[cfg(feature = "pictures")]
    ("picture", pictures::BOMBS),
];

/// Makes each input, has it read, and prints a line of it. Those whose line doesn't hold `only` are left out.
pub fn table(only: Option<&str>) -> Outcome {
    println!("| {:<14} | {:<44} | {:>6} | {:>5} | {:>6} | it ends |", "format", "input", "MB", "s", "MB");
    println!("| {} | {} | -----: | ----: | -----: | --- |", "-".repeat(14), "-".repeat(44));
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bomb");
    let (mut count, mut beyond) = (0, Vec::new());
    for (format, bombs) in FORMATS {
        for (what, name, make) in *bombs {
            if only.is_some_and(|only| !format!("{format} {what}").contains(only)) {
                continue;
            }
            let bytes = make();
            let size = bytes.len() as f64 / 1e6;
            std::fs::write(&path, bytes)?;
            let Ended { how, seconds, megabytes } = apart(&path, name)?;
            println!(
                "| {format:<14} | {what:<44} | {size:>6.1} | {seconds:>5.2} | {megabytes:>6.1} | {how} |"
            );
            count += 1;
            if seconds > BOUND.0 || megabytes > BOUND.1 {
                beyond.push(*what);
            }
        }
    }
    println!(
        "\n{count} inputs, {} beyond {} s or {} MB: {}",
        beyond.len(),
        BOUND.0,
        BOUND.1,
        beyond.join(", ")
    );
    Ok(())
}

/// Reads a file in a program of its own.
fn apart(path: &Path, name: &str) -> Result<Ended, Box<dyn Error>> {
    let mut reader = Command::new(std::env::current_exe()?);
    let output = reader.arg(READ).arg(path).arg(name).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        let how = format!("**the reader died: {}**", output.status);
        return Ok(Ended { how, seconds: f64::NAN, megabytes: f64::NAN });
    }
    Ended::of_line(&String::from_utf8(output.stdout)?).ok_or_else(|| "a reader that says nothing".into())
}

/// Puts a text around many of another.
fn around(before: &str, part: &str, count: usize, after: &str) -> Vec<u8> {
    [before, &part.repeat(count), after].concat().into_bytes()
}

/// Puts a text around parts that each have a number.
fn numbered(before: &str, part: fn(usize) -> String, count: usize, after: &str) -> Vec<u8> {
    let parts: String = (0..count).map(part).collect();
    [before, &parts, after].concat().into_bytes()
}
