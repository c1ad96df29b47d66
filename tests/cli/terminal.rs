//! Output to a terminal or the next program.

use std::process::Stdio;

use serde_json::json;

use crate::desk::Desk;

#[test]
fn nothing_in_an_article_reaches_the_terminal_as_a_command() {
    let desk = Desk::new();
    let evil = "Fog\u{1b}[2J \u{9b}31m \u{202e}gof";
    let article = json!({
        "headline": evil, "dek": evil, "byline": evil, "body": evil, "tags": [evil], "people": [evil],
        "publication": evil, "section": evil, "images": [{ "captions": [{ "text": evil, "credit": evil }] }],
    });
    desk.text(&["ingest", &desk.file("evil.json", &article.to_string())]);
    for args in [
        &["show", "1"][..],
        &["search", "fog"],
        &["pictures", "fog"],
        &["list"],
        &["show", "1", "--json"],
        &["pictures", "fog", "--json"],
    ] {
        let text = desk.text(args);
        assert!(text.contains("Fog"), "{args:?}");
        let obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(obeyed), "{args:?}: {text:?}");
    }
    // What turns the direction is not even stored.
    assert_eq!(desk.json(&["show", "1"])["headline"], evil.replace('\u{202e}', ""));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = Desk::new();
    let mut articles = String::new();
    for number in 0..700 {
        articles += &format!("{{\"headline\": \"Ferry {number}\", \"published\": \"2024-03-04T09:30\"}}\n");
    }
    let path = desk.file("many.jsonl", &articles);
    for args in [&["ingest", &path][..], &["list", "--limit", "1000"]] {
        let mut child = desk.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
    }
    assert_eq!(desk.json(&["list", "--limit", "0"])["total"], 700);
}

#[test]
fn matches_are_bold_where_that_is_wanted() {
    let desk = Desk::with_ferry();
    let bold = "\u{1b}[1mFerry\u{1b}[22m stops sailing";
    assert!(desk.text(&["search", "ferry", "--color", "always"]).contains(bold));
    for args in [
        &["search", "ferry"][..],
        &["search", "ferry", "--color", "never"],
        &["search", "ferry", "--color", "always", "--json"],
    ] {
        assert!(!desk.text(args).contains('\u{1b}'), "{args:?}");
    }
    let output =
        desk.command(&["search", "ferry", "--color", "always"]).env("NO_COLOR", "1").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains(bold));
}
