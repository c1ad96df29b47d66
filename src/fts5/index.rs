//! One state of an index.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use rusqlite::Connection;

use super::blob_column::{BlobColumn, Blobs};
use super::format::leaf::Leaf;
use super::format::{Segment, varint};
use super::page_index::PageIndex;
use super::{Interrupt, Interruptible, Outline, Stop, Table};

/// Highest number of terms that are open at once because the beginnings in a query stand for them. Each is
/// some 400 bytes of memory as long as the search goes on, and letting go of them takes time after its
/// deadline.
const MAX_OPEN_TERMS: usize = 1 << 18;

/// The index of an FTS5 table in one state, for one search.
pub(crate) struct Index<'a> {
    pub(super) page_index: PageIndex<'a>,
    pub(super) outline: Arc<Outline>,
    interrupt: Interrupt,
    /// The blobs that are read most, kept open: pages by number, and the sizes of rows.
    pages: Box<dyn Blobs + 'a>,
    sizes: Box<dyn Blobs + 'a>,
    size: RefCell<Vec<u8>>,
    open_terms: Cell<usize>,
}

impl<'a> Index<'a> {
    /// Begins to read an index of which the outline is known. As long as the index is used, the connection
    /// must be in a transaction, and what was added in it must have been flushed.
    pub(crate) fn new(
        conn: &'a Connection,
        table: &'static Table,
        outline: Arc<Outline>,
        interrupt: Interrupt,
    ) -> Self {
        Self {
            page_index: PageIndex { conn, table },
            outline,
            interrupt,
            pages: Box::new(BlobColumn::new(conn, table.data, "block")),
            sizes: Box::new(BlobColumn::new(conn, table.docsize, "sz")),
            size: RefCell::default(),
            open_terms: Cell::new(0),
        }
    }

    /// Returns the number of rows.
    pub(crate) fn row_count(&self) -> u64 {
        self.outline.rows
    }

    /// Returns the number of tokens of all rows together, by column.
    pub(crate) fn tokens(&self) -> &[u64] {
        &self.outline.tokens
    }

    /// Reads the number of tokens of a row, by column.
    pub(crate) fn tokens_of<const COLUMNS: usize>(&self, rowid: i64) -> Interruptible<[u64; COLUMNS]> {
        let mut size = self.size.borrow_mut();
        let is_there = self.sizes.read(rowid, &mut size)?;
        self::sizes(&size).filter(|_| is_there).ok_or_else(|| Stop::damaged("a row without sizes"))
    }

    /// Returns what ends a read before it is done.
    pub(crate) fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    /// Counts anew the terms that are open because beginnings stand for them.
    pub(crate) fn reset_open_terms(&self) {
        self.open_terms.set(0);
    }

    /// Stops a search for too many terms as one that takes too long, which it would.
    pub(super) fn open_another(&self) -> Interruptible<()> {
        let open = self.open_terms.get() + 1;
        self.open_terms.set(open);
        if open > MAX_OPEN_TERMS { Err(Stop::Deadline) } else { self.interrupt.tick() }
    }

    pub(super) fn leaf(&self, segment: &Segment, page: u32) -> Interruptible<Leaf> {
        self.leaf_into(segment, page, Vec::new())
    }

    /// Reads a page at which reading begins, and keeps it: the next search for a frequent term begins there as well.
    pub(super) fn first_leaf(&self, segment: &Segment, page: u32) -> Interruptible<Leaf> {
        let (known_pages, id) = (&self.outline.known_pages, segment.page_id(page));
        if let Some(known) = known_pages.get(&id) {
            return Leaf::parse(known.to_vec()).ok_or_else(|| Stop::damaged("a page can't be read"));
        }
        let leaf = self.leaf(segment, page)?;
        known_pages.insert(id, leaf.bytes.as_slice().into(), leaf.bytes.len());
        Ok(leaf)
    }

    /// Reads a page into memory that is there already.
    pub(super) fn leaf_into(&self, segment: &Segment, page: u32, mut memory: Vec<u8>) -> Interruptible<Leaf> {
        self.interrupt.check()?;
        self.pages.require(segment.page_id(page), &mut memory)?;
        Leaf::parse(memory).ok_or_else(|| Stop::damaged("a page can't be read"))
    }
}

/// Reads the number of tokens of a row in each column, from a blob of the table of sizes.
pub(crate) fn sizes<const COLUMNS: usize>(bytes: &[u8]) -> Option<[u64; COLUMNS]> {
    let (mut tokens, mut rest) = ([0; COLUMNS], bytes);
    for count in &mut tokens {
        (*count, rest) = varint::split(rest)?;
    }
    Some(tokens)
}
