//! What the archive's columns and documents can't hold.

use chrono::Datelike;
use serde_json::Value;

use super::when::has_fit_offset;
use crate::model::article::field::visit_texts;
use crate::{Moment, NewArticle};

/// Text of one article that the archive takes.
pub(super) const LONGEST: usize = 16 * 1024 * 1024;
/// Levels of arrays and objects in a value of `extra`: serde_json reads no more back, with the object that
/// holds the value.
const DEEPEST: usize = 126;
/// Characters that are kept of a picture's URL that is none.
pub(super) const LONGEST_INVALID_URL: usize = 2000;
/// Takes out numbers and dates that the archive's columns can't hold.
pub(super) fn check_numbers(article: &mut NewArticle, invalid: &mut Vec<(&'static str, String)>) {
    for image in &mut article.images {
        for given in [&mut image.width, &mut image.height] {
            if given.take_if(|pixels| *pixels == 0).is_some() {
                invalid.push(("images", "0 pixels".into()));
            }
        }
        if let Some(bytes) = image.byte_size.take_if(|bytes| i64::try_from(*bytes).is_err()) {
            invalid.push(("images.byte_size", bytes.to_string()));
        }
    }
    for (field, given) in [("published", &mut article.published), ("modified", &mut article.modified)] {
        if let Some(at) = given.take_if(|at| !has_fit_offset(*at)) {
            *given = Some(Moment::new(at.local(), at.precision()));
            invalid.push((field, at.to_string()));
        }
    }
    if let Some(at) = article.modified.take_if(|at| !(1..=9999).contains(&at.local().year())) {
        invalid.push(("modified", at.to_string()));
    }
}

/// Returns true if a value of `extra` is nested deeper than it could be read back.
///
/// Each level is a list of values, so that no depth is too much for the stack.
pub(super) fn is_too_deep(article: &NewArticle) -> bool {
    let mut level: Vec<&Value> = article.extra.values().collect();
    for _ in 0..DEEPEST {
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
