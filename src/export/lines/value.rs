//! Values of columns as JSON, and back.

use rusqlite::types::{Value, ValueRef};
use serde_json::value::RawValue;

use super::kind::{Column, Form};
use crate::error::{Error, Result};
use crate::model::new_article::NewArticle;
use crate::text::{clean, hex};

/// Returns true if a value is the one that a field has which isn't written.
pub(super) fn is_empty(form: Form, value: &Value) -> bool {
    match (form, value) {
        (_, Value::Null) => true,
        (Form::Maybe | Form::Id | Form::Any, _) => false,
        (Form::Object, Value::Text(text)) => text == "{}",
        (Form::Words, Value::Text(text)) => text == "[]",
        (_, Value::Text(text)) => text.is_empty(),
        (_, Value::Blob(bytes)) => bytes.is_empty(),
        (_, Value::Integer(number)) => *number == 0,
        (_, Value::Real(_)) => false,
    }
}

/// Writes a value as JSON.
pub(super) fn write(out: &mut Vec<u8>, form: Form, value: &Value) -> Result<()> {
    match (form, value) {
        (Form::Object | Form::Words | Form::Document, Value::Text(json)) => write_json(out, json),
        (Form::Flag, Value::Integer(number)) => {
            out.extend_from_slice(if *number == 0 { b"false" } else { b"true" })
        }
        (_, Value::Integer(number)) => out.extend_from_slice(number.to_string().as_bytes()),
        (_, Value::Text(text)) => write_text(out, text)?,
        (_, Value::Blob(bytes)) => {
            out.push(b'"');
            out.extend_from_slice(hex(bytes).as_bytes());
            out.push(b'"');
        }
        (_, Value::Null | Value::Real(_)) => return Err(Error::Damaged("a value is of another type".into())),
    }
    Ok(())
}

/// Writes a text as JSON.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) -> Result<()> {
    serde_json::to_writer(out, text).map_err(|error| Error::Export(error.into()))
}

/// Writes JSON as it is stored, in one line: a line feed in it is white space.
fn write_json(out: &mut Vec<u8>, json: &str) {
    out.extend(json.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
}

/// Reads the values of the columns, which the row has in the same order.
pub(super) fn read_row(row: &rusqlite::Row<'_>, columns: &[Column]) -> Result<Vec<Value>> {
    (0..columns.len()).map(|place| stored(row.get_ref(place)?)).collect()
}

fn stored(value: ValueRef<'_>) -> Result<Value> {
    Value::try_from(value).map_err(|_| Error::Damaged("a text is no UTF-8".into()))
}

/// Returns the value of a field that isn't there.
pub(crate) fn absent(form: Form) -> Value {
    match form {
        Form::Id | Form::Reference(_) | Form::Maybe | Form::Any => Value::Null,
        Form::Text | Form::Follows(_) => Value::Text(String::new()),
        Form::Number | Form::Flag => Value::Integer(0),
        Form::Object | Form::Document => Value::Text("{}".into()),
        Form::Words => Value::Text("[]".into()),
        Form::Bytes => Value::Blob(Vec::new()),
    }
}

/// Reads a field, or says in words why it can't be read.
pub(crate) fn read(form: Form, json: &RawValue) -> Result<Value, String> {
    match form {
        Form::Id | Form::Reference(_) => number_from_one(json),
        Form::Number | Form::Maybe => number(json).map(Value::Integer),
        Form::Flag => parse::<bool>(json, "true or false").map(|flag| Value::Integer(flag.into())),
        Form::Text | Form::Follows(_) => text(json).map(Value::Text),
        Form::Any if json.get().starts_with('"') => text(json).map(Value::Text),
        Form::Any => number(json).map(Value::Integer),
        Form::Bytes => bytes(&parse::<String>(json, "bytes in hexadecimal")?).map(Value::Blob),
        Form::Object => as_stored::<serde_json::Map<String, serde_json::Value>>(json, "an object"),
        Form::Words => as_stored::<Vec<String>>(json, "a list of texts"),
        Form::Document => as_stored::<NewArticle>(json, "an article"),
    }
}

fn parse<'j, T: serde::Deserialize<'j>>(json: &'j RawValue, expected: &str) -> Result<T, String> {
    serde_json::from_str(json.get()).map_err(|error| format!("{expected} is expected: {error}"))
}

fn number(json: &RawValue) -> Result<i64, String> {
    parse(json, "a whole number")
}

/// The last number of all would leave none to go on with.
fn number_from_one(json: &RawValue) -> Result<Value, String> {
    let number = number(json)?;
    if (1..i64::MAX).contains(&number) {
        Ok(Value::Integer(number))
    } else {
        Err("a number from 1 on is expected".into())
    }
}

fn text(json: &RawValue) -> Result<String, String> {
    let text: String = parse(json, "a text")?;
    if clean(&text).1 { Err("a character of it can't be stored".into()) } else { Ok(text) }
}

fn bytes(digits: &str) -> Result<Vec<u8>, String> {
    let byte = |place| digits.get(place..place + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
    bytes.ok_or_else(|| "bytes in hexadecimal are expected".into())
}

/// Checks that JSON can be read back, and keeps it as it is written.
fn as_stored<'j, T: serde::Deserialize<'j>>(json: &'j RawValue, expected: &str) -> Result<Value, String> {
    parse::<T>(json, expected)?;
    Ok(Value::Text(json.get().to_owned()))
}
