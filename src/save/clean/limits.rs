//! The limits of an article: the length of its text and of its lists, and the depth of `extra`.

use serde_json::{Map, Value};

use crate::model::article::field::visit_texts;
use crate::model::new_article::{NewArticle, NewImage, NewPerson};
use crate::save::report::Warning;

/// Bytes of text that an article may have.
pub(super) const LONGEST: usize = 16 * 1024 * 1024;
/// Levels of arrays and objects in a value of `extra`: serde_json reads no more back, with the object that
/// holds the value.
const DEEPEST: usize = 126;
/// Items that a list of an article, of a picture or of a person may have.
const MOST: usize = 20_000;

/// Cuts the lists of an article that are too long, with a warning for each.
pub(super) fn cut_lists(article: &mut NewArticle, warnings: &mut Vec<Warning>) {
    cut("urls", &mut article.urls, warnings);
    cut("keys", &mut article.keys, warnings);
    cut("credits", &mut article.credits, warnings);
    cut_people("people", &mut article.people, warnings);
    cut("tags", &mut article.tags, warnings);
    cut("images", &mut article.images, warnings);
    for image in &mut article.images {
        let NewImage { urls, people, captions, .. } = image;
        cut("images.urls", urls, warnings);
        cut_people("images.people", people, warnings);
        cut("captions", captions, warnings);
    }
}

fn cut_people(field: &'static str, people: &mut Vec<NewPerson>, warnings: &mut Vec<Warning>) {
    cut(field, people, warnings);
    for person in people {
        cut("people.keys", &mut person.keys, warnings);
    }
}

fn cut<T>(field: &'static str, list: &mut Vec<T>, warnings: &mut Vec<Warning>) {
    if let left_out @ 1.. = list.len().saturating_sub(MOST) {
        list.truncate(MOST);
        warnings.push(Warning::TooMany { field, limit: MOST, left_out });
    }
}

/// Returns true if a value of `extra` is nested deeper than it could be read back.
///
/// Each level is a list of values, so that no depth is too much for the stack.
pub(crate) fn is_too_deep(article: &NewArticle) -> bool {
    let mut level: Vec<&Value> = article.extra.values().collect();
    for _ in 0..DEEPEST {
        if level.is_empty() {
            return false;
        }
        level = level.into_iter().flat_map(children).collect();
    }
    level.into_iter().any(|value| value.is_array() || value.is_object())
}

fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    }
}

/// Drops values level by level: to drop one that is nested deep at once would be as deep a recursion.
pub(super) fn take_apart(values: Map<String, Value>) {
    let mut level: Vec<Value> = values.into_iter().map(|(_, value)| value).collect();
    // Each round goes one level deeper.
    while !level.is_empty() {
        level = level.into_iter().flat_map(into_children).collect();
    }
}

fn into_children(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        Value::Object(fields) => fields.into_iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}

/// Returns the bytes of the text that an article carries.
pub(super) fn length(article: &mut NewArticle) -> usize {
    let extra = article.extra.iter().map(|(field, value)| field.len() + json_length(value));
    let mut length = extra.sum();
    visit_texts(article, &mut |_, text| length += text.len());
    length
}

fn json_length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(json_length).sum(),
        Value::Object(fields) => fields.iter().map(|(field, value)| field.len() + json_length(value)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 1,
    }
}
