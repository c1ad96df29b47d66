//! The segments and totals of an index.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::blob_column::{BlobColumn, Blobs};
use super::byte_cache::ByteCache;
use super::format::{Segment, read_structure, varint};
use super::page_index::PageIndex;
use super::{Error, Interruptible, PostingsLocation, Stop, Table};

/// Numbers of two records: that of the totals of rows and tokens, and that of the segments.
const AVERAGES: i64 = 1;
const STRUCTURE: i64 = 10;
/// The most bytes of the terms and of the pages that are kept. An entry has at most about 4 KB.
const KNOWN_TERMS: usize = 1 << 20;
const KNOWN_PAGES: usize = 1 << 19;
/// The file formats that are read here: 5 is 4 with entries deleted in place.
const FORMATS: [i64; 2] = [4, 5];

/// The segments and totals of an index, and what was read of it before. They hold as long as nobody changes it, and may be kept till then.
pub(crate) struct Outline {
    /// From the newest to the oldest: where two have a row, the first is right.
    pub(crate) segments: Vec<Segment>,
    pub(crate) rows: u64,
    /// Number of tokens of all rows together, by column.
    pub(crate) tokens: Vec<u64>,
    /// Where terms stand that were looked for.
    pub(super) known_terms: ByteCache<Arc<[u8]>, Arc<[PostingsLocation]>>,
    /// Pages at which reading began, by their numbers.
    pub(super) known_pages: ByteCache<i64, Arc<[u8]>>,
}

impl Outline {
    /// Reads the segments and totals of an index, and makes sure that its parts belong together.
    pub(crate) fn read(conn: &Connection, table: &'static Table) -> Interruptible<Self> {
        let pages = BlobColumn::new(conn, table.data, "block");
        require_format(conn, table)?;
        let mut segments = read_segments(&pages)?;
        PageIndex { conn, table }.require(&pages, &segments)?;
        segments.retain(|segment| !segment.is_merged());
        let (rows, tokens) = read_averages(&pages, table.columns)?;
        if segments.is_empty() && tokens.iter().any(|count| *count > 0) {
            return Err(Stop::damaged("tokens are counted, but none is listed"));
        }
        let (known_terms, known_pages) = (ByteCache::new(KNOWN_TERMS), ByteCache::new(KNOWN_PAGES));
        Ok(Self { segments, rows, tokens, known_terms, known_pages })
    }
}

fn require_format(conn: &Connection, table: &Table) -> Interruptible<()> {
    let format = conn.prepare_cached(table.select_version)?.query_row([], |row| row.get("version"));
    match format.optional()? {
        Some(format) if FORMATS.contains(&format) => Ok(()),
        Some(format) => Err(Error::Unsupported(format!("format {format}")).into()),
        None => Err(Stop::damaged("its format isn't stated")),
    }
}

fn read_segments(pages: &dyn Blobs) -> Interruptible<Vec<Segment>> {
    let mut record = Vec::new();
    pages.require(STRUCTURE, &mut record)?;
    read_structure(&record)
}

/// Reads the number of rows, and of tokens by column.
fn read_averages(pages: &dyn Blobs, columns: usize) -> Interruptible<(u64, Vec<u64>)> {
    let mut record = Vec::new();
    pages.require(AVERAGES, &mut record)?;
    let mut at = 0;
    // The record of an empty index is empty.
    let rows = varint::read(&record, &mut at).unwrap_or(0);
    Ok((rows, (0..columns).map(|_| varint::read(&record, &mut at).unwrap_or(0)).collect()))
}
