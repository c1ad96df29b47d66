//! Several programs that open one new path at the same instant.

mod common;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use dateline::{Archive, Options};

const ROUNDS: usize = 25;
const PROGRAMS: usize = 8;
const PATH: &str = "DATELINE_RACE_PATH";

/// The other program: this test binary again, which has the path in its environment.
#[test]
fn child() {
    let Some(path) = env::var_os(PATH).map(PathBuf::from) else { return };
    let start = path.with_extension("start");
    let deadline = Instant::now() + Duration::from_secs(30);
    while !start.exists() {
        assert!(Instant::now() < deadline, "nobody gave the start");
        thread::sleep(Duration::from_micros(200));
    }
    let archive = Archive::open_with(&path, &patient()).unwrap();
    archive.write(|_| Ok(())).unwrap();
    archive.read(|_| Ok(())).unwrap();
}

/// Waits for the others as long as a busy machine may take.
fn patient() -> Options {
    Options::new().busy_timeout(Duration::from_secs(300))
}

fn program(path: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn two_hundred_opens_and_no_error() {
    if env::var_os(PATH).is_some() {
        return;
    }
    let folder = common::folder();
    for round in 0..ROUNDS {
        let path = folder.path().join(format!("{round}.db"));
        let programs: Vec<Child> = (0..PROGRAMS).map(|_| program(&path)).collect();
        fs::write(path.with_extension("start"), "").unwrap();
        for program in programs {
            let output = program.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "round {round}: {said}");
        }
        let status = Archive::status(&path).unwrap();
        assert_eq!(status.found, status.latest);
        let applied: u32 = common::rewrite(&path, |conn| {
            conn.query_row("SELECT count(*) FROM refinery_schema_history", [], |row| row.get(0)).unwrap()
        });
        assert_eq!(applied, status.latest, "each migration is recorded once");
        assert!(Archive::open(&path).unwrap().check().unwrap().is_empty());
    }
}

#[test]
fn a_program_that_is_killed_while_it_creates() {
    if env::var_os(PATH).is_some() {
        return;
    }
    let folder = common::folder();
    for round in 0..60 {
        let path = folder.path().join(format!("{round}.db"));
        fs::write(path.with_extension("start"), "").unwrap();
        let mut program = program(&path);
        thread::sleep(Duration::from_micros(300 * round));
        program.kill().unwrap();
        program.wait().unwrap();
        let archive = Archive::open(&path).unwrap_or_else(|error| panic!("round {round}: {error}"));
        assert!(archive.check().unwrap().is_empty());
    }
}

#[test]
fn threads_open_one_new_path() {
    let folder = common::folder();
    for round in 0..ROUNDS {
        let path = folder.path().join(format!("{round}.db"));
        thread::scope(|scope| {
            let opened: Vec<_> =
                (0..PROGRAMS).map(|_| scope.spawn(|| Archive::open_with(&path, &patient()))).collect();
            for archive in opened {
                archive.join().unwrap().unwrap();
            }
        });
    }
}
