//! The results and output of `similar`.

use serde_json::json;

use crate::desk::{Desk, stderr};

const STORIES: &str = r#"
{"headline": "Fog stops the ferry", "published": "2024-03-01", "language": "en", "url": "https://courier.example/fog"}
{"headline": "Council meets", "published": "2024-03-02", "language": "en", "url": "https://courier.example/council"}
{"headline": "Ferries run again", "published": "2024-03-03", "language": "en", "tags": ["Harbour"], "url": "https://courier.example/run"}
{"headline": "The ferry is late: fog", "published": "2024-03-04", "language": "en", "url": "https://courier.example/late"}
{"headline": "Fog stops the ferry", "published": "2024-03-05", "language": "en", "url": "https://ledger.example/fog"}
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.text(&["ingest", &desk.file("stories.jsonl", STORIES)]);
    desk
}

#[test]
fn articles_like_another_are_listed_in_any_order() {
    let desk = desk();
    assert_eq!(desk.ids(&["similar", "1", "--order", "newest"]), [4, 3]);
    assert_eq!(desk.ids(&["similar", "#1", "--order", "oldest"]), [3, 4]);
    // Two words in common, and one.
    assert_eq!(desk.ids(&["similar", "https://courier.example/fog", "--order", "best-match"]), [4, 3]);
    assert_eq!(desk.ids(&["similar", "1", "tag:harbour"]), [3]);
    assert_eq!(desk.ids(&["similar", "1", "--", "-tag:harbour"]), [4]);
    let first = desk.json(&["similar", "1", "--order", "newest", "--limit", "1"]);
    assert_eq!((&first["total"], &first["did_you_mean"]), (&json!(2), &json!(null)));
    let next = first["next"].as_str().unwrap();
    assert_eq!(desk.ids(&["similar", "1", "--order", "newest", "--limit", "1", "--cursor", next]), [3]);
}

#[test]
fn the_words_are_explained() {
    let desk = desk();
    let text = desk.text(&["similar", "1", "--order", "best-match", "--explain"]);
    assert!(text.contains("The ferry is late: fog") && text.contains("2 of 2"), "{text}");
    assert!(text.contains("not among:#1,#5: listed, 2 articles"), "{text}");
    let found = desk.json(&["similar", "1", "--explain"]);
    let words = found["explanation"]["plan"]["clauses"][0].as_array().unwrap();
    let words: Vec<_> = words.iter().map(|word| &word["term"]).collect();
    // Those of the copy are words of another article too.
    assert_eq!(words, ["stops", "Fog", "ferry"]);
}

#[test]
fn an_article_that_is_not_there_is_an_error_and_one_without_likes_is_not() {
    let desk = desk();
    let output = desk.run(&["similar", "9"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), "dateline: no article 9\n"));
    let output = desk.run(&["similar", "2"]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(stderr(&output), "nothing found\n");
}
