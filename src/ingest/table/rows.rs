//! The rows of a table, one at a time.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::columns::{TEXTS, field_of};
use super::dialect::{delimiter, said};
use crate::ingest::container::Input;
use crate::ingest::decode::{Decoded, decoded};
use crate::ingest::hint::Hint;
use crate::ingest::json;
use crate::ingest::limits::MAX_ROW_BYTES;
use crate::ingest::mapping::Mapping;
use crate::ingest::reading::{Items, Reading};
use crate::ingest::warning::{RecordError, Unreadable, Warning};

/// The most columns of a table.
const MAX_COLUMNS: usize = 10_000;
/// The most bytes of the row of names.
const MAX_NAMES: usize = 1 << 20;
/// Names of columns that an error shows.
const SHOWN: usize = 12;

/// Reads a table.
pub fn read<'r>(input: Decoded<Input<'r>>, hint: &Hint) -> Result<Items<'r>, Unreadable> {
    let beginning = input.beginning();
    let said = said(&beginning);
    let delimiter = said.unwrap_or_else(|| delimiter(&beginning));
    let of_stream = input.warning();
    let room = Rc::new(Cell::new(MAX_NAMES));
    let mut reader = ReaderBuilder::new();
    reader.delimiter(delimiter).has_headers(false).flexible(true);
    let mut rows = Rows {
        reader: reader.from_reader(Bounded { input, room: room.clone() }),
        room,
        columns: Vec::new(),
        mapping: Mapping::default(),
        of_stream,
        number: 0,
    };
    rows.begin(said.is_some(), hint.mapping)?;
    Ok(Box::new(rows))
}

/// The rows below the names.
struct Rows<R> {
    reader: Reader<Bounded<R>>,
    /// Bytes that the row may still have.
    room: Rc<Cell<usize>>,
    columns: Vec<String>,
    mapping: Mapping,
    /// A warning for the first row.
    of_stream: Option<Warning>,
    number: usize,
}

impl<R: Read> Rows<R> {
    /// Reads the names of the columns.
    fn begin(&mut self, has_line_of_delimiter: bool, mapping: Option<&Mapping>) -> Result<(), Unreadable> {
        let mut names = ByteRecord::new();
        for _ in 0..=usize::from(has_line_of_delimiter) {
            self.row(&mut names, MAX_NAMES).map_err(unreadable)?;
        }
        if names.len() > MAX_COLUMNS {
            return Err(damaged(format!("it has more than {MAX_COLUMNS} columns")));
        }
        self.columns = columns(&names);
        let has = |name: &str| self.columns.iter().any(|column| column.eq_ignore_ascii_case(name));
        let mapping = mapping.cloned().or_else(|| Mapping::of_export(has)).unwrap_or_default();
        let named = self.columns.iter().filter_map(|column| Some((column.as_str(), field_of(column)?)));
        self.mapping = mapping.with_columns(named);
        let has_text = self.mapping.fields().any(|field| TEXTS.contains(&field));
        if has_text { Ok(()) } else { Err(Unreadable::NoText(shown(&self.columns))) }
    }

    fn read_next(&mut self) -> Result<Option<Reading>, RecordError> {
        let mut row = ByteRecord::new();
        let is_row = self.row(&mut row, MAX_ROW_BYTES).map_err(|error| self.of_reader(error))?;
        if !is_row {
            return Ok(None);
        }
        self.number += 1;
        let line = row.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or(usize::MAX));
        let reading = self.object(&row).and_then(|object| json::of_record(object, Some(&self.mapping)));
        match reading {
            Ok(mut reading) => {
                reading.warnings.splice(..0, self.of_stream.take());
                Ok(Some(reading))
            }
            Err(reason) => Err(Warning::BadRecord { number: self.number, line, reason }.into()),
        }
    }

    /// Reads a row, which has a limit: a quote that doesn't end would take in all that follows.
    fn row(&mut self, row: &mut ByteRecord, room: usize) -> Result<bool, csv::Error> {
        self.room.set(room);
        self.reader.read_byte_record(row)
    }

    fn of_reader(&self, error: csv::Error) -> RecordError {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            kind => damaged(format!("row {}: {kind:?}", self.number + 1)).into(),
        }
    }

    /// Returns the values of a row by the names of their columns.
    fn object(&self, row: &ByteRecord) -> Result<Map<String, Value>, String> {
        let is_cut = row.len() < self.columns.len()
            && row.iter().next_back().is_some_and(|last| last.contains(&b'\n'));
        if is_cut {
            return Err("a text in quotes does not end".to_owned());
        }
        if row.len() > MAX_COLUMNS {
            return Err(format!("it has more than {MAX_COLUMNS} columns"));
        }
        let mut object = Map::new();
        for (at, value) in row.iter().enumerate().filter(|(_, value)| !value.trim_ascii().is_empty()) {
            let (value, _) = decoded(value).map_err(|error| error.to_string())?;
            let name = self.columns.get(at).cloned().unwrap_or_else(|| format!("column {}", at + 1));
            object.insert(name, value.into_owned().into());
        }
        Ok(object)
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Reading, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_next().transpose()
    }
}

/// Returns the names of the columns: those without one, and those whose name an earlier one has, by their number.
fn columns(names: &ByteRecord) -> Vec<String> {
    let mut columns = Vec::<String>::with_capacity(names.len());
    let mut known = std::collections::HashSet::new();
    for (at, name) in names.iter().enumerate() {
        let name = String::from_utf8_lossy(name).trim_matches('\u{FEFF}').trim().to_owned();
        let is_own = !name.is_empty() && known.insert(name.to_ascii_lowercase());
        columns.push(if is_own { name } else { format!("{name} {}", at + 1).trim().to_owned() });
    }
    columns
}

fn shown(columns: &[String]) -> String {
    let shown: Vec<&str> = columns.iter().take(SHOWN).map(String::as_str).collect();
    let rest = if columns.len() > SHOWN { " …" } else { "" };
    format!("`{}`{rest}", shown.join("`, `"))
}

/// Returns the error of the row of names.
fn unreadable(error: csv::Error) -> Unreadable {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => {
            error.downcast().unwrap_or_else(|error: io::Error| damaged(error.to_string()))
        }
        kind => damaged(format!("{kind:?}")),
    }
}

fn damaged(reason: String) -> Unreadable {
    Unreadable::Damaged { kind: "CSV", reason }
}

/// A stream that ends in an error where a row is too long.
struct Bounded<R> {
    input: R,
    room: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        let left = self.room.get().checked_sub(read);
        let reason = || {
            damaged(format!(
                "a row is too long: names have at most {MAX_NAMES} bytes, others {MAX_ROW_BYTES}"
            ))
        };
        self.room.set(left.ok_or_else(reason)?);
        Ok(read)
    }
}
