//! The bytes of one column of a table, row by row.

use std::cell::RefCell;

use rusqlite::blob::Blob;
use rusqlite::{Connection, ErrorCode};

use super::{Interruptible, Stop};

/// Bytes that are found by a number. It is a trait so that what lives long does for a reader that lives
/// shorter; a blob in a cell would not.
pub(crate) trait Blobs {
    /// Puts the bytes of a row in place of what is there. Returns false if there is no such row, or if no
    /// bytes stand in it.
    fn read(&self, row: i64, into: &mut Vec<u8>) -> Interruptible<bool>;
}

impl dyn Blobs + '_ {
    /// Puts the bytes of a row in place of what is there.
    pub(crate) fn require(&self, row: i64, into: &mut Vec<u8>) -> Interruptible<()> {
        if self.read(row, into)? { Ok(()) } else { Err(Stop::damaged("a page is missing")) }
    }
}

/// A column of bytes. Its one open blob is moved from row to row, in a third of the time that a statement
/// takes to find the next one.
pub(crate) struct BlobColumn<'a> {
    conn: &'a Connection,
    table: &'static str,
    column: &'static str,
    blob: RefCell<Option<Blob<'a>>>,
}

impl<'a> BlobColumn<'a> {
    pub(crate) fn new(conn: &'a Connection, table: &'static str, column: &'static str) -> Self {
        Self { conn, table, column, blob: RefCell::default() }
    }

    fn seek<'b>(&self, blob: &'b mut Option<Blob<'a>>, row: i64) -> rusqlite::Result<&'b mut Blob<'a>> {
        // One that failed to move is of no more use.
        match blob.take() {
            Some(mut last) => last.reopen(row).map(|()| blob.insert(last)),
            None => Ok(blob.insert(self.conn.blob_open("main", self.table, self.column, row, true)?)),
        }
    }
}

impl Blobs for BlobColumn<'_> {
    fn read(&self, row: i64, into: &mut Vec<u8>) -> Interruptible<bool> {
        let mut blob = self.blob.borrow_mut();
        let blob = match self.seek(&mut blob, row) {
            Ok(blob) => blob,
            // So SQLite says that there is nothing.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::Unknown) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        into.resize(blob.len(), 0);
        blob.read_at_exact(into, 0)?;
        Ok(true)
    }
}
