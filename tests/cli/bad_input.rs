//! Inputs that end, change or vanish while `ingest` reads them, and paths that are no files.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::desk::{Desk, lines, stderr};

/// The articles of a transaction of `ingest`.
const BATCH: usize = 500;

/// Lines of JSON, each of so many bytes at least.
fn stories(numbers: std::ops::Range<usize>, bytes: usize) -> String {
    let fog = "Fog held it up. ".repeat(bytes / 16);
    let line = |n| {
        format!(
            "{{\"headline\": \"Ferry {n}\", \"uri\": \"ferry:{n}\", \"body\": \"{fog}\", \"language\": \"en\"}}\n"
        )
    };
    numbers.map(line).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Returns the outcomes with their numbers, such as `3 added`.
fn outcomes(output: &Output) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for line in lines(output) {
        *counts.entry(line["outcome"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts.into_iter().map(|(outcome, count)| format!("{count} {outcome}")).collect()
}

/// Checks that an archive holds so many articles, and is sound.
#[track_caller]
fn holds(desk: &Desk, articles: usize) {
    assert_eq!(desk.json(&["stats"])["articles"], articles);
    desk.text(&["check"]);
}

/// Starts the program, and waits until a batch is stored.
fn begun(desk: &Desk, args: &[&str], input: &str) -> (Child, BufReader<std::process::ChildStdout>, String) {
    let mut program = desk.spawn(&[&["ingest", "--jobs", "1", "--json"], args].concat());
    program.stdin.as_mut().unwrap().write_all(input.as_bytes()).unwrap();
    let mut output = BufReader::new(program.stdout.take().unwrap());
    let mut first = String::new();
    output.read_line(&mut first).unwrap();
    assert!(first.contains("\"added\""), "{first}");
    (program, output, first)
}

/// Ends its input, and returns all that it has said.
fn ended(mut program: Child, mut output: BufReader<std::process::ChildStdout>, first: String) -> Output {
    drop(program.stdin.take());
    let mut stdout = first.into_bytes();
    output.read_to_end(&mut stdout).unwrap();
    let rest = program.wait_with_output().unwrap();
    Output { stdout, ..rest }
}

#[test]
fn an_input_that_ends_inside_a_record_costs_that_record() {
    let desk = Desk::new();
    let text = stories(0..20, 100);
    let cut = &text.as_bytes()[..text.len() - 40];
    fs::write(desk.folder.path().join("cut.jsonl"), cut).unwrap();
    let output = desk.run(&["ingest", "cut.jsonl", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(outcomes(&output), ["19 added", "1 failed"]);
    holds(&desk, 19);

    // In a file that is packed, what was packed before the cut is whole.
    let packed = gzip(stories(20..2020, 200).as_bytes());
    fs::write(desk.folder.path().join("cut.jsonl.gz"), &packed[..packed.len() / 2]).unwrap();
    let output = desk.run(&["ingest", "cut.jsonl.gz", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let said = outcomes(&output);
    let added: usize = said[0].strip_suffix(" added").unwrap().parse().unwrap();
    assert!((500..2000).contains(&added) && said[1..] == ["1 failed"], "{said:?}");
    assert!(stderr(&output).contains("cut.jsonl.gz: "), "{output:?}");
    holds(&desk, 19 + added);

    // The whole file adds what was missing.
    fs::write(desk.folder.path().join("cut.jsonl.gz"), packed).unwrap();
    let output = desk.run(&["ingest", "cut.jsonl.gz", "--json"]);
    assert_eq!(outcomes(&output), [format!("{} added", 2000 - added), format!("{added} unchanged")]);
    holds(&desk, 2019);
}

#[test]
fn a_crawl_that_ends_inside_a_page_keeps_the_pages_before() {
    let desk = Desk::new();
    let page = |n: usize| {
        let html = format!(
            "<!doctype html><title>Ferry {n} delayed</title><article><h1>Ferry {n} delayed</h1><p>{}</p></article>",
            format!("Fog held up ferry {n} in the harbour at noon. ").repeat(8)
        );
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/{n}\r\n\
             WARC-Date: 2024-03-04T09:30:00Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        format!("{head}{http}\r\n\r\n").into_bytes()
    };
    let whole: Vec<Vec<u8>> = (0..5).map(page).collect();
    let cut = |pages: &[Vec<u8>]| {
        let (last, before) = pages.split_last().unwrap();
        [&before.concat()[..], &last[..last.len() / 2]].concat()
    };
    let packed: Vec<Vec<u8>> = whole.iter().map(|page| gzip(page)).collect();
    for (name, bytes) in [("cut.warc", cut(&whole)), ("cut.warc.gz", cut(&packed))] {
        fs::write(desk.folder.path().join(name), bytes).unwrap();
        let output = desk.run(&["ingest", name, "--json"]);
        assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
        assert!(stderr(&output).contains(name), "{name}: {output:?}");
        holds(&desk, 4);
    }
}

#[test]
fn a_file_that_vanishes_after_it_was_listed_is_told() {
    let desk = Desk::new();
    desk.file("a.jsonl", &stories(10_000..10_003, 0));
    let vanishing = desk.file("b.jsonl", &stories(20_000..20_003, 0));
    desk.file("c.jsonl", &stories(30_000..30_003, 0));
    let args = ["-", "a.jsonl", "b.jsonl", "c.jsonl"];
    let (program, output, first) = begun(&desk, &args, &stories(0..2 * BATCH + 200, 0));
    fs::remove_file(vanishing).unwrap();
    let output = ended(program, output, first);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(outcomes(&output), [format!("{} added", 2 * BATCH + 206), "1 failed".into()]);
    assert!(stderr(&output).contains("b.jsonl: "), "{output:?}");
    holds(&desk, 2 * BATCH + 206);
}

#[test]
fn a_file_that_shrinks_while_it_is_read_is_told() {
    let desk = Desk::new();
    // What is printed of a batch is more than a pipe holds: the program waits until it is read.
    let line =
        |n: usize| format!("{{\"headline\": \"Ferry {n}\", \"uri\": \"ferry:{n}:{}\"}}\n", "a".repeat(900));
    let text: String = (0..4 * BATCH).map(line).collect();
    let path = desk.file("stories.jsonl", &text);
    let (program, output, first) = begun(&desk, &["stories.jsonl"], "");
    let half = fs::metadata(&path).unwrap().len() / 2 + 100;
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(half).unwrap();
    let output = ended(program, output, first);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let said = outcomes(&output);
    let added: usize = said[0].strip_suffix(" added").unwrap().parse().unwrap();
    assert!((BATCH..4 * BATCH).contains(&added) && said[1..] == ["1 failed"], "{said:?}");
    holds(&desk, added);
}

#[test]
fn thousands_of_tiny_files_are_read() {
    let count = std::env::var("DATELINE_TINY_FILES").map_or(1500, |count| count.parse().unwrap());
    let desk = Desk::new();
    let folder = desk.folder.path().join("news");
    fs::create_dir(&folder).unwrap();
    for n in 0..count {
        fs::write(folder.join(format!("{n}.json")), stories(n..n + 1, 0)).unwrap();
    }
    let summary = |output: String| output.lines().next().unwrap().to_owned();
    assert_eq!(summary(desk.text(&["ingest", "news", "--jobs", "2"])), format!("{count} added"));
    assert_eq!(summary(desk.text(&["ingest", "news", "--jobs", "2"])), format!("{count} unchanged"));
    holds(&desk, count);
}

/// Returns the most memory that a process has had, in kilobytes.
#[cfg(target_os = "linux")]
fn peak_memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// What `ingest` has in memory doesn't grow with its input, which waits for what is written.
#[cfg(target_os = "linux")]
#[test]
fn a_long_input_takes_no_more_memory_than_is_promised() {
    const BYTES: usize = 20_000;
    let megabytes: usize = std::env::var("DATELINE_INPUT_MEGABYTES").map_or(20, |text| text.parse().unwrap());
    let desk = Desk::new();
    let mut program = desk
        .command(&["ingest", "-", "--jobs", "2", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    let articles = megabytes * 1_000_000 / BYTES;
    for n in 0..articles {
        input.write_all(stories(n..n + 1, BYTES).as_bytes()).unwrap();
    }
    // What was written to it is read by now: a pipe takes 64 KB.
    let peak = peak_memory(program.id());
    drop(input);
    assert!(program.wait().unwrap().success());
    eprintln!("{megabytes} MB took {peak} KB of memory");
    assert!(peak < 250_000, "{megabytes} MB took {peak} KB of memory");
    assert_eq!(desk.json(&["stats"])["articles"], articles);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn pipe(desk: &Desk) -> PathBuf {
        let path = desk.folder.path().join("pipe.jsonl");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        path
    }

    #[test]
    fn a_pipe_is_waited_for_and_a_device_refused() {
        let desk = Desk::new();
        let path = pipe(&desk);
        let mut program = desk
            .command(&["ingest", "pipe.jsonl", "/dev/zero", "--json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut errors = BufReader::new(program.stderr.take().unwrap());
        let mut said = String::new();
        errors.read_line(&mut said).unwrap();
        assert_eq!(said, "note: pipe.jsonl is a pipe: what is written to it is read\n");
        fs::write(path, stories(0..3, 0)).unwrap();
        errors.read_to_string(&mut said).unwrap();
        let output = program.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), outcomes(&output)),
            (Some(1), vec!["3 added".into(), "1 failed".into()])
        );
        assert!(said.contains("dateline: /dev/zero: it is a device, and no file"), "{said}");
    }

    #[test]
    fn links_that_lead_in_circles_are_passed_over() {
        let desk = Desk::new();
        let folder = desk.folder.path().join("news");
        desk.file("news/week/a.jsonl", &stories(0..3, 0));
        symlink(&folder, folder.join("week/back")).unwrap();
        symlink("round.jsonl", folder.join("round.jsonl")).unwrap();
        pipe(&desk);
        fs::rename(desk.folder.path().join("pipe.jsonl"), folder.join("pipe.jsonl")).unwrap();
        // A link to a folder is followed where it is what was given.
        for path in ["news", "news/week/back", "news/**/*.jsonl"] {
            let output = desk.run(&["ingest", path]);
            let said = stderr(&output);
            assert!(!said.contains("panicked"), "{said}");
            holds(&desk, 3);
        }
        let output = desk.run(&["ingest", "news"]);
        // One that leads to itself can't be read.
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("news/round.jsonl: "), "{output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.starts_with("1 failed, 3 unchanged\n"), "{printed}");
        assert!(printed.contains("passed over: 1 no file, 1 without ending\n"), "{printed}");
    }

    #[test]
    fn files_and_folders_that_may_not_be_read_are_told() {
        let desk = Desk::new();
        desk.file("news/a.jsonl", &stories(0..3, 0));
        let file = desk.file("news/b.jsonl", &stories(3..6, 0));
        desk.file("news/closed/c.jsonl", &stories(6..9, 0));
        let closed = desk.folder.path().join("news/closed");
        let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        allow(Path::new(&file), 0o000);
        allow(&closed, 0o000);
        let as_root = fs::read(&file).is_ok();
        let output = desk.run(&["ingest", "news", "--json"]);
        let by_patterns =
            ["news/c*/*.jsonl", "news/o*/*.jsonl"].map(|pattern| desk.run(&["ingest", pattern]));
        allow(&closed, 0o755);
        if as_root {
            eprintln!("skipped: this user may read everything");
            return;
        }
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(outcomes(&output), ["3 added", "2 failed"]);
        holds(&desk, 3);
        // A pattern names the folders alone into which it leads.
        let [into, past] = by_patterns.map(|output| stderr(&output));
        assert!(into.contains("news/closed: Permission denied"), "{into}");
        assert!(past.contains("news/o*/*.jsonl: no file is called like this"), "{past}");
    }
}

/// What the records are rejected for that say where they are and nothing else.
fn rejected(count: usize) -> String {
    (0..count).map(|n| format!("{{\"url\": \"https://courier.example/{n}\"}}\n")).collect()
}

#[test]
fn a_report_takes_the_place_of_a_report_and_of_nothing_else() {
    let desk = Desk::new();
    let stories = desk.file("stories.jsonl", &stories(0..3, 100));
    let bad = desk.file("bad.jsonl", &rejected(2));
    desk.text(&["ingest", &stories]);
    let kept = [(stories.clone(), fs::read(&stories).unwrap()), (desk.db(), fs::read(desk.db()).unwrap())];
    for (path, before) in &kept {
        let output = desk.run(&["ingest", &bad, "--report", path]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("it is there already, and is no report"), "{output:?}");
        assert!(fs::read(path).unwrap() == *before, "{path}");
    }
    holds(&desk, 3);
    // An empty log beside an archive that is open is no place for a report either, by whatever path.
    let archive = dateline::Archive::open(desk.db()).unwrap();
    let log = desk.db() + "-wal";
    fs::metadata(&log).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(desk.db(), desk.folder.path().join("link.db")).unwrap();
    for db in if cfg!(unix) { &["news.db", "link.db"][..] } else { &["news.db"] } {
        let output = desk.run(&["--db", db, "ingest", &bad, "--report", &log]);
        assert!(stderr(&output).contains("it is there already, and is no report"), "{output:?}");
    }
    drop(archive);

    let report = desk.folder.path().join("report.jsonl");
    for count in [2, 1, 3, 2] {
        let bad = desk.file("bad.jsonl", &rejected(count));
        desk.run(&["ingest", &bad, &stories, "--report", report.to_str().unwrap()]);
        assert_eq!(fs::read_to_string(&report).unwrap().lines().count(), count);
    }
    // An archive that can't be opened leaves the report as it was.
    let output =
        desk.run(&["--db", "/nowhere/news.db", "ingest", &bad, "--report", report.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&report).unwrap().lines().count(), 2);
}

#[cfg(unix)]
#[test]
fn what_the_run_writes_is_not_read_by_it() {
    let desk = Desk::new();
    desk.file("news/bad.jsonl", &rejected(2000));
    let report = desk.file("news/report.jsonl", "");
    let output = fs::File::create(desk.folder.path().join("news/out.jsonl")).unwrap();
    let status = desk
        .command(&["ingest", "news", "--json", "--report", &report])
        .stdout(output)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
    assert_eq!(fs::read_to_string(&report).unwrap().lines().count(), 2000);
    let printed = fs::read_to_string(desk.folder.path().join("news/out.jsonl")).unwrap();
    assert_eq!(printed.lines().count(), 2000);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_wait_for_a_pipe_and_stores_what_came() {
    let desk = Desk::new();
    // Some batches, and half of a record.
    let input = stories(0..BATCH * 3, 100) + "{\"headline\": \"Fog";
    let (program, mut output, mut first) = begun(&desk, &["-"], &input);
    let sent = Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap();
    assert!(sent.success());
    // The pipe stays open.
    output.read_to_string(&mut first).unwrap();
    let ended = program.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130), "{ended:?}");
    let said = String::from_utf8(ended.stderr).unwrap();
    let stored = first.lines().count();
    assert!((BATCH..=BATCH * 3).contains(&stored), "{stored}: {said}");
    assert!(said.starts_with("note: what was read is being stored"), "{said}");
    assert!(said.ends_with(&format!("stopped after {stored} items: the same command goes on from there\n")));
    assert_eq!(said.lines().count(), 2, "{said}");
    holds(&desk, stored);
}

#[test]
fn an_error_in_mid_run_leaves_the_sums() {
    let desk = Desk::new();
    let mut program =
        desk.spawn(&["--busy-timeout", "0", "ingest", "-", "--jobs", "1", "--report", "report.jsonl"]);
    let mut input = program.stdin.take().unwrap();
    input.write_all((rejected(1) + &stories(0..BATCH - 1, 100)).as_bytes()).unwrap();
    // The batch is read once the next one has begun, and stored once its articles can be counted.
    input.write_all(stories(BATCH..BATCH + 1, 200_000).as_bytes()).unwrap();
    let archive = loop {
        match dateline::Archive::open_with(desk.db(), &dateline::Options::new().create(false)) {
            Ok(archive) if archive.read(|s| s.article_count()).is_ok_and(|count| count > 0) => break archive,
            _ => {
                assert!(program.try_wait().unwrap().is_none(), "it ended before it stored a batch");
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        }
    };
    let rest = archive.write(|_| {
        input.write_all(stories(BATCH + 1..BATCH * 2, 100).as_bytes()).unwrap();
        drop(input);
        Ok(program.wait_with_output().unwrap())
    });
    let rest = rest.unwrap();
    assert_eq!(rest.status.code(), Some(1));
    let (said, printed) = (stderr(&rest), String::from_utf8_lossy(&rest.stdout));
    assert!(said.contains("stopped after 500 items: the archive is busy"), "{said}");
    assert!(printed.starts_with("499 added, 1 rejected\n"), "{printed}");
    let report = fs::read_to_string(desk.folder.path().join("report.jsonl")).unwrap();
    assert_eq!(report.lines().count(), 1);
    holds(&desk, BATCH - 1);
}

#[cfg(unix)]
#[test]
fn a_pattern_names_what_it_cannot_read() {
    let desk = Desk::new();
    desk.file("news/ferry.json", "{\"headline\": \"Ferry delayed\"}");
    for link in ["gone.json", "gone.txt", ".hidden.json"] {
        std::os::unix::fs::symlink("nowhere", desk.folder.path().join("news").join(link)).unwrap();
    }
    let output = desk.run(&["ingest", "news/*.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "dateline: news/gone.json: No such file or directory (os error 2)\n");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().next(), Some("1 added, 1 failed"));
    let output = desk.run(&["ingest", "nowhere/*.json"]);
    assert_eq!(stderr(&output), "dateline: nowhere: No such file or directory (os error 2)\n");
}
