//! The articles that `ingest` saves, and its output.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::desk::{Desk, FERRY, lines, stderr};

#[test]
fn an_article_is_added_then_unchanged_then_revised() {
    let desk = Desk::new();
    let path = desk.file("ferry.json", FERRY);
    let added = desk.json(&["ingest", &path]);
    let expected = json!({
        "input": path, "format": "json", "outcome": "added", "id": 1, "uri": "https://courier.example/ferry",
        "warnings": [],
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
fn a_source_goes_by_the_path_of_its_file_or_by_its_name() {
    let desk = Desk::new();
    let monday = desk.file("monday.json", FERRY);
    let sunday = desk.file("sunday.json", &FERRY.replace("on Monday", "on Sunday"));
    let outcome = |args: &[&str]| desk.json(args)["outcome"].as_str().unwrap().to_owned();
    assert_eq!(outcome(&["ingest", &monday]), "added");
    assert_eq!(outcome(&["ingest", &sunday]), "revised");
    // Each file says what it said.
    assert_eq!(outcome(&["ingest", &monday]), "unchanged");
    // One source that goes back is followed.
    let named = |path: &str| outcome(&["ingest", "--source", "https://courier.example/feed", path]);
    let saturday = desk.file("saturday.json", &FERRY.replace("on Monday", "on Saturday"));
    assert_eq!([named(&saturday), named(&monday), named(&saturday)], ["revised"; 3]);
    assert_eq!(desk.json(&["show", "1"])["body"][0], "The ferry stopped on Saturday.");
}

#[test]
fn what_cannot_be_read_costs_nothing_else() {
    let desk = Desk::new();
    desk.file("news/a.json", FERRY);
    desk.file("news/b.jsonl", "{\"headline\": \"Fog\"}\n{\"headline\": }\n{\"url\": \"x\"}\n");
    desk.file("news/c.txt", "");
    desk.file("news/logo.ai", "not news");
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
    assert_eq!(rejected["why"], "empty");
    let said = stderr(&output);
    assert!(said.contains("the input is empty") && said.contains("passed over: 1 .ai\n"), "{said}");
    assert_eq!(desk.json(&["search", "fog"])["total"], 1);
}

#[test]
fn a_run_is_summed_up() {
    let desk = Desk::new();
    desk.file("news/a.json", FERRY);
    desk.file("news/b.jsonl", "{\"headline\": \"Fog\", \"version\": \"1.5\"}\n{\"headline\": \"Rain\", \"version\": \"2.5\"}\n{]\n{\"url\": \"x\"}\n");
    desk.file("news/c.csv", "title,url\nSnow,https://courier.example/snow\n");
    desk.file("news/logo.ai", "not news");
    desk.file("news/.hidden.json", FERRY);
    let output = desk.run(&["ingest", "news", "--report", "report.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stdout.clone()).unwrap();
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[0], "4 added, 1 failed, 1 rejected");
    assert_eq!(lines[1], "read: 1 CSV, 4 JSON");
    assert_eq!(lines[2], "passed over: 1 .ai, 1 hidden");
    let rounded = lines.iter().find(|line| line.contains("rounded")).unwrap();
    assert!(rounded.starts_with("     2 × rounded, such as news"), "{printed}");
    let report = fs::read_to_string(desk.folder.path().join("report.jsonl")).unwrap();
    let report: Vec<Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let outcomes: Vec<_> = report.iter().map(|item| item["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["failed", "rejected"]);
    assert!(report[0]["reason"].as_str().unwrap().starts_with("record 3, line 3: "), "{report:?}");
    assert_eq!(
        (&report[1]["number"], &report[1]["reason"]),
        (&json!(4), &json!("it has no headline, dek, body or caption"))
    );
    let verbose = desk.text(&["ingest", "news/a.json", "-v"]);
    assert!(verbose.starts_with("unchanged     #1  https://courier.example/ferry\n"), "{verbose}");
}

#[test]
fn patterns_and_containers_have_their_files_read() {
    let desk = Desk::new();
    desk.file("a/ferry.json", FERRY);
    desk.file("a/b/fog.json", "{\"headline\": \"Fog\"}");
    let output = desk.run(&["ingest", "a/**/*.json", "--json"]);
    assert_eq!(lines(&output).len(), 2);
    let none = desk.run(&["ingest", "a/*.xml"]);
    assert!(stderr(&none).contains("no file is called like this"), "{none:?}");

    let mut zip = zip::ZipWriter::new(fs::File::create(desk.folder.path().join("week.zip")).unwrap());
    for (name, text) in [
        ("fog.json", "{\"headline\": \"Fog\"}"),
        ("rain.json", "{\"headline\": \"Rain\"}"),
        ("bad.json", "{]"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let output = desk.run(&["ingest", "week.zip", "--json"]);
    let said: Vec<_> = lines(&output)
        .iter()
        .map(|line| format!("{} {}", line["place"].as_str().unwrap(), line["outcome"].as_str().unwrap()))
        .collect();
    // In the order of the input.
    assert_eq!(said, ["fog.json unchanged", "rain.json added", "bad.json failed"]);
}

#[test]
fn fields_of_other_names_are_mapped() {
    let desk = Desk::new();
    let path = desk.file("week.csv", "ueberschrift;wann;inhalt\nNebel;2024-03-04;Er kam am Morgen.\n");
    assert_eq!(desk.run(&["ingest", &path]).status.code(), Some(1));
    let pairs = "ueberschrift=headline,wann=published,inhalt=body";
    assert_eq!(desk.json(&["ingest", &path, "--map", pairs])["outcome"], "added");
    let file =
        desk.file("map.txt", "# names of the desk\nueberschrift=headline\nwann=published\ninhalt=body\n");
    assert_eq!(desk.json(&["ingest", &path, "--map-file", &file])["outcome"], "unchanged");
    assert_eq!(desk.json(&["show", "1"])["body"][0], "Er kam am Morgen.");
    let wrong = desk.run(&["ingest", &path, "--map", "x=colour"]);
    assert!(
        stderr(&wrong).contains("the mapping can't be used: an article has no field `colour`"),
        "{wrong:?}"
    );
}

#[test]
fn bytes_that_no_encoding_reads_stay_where_they_are() {
    let desk = Desk::new();
    let broken = [
        b"Der Leuchtturm f\xC3\xA4hrt\n\n\xC3\x9Cber Nacht f\xC3\xBCr immer, \xC3\xBC".as_slice(),
        b"\xFF\n",
    ]
    .concat();
    let place = desk.folder.path().join("a.txt");
    fs::write(&place, &broken).unwrap();
    fs::write(
        desk.folder.path().join("b.txt"),
        b"Caf\xE9 opens at the pier\n\nIt opened on Monday after two years of work.\n",
    )
    .unwrap();
    let output = desk.run(&["ingest", "a.txt", "b.txt", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let printed = lines(&output);
    assert_eq!(printed[0]["error"], "it has bytes that can't be read as UTF-8");
    assert_eq!(printed[1]["warnings"][0], "it is not UTF-8, and was read as windows-1252");
    assert_eq!(fs::read(&place).unwrap(), broken);
    assert_eq!(desk.ids(&["search", "café"]), [1]);
}

#[test]
fn the_standard_input_is_read() {
    let desk = Desk::new();
    let mut child = desk
        .command(&["ingest", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let articles =
        "{\"headline\": \"Fog\", \"language\": \"en\"}\n{\"headline\": \"Rain\", \"language\": \"en\"}\n";
    child.stdin.take().unwrap().write_all(articles.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let saved: Vec<_> =
        lines(&output).iter().map(|line| (line["input"].clone(), line["outcome"].clone())).collect();
    assert_eq!(saved, [(json!("-"), json!("added")), (json!("-"), json!("added"))]);
    assert_eq!(desk.ids(&["search", "rain"]), [2]);
}

#[test]
fn brackets_without_a_record_are_told() {
    let desk = Desk::new();
    let mut child =
        desk.command(&["ingest", "-"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("[".repeat(100_000).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "dateline: standard input: record 1, line 1: the array does not end\n");
    assert_eq!(desk.json(&["stats"])["articles"], 0);
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
fn any_number_of_jobs_prints_the_same_and_saves_the_same() {
    let line = |n: usize| {
        format!("{{\"headline\": \"Ferry {n} delayed\", \"body\": \"Fog.\", \"uri\": \"ferry:{n}\"}}\n")
    };
    let stories: String = (0..1200).map(line).collect();
    let of = |jobs: &str| {
        let desk = Desk::new();
        desk.file("stories.jsonl", &stories);
        let output = desk.run(&["ingest", "--jobs", jobs, "--json", "stories.jsonl"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let told: Vec<_> =
            lines(&output).into_iter().map(|line| (line["uri"].clone(), line["id"].clone())).collect();
        assert_eq!(told.len(), 1200);
        told
    };
    let told = of("1");
    assert_eq!(told[700], (json!("ferry:700"), json!(701)));
    assert_eq!(of("3"), told);
}

/// A program that is told by Ctrl-C to end stores what it has read, and says where it stands.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_once_what_was_read_is_stored() {
    let desk = Desk::new();
    let line = |number| {
        format!("{{\"headline\": \"Ferry {number}\", \"url\": \"https://courier.example/{number}\"}}\n")
    };
    let text: String = (0..1200).map(line).collect();
    let mut program = desk.spawn(&["ingest", "-", "--jobs", "1", "--json"]);
    let mut input = program.stdin.take().unwrap();
    input.write_all(text.as_bytes()).unwrap();
    // One batch is stored when its first line comes, and the others are to be read.
    let mut output = BufReader::new(program.stdout.take().unwrap());
    let mut first = String::new();
    output.read_line(&mut first).unwrap();
    assert!(first.contains("\"added\""), "{first}");
    let sent = Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let mut errors = BufReader::new(program.stderr.take().unwrap());
    let mut said = String::new();
    errors.read_line(&mut said).unwrap();
    assert!(said.contains("Ctrl-C once more ends at once"), "{said}");
    drop(input);
    output.read_to_string(&mut first).unwrap();
    let printed = first.lines().count() as u64;
    errors.read_to_string(&mut said).unwrap();
    assert_eq!(program.wait().unwrap().code(), Some(130), "{said}");
    let stored = desk.json(&["stats"])["articles"].as_u64().unwrap();
    assert!(said.contains(&format!("stopped after {stored} items")), "{stored}: {said}");
    assert!((500..=1200).contains(&stored) && stored == printed, "{stored} stored, {printed} printed");

    // The same command goes on.
    let path = desk.file("all.jsonl", &text);
    desk.text(&["ingest", &path]);
    assert_eq!(desk.json(&["stats"])["articles"], 1200);
}
