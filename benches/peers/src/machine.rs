//! What a run ran on.

use std::fs;
use std::process::Command;

/// Says the program, the machine and the engines.
pub fn described() -> String {
    let engines = format!("SQLite {}, {}", rusqlite::version(), tantivy::version_string());
    format!("- Dateline as of commit {}, {}, {engines}", commit(), processors())
}

/// Says how many processors there are, and which.
pub fn processors() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{cores} cores, {}", processor().unwrap_or_default())
}

/// Returns the last commit that changed the library.
fn commit() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let output = Command::new("git").args(["-C", root, "log", "-1", "--format=%h", "--", "src"]).output();
    let commit = output.ok().and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default();
    if commit.is_empty() { "unknown".into() } else { commit.trim().to_owned() }
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    line.split_once(": ").map(|(_, name)| name.to_owned())
}
