//! Opening that is cut off, at every commit and all along the way, in this process and by its death.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use rusqlite::Connection;

use super::super::connection::sabotage::{self, Stop};
use super::super::path::beside;
use super::{NEW, OLD, count, make_old, open, rows};

const PATH: &str = "DATELINE_STOP_PATH";
const STOP: &str = "DATELINE_STOP_AT";

/// An archive to be opened by the newer version: none yet, an older one, or a copy of one, which isn't kept with a
/// write-ahead log until it is opened.
#[derive(Clone, Copy)]
enum Start {
    Nothing,
    Old,
    Copy,
}

impl Start {
    fn make(self, folder: &Path) -> PathBuf {
        let path = folder.join("news.db");
        match self {
            Self::Nothing => {}
            Self::Old => make_old(&path),
            Self::Copy => {
                make_old(&folder.join("original.db"));
                let pool = open(&folder.join("original.db"), &OLD).unwrap();
                let long = "CREATE TABLE ext_pages (text TEXT); INSERT INTO ext_pages VALUES (hex(zeroblob(100000)))";
                let host = Connection::open(folder.join("original.db")).unwrap();
                host.execute_batch(long).unwrap();
                pool.backup(&path).unwrap();
            }
        }
        path
    }

    /// Fails unless the archive opens after a stop, with all that was in it.
    fn check(self, path: &Path, stop: Stop) {
        let pool = open(path, &NEW).unwrap_or_else(|error| panic!("after {stop:?}: {error}"));
        let expected = match self {
            Self::Nothing => (0, 0),
            Self::Old | Self::Copy => (2, 3),
        };
        assert_eq!(rows(&pool), expected, "after {stop:?}");
        if let Self::Old | Self::Copy = self {
            let backup = open(&beside(path, ".v1.bak"), &OLD).unwrap();
            assert_eq!(rows(&backup), expected, "the backup, after {stop:?}");
            assert!(!beside(path, ".v1.bak-2").exists(), "the same is copied once, after {stop:?}");
            let words = pool.read(|s| Ok(count(s, "SELECT sum(words) FROM story"))).unwrap();
            assert_eq!(words, 7, "the step in Rust, after {stop:?}");
        }
    }

    /// Steps and commits of opening it undisturbed.
    fn length(self) -> (u64, u64) {
        let folder = tempfile::tempdir().unwrap();
        let path = self.make(folder.path());
        let (opened, steps, commits) = sabotage::with(None, || open(&path, &NEW).map(drop));
        opened.unwrap();
        assert!(steps > 500 && commits > 0, "{steps} steps, {commits} commits");
        (steps, commits)
    }
}

/// Returns about `count` numbers from 1 to `last`, both included.
fn spread(last: u64, count: u64) -> impl Iterator<Item = u64> {
    (1..last).step_by(last.div_ceil(count) as usize).chain([last])
}

fn fail_everywhere(start: Start) {
    let (steps, commits) = start.length();
    let stops = (1..=commits).map(Stop::Commit).chain(spread(steps, 120).map(Stop::Step));
    for stop in stops {
        let folder = tempfile::tempdir().unwrap();
        let path = start.make(folder.path());
        let (opened, ..) = sabotage::with(Some(stop), || open(&path, &NEW).map(drop));
        if let Stop::Commit(_) = stop {
            assert!(opened.is_err(), "{stop:?}");
        }
        start.check(&path, stop);
        let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{stop:?}");
    }
}

#[test]
fn creating_fails_anywhere() {
    fail_everywhere(Start::Nothing);
}

#[test]
fn migrating_fails_anywhere() {
    fail_everywhere(Start::Old);
}

#[test]
fn migrating_a_copy_fails_anywhere() {
    fail_everywhere(Start::Copy);
}

/// The process that dies: this test binary again.
#[test]
fn child() {
    let (Some(path), Ok(stop)) = (env::var_os(PATH).map(PathBuf::from), env::var(STOP)) else { return };
    let (kind, at) = stop.split_once(' ').unwrap();
    let at = at.parse().unwrap();
    let stop = if kind == "commit" { Stop::DieAtCommit(at) } else { Stop::DieAtStep(at) };
    let _ = sabotage::with(Some(stop), || open(&path, &NEW).map(drop));
}

fn die(path: &Path, stop: Stop) -> ExitStatus {
    let at = match stop {
        Stop::DieAtCommit(at) => format!("commit {at}"),
        Stop::DieAtStep(at) => format!("step {at}"),
        other => panic!("{other:?} kills nobody"),
    };
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "store::tests::stopping::child"])
        .env(PATH, path)
        .env(STOP, at)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
}

fn die_everywhere(start: Start) {
    let (steps, commits) = start.length();
    let stops = (1..=commits).map(Stop::DieAtCommit).chain(spread(steps, 30).map(Stop::DieAtStep));
    for stop in stops {
        let folder = tempfile::tempdir().unwrap();
        let path = start.make(folder.path());
        assert!(!die(&path, stop).success(), "survived {stop:?}");
        start.check(&path, stop);
    }
}

#[test]
fn the_process_dies_while_it_creates() {
    die_everywhere(Start::Nothing);
}

#[test]
fn the_process_dies_while_it_migrates() {
    die_everywhere(Start::Old);
}

#[test]
fn the_process_dies_while_it_migrates_a_copy() {
    die_everywhere(Start::Copy);
}
