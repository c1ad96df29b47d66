//! Whole pages, each with the values that it must give.

use std::path::Path;

use serde_json::{Value, json};

use super::{body, read};

#[test]
fn pages_of_many_houses() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page_text/pages");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            count += 1;
            let expected: Value =
                serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
            holds(&path, &expected);
        }
    }
    assert_eq!(count, 22);
}

/// Compares the fields that are expected, and only those.
fn holds(path: &Path, expected: &Value) {
    let reading = read(&std::fs::read_to_string(path).unwrap());
    let article = &reading.article;
    let captions = article.images.iter().flat_map(|image| &image.captions);
    let captions: Vec<Value> =
        captions.map(|caption| json!({"text": caption.text, "credit": caption.credit})).collect();
    let names: Vec<&str> = article.credits.iter().map(|credit| &*credit.name).collect();
    let tags: Vec<&str> = article.tags.iter().map(|tag| &*tag.name).collect();
    let given = json!({
        "headline": article.headline,
        "dek": article.dek,
        "publication": article.publication.as_ref().map(|publication| &publication.title).map(|title| title.to_lowercase()),
        "section": article.section,
        "published": article.published.map(|moment| moment.to_string().chars().take(16).collect::<String>()),
        "modified": article.modified.map(|moment| moment.to_string().chars().take(16).collect::<String>()),
        "credits": names,
        "captions": captions,
        "tags": tags,
        "paragraphs": body(&reading).len(),
    });
    for (field, value) in expected.as_object().unwrap() {
        let value = if field == "publication" {
            json!(value.as_str().unwrap().to_lowercase())
        } else {
            value.clone()
        };
        assert_eq!(given[field], value, "{field} of {}\n{}", path.display(), article.body);
    }
}
