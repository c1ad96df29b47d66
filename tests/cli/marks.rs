//! `mark`, `unmark`, `ingest --mark`, and marks that are shown.

use crate::desk::Desk;

#[test]
fn articles_are_marked_shown_and_unmarked() {
    let desk = Desk::with_ferry();
    assert_eq!(
        desk.text(&["mark", "starred", "1", "https://courier.example/ferry"]),
        "starred set on 1 article\n"
    );
    assert_eq!(desk.text(&["mark", "Starred", "1"]), "Starred set on 0 articles\n");
    let noted = desk.json(&["mark", "to file", "1", "--note", "for the\nbudget", "--json"]);
    assert_eq!((noted["mark"].as_str(), noted["changed"].as_u64()), (Some("to file"), Some(1)));

    let shown = desk.text(&["show", "1"]);
    assert!(shown.contains("Marked starred, 20"), "{shown}");
    assert!(shown.contains(": for the budget\n"), "{shown}");
    let json = desk.json(&["show", "1", "--json"]);
    assert_eq!(json["marks"][1]["name"], "to file");
    assert_eq!(json["marks"][1]["note"], "for the\nbudget");
    assert!(desk.text(&["search", "mark:\"to file\"", "note:budget"]).contains("Ferry"));

    assert!(desk.text(&["list", "--mark", "to file", "--mark", "STARRED"]).contains("Ferry"));
    assert!(!desk.text(&["list", "--mark", "unread"]).contains("Ferry"));
    assert_eq!(desk.text(&["unmark", "starred", "--query", "is:starred"]), "starred taken from 1 article\n");
    assert_eq!(desk.text(&["unmark", "to file", "#1"]), "to file taken from 1 article\n");
    assert!(!desk.text(&["show", "1"]).contains("Marked"));
}

#[test]
fn a_slip_marks_nothing() {
    let desk = Desk::with_ferry();
    for arguments in [
        &["mark", "starred", "1", "9"][..],
        &["mark", "starred", "--query", "tag:nothing"],
        &["mark", "starred", "--query", "(ferry"],
        &["mark", " ", "1"],
        &["unmark", "starred", "9"],
    ] {
        assert_eq!(desk.run(arguments).status.code(), Some(1), "{arguments:?}");
    }
    for arguments in
        [&["mark", "starred"][..], &["mark", "starred", "1", "--query", "ferry"], &["unmark", "starred"]]
    {
        assert_eq!(desk.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(desk.json(&["show", "1", "--json"])["marks"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_new_is_marked_as_it_is_saved() {
    let desk = Desk::with_ferry();
    desk.text(&["ingest", "ferry.json", "--mark", "unread"]);
    assert!(desk.json(&["show", "1", "--json"])["marks"].as_array().unwrap().is_empty());
    desk.text(&["remove", "1"]);
    desk.text(&["allow", "1"]);
    desk.text(&["ingest", "ferry.json", "--mark", "unread", "--mark", "from a file"]);
    let shown = desk.json(&["show", "2", "--json"]);
    let names: Vec<_> = shown["marks"].as_array().unwrap().iter().map(|mark| &mark["name"]).collect();
    assert_eq!(names, ["from a file", "unread"]);
}
