//! Reads the index of an FTS5 table page by page.
//!
//! FTS5 writes, merges and verifies the index. What a search engine needs is only to read it: the rows of
//! a term from the newest or the oldest on, a jump ahead in them, and where in a row the term stands.
//! FTS5's own API gives rows in one order at a time, each found by SQLite's bytecode; read directly, a page
//! of postings is decoded in one loop, in either order.
//!
//! This module needs `rusqlite`, `foldhash` and `parking_lot`, and nothing of this crate. It reads indexes with `detail=full` of
//! file format 4, and 5, which `secure-delete` leaves. `docs/index-format.md` describes what is read.
//! Nothing here trusts what it reads: whatever stands in a page, reading ends, at worst with
//! [`Error::Damaged`].
//!
//! An [`Index`] is one state of the index, in a transaction of the caller. [`Postings`] are the rows of a
//! term as a document set: `doc`, `advance`, `seek`, `cost`.

mod blob_column;
mod byte_cache;
mod check;
mod error;
pub(crate) mod format;
mod index;
mod interrupt;
mod location;
mod outline;
mod page_index;
mod postings;
mod table;
mod terms;

pub(crate) use blob_column::{BlobColumn, Blobs};
pub(crate) use check::check;
pub(crate) use error::Error;
pub(crate) use format::Positions;
pub(crate) use index::{Index, sizes};
pub(crate) use interrupt::{Interrupt, Interruptible, Stop};
pub(crate) use location::PostingsLocation;
pub(crate) use outline::Outline;
pub(crate) use postings::{Direction, FAR, MinFrequency, Postings, TermFrequencyBound};
pub(crate) use table::{Table, table};
