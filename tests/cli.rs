//! The command line, as a person or a script calls it.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const FERRY: &str = r#"{
    "url": "https://courier.example/ferry", "publication": "The Courier", "section": "Harbour",
    "published": "2024-03-04T09:30", "headline": "Ferry stops sailing", "byline": "By Marta Lindqvist",
    "body": ["The ferry stopped on Monday.", "A bridge takes its place."], "credits": ["Marta Lindqvist"],
    "people": ["Ada Fennick"], "tags": ["Harbour", "Port Authority"], "language": "en",
    "images": [{"role": "lead", "captions": [{"text": "The last run.", "credit": "NPA/JORAM VALE", "agency": "NPA"}]}]
}"#;

/// A folder with an archive in it, and the program to call on it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.folder.path()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What a command that succeeds prints.
    fn text(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.text(&[&["--json"], args].concat())).unwrap()
    }

    fn ids(&self, args: &[&str]) -> Vec<i64> {
        let found = self.json(args);
        found["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_i64().unwrap()).collect()
    }
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn an_article_is_added_then_unchanged_then_revised() {
    let desk = Desk::new();
    let path = desk.file("ferry.json", FERRY);
    let added = desk.json(&["ingest", &path]);
    let expected = json!({
        "input": path, "outcome": "added", "id": 1, "uri": "https://courier.example/ferry",
        "changed": [], "warnings": [],
    });
    assert_eq!(added, expected);
    assert_eq!(desk.json(&["ingest", &path])["outcome"], "unchanged");

    desk.file("ferry.json", &FERRY.replace("on Monday", "on Sunday"));
    let revised = desk.json(&["ingest", &path]);
    assert_eq!((&revised["outcome"], &revised["changed"]), (&json!("revised"), &json!(["body"])));
    let shown = desk.json(&["show", "1"]);
    assert_eq!(shown["body"], json!(["The ferry stopped on Sunday.", "A bridge takes its place."]));
    let earlier = &shown["revisions"][0];
    assert_eq!((&earlier["number"], &earlier["changed"]), (&json!(1), &json!(["body"])));
    assert!(earlier["document"]["body"].as_str().unwrap().contains("on Monday"), "{earlier}");
}

#[test]
fn an_article_is_shown_whole() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    let shown = desk.json(&["show", "http://www.courier.example/ferry/?utm_source=x"]);
    for (field, value) in [
        ("publication", json!("The Courier")),
        ("section", json!("Harbour")),
        ("language", json!("en")),
        ("published", json!("2024-03-04T09:30")),
        ("published_basis", json!("assumed_utc")),
        ("published_utc", json!("2024-03-04T09:30:00Z")),
        ("people", json!(["Ada Fennick"])),
        ("tags", json!(["Harbour", "Port Authority"])),
        ("tags_inferred", json!([])),
        ("urls", json!(["https://courier.example/ferry"])),
        ("revisions", json!([])),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    let credit = &shown["credits"][0];
    assert_eq!((&credit["name"], &credit["kind"]), (&json!("Marta Lindqvist"), &json!("person")));
    assert!(credit["person"].is_i64() && credit["organization"].is_null(), "{credit}");
    let caption = &shown["images"][0]["captions"][0];
    assert_eq!((&caption["credit"], &caption["agency"]), (&json!("NPA/JORAM VALE"), &json!("NPA")));

    let text = desk.text(&["show", "1"]);
    let headline = text.find("Ferry stops sailing").unwrap();
    let picture = text.find("The last run. (NPA/JORAM VALE)").unwrap();
    let body = text.find("The ferry stopped on Monday.").unwrap();
    assert!(headline < picture && picture < body, "{text}");
}

#[test]
fn what_cannot_be_read_costs_nothing_else() {
    let desk = Desk::new();
    desk.file("news/a.json", FERRY);
    desk.file(
        "news/b.jsonl",
        "{\"headline\": \"Fog\"}\n{\"headline\": 7}\n{\"headline\": \"Far\", \"published\": \"5000\"}\n",
    );
    desk.file("news/c.txt", "");
    desk.file("news/logo.png", "not news");
    let output = desk.run(&["ingest", "news", "missing.txt", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let mut outcomes: Vec<_> = lines(&output)
        .iter()
        .map(|line| format!("{} {}", line["input"].as_str().unwrap(), line["outcome"].as_str().unwrap()))
        .collect();
    outcomes.sort();
    let separator = std::path::MAIN_SEPARATOR;
    let expected = [
        "missing.txt failed",
        "news/a.json added",
        "news/b.jsonl added",
        "news/b.jsonl failed",
        "news/b.jsonl rejected",
        "news/c.txt failed",
    ];
    assert_eq!(outcomes, expected.map(|line| line.replace('/', &separator.to_string())));
    let rejected = lines(&output).into_iter().find(|line| line["outcome"] == "rejected").unwrap();
    assert_eq!(rejected["why"], "its date is outside the years 1 to 4083");
    let said = stderr(&output);
    assert!(said.contains("the input is empty") && said.contains("of another format: 1\n"), "{said}");
    assert_eq!(desk.json(&["search", "fog"])["total"], 1);
}

#[test]
fn pages_follow_each_other_and_filters_narrow_them() {
    let desk = Desk::new();
    let mut days = String::new();
    for day in 1..=5 {
        let tag = if day % 2 == 0 { "Even" } else { "Odd" };
        days += &format!(
            "{{\"headline\": \"Tide table {day}\", \"published\": \"2024-03-0{day}T23:30\", \"language\": \"en\", \"tags\": [\"{tag}\"], \
             \"publication\": \"The Ledger\", \"section\": \"Tides\", \"people\": [\"Ines Okoro\"]}}\n"
        );
    }
    desk.text(&["ingest", &desk.file("days.jsonl", &days)]);

    let first = desk.json(&["search", "tides", "table", "--limit", "2"]);
    assert_eq!((&first["total"], &first["total_is_exact"]), (&json!(5), &json!(true)));
    let next = first["next"].as_str().unwrap();
    assert_eq!(desk.ids(&["search", "tides", "table", "--limit", "2"]), [5, 4]);
    assert_eq!(desk.ids(&["search", "tides", "table", "--limit", "2", "--cursor", next]), [3, 2]);
    assert_eq!(desk.ids(&["search", "--limit", "9", "--", "tide", "-tag:odd"]), [4, 2]);

    assert_eq!(desk.ids(&["list", "--tag", "even"]), [4, 2]);
    assert_eq!(desk.ids(&["list", "--from", "ledger", "--section", "tides", "--limit", "1"]), [5]);
    assert_eq!(desk.ids(&["list", "--person", "INES OKORO", "--after", "2024-03-05"]), [5]);
    assert_eq!(desk.ids(&["list", "--after", "2024-03-02", "--before", "2024-03-04"]), [3, 2]);
    // 23:30 UTC is the next day in Helsinki.
    assert_eq!(desk.ids(&["search", "on:2024-03-03", "--zone", "Europe/Helsinki"]), [2]);

    let odd = desk.json(&["search", "(tide", "from:nobody"]);
    assert_eq!((&odd["total"], &odd["next"]), (&json!(0), &Value::Null));
    let notes = odd["notes"].to_string();
    assert!(notes.contains("parentheses") && notes.contains("from:nobody"), "{notes}");
}

#[test]
fn a_search_shows_where_it_found_what() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    let text = desk.text(&["search", "bridge OR run", "--passages", "25"]);
    let expected = "2024-03-04  Ferry stops sailing\n            #1  The Courier\n            \
                    …A bridge takes its place.\n            picture 1: The last run. (NPA/JORAM VALE)\n1 of 1\n";
    assert_eq!(text, expected);
    let text = desk.text(&["search", "bridge", "--passages", "0"]);
    assert_eq!(text, "2024-03-04  Ferry stops sailing\n            #1  The Courier\n1 of 1\n");

    let hit = &desk.json(&["search", "bridge OR vale", "--passages", "25"])["hits"][0];
    let passage = json!({
        "text": "A bridge takes its place.", "marks": [[2, 8]], "start": 30, "cut_before": true, "cut_after": false,
    });
    assert_eq!(hit["passage"], passage);
    let caption = json!({
        "image": 1, "position": 1, "language": "en", "text": "The last run.", "text_marks": [],
        "credit": "NPA/JORAM VALE", "credit_marks": [[10, 14]],
    });
    assert_eq!(hit["captions"], json!([caption]));
    assert_eq!(desk.json(&["list"])["hits"][0]["passage"], Value::Null);
}

#[test]
fn pictures_are_found_with_all_their_uses() {
    let desk = Desk::new();
    let photo = |day: u32, headline: &str, text: &str, credit: &str| {
        json!({
            "headline": headline, "published": format!("2024-03-{day:02}"), "language": "en",
            "images": [{
                "uri": "urn:light", "people": ["Ada Fennick"], "captions": [{ "text": text, "credit": credit }],
            }],
        })
    };
    let articles = [
        photo(4, "Lighthouse goes dark", "The lighthouse on Monday.", "Joram Vale"),
        photo(5, "The last keeper", "Where the keeper lives.", ""),
        photo(6, "A year in pictures", "", "NPA/JORAM VALE"),
    ];
    let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
    desk.text(&["ingest", &desk.file("light.jsonl", &lines)]);

    let text = desk.text(&["pictures", "keepers", "person:fennick"]);
    let expected = "\
urn:light
  2024-03-05  The last keeper (#2, picture 1)
              Where the keeper lives.
  2024-03-06  A year in pictures (#3, picture 1)
              (NPA/JORAM VALE)
  2024-03-04  Lighthouse goes dark (#1, picture 1)
              The lighthouse on Monday. (Joram Vale)
";
    assert_eq!(text, expected);
    let found = desk.json(&["pictures", "vale monday"]);
    let picture = &found["pictures"][0];
    assert_eq!(picture["image"]["uri"], "urn:light");
    assert_eq!(picture["image"]["people"], json!(["Ada Fennick"]));
    assert_eq!((&picture["found_in"]["id"], &picture["found_in"]["position"]), (&json!(1), &json!(1)));
    assert_eq!(picture["captions"][0]["text_marks"], json!([[18, 24]]));
    assert_eq!(picture["captions"][0]["credit_marks"], json!([[6, 10]]));
    let others: Vec<_> =
        picture["other_uses"].as_array().unwrap().iter().map(|used| &used["headline"]).collect();
    assert_eq!(others, ["A year in pictures", "The last keeper"]);
    assert_eq!(picture["other_uses"][1]["captions"][0]["text"], "Where the keeper lives.");
    assert_eq!((&found["next"], &found["notes"]), (&Value::Null, &json!([])));

    assert_eq!(desk.text(&["pictures", "dark"]), "nothing found\n");
    let output = desk.run(&["pictures", "keeper", "tag:nothing"]);
    assert!(output.status.success() && stderr(&output).contains("`tag:nothing` finds nothing"), "{output:?}");
    // A cursor of articles is of no use here.
    let output = desk.run(&["pictures", "keeper", "--cursor", "272314368"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn migrating_says_what_it_would_do_and_does_it() {
    let desk = Desk::new();
    desk.file("news.db", "");
    let before = json!({ "found": 0, "latest": 1, "pending": ["V1__archive"] });
    assert_eq!(desk.json(&["migrate", "--status"]), before);
    assert_eq!(fs::metadata(desk.folder.path().join("news.db")).unwrap().len(), 0);
    let after = json!({ "found": 1, "latest": 1, "pending": [] });
    assert_eq!(desk.json(&["migrate"]), after);
    assert_eq!(desk.json(&["migrate", "--status"]), after);
}

#[test]
fn damage_is_found() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    assert_eq!(desk.text(&["check"]), "no faults\n");
    let conn = rusqlite::Connection::open(desk.folder.path().join("news.db")).unwrap();
    conn.execute("UPDATE article_text SET tags = 'Nonsense'", []).unwrap();
    drop(conn);
    let output = desk.run(&["check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let faults = lines(&output)[0]["faults"].to_string();
    assert!(faults.contains("article 1") && faults.contains("tags"), "{faults}");
}

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
    ] {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert_eq!(stderr(&output), "dateline: no archive news.db\n", "{args:?}");
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
    assert_eq!(desk.json(&["show", "1"])["headline"], evil);
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
fn the_seed_article_comes_through_whole() {
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA") else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let seed = Path::new(&corpora).join("seed");
    let is_page = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "txt");
    let page = fs::read_dir(&seed).unwrap().map(|entry| entry.unwrap().path()).find(is_page).unwrap();
    let expected: Value = serde_json::from_slice(&fs::read(seed.join("expected.json")).unwrap()).unwrap();
    let desk = Desk::new();
    let path = page.to_str().unwrap();
    assert_eq!(desk.json(&["ingest", path])["outcome"], "added");
    agrees(&desk.json(&["show", "1"]), &expected);
    assert_eq!(desk.json(&["ingest", path])["outcome"], "unchanged");
    for query in expected["finds"].as_array().unwrap() {
        assert_eq!(desk.ids(&["search", "--", query.as_str().unwrap()]), [1], "{query}");
    }
    for query in expected["does_not_find"].as_array().unwrap() {
        assert_eq!(desk.json(&["search", "--", query.as_str().unwrap()])["total"], 0, "{query}");
    }

    let before = expected["body"][0].as_str().unwrap();
    let word = before.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).nth(4).unwrap();
    let edited = before.replacen(&format!(" {word} "), " EDITED ", 1);
    let text = fs::read_to_string(&page).unwrap();
    assert!(edited != before && text.contains(before));
    let revised = desk.json(&["ingest", &desk.file("edited.txt", &text.replace(before, &edited))]);
    assert_eq!((&revised["outcome"], &revised["changed"]), (&json!("revised"), &json!(["body"])));
    let shown = desk.json(&["show", "1"]);
    assert_eq!(shown["body"][0], edited);
    assert!(shown["revisions"][0]["document"]["body"].as_str().unwrap().starts_with(before));
}

/// Every field that the expectation has.
fn agrees(shown: &Value, expected: &Value) {
    for (field, value) in expected.as_object().unwrap() {
        match field.as_str() {
            "finds" | "does_not_find" => {}
            "credits" => each(&shown[field], value, |shown, expected| {
                for part in ["name", "kind", "role"] {
                    assert_eq!(shown[part], expected[part], "{part}");
                }
            }),
            "images" => each(&shown[field], value, |shown, expected| {
                assert_eq!(shown["role"], expected["role"]);
                assert_eq!(shown["after_paragraph"], expected["after_paragraph"]);
                assert_eq!(shown["captions"][0]["text"], expected["caption"]);
                assert_eq!(shown["captions"][0]["credit"], expected["credit"]);
            }),
            _ => assert_eq!(&shown[field], value, "{field}"),
        }
    }
}

fn each(shown: &Value, expected: &Value, agree: impl Fn(&Value, &Value)) {
    let (shown, expected) = (shown.as_array().unwrap(), expected.as_array().unwrap());
    assert_eq!(shown.len(), expected.len());
    shown.iter().zip(expected).for_each(|(shown, expected)| agree(shown, expected));
}

#[test]
fn results_are_counted_by_what_they_have_in_common_and_by_time() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    desk.text(&[
        "ingest",
        &desk.file(
            "other.json",
            &FERRY
                .replace("courier.example/ferry", "courier.example/two")
                .replace("03-04", "05-06")
                .replace("Ferry stops", "Last ferry"),
        ),
    ]);
    let found = desk.json(&["search", "ferry", "--facets", "tag,person,year", "--timeline", "month"]);
    let tags = json!({ "more": 0, "values": [
        { "name": "Harbour", "articles": 2 }, { "name": "Port Authority", "articles": 2 },
    ]});
    assert_eq!((&found["facets"]["tag"], &found["facets_over"]), (&tags, &json!(2)));
    assert_eq!(found["facets"]["person"]["values"], json!([{ "name": "Ada Fennick", "articles": 2 }]));
    assert_eq!(
        found["timeline"],
        json!([
            { "date": "2024-03", "matches": 1, "volume": 1 },
            { "date": "2024-04", "matches": 0, "volume": 0 },
            { "date": "2024-05", "matches": 1, "volume": 1 },
        ])
    );
    let text = desk.text(&["search", "ferry", "--facets", "publication,section", "--timeline", "year"]);
    let counted: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("publication")).collect();
    assert_eq!(
        counted,
        [
            "publication of 2",
            "       2  The Courier",
            "",
            "section of 2",
            "       2  Harbour",
            "",
            "timeline of 2",
            "2024               2 of        2 100.0 %  ████████████████████████████████████████",
        ]
    );
}

#[test]
fn a_slip_is_answered_with_what_was_meant_and_a_beginning_is_completed() {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
    let slip = desk.run(&["search", "brigde", "tag:harbor"]);
    assert_eq!(String::from_utf8(slip.stdout.clone()).unwrap(), "nothing found\n");
    let notes = stderr(&slip);
    assert!(notes.ends_with("did you mean: bridge tag:Harbour\n"), "{notes}");
    assert_eq!(desk.json(&["search", "brigde"])["did_you_mean"], "bridge");
    assert_eq!(desk.json(&["search", "bridge"])["did_you_mean"], Value::Null);
    assert_eq!(desk.text(&["complete", "tag:harb"]), "       1  tag:Harbour\n");
    let found = desk.json(&["complete", "last", "f", "--limit", "2"]);
    assert_eq!(
        found["completions"],
        json!([
            { "text": "Ada Fennick", "query": "last person:\"Ada Fennick\"", "entity": "person", "articles": 1 },
            { "text": "fennick", "query": "last fennick", "entity": "word", "articles": 1 },
        ])
    );
}
