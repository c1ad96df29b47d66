//! Lists of names, and what is one and what isn't.

use serde_json::json;

use crate::desk::{Desk, stderr};

const STORIES: &str = r#"
{"headline": "One", "url": "https://a.example/1", "people": ["Ada Jones"], "tags": ["Ferry"], "publication": "The Post", "section": "City"}
{"headline": "Two", "url": "https://a.example/2", "people": ["A. Jones"], "tags": ["Ferries"], "publication": "Post", "section": "City"}
{"headline": "Three", "url": "https://a.example/3", "people": ["Ada Jones", "Bo Lind"], "tags": ["Ferries"], "publication": "Post"}
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("stories.jsonl", STORIES)]);
    desk
}

#[test]
fn names_are_listed_with_their_articles() {
    let desk = desk();
    assert_eq!(
        desk.text(&["people"]),
        "       1  #2  A. Jones\n       2  #1  Ada Jones\n       1  #3  Bo Lind\n"
    );
    assert_eq!(desk.text(&["people", "BO"]), "       1  #3  Bo Lind\n");
    let page = desk.text(&["tags", "--order", "articles", "--limit", "1"]);
    let (line, next) = page.split_once("\nnext page: --cursor ").unwrap();
    assert_eq!(line, "       2  #2  Ferries");
    let rest = desk.text(&["tags", "--order", "articles", "--cursor", next.trim_end()]);
    assert_eq!(rest, "       1  #1  Ferry\n");
    assert_eq!(desk.text(&["publications"]), "       2  #2  Post\n       1  #1  The Post\n");
    assert_eq!(desk.text(&["sections", "--from", "the post"]), "       1  #1  City\n");
    let list = desk.json(&["people", "ada"]);
    assert_eq!(
        list,
        json!({ "entries": [{ "id": 1, "name": "Ada Jones", "names": ["Ada Jones"], "keys": [], "articles": 2 }], "next": null })
    );
    let none = desk.run(&["organizations", "--exit-status"]);
    assert_eq!((none.status.code(), stderr(&none).as_str()), (Some(3), "nothing found\n"));
    let odd = desk.run(&["people", "--cursor", next.trim_end()]);
    assert!(!odd.status.success() && stderr(&odd).contains("another list"), "{odd:?}");
    let odd = desk.run(&["sections", "--from", "Herald"]);
    assert!(!odd.status.success() && stderr(&odd).contains("no publication Herald"), "{odd:?}");
}

#[test]
fn what_is_one_is_merged_and_taken_back() {
    let desk = desk();
    assert_eq!(desk.text(&["merge", "person", "A. Jones", "#1"]), "#2 is #1\n");
    assert_eq!(desk.json(&["merge", "tag", "ferry", "ferries"]), json!({ "merged": 1, "into": 2 }));
    desk.text(&["merge", "publication", "The Post", "#2"]);
    assert_eq!(desk.ids(&["search", "person:\"a. jones\"", "--order", "oldest"]).len(), 3);
    assert_eq!(desk.ids(&["list", "--from", "the post"]).len(), 3);
    assert_eq!(desk.text(&["people", "a. j", "--merged"]), "       1  #2  A. Jones  is #1\n");
    assert_eq!(desk.text(&["unmerge", "person", "#2"]), "#2 is one of its own\n");
    desk.text(&["unmerge", "tag", "1"]);
    desk.text(&["unmerge", "publication", "#1"]);
    assert_eq!(desk.ids(&["search", "tag:ferry"]).len(), 1);
    for (arguments, words) in [
        (&["unmerge", "person", "#2"][..], "isn't merged"),
        (&["unmerge", "person", "Ada Jones"], "is no id"),
        (&["merge", "person", "Nobody", "#1"], "no person Nobody"),
        (&["merge", "person", "#1", "#1"], "already"),
        (&["merge", "tag", "#99", "#1"], "no tag 99"),
    ] {
        let refused = desk.run(arguments);
        assert!(!refused.status.success() && stderr(&refused).contains(words), "{arguments:?} {refused:?}");
    }
    assert!(desk.text(&["check"]).contains("whole") || desk.run(&["check"]).status.success());
}

#[test]
fn people_are_kept_apart() {
    let desk = desk();
    assert_eq!(desk.text(&["keep-apart", "Ada Jones", "#2"]), "#1 Ada Jones is not #2 A. Jones\n");
    let refused = desk.run(&["merge", "person", "#2", "#1"]);
    assert!(stderr(&refused).contains("people 1 and 2 are kept apart"), "{refused:?}");
    let pairs = desk.json(&["keep-apart"]);
    assert_eq!(pairs["kept_apart"][0][1], json!({ "id": 2, "name": "A. Jones" }));
    assert_eq!(desk.text(&["keep-apart", "#2", "#1", "--undo"]), "");
    desk.text(&["merge", "person", "#2", "#1"]);
}

#[test]
fn what_nothing_uses_is_listed_and_removed() {
    let desk = desk();
    desk.text(&["edit", "1", "--remove-tag", "Ferry"]);
    assert_eq!(desk.text(&["tags", "--unused"]), "#1  Ferry\n");
    let removed = desk.json(&["tags", "--unused", "--remove"]);
    assert_eq!((&removed["unused"][0]["name"], &removed["removed"]), (&json!("Ferry"), &json!(true)));
    assert_eq!(desk.text(&["tags"]), "       2  #2  Ferries\n");
    assert_eq!(desk.text(&["people", "--unused"]), "");
    assert!(!desk.run(&["people", "--unused", "--limit", "1"]).status.success());
}

#[test]
fn results_are_counted_by_author_vocabulary_and_week() {
    let desk = Desk::with_ferry();
    let counted = desk.json(&["list", "--facets", "author,tag:,year", "--values", "1", "--timeline", "week"]);
    assert_eq!(
        counted["facets"]["author"]["values"],
        json!([{ "name": "Marta Lindqvist", "articles": 1, "kind": "person", "id": 1 }])
    );
    assert_eq!(counted["facets"]["tag:"]["values"][0]["name"], "Harbour");
    assert_eq!(counted["facets"]["tag:"]["more"], 1);
    assert_eq!(counted["timeline"]["buckets"][0]["date"], "2024-03-04");
    let hit = &counted["hits"][0];
    assert_eq!(
        (&hit["url"], &hit["byline"], &hit["word_count"], &hit["marks"]),
        (&json!("https://courier.example/ferry"), &json!("By Marta Lindqvist"), &json!(10), &json!([]))
    );
    assert_eq!(hit["tags"], json!([{ "id": 1, "name": "Harbour" }, { "id": 2, "name": "Port Authority" }]));
    assert_eq!(hit["picture"]["caption"], "The last run.");
    let odd = desk.run(&["list", "--facets", "colour"]);
    assert!(!odd.status.success() && stderr(&odd).contains("tag:VOCABULARY"), "{odd:?}");
}
