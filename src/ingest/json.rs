//! JSON: one article, an array of articles, or JSON Lines, in the form of [`NewArticle`].
//!
//! Unknown fields of an article stand in its `extra`; those inside of an image, a credit, a tag and
//! so on in `extra.unknown`, by their paths.

use serde::Deserialize;
use serde_json::{Deserializer, Value};

use super::json_extra::left_over;
use super::reading::{Reading, Readings};
use super::warning::{Unreadable, Warning};
use crate::model::new_article::NewArticle;

/// Returns true if the text begins with a JSON value; it may go on with anything.
pub(super) fn begins(text: &str) -> bool {
    match text.strip_prefix('[') {
        Some(rest) => rest.trim_start().starts_with(['{', ']']),
        None => Deserializer::from_str(text).into_iter::<Value>().next().is_some_and(|value| value.is_ok()),
    }
}

pub(super) fn read(text: &str) -> Result<Readings, Unreadable> {
    if let Some(items) = text.strip_prefix('[') {
        return array(items);
    }
    if let Ok(value) = serde_json::from_str(text) {
        let mut readings = Readings::default();
        readings.take(1, 1, Ok(value));
        return Ok(readings);
    }
    lines(text)
}

fn lines(text: &str) -> Result<Readings, Unreadable> {
    let mut readings = Readings::default();
    let mut any = false;
    let mut first_error = None;
    let records = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (number, (at, line)) in records.enumerate() {
        let value = serde_json::from_str::<Value>(line);
        match &value {
            Ok(_) => any = true,
            Err(error) => _ = first_error.get_or_insert_with(|| error.to_string()),
        }
        readings.take(number + 1, at + 1, value.map_err(|error| reason(&error)));
    }
    match first_error {
        Some(error) if !any => Err(Unreadable::Json(error)),
        _ => Ok(readings),
    }
}

/// Reads item by item, so that what stands before a syntax error is kept.
fn array(items: &str) -> Result<Readings, Unreadable> {
    let mut readings = Readings::default();
    let mut rest = items.trim_start();
    let mut line = 1 + count_lines(items, rest);
    let mut number = 0;
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            if !after.trim().is_empty() {
                readings.take(number + 1, line, Err("text after the end of the array".into()));
            }
            return Ok(readings);
        }
        number += 1;
        let mut values = Deserializer::from_str(rest).into_iter::<Value>();
        let value = match values.next() {
            Some(Ok(value)) => value,
            Some(Err(error)) if number == 1 => return Err(Unreadable::Json(error.to_string())),
            Some(Err(error)) => {
                let at = line + error.line().saturating_sub(1);
                let reason = format!("{} in line {at}; nothing after it was read", reason(&error));
                readings.take(number, line, Err(reason));
                return Ok(readings);
            }
            None => {
                readings.take(number, line, Err("the array does not end".into()));
                return Ok(readings);
            }
        };
        readings.take(number, line, Ok(value));
        let after = rest.get(values.byte_offset()..).unwrap_or_default().trim_start();
        let next = match after.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if after.is_empty() || after.starts_with(']') => after,
            None => {
                readings.take(number + 1, line, Err("no comma; nothing after it was read".into()));
                return Ok(readings);
            }
        };
        line += count_lines(rest, next);
        rest = next;
    }
}

/// Returns what is wrong, without the place: serde_json counts lines from where the record begins.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// Counts the line ends in `text` before its end part `rest`.
fn count_lines(text: &str, rest: &str) -> usize {
    let before = text.len().saturating_sub(rest.len());
    text.as_bytes().iter().take(before).filter(|&&byte| byte == b'\n').count()
}

impl Readings {
    fn take(&mut self, number: usize, line: usize, record: Result<Value, String>) {
        match record.and_then(article) {
            Ok(article) => self.articles.push(Reading { article, ..Reading::default() }),
            Err(reason) => self.warnings.push(Warning::BadRecord { number, line, reason }),
        }
    }
}

fn article(value: Value) -> Result<NewArticle, String> {
    if !value.is_object() {
        return Err("not an object".into());
    }
    let mut article = NewArticle::deserialize(&value).map_err(|error| error.to_string())?;
    let taken = serde_json::to_value(&article).map_err(|error| error.to_string())?;
    let left_over = left_over(&value, &taken);
    if !left_over.is_empty() {
        article.extra.insert("unknown".into(), Value::Object(left_over));
    }
    if article.headline.trim().is_empty() && article.body.trim().is_empty() {
        return Err("neither headline nor body".into());
    }
    Ok(article)
}
