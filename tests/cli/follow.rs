//! `changes`, `remove` by query, `allow`, `forget` and `queries`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::desk::{Desk, stderr};

/// A desk with three articles, of which the second has a tag.
fn desk() -> Desk {
    let desk = Desk::new();
    for (name, day, tag) in [
        ("fog", "2019-05-01", "Weather"),
        ("ferry", "2019-06-01", "Harbour"),
        ("market", "2024-01-01", "Harbour"),
    ] {
        let text = format!(
            r#"{{"url": "https://courier.example/{name}", "headline": "About {name}", "body": "All of {name}.",
                 "published": "{day}", "tags": ["{tag}"], "language": "en"}}"#
        );
        desk.text(&["ingest", &desk.file(&format!("{name}.json"), &text)]);
    }
    desk
}

#[test]
fn retention_removes_what_a_strict_query_finds() {
    let desk = desk();
    assert_eq!(desk.text(&["remove", "before:2020 tag:weather", "--dry-run"]), "would remove 1\n");
    assert_eq!(desk.json(&["remove", "before:2020", "--dry-run"])["count"], 2);
    assert_eq!(desk.ids(&["list"]).len(), 3);
    for refused in [
        "before:2020 tag:nothing",
        "before:2020 (fog",
        "before:2020 colour:red",
        "fog",
        "https://courier.example/fg",
    ] {
        let output = desk.run(&["remove", refused]);
        assert_eq!(output.status.code(), Some(1), "{refused}: {output:?}");
    }
    assert_eq!(desk.ids(&["list"]).len(), 3);
    assert_eq!(desk.text(&["remove", "before:2020"]), "removed 2\n");
    assert_eq!(desk.ids(&["list"]), [3]);
    assert_eq!(desk.text(&["remove", "before:2020"]), "removed 0\n");
}

#[test]
fn what_is_removed_stays_out_until_it_is_allowed() {
    let desk = desk();
    desk.text(&["remove", "1", "2"]);
    let again = desk.json(&["ingest", "fog.json"]);
    assert_eq!((again["outcome"].as_str(), again["article"].as_i64()), (Some("removed"), Some(1)));
    // It is no failure: the archive is as it is wanted.
    assert!(desk.text(&["ingest", "ferry.json"]).contains("1 removed"));
    assert_eq!(desk.text(&["allow", "https://courier.example/fog"]), "allowed #1\n");
    assert_eq!(desk.json(&["ingest", "fog.json"])["outcome"], "added");
    assert_eq!(desk.text(&["forget", "2"]), "forgot #2\n");
    for refused in [&["allow", "3"][..], &["forget", "nobody"], &["allow", "https://courier.example/ferry"]] {
        assert_eq!(desk.run(refused).status.code(), Some(1), "{refused:?}");
    }
}

/// Mirrors an archive as a script would that reads JSON.
fn mirror(desk: &Desk, position: &mut String, known: &mut BTreeMap<String, Value>) {
    loop {
        let page = desk.json(&["changes", "--since", position, "--limit", "2"]);
        for change in page["changes"].as_array().unwrap() {
            let uri = change["uri"].as_str().unwrap_or_default().to_owned();
            match change["change"].as_str().unwrap() {
                "added" | "revised" | "marked" => {
                    let id = change["article"].to_string();
                    known.insert(uri, desk.json(&["show", &id]));
                }
                "removed" => known.retain(|known, _| *known != uri),
                _ => {}
            }
        }
        *position = page["position"].as_str().unwrap().to_owned();
        if page["has_more"] == false {
            return;
        }
    }
}

#[test]
fn a_script_mirrors_the_archive() {
    let desk = desk();
    let (mut position, mut known) = ("0".to_owned(), BTreeMap::new());
    mirror(&desk, &mut position, &mut known);
    assert_eq!(known.len(), 3);
    desk.text(&["edit", "2", "--set", "headline=Ferry delayed"]);
    desk.text(&["mark", "starred", "3"]);
    desk.text(&["remove", "1"]);
    mirror(&desk, &mut position, &mut known);
    let all: BTreeMap<String, Value> = desk
        .ids(&["list"])
        .into_iter()
        .map(|id| desk.json(&["show", &id.to_string()]))
        .map(|shown| (shown["uri"].as_str().unwrap().to_owned(), shown))
        .collect();
    assert_eq!(known, all);
    assert_eq!(known["https://courier.example/ferry"]["headline"], "Ferry delayed");
    let lines = desk.text(&["changes"]);
    assert!(lines.contains("removed   #1  https://courier.example/fog\n"), "{lines}");
    assert!(lines.ends_with(&format!("position: --since {position}\n")), "{lines}");
}

#[test]
fn a_position_of_another_archive_fails() {
    let (desk, other) = (desk(), desk());
    let position = other.json(&["changes"])["position"].as_str().unwrap().to_owned();
    let refused = desk.run(&["changes", "--since", &position]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("the position is of archive"), "{refused:?}");
    assert_eq!(desk.run(&["changes", "--since", "yesterday"]).status.code(), Some(2));
}

#[test]
fn queries_are_kept_and_say_what_is_new() {
    let desk = desk();
    desk.text(&["queries", "add", "Harbour", "tag:harbour", "-market"]);
    desk.text(&["queries", "add", "Alert", "sinks", "--mark", "alert"]);
    assert_eq!(desk.text(&["queries"]), "     0  Alert\n     0  Harbour\n");
    let boat = r#"{"url": "https://courier.example/boat", "headline": "Boat sinks", "body": "All of it.",
                   "published": "2024-02-01", "tags": ["Harbour"], "language": "en"}"#;
    desk.text(&["ingest", &desk.file("boat.json", boat)]);
    assert_eq!(desk.text(&["queries", "--reader", "web"]), "     1  Alert\n     1  Harbour\n");
    assert_eq!(desk.json(&["show", "4"])["marks"][0]["name"], "alert");
    assert_eq!(desk.text(&["queries", "new", "Harbour"]), "#4  Boat sinks\n");
    assert_eq!(desk.json(&["queries", "new", "Harbour", "--confirm"])["answering"][0], 4);
    assert_eq!(desk.text(&["queries", "new", "Harbour"]), "");
    assert_eq!(desk.text(&["queries", "new", "Harbour", "--reader", "web"]), "#4  Boat sinks\n");
    desk.text(&["queries", "rename", "Harbour", "Port"]);
    assert_eq!(desk.text(&["queries", "show", "Port"]), "Port\ntag:harbour -market\n");
    desk.text(&["queries", "remove", "Port"]);
    let counts = desk.json(&["queries"]);
    assert_eq!(counts.as_array().unwrap().len(), 1);
    for refused in [
        &["queries", "show", "Port"][..],
        &["queries", "add", "Alert", "x"],
        &["queries", "add", "Bad", "!!!"],
    ] {
        assert_eq!(desk.run(refused).status.code(), Some(1), "{refused:?}");
    }
}
