//! Arguments, exit status, and what is said of errors.

use std::fs;

use serde_json::json;

use crate::desk::{Desk, FERRY, stderr};

#[test]
fn reading_creates_nothing_and_errors_are_one_sentence() {
    let desk = Desk::new();
    for args in [
        &["search", "fog"][..],
        &["pictures", "fog"],
        &["show", "1"],
        &["list"],
        &["check"],
        &["migrate"],
        &["migrate", "--status"],
        &["backup", "copy.db"],
        &["optimize"],
        &["rebuild"],
        &["history", "1"],
        &["revert", "1", "1"],
        &["stats"],
    ] {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        let sentence =
            "dateline: no archive news.db (make one with `dateline ingest`, or name another with --db)\n";
        assert_eq!(stderr(&output), sentence, "{args:?}");
    }
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 0);

    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    let output = desk.run(&["show", "https://example.org/no\u{1b}[2J"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "dateline: no article https://example.org/no\u{FFFD}[2J\n");
    let other = desk.file("other.db", "Dear editor, I write to you because of the fog.");
    let output = desk.run(&["list", "--db", &other]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).ends_with("other.db: not an SQLite database\n"), "{}", stderr(&output));
}

#[test]
fn wrong_usage_is_told_apart() {
    let desk = Desk::new();
    for args in [
        &["search"][..],
        &["pictures"],
        &["ingest"],
        &["fetch"],
        &["list", "--after", "yesterday"],
        &["list", "--zone", "Atlantis"],
        &["search", "fog", "--cursor", "x"],
    ] {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_word_of_a_query_may_begin_with_a_minus() {
    let desk = Desk::with_ferry();
    let toll = json!({ "headline": "Bridge toll rises", "published": "2024-03-05", "language": "en" });
    desk.text(&["ingest", &desk.file("toll.json", &toll.to_string())]);
    for (args, found) in [
        (&["search", "bridge"][..], &[2, 1][..]),
        (&["search", "bridge", "-toll"], &[1]),
        (&["search", "bridge", "-toll", "--limit", "5"], &[1]),
        (&["search", "--limit=5", "bridge", "-toll", "--order", "newest"], &[1]),
        (&["search", "-ferry"], &[2]),
        (&["search", "-ferry", "--", "bridge"], &[2]),
        (&["search", "--", "bridge", "-toll"], &[1]),
        (&["search", "-hotel", "bridge", "-Vole"], &[2, 1]),
    ] {
        assert_eq!(desk.ids(args), found, "{args:?}");
    }
    assert!(desk.json(&["pictures", "run", "-vale"])["pictures"].as_array().unwrap().is_empty());
    assert_eq!(desk.json(&["complete", "-toll", "fer"])["completions"][0]["query"], "-toll ferry");

    let output = desk.run(&["search", "bridge", "--toll"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("'--toll'"), "{}", stderr(&output));
    assert!(desk.text(&["search", "bridge", "-h"]).contains("Usage: dateline search"));
}

#[test]
fn an_option_that_a_command_would_ignore_is_refused() {
    let desk = Desk::with_ferry();
    for args in [
        &["pictures", "run", "--facets", "tag"][..],
        &["pictures", "run", "--timeline", "year"],
        &["pictures", "run", "--order", "newest"],
        &["pictures", "run", "--passages", "80"],
        &["show", "1", "--limit", "3"],
    ] {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(args[2]), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn finding_nothing_is_no_failure_unless_that_is_asked() {
    let desk = Desk::with_ferry();
    for args in
        [&["search", "zebra"][..], &["list", "--tag", "zebra"], &["pictures", "zebra"], &["complete", "zebr"]]
    {
        let output = desk.run(args);
        assert!(output.status.success() && output.stdout.is_empty(), "{args:?}: {output:?}");
        assert!(stderr(&output).starts_with("nothing found\n"), "{args:?}: {}", stderr(&output));
        let asked = [args, &["--exit-status"]].concat();
        assert_eq!(desk.run(&asked).status.code(), Some(3), "{args:?}");
        assert_eq!(desk.run(&[&asked[..], &["--json"]].concat()).status.code(), Some(3), "{args:?}");
    }
    for args in [&["search", "ferry"][..], &["list"], &["pictures", "run"], &["complete", "ferr"]] {
        assert!(desk.run(&[args, &["--exit-status"]].concat()).status.success(), "{args:?}");
    }
    assert!(desk.run(&["search", "ferry", "--limit", "0", "--exit-status"]).status.success());
    let page = desk.json(&["search", "zebra"]);
    assert_eq!((&page["hits"], &page["total"]), (&json!([]), &json!(0)));
}

#[test]
fn a_limit_above_the_largest_is_cut_and_that_is_said() {
    let desk = Desk::with_ferry();
    let output = desk.run(&["list", "--limit", "1001"]);
    assert!(output.status.success() && output.stdout.starts_with(b"2024-03-04"), "{output:?}");
    assert_eq!(stderr(&output), "note: --limit 1001 was cut to 1000\n");
    assert_eq!(stderr(&desk.run(&["list", "--limit", "1000"])), "");
}

#[test]
fn the_archive_may_be_named_by_the_environment() {
    let desk = Desk::new();
    let path = desk.file("ferry.json", FERRY);
    assert!(desk.command(&["ingest", &path]).env("DATELINE_DB", "other.db").status().unwrap().success());
    assert!(desk.folder.path().join("other.db").exists() && !desk.folder.path().join("news.db").exists());
    let output = desk.command(&["list"]).env("DATELINE_DB", "other.db").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let output = desk.command(&["list", "--db", "third.db"]).env("DATELINE_DB", "other.db").output().unwrap();
    assert!(stderr(&output).starts_with("dateline: no archive third.db "), "{}", stderr(&output));
}

#[test]
fn quiet_leaves_results_and_errors() {
    let desk = Desk::with_ferry();
    let output = desk.run(&["search", "ferry", "tag:nothing", "--quiet"]);
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
    assert!(desk.text(&["--quiet", "list"]).contains("Ferry stops sailing"));
    assert_eq!(stderr(&desk.run(&["show", "7", "--quiet"])), "dateline: no article 7\n");
}

#[test]
fn shells_and_the_manual_know_every_command() {
    let desk = Desk::new();
    let help = desk.text(&["--help"]);
    let commands = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let commands: Vec<&str> = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.contains(&"search") && commands.contains(&"check"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.text(&["completions", shell]);
        assert!(commands.iter().all(|command| script.contains(command)), "{shell}");
        assert!(script.contains("exit-status"), "{shell}");
    }
    assert!(desk.text(&["man"]).contains(".TH dateline 1"));
    desk.text(&["man", "pages/man1"]);
    for command in commands {
        let page =
            fs::read_to_string(desk.folder.path().join(format!("pages/man1/dateline-{command}.1"))).unwrap();
        assert!(page.contains(".SH OPTIONS") || page.contains(".SH \"OPTIONS"), "{command}: {page}");
    }
}

#[test]
fn another_program_that_writes_is_waited_for_as_long_as_is_said() {
    let desk = Desk::with_ferry();
    let other = rusqlite::Connection::open(desk.folder.path().join("news.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let path = desk.file("fog.json", r#"{ "headline": "Fog" }"#);
    let output = desk.run(&["ingest", &path, "--busy-timeout", "0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("busy") && stderr(&output).contains("--busy-timeout"),
        "{}",
        stderr(&output)
    );
    assert_eq!(desk.ids(&["list"]), [1]);

    let waiting = desk.command(&["ingest", &path]).stdout(std::process::Stdio::null()).spawn().unwrap();
    other.execute_batch("ROLLBACK").unwrap();
    assert!(waiting.wait_with_output().unwrap().status.success());
    assert_eq!(desk.json(&["list"])["total"], 2);
}
