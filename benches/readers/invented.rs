//! The fields of invented pages, whose expectations say more than those of real ones.

use dateline::{NewArticle, Precision};
use serde_json::Value;

use super::score::{Table, letters, line};

/// Compares the fields that a page's expectation has.
pub fn add(table: &mut Table, file: &str, expected: &Value, article: &NewArticle) {
    if let Some(wanted) = expected.get("publication") {
        let found = article.publication.as_ref().map_or("", |publication| &publication.title);
        // Of several any one is right.
        let any = any_of(wanted);
        let is_right = any.iter().any(|wanted| letters(wanted) == letters(found));
        table.one("publication", is_right, || format!("{file}: {found:?} for {any:?}"));
    }
    if let Some(minute) = expected["published"].as_str().filter(|published| published.len() > 10) {
        let found = article.published.filter(|moment| moment.precision() >= Precision::Minute);
        let found = found.map(|moment| moment.local().format("%Y-%m-%dT%H:%M").to_string());
        table.one("minute", found.as_deref() == Some(minute), || format!("{file}: {found:?} for {minute}"));
    }
    add_body(table, file, expected, article);
    add_captions(table, file, expected, article);
    if let Some(wanted) = expected.get("tags") {
        let sorted = |names: Vec<&str>| {
            let mut names: Vec<String> = names.into_iter().map(letters).collect();
            names.sort();
            names
        };
        let found = article.tags.iter().map(|tag| tag.name.as_str()).collect();
        let (found, wanted) = (sorted(found), sorted(any_of(wanted)));
        table.one("tags", found == wanted, || format!("{file}: {found:?} for {wanted:?}"));
    }
}

/// Compares the paragraphs. Some may stand in the body or not.
fn add_body(table: &mut Table, file: &str, expected: &Value, article: &NewArticle) {
    let may: Vec<String> = any_of(&expected["body_may_have"]).into_iter().map(letters).collect();
    let own = |paragraphs: Vec<&str>| -> Vec<String> {
        paragraphs.into_iter().filter(|text| !may.contains(&letters(text))).map(line).collect()
    };
    let found = own(article.body.split("\n\n").filter(|text| !text.is_empty()).collect());
    let wanted = own(any_of(&expected["body"]));
    table.one("body exact", found == wanted, || file.to_owned());
}

fn add_captions(table: &mut Table, file: &str, expected: &Value, article: &NewArticle) {
    let found: Vec<(String, String)> = article
        .images
        .iter()
        .flat_map(|image| image.captions.first())
        .map(|caption| (line(&caption.text), letters(&caption.credit)))
        .collect();
    let images = expected["images"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |image: &Value| line(image["caption"].as_str().unwrap_or_default());
    let credit = |image: &Value| letters(image["credit"].as_str().unwrap_or_default());
    let wanted: Vec<String> = images.iter().map(text).filter(|text| !text.is_empty()).collect();
    let given = found.iter().filter(|(text, _)| !text.is_empty()).count() as f64;
    let both = wanted.iter().filter(|wanted| found.iter().any(|(text, _)| text == *wanted)).count() as f64;
    table.add("captions exact", (both, wanted.len() as f64), (both, given), || {
        format!("{file}: {found:?} for {wanted:?}")
    });
    let is_found = |image: &&Value| found.iter().any(|it| *it == (text(image), credit(image)));
    let right = images.iter().filter(is_found).count() as f64;
    table.add(
        "captions with their credits",
        (right, images.len() as f64),
        (right, found.len() as f64),
        || file.to_owned(),
    );
}

/// Returns the texts of a list, or a text alone.
fn any_of(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    }
}
