//! `edit` and `remove`.

use crate::desk::Desk;

#[test]
fn an_edit_holds_until_it_is_released() {
    let desk = Desk::with_ferry();
    let said = desk.text(&[
        "edit",
        "1",
        "--set",
        "headline=Ferry stops",
        "--clear",
        "byline",
        "--add-tag",
        "Fog",
        "--remove-tag",
        "harbour",
        "--set",
        "people=[\"Bo Li\"]",
    ]);
    assert_eq!(said, "revised #1  https://courier.example/ferry (headline, byline, people, tags)\n");
    let again = desk.run(&["ingest", "ferry.json", "--verbose"]);
    let again = String::from_utf8(again.stdout).unwrap();
    assert!(again.starts_with("unchanged"), "{again}");
    let shown = desk.text(&["show", "1"]);
    assert!(shown.starts_with("Ferry stops\n"), "{shown}");
    assert!(shown.contains("People: Bo Li\nTags: Port Authority, Fog\n"), "{shown}");
    assert!(shown.contains("By hand: headline, byline, people, tags\n"), "{shown}");
    assert!(desk.text(&["history", "1"]).contains("changed by hand: headline, byline, people, tags"));
    let json = desk.json(&["show", "1", "--json"]);
    assert!(json["by_hand"]["headline"].is_string());
    assert_eq!(json["revisions"][0]["origin"], "hand");

    desk.text(&["edit", "1", "--release", "headline", "--release", "tags"]);
    desk.text(&["ingest", "ferry.json"]);
    let shown = desk.text(&["show", "1"]);
    assert!(shown.starts_with("Ferry stops sailing\n"), "{shown}");
    assert!(shown.contains("Tags: Harbour, Port Authority\n"), "{shown}");
}

#[test]
fn what_can_not_be_set_is_wrong_usage() {
    let desk = Desk::with_ferry();
    for (setting, says) in [
        ("colour=red", "no field is called \"colour\"; there are headline, dek"),
        ("published=soon", "published can't be"),
        ("headline", "it has no `=`"),
        ("headline=", "--clear headline takes it back"),
        ("tags=[", "EOF"),
        ("status=lost", "status can't be"),
        ("extra=3", "extra needs an object"),
    ] {
        let output = desk.run(&["edit", "1", "--set", setting]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{setting}: {error}");
        assert!(error.contains(says), "{setting}: {error}");
    }
    assert_eq!(desk.run(&["edit", "1", "--clear", "colour"]).status.code(), Some(2));
    assert_eq!(desk.run(&["edit", "9", "--set", "dek=x"]).status.code(), Some(1));
    let wordless = desk.run(&["edit", "1", "--clear", "headline", "--clear", "body", "--clear", "images"]);
    assert_eq!(wordless.status.code(), Some(1));
}

#[test]
fn articles_are_removed_all_or_none() {
    let desk = Desk::with_ferry();
    let missing = desk.run(&["remove", "1", "9"]);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(
        desk.text(&["remove", "#1", "https://courier.example/ferry"]),
        "removed #1  Ferry stops sailing\n"
    );
    assert_eq!(desk.run(&["show", "1"]).status.code(), Some(1));
}

#[test]
fn show_says_where_values_are_from() {
    let desk = Desk::new();
    let story = r#"{"headline": "Fog", "dek": "No ship left.", "byline": "Bo Li", "body": "It was thick.", "located": "Selby", "url": "https://courier.example/fog",
        "keys": [{"scheme": "guid", "value": "7", "scope": "https://courier.example/feed"}],
        "value_source": "feed", "value_sources": {"headline": "json_ld", "dek": "meta"}}"#;
    desk.file("fog.json", story);
    desk.text(&["ingest", "fog.json"]);
    let shown = desk.text(&["show", "1"]);
    assert!(shown.contains("\nIds: guid 7 of https://courier.example/feed\n"), "{shown}");
    assert!(shown.contains("\nSources: json_ld: headline; meta: dek; feed: all else\n"), "{shown}");
}
