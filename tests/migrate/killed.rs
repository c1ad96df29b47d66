//! A program that is killed while it migrates.
//!
//! The program is this test again, which opens the archive and says on its output how far it is. It is killed at a point that
//! is chosen by chance: `DATELINE_KILLS` says how often (5), `DATELINE_KILL_SEED` with which numbers.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use dateline::{Archive, MigrationProgress, Options};
use rusqlite::Connection;

use crate::common::folder;
use crate::content::FIXTURES;
use crate::dice::Dice;
use crate::{facts, version_1};

const PATH: &str = "DATELINE_MIGRATE_PATH";

/// The program that is killed.
#[test]
fn child() {
    let Some(path) = env::var_os(PATH).map(PathBuf::from) else { return };
    let mut say = |step: MigrationProgress| {
        // Not by `println`, which a test keeps to itself.
        let _ = writeln!(std::io::stdout(), "at {:?} {}", step.stage, step.done);
    };
    Archive::open_with_progress(path, &Options::new(), &mut say).unwrap();
    let _ = writeln!(std::io::stdout(), "at the end");
}

fn start(path: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::child", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills it so long after it has said so many lines, and returns the last line that it said.
fn kill(mut child: Child, lines: usize, pause: Duration) -> String {
    let output = BufReader::new(child.stdout.take().unwrap());
    let said = output.lines().map_while(Result::ok).filter(|line| line.starts_with("at "));
    let last = said.take(lines).last().unwrap_or_default();
    thread::sleep(pause);
    let _ = child.kill();
    child.wait().unwrap();
    last
}

#[test]
fn killed_at_any_point_nothing_is_lost() {
    let number = |name: &str, default: u64| env::var(name).map_or(default, |text| text.parse().unwrap());
    for round in 0..number("DATELINE_KILLS", 5) {
        let (folder, mut dice) = (folder(), Dice::of(number("DATELINE_KILL_SEED", 1), round));
        let name = FIXTURES[round as usize % FIXTURES.len()];
        let path = version_1(folder.path(), name);
        let expected = facts::of_version_1(&Connection::open(&path).unwrap());

        let lines = dice.roll(10);
        // It takes a while to begin.
        let most = if lines == 0 { 60_000 } else { 8_000 };
        let pause = Duration::from_micros(dice.roll(most) as u64);
        let last = kill(start(&path), lines, pause);
        let state = format!("{name}, killed {pause:?} after {lines} lines, the last {last:?}");

        let version = Archive::status(&path).unwrap_or_else(|error| panic!("{state}: {error}")).found;
        assert!(matches!(version, 1..=3), "{state}: version {version}");
        if version == 1 {
            assert_eq!(facts::of_version_1(&Connection::open(&path).unwrap()), expected, "{state}");
        }
        let archive = Archive::open(&path).unwrap_or_else(|error| panic!("{state}: {error}"));
        assert_eq!(archive.check().unwrap(), [], "{state}");
        assert_eq!(facts::of(&archive), expected, "{state}");
        assert_eq!(copies(folder.path()), ["news.db.v1.bak"], "{state}");
        let copy = folder.path().join("news.db.v1.bak");
        assert_eq!(facts::of_version_1(&Connection::open(&copy).unwrap()), expected, "{state}");
    }
}

fn copies(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut copies: Vec<String> = names.filter(|name| name.contains(".bak")).collect();
    copies.sort();
    copies
}
