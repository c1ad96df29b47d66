//! The results and output of `pictures`.

use serde_json::{Value, json};

use crate::desk::{Desk, stderr};

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

    // The headline says it, and no caption.
    let output = desk.run(&["pictures", "dark"]);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    assert_eq!(stderr(&output), "nothing found\n");
    let output = desk.run(&["pictures", "keeper", "tag:nothing"]);
    assert!(output.status.success() && stderr(&output).contains("`tag:nothing` finds nothing"), "{output:?}");
    // A cursor of articles is of no use here.
    let output = desk.run(&["pictures", "keeper", "--cursor", "2t4357029888"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn unused_pictures_are_listed_and_removed() {
    let desk = Desk::new();
    let ingest = |image: &str| {
        let story = json!({ "headline": "Fog", "url": "https://example.org/fog", "language": "en",
                            "published": "2024-05-02", "images": [{ "urls": [image] }] });
        desk.text(&["ingest", &desk.file("fog.json", &story.to_string())]);
    };
    ingest("https://img.example.org/one.jpg");
    ingest("https://img.example.org/two.jpg");
    assert_eq!(desk.text(&["pictures", "--unused"]), "https://img.example.org/one.jpg\n");
    let removed = desk.json(&["pictures", "--unused", "--remove"]);
    assert_eq!(removed["unused"][0]["uri"], "https://img.example.org/one.jpg");
    assert_eq!(removed["removed"], true);
    assert_eq!(desk.json(&["pictures", "--unused"])["unused"], json!([]));
    assert_eq!(desk.run(&["pictures", "--remove"]).status.code(), Some(2));
}
