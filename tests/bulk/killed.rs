//! A program that is killed while it brings articles in.
//!
//! The program is this test again. It is killed so long after it has stored a few batches as chance says.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use dateline::Archive;

use crate::common::folder;
use crate::dice::Dice;
use crate::{exported, index_settings, options};

const PATH: &str = "DATELINE_BULK_PATH";
const COUNT: usize = 240;

fn articles() -> impl Iterator<Item = dateline::NewArticle> {
    (0..COUNT).map(|n| {
        let article = dateline::NewArticle::new(
            format!("Ferry {n} delayed"),
            format!(
                "Fog held up ferry {n}. {}",
                "It waits in the harbour until the fog has gone. ".repeat(20)
            ),
        );
        article.key("wire", format!("F{n}")).tag("Transport").language("en")
    })
}

/// The program that is killed.
#[test]
fn child() {
    let Some(path) = env::var_os(PATH).map(PathBuf::from) else { return };
    let archive = Archive::open(path).unwrap();
    archive
        .ingest_with(articles(), &options(3), |step| {
            // Not by `println`, which a test keeps to itself.
            let _ = writeln!(std::io::stdout(), "done {}", step.ingested.done);
        })
        .unwrap();
}

/// Kills the program so long after it has said so many lines, and returns the last number that it said.
fn kill(path: &Path, lines: usize, pause: Duration) -> u64 {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::child", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let said = output.lines().map_while(Result::ok);
    let last = said.filter_map(|line| line.strip_prefix("done ")?.parse().ok()).take(lines).last();
    thread::sleep(pause);
    let _ = child.kill();
    child.wait().unwrap();
    last.unwrap_or(0)
}

#[test]
fn killed_at_any_point_it_goes_on_as_if_nothing_had_been() {
    let undisturbed = Archive::in_memory().unwrap();
    undisturbed.ingest(articles(), &options(1)).unwrap();
    let expected = exported(&undisturbed);
    for round in 0..3 {
        let (folder, mut dice) = (folder(), Dice::of(1, round));
        let path = folder.path().join("news.db");
        drop(Archive::open(&path).unwrap());
        let (lines, pause) = (1 + dice.roll(13), Duration::from_micros(dice.roll(4000) as u64));
        let last = kill(&path, lines, pause);
        let state = format!("killed {pause:?} after {lines} lines, the last {last}");

        let archive = Archive::open(&path).unwrap();
        let stored = archive.read(|s| s.article_count()).unwrap();
        assert!(stored >= last && stored <= COUNT as u64, "{state}: {stored} stored");
        assert_eq!(archive.check().unwrap(), [], "{state}");
        // However it ended, whoever writes next meets the usual settings.
        assert_eq!(index_settings(&path), [("automerge".into(), 4), ("hashsize".into(), 1 << 20)], "{state}");

        let ingested = archive.ingest(articles(), &options(3)).unwrap();
        assert_eq!(ingested.counts.unchanged, stored, "{state}");
        assert!(exported(&archive) == expected, "{state}");
        assert_eq!(archive.check().unwrap(), [], "{state}");
    }
}
