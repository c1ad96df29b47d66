//! Reads columns that hold more than a number or a text.

use chrono::{DateTime, Utc};
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Error, Result, Row, RowIndex};
use serde::de::DeserializeOwned;

/// Reads a column of seconds since 1970.
pub(super) fn instant(row: &Row<'_>, column: impl RowIndex + Copy) -> Result<DateTime<Utc>> {
    let seconds = row.get(column)?;
    match DateTime::from_timestamp(seconds, 0) {
        Some(instant) => Ok(instant),
        None => Err(Error::IntegralValueOutOfRange(column.idx(row.as_ref())?, seconds)),
    }
}

/// Reads a column of seconds since 1970 that may be NULL.
pub(super) fn maybe_instant(row: &Row<'_>, column: impl RowIndex + Copy) -> Result<Option<DateTime<Utc>>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        _ => instant(row, column).map(Some),
    }
}

/// Reads a column that holds a word of an enumeration.
pub(super) fn word<T>(row: &Row<'_>, column: impl RowIndex + Copy, read: fn(&str) -> Option<T>) -> Result<T> {
    let word = row.get_ref(column)?.as_str()?;
    match read(word) {
        Some(value) => Ok(value),
        None => Err(unknown_word(row, column, word)),
    }
}

/// Returns the error of a column that holds none of the words that it may.
pub(super) fn unknown_word(row: &Row<'_>, column: impl RowIndex + Copy, word: &str) -> Error {
    match column.idx(row.as_ref()) {
        Ok(index) => {
            Error::FromSqlConversionFailure(index, Type::Text, format!("it can't be {word:?}").into())
        }
        Err(error) => error,
    }
}

/// Reads a stored JSON text.
pub(super) fn json<T: DeserializeOwned>(text: &str) -> crate::error::Result<T> {
    serde_json::from_str(text).map_err(|error| crate::error::Error::Damaged(error.to_string()))
}
