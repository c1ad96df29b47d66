//! The bytes of one column of a table, row by row.

use std::cell::RefCell;

use rusqlite::ErrorCode;
use rusqlite::blob::Blob;

use super::{Step, damaged};
use crate::{Error, Snapshot};

/// Where bytes are found by a number. It is a trait so that an index which lives long does for a reader
/// that lives shorter; a blob in a cell would not.
pub(super) trait Blobs {
    /// Puts the bytes of a row in place of what is there.
    fn read(&self, row: i64, into: &mut Vec<u8>) -> Step<()>;
}

/// A blob is moved from row to row in a third of the time that a statement takes to find the next one.
pub(super) struct Column<'a> {
    snapshot: &'a Snapshot<'a>,
    table: &'static str,
    column: &'static str,
    blob: RefCell<Option<Blob<'a>>>,
}

impl<'a> Column<'a> {
    pub(super) fn new(snapshot: &'a Snapshot<'a>, table: &'static str, column: &'static str) -> Self {
        Self { snapshot, table, column, blob: RefCell::default() }
    }

    fn move_to(&self, row: i64, blob: &mut Option<Blob<'a>>) -> rusqlite::Result<()> {
        if let Some(blob) = blob {
            return blob.reopen(row);
        }
        *blob = Some(self.snapshot.conn().blob_open("main", self.table, self.column, row, true)?);
        Ok(())
    }
}

impl Blobs for Column<'_> {
    fn read(&self, row: i64, into: &mut Vec<u8>) -> Step<()> {
        let mut blob = self.blob.borrow_mut();
        self.move_to(row, &mut blob).map_err(|error| match error.sqlite_error_code() {
            // So SQLite says that there is no such row, or that no bytes stand in it.
            Some(ErrorCode::Unknown) => damaged("a row is missing"),
            _ => Error::from(error).into(),
        })?;
        if let Some(blob) = &*blob {
            into.resize(blob.len(), 0);
            blob.read_at_exact(into, 0).map_err(Error::from)?;
        }
        Ok(())
    }
}
