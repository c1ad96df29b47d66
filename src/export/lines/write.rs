//! Writes an archive as lines, from one state of it and row by row.

use std::io::Write;

use rusqlite::types::Value;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ends::{Counts, FOOTER, FORMAT, Footer, HEADER, Header, LONGEST, VERSION};
use super::kind::{Form, Kind, List, Row};
use super::kinds::KINDS;
use super::selection::Selection;
use super::value::{self, read_row};
use crate::error::{Error, Result};
use crate::export::progress::ExportProgress;
use crate::store::Snapshot;
use crate::text::hex;
use crate::text::url::Tracking;

/// Lines between two reports.
const STEP: u64 = 1000;

/// The articles that are exported, with the query that found them.
pub(crate) struct Found {
    pub query: String,
    pub articles: Vec<i64>,
}

/// Writes all of an archive, or what was found in it, and returns the number of lines between the first and the last.
pub(crate) fn write(
    snapshot: &Snapshot<'_>,
    schema: u32,
    found: Option<Found>,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(ExportProgress),
) -> Result<u64> {
    let (query, selection) = match found {
        None => (None, Selection::All),
        Some(found) => (Some(found.query), Selection::of(snapshot, found.articles)?),
    };
    let counts = count(snapshot, &selection)?;
    let archive_id =
        snapshot.row("SELECT value FROM meta WHERE key = 'archive_id'", [], |row| row.get("value"))?;
    let archive_id = archive_id.unwrap_or_default();
    let (kind, format) = (HEADER.to_owned(), FORMAT.to_owned());
    let header = Header { kind, format, version: VERSION, schema, archive_id, query, lines: counts };
    write_end(out, &header)?;
    let total = header.lines.values().sum();
    let tracking = snapshot.tracking()?;
    let mut lines =
        Lines { snapshot, tracking, out, line: Vec::new(), digest: Sha256::new(), done: 0, total, progress };
    for kind in KINDS {
        lines.add_kind(kind, &selection)?;
    }
    let sha256 = hex(&lines.digest.finalize());
    let done = lines.done;
    write_end(out, &Footer { kind: FOOTER.to_owned(), lines: header.lines, sha256 })?;
    out.flush().map_err(Error::Export)?;
    Ok(done)
}

/// Counts the lines that will be written.
fn count(snapshot: &Snapshot<'_>, selection: &Selection) -> Result<Counts> {
    let mut counts = Counts::new();
    for kind in KINDS {
        for span in selection.spans(kind) {
            let count = snapshot.row(kind.count, span, |row| row.get::<_, i64>(0))?;
            *counts.entry(kind.name.to_owned()).or_default() += count.unwrap_or(0).unsigned_abs();
        }
    }
    counts.retain(|_, count| *count > 0);
    Ok(counts)
}

fn write_end(out: &mut dyn Write, end: &impl Serialize) -> Result<()> {
    let mut line = serde_json::to_vec(end).map_err(|error| Error::Export(error.into()))?;
    line.push(b'\n');
    out.write_all(&line).map_err(Error::Export)
}

/// Lines on their way out.
struct Lines<'l> {
    snapshot: &'l Snapshot<'l>,
    tracking: Tracking,
    out: &'l mut dyn Write,
    /// The line that is being made.
    line: Vec<u8>,
    digest: Sha256,
    done: u64,
    total: u64,
    progress: &'l mut dyn FnMut(ExportProgress),
}

impl Lines<'_> {
    fn add_kind(&mut self, kind: &Kind, selection: &Selection) -> Result<()> {
        for span in selection.spans(kind) {
            let mut statement = self.snapshot.statement(kind.select)?;
            let mut rows = statement.query(span)?;
            while let Some(row) = rows.next()? {
                let values = read_row(row, kind.columns)?;
                self.add(kind, &values)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, kind: &Kind, values: &[Value]) -> Result<()> {
        self.line.clear();
        self.line.extend_from_slice(b"{\"kind\":");
        value::write_text(&mut self.line, kind.name)?;
        let row = Row { columns: kind.columns, values };
        write_fields(&mut self.line, &row, &self.tracking, true)?;
        for list in kind.lists {
            self.add_list(list, &values[0])?;
        }
        self.line.extend_from_slice(b"}\n");
        if self.line.len() > LONGEST {
            return Err(Error::invalid(
                "line",
                format!("that of a {} is longer than {LONGEST} bytes", kind.name),
            ));
        }
        self.digest.update(&self.line);
        self.out.write_all(&self.line).map_err(Error::Export)?;
        self.done += 1;
        if self.done.is_multiple_of(STEP) || self.done == self.total {
            (self.progress)(ExportProgress { done: self.done, total: self.total });
        }
        Ok(())
    }

    /// Adds the rows that belong to the row of the line, if there are any.
    fn add_list(&mut self, list: &List, owner: &Value) -> Result<()> {
        let mut statement = self.snapshot.statement(list.select)?;
        let mut rows = statement.query([owner])?;
        let mut is_first = true;
        while let Some(row) = rows.next()? {
            if is_first {
                self.line.push(b',');
                value::write_text(&mut self.line, list.name)?;
                self.line.extend_from_slice(b":[");
            } else {
                self.line.push(b',');
            }
            is_first = false;
            self.line.push(b'{');
            let values = read_row(row, list.columns)?;
            let row = Row { columns: list.columns, values: &values };
            write_fields(&mut self.line, &row, &self.tracking, false)?;
            self.line.push(b'}');
        }
        if !is_first {
            self.line.push(b']');
        }
        Ok(())
    }
}

/// Writes the fields of a row that aren't empty, and don't follow from others.
fn write_fields(out: &mut Vec<u8>, row: &Row<'_>, tracking: &Tracking, has_field: bool) -> Result<()> {
    let mut has_field = has_field;
    for (column, value) in row.columns.iter().zip(row.values) {
        let is_left_out = match column.form {
            Form::Follows(of) => of(row, tracking).is_some_and(|follows| Value::Text(follows) == *value),
            form => value::is_empty(form, value),
        };
        if is_left_out {
            continue;
        }
        if has_field {
            out.push(b',');
        }
        has_field = true;
        value::write_text(out, column.name)?;
        out.push(b':');
        value::write(out, column.form, value)?;
    }
    Ok(())
}
