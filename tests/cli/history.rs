//! `history`, `revert`, and `show --as-of`.

use serde_json::json;

use crate::desk::{Desk, FERRY, stderr};

/// The ferry, of which a feed changed the body, and a person the headline.
fn edited_twice() -> Desk {
    let desk = Desk::with_ferry();
    let later = FERRY.replace("on Monday", "for good on Sunday");
    desk.text(&["ingest", &desk.file("ferry.json", &later)]);
    desk.text(&["edit", "1", "--set", "headline=Ferry stops for good", "--add-tag", "Fog"]);
    desk
}

/// Returns lines without their dates, which are those of the day.
fn undated(text: &str) -> Vec<String> {
    let dated = |line: &str| line.get(2..4) != Some("  ") && line.contains(" UTC  ");
    let cut =
        |line: &str| if dated(line) { format!("{}{}", &line[..6], &line[28..]) } else { line.to_owned() };
    text.lines().map(cut).collect()
}

#[test]
fn states_are_listed_and_compared() {
    let desk = edited_twice();
    let expected = [
        "#1  Ferry stops for good",
        "   1  first seen",
        "   2  changed: body",
        "   3  changed by hand: headline, tags",
    ];
    assert_eq!(undated(&desk.text(&["history", "1"])), expected);
    assert_eq!(undated(&desk.text(&["history", "https://courier.example/ferry"])), expected);

    let expected = [
        "#1  Ferry stops for good",
        "   1  first seen",
        "   2  changed: body",
        "      body:",
        "        The ferry stopped {+for good +}on [-Monday-]{+Sunday+}.",
        "   3  changed by hand: headline, tags",
        "      headline:",
        "        Ferry stops [-sailing-]{+for good+}",
        "      tags:",
        "        {+Fog+}",
    ];
    assert_eq!(undated(&desk.text(&["history", "1", "--diff"])), expected);
    assert_eq!(undated(&desk.text(&["history", "1", "3", "--diff"])), &expected[5..]);

    let colored = desk.text(&["history", "1", "3", "--diff", "--color", "always"]);
    assert!(
        colored.contains("Ferry stops \u{1b}[31msailing\u{1b}[39m\u{1b}[32mfor good\u{1b}[39m\n"),
        "{colored:?}"
    );
    assert!(!desk.text(&["history", "1", "--diff", "--color", "never"]).contains('\u{1b}'));
}

#[test]
fn one_wording_is_shown() {
    let desk = edited_twice();
    let first = "Ferry stops sailing\nBy Marta Lindqvist\n2024-03-04T09:30\n\nThe ferry stopped on Monday.\n\nA bridge takes its place.\n";
    assert_eq!(desk.text(&["history", "#1", "1"]), first);
    let missing = desk.run(&["history", "1", "4"]);
    assert_eq!(
        (missing.status.code(), &*stderr(&missing)),
        (Some(1), "dateline: article 1 has no wording 4\n")
    );

    // As of a day: at its end.
    let today = chrono::Utc::now();
    let said = |date: &str| desk.run(&["show", "1", "--as-of", date]);
    let now = said(&today.format("%Y-%m-%d").to_string());
    assert!(String::from_utf8(now.stdout).unwrap().starts_with("Ferry stops for good\n"));
    let then = said("2020-02");
    assert_eq!(
        (then.status.code(), &*stderr(&then)),
        (Some(1), "dateline: article 1 was not there yet on 2020-02\n")
    );
    assert_eq!(said("soon").status.code(), Some(2));
    let json = desk.json(&["show", "1", "--as-of", &(today + chrono::TimeDelta::days(1)).to_rfc3339()]);
    assert_eq!((&json["number"], &json["document"]["headline"]), (&json!(3), &json!("Ferry stops for good")));
}

#[test]
fn json_has_the_librarys_types() {
    let desk = edited_twice();
    let archive = dateline::Archive::open(desk.folder.path().join("news.db")).unwrap();
    let id = dateline::ArticleId(1);
    let states = archive.read(|s| s.history(id)).unwrap();
    assert_eq!(desk.json(&["history", "1"]), json!({ "id": 1, "states": states }));
    let wording = archive.read(|s| s.wording(id, 2)).unwrap();
    assert_eq!(desk.json(&["history", "1", "2"]), serde_json::to_value(wording).unwrap());
    let compared = desk.json(&["history", "1", "--diff"]);
    assert_eq!(compared["states"][0].get("diff"), None);
    let diff = archive.read(|s| s.diff(id, 1, 2)).unwrap().unwrap();
    assert_eq!(compared["states"][1]["diff"], serde_json::to_value(diff.fields).unwrap());
    assert_eq!(desk.json(&["history", "1", "2", "--diff"]), compared["states"][1]);
}

#[test]
fn a_wording_stands_again() {
    let desk = edited_twice();
    let said = desk.text(&["revert", "1", "1"]);
    assert_eq!(said, "revised #1  https://courier.example/ferry (headline, body, tags)\n");
    assert!(desk.text(&["show", "1"]).starts_with("Ferry stops sailing\n"));
    // The feed says again what it said last.
    let again = desk.text(&["ingest", "ferry.json", "--verbose"]);
    assert!(again.starts_with("unchanged"), "{again}");
    assert!(undated(&desk.text(&["history", "1"]))[4].starts_with("   4  changed by hand: headline, body"));
    assert_eq!(desk.json(&["revert", "1", "1"])["outcome"], "unchanged");
    let missing = desk.run(&["revert", "1", "9"]);
    assert_eq!((missing.status.code(), &*stderr(&missing)), (Some(1), "dateline: no wording 9\n"));
}

/// Long text that didn't change is cut, and what a terminal would obey is made harmless.
#[test]
fn a_change_stands_with_some_words_around_it() {
    let desk = Desk::new();
    let long = "fog held the ferry in the old harbour ".repeat(20);
    let story = |middle: &str| {
        format!(
            "{{\"headline\": \"Fog\", \"url\": \"https://courier.example/fog\", \"language\": \"en\", \"body\": \"{long}{middle} {long}\\n\\nThe end.\"}}"
        )
    };
    desk.text(&["ingest", &desk.file("fog.json", &story("today"))]);
    desk.text(&["ingest", &desk.file("fog.json", &story("to\\u001b[2Jday"))]);
    let text = desk.text(&["history", "1", "2", "--diff"]);
    let line = text.lines().nth(2).unwrap();
    assert_eq!(
        line,
        "        … fog held the ferry in the old harbour [-today-]{+to\u{FFFD}[2Jday+} fog held the ferry in the old harbour …"
    );
    assert_eq!(text.lines().count(), 3);
}
