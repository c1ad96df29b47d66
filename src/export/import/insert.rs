//! Stores the row of a line, with the rows that belong to it.

use rusqlite::types::Value;
use serde_json::value::RawValue;

use super::fields::{Fields, Line};
use super::reader::LineReader;
use crate::derived::{self, Followed};
use crate::error::{Error, Result};
use crate::export::lines::kind::{Column, Form, Kind, List, Row};
use crate::export::lines::value::{absent, read};
use crate::id::{ArticleId, ImageId};
use crate::save::Slots;
use crate::store::Transaction;
use crate::text::url::Tracking;

/// The name of the parameter of what the row of a list belongs to.
const OWNER: &str = ":owner";

/// The reason why a line isn't taken.
pub(super) enum Stop {
    /// The line is at fault.
    Line(String),
    /// Something else is.
    Failed(Error),
}

impl Stop {
    /// Returns the error, of the line that was read last.
    pub(super) fn at(self, reader: &LineReader<'_>) -> Error {
        match self {
            Self::Line(reason) => reader.refuse(reason),
            Self::Failed(error) => error,
        }
    }
}

impl From<String> for Stop {
    fn from(reason: String) -> Self {
        Self::Line(reason)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        if error.is_of_a_value() { Self::Line(error.to_string()) } else { Self::Failed(error) }
    }
}

/// Lines on their way into the archive.
pub(super) struct Insert<'i, 'a> {
    tx: &'i mut Transaction<'a>,
    tracking: Tracking,
    slots: Slots,
}

impl<'i, 'a> Insert<'i, 'a> {
    pub(super) fn new(tx: &'i mut Transaction<'a>) -> Result<Self> {
        Ok(Self { tracking: tx.tracking()?, slots: Slots::default(), tx })
    }

    /// Stores a line.
    pub(super) fn add(&mut self, kind: &'static Kind, line: &Line<'_>) -> Result<(), Stop> {
        let lists = kind.lists.iter().map(|list| list.name);
        let values = values(kind.columns, &line.fields, &lists.collect::<Vec<_>>(), &self.tracking)?;
        let row = Row { columns: kind.columns, values: &values };
        let mut changed = 0;
        for sql in kind.insert {
            changed += self.execute(sql, &row, &Value::Null)?;
        }
        if changed == 0 {
            return Err(Stop::Line("there is nothing in the lines before it that it could belong to".into()));
        }
        for list in kind.lists {
            if let Some(rows) = line.fields.0.get(list.name) {
                self.add_list(list, &values[0], rows)?;
            }
        }
        self.settle(kind, &values[0])
    }

    fn add_list(&mut self, list: &'static List, owner: &Value, rows: &RawValue) -> Result<(), Stop> {
        let place = |error| format!("{}: {error}", list.name);
        let rows: Vec<Fields<'_>> =
            serde_json::from_str(rows.get()).map_err(|error| place(error.to_string()))?;
        for fields in rows {
            let values = values(list.columns, &fields, &[], &self.tracking).map_err(place)?;
            let row = Row { columns: list.columns, values: &values };
            if self.execute(list.insert, &row, owner)? == 0 {
                return Err(Stop::Line(place("there is nothing that it could belong to".into())));
            }
        }
        Ok(())
    }

    /// Computes what follows from a row that is stored with all that belongs to it, and sees that it can be read.
    fn settle(&mut self, kind: &Kind, id: &Value) -> Result<(), Stop> {
        match (kind.name, id) {
            ("setting", _) => self.tracking = self.tx.tracking()?,
            ("image", Value::Integer(id)) => drop(self.tx.image(ImageId(*id))?),
            ("article", Value::Integer(id)) => {
                match derived::follow(self.tx, ArticleId(*id), &mut self.slots)? {
                    Followed::Unreadable(why) => return Err(Stop::Line(why)),
                    Followed::By(statements) => {
                        self.tx.apply(&statements).map_err(|error| refused(error, None))?
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Runs a statement with its parameters by their names, and returns how many rows it has changed.
    fn execute(&self, sql: &str, row: &Row<'_>, owner: &Value) -> Result<usize, Stop> {
        let mut statement = self.tx.statement(sql)?;
        for place in 1..=statement.parameter_count() {
            let name = statement.parameter_name(place).unwrap_or_default();
            let value = if name == OWNER { Some(owner) } else { row.value(name.trim_start_matches(':')) };
            let value = value.unwrap_or(&Value::Null);
            statement.raw_bind_parameter(place, value).map_err(Error::from)?;
        }
        statement.raw_execute().map_err(|error| refused(error.into(), Some(row)))
    }
}

/// Reads the values of a row, in the order of its columns.
fn values(
    columns: &'static [Column],
    fields: &Fields<'_>,
    others: &[&str],
    tracking: &Tracking,
) -> Result<Vec<Value>, String> {
    let is_known = |name: &str| columns.iter().any(|column| column.name == name) || others.contains(&name);
    if let Some(name) = fields.0.keys().find(|name| !is_known(name)) {
        return Err(format!("field {name:?} isn't known"));
    }
    let mut values = Vec::with_capacity(columns.len());
    for column in columns {
        let value = match (fields.0.get(column.name), column.form) {
            (Some(json), form) => read(form, json).map_err(|error| format!("{}: {error}", column.name))?,
            (None, Form::Follows(of)) => {
                let row = Row { columns, values: &values };
                Value::Text(of(&row, tracking).ok_or_else(|| format!("{} is missing", column.name))?)
            }
            (None, Form::Id) => return Err(format!("{} is missing", column.name)),
            (None, form) => absent(form),
        };
        values.push(value);
    }
    Ok(values)
}

/// Returns the reason why a row isn't stored, which may be that it breaks a rule of the schema.
fn refused(error: Error, row: Option<&Row<'_>>) -> Stop {
    if !error.is_of_a_constraint() {
        return error.into();
    }
    let reason = error.to_string();
    let references = row.map(references).filter(|_| reason.contains("FOREIGN KEY")).unwrap_or_default();
    Stop::Line(format!("{reason}{references}"))
}

/// Names what a row refers to.
fn references(row: &Row<'_>) -> String {
    let mut names = String::new();
    for (column, value) in row.columns.iter().zip(row.values) {
        if let (Form::Reference(thing), Value::Integer(id)) = (column.form, value) {
            names.push_str(if names.is_empty() { ": no line before it has " } else { ", or not " });
            names.push_str(&format!("{thing} {id}"));
        }
    }
    names
}
