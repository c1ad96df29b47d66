//! The rows of a term, as far as they stand on one page.

use std::ops::Range;

use super::varint;

/// Approximate number of bytes that a row takes.
const BYTES_OF_AN_ENTRY: usize = 8;

/// A row, and where its positions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The row by its place in reading order.
    pub(crate) doc: i64,
    pub(crate) at: u32,
    /// Number of bytes; none is the mark that the row was deleted.
    pub(crate) len: u32,
}

/// Reads the rows in a range of bytes, oldest first or newest first, into `entries`. `doc` gives a row its
/// place in reading order. `None` if the rows can't be read or don't ascend.
///
/// The first row is given whole and each other by its distance. The positions of the last one may go on on
/// the next page, so that its length may lead behind the range.
pub(crate) fn decode(
    bytes: &[u8],
    range: Range<usize>,
    is_reversed: bool,
    doc: impl Fn(i64) -> i64,
    entries: &mut Vec<Entry>,
) -> Option<()> {
    entries.clear();
    let end = range.end;
    let mut rest = bytes.get(range)?;
    entries.reserve(rest.len() / BYTES_OF_AN_ENTRY);
    let mut rowid = 0_i64;
    // `rest` begins with a row, `rowid` is the one before; each round takes two bytes or more off `rest`.
    while !rest.is_empty() {
        let (step, behind) = varint::split(rest)?;
        let (size, positions) = varint::split(behind)?;
        // The first stands for itself, which is its distance from nothing.
        let next = rowid.wrapping_add(step.cast_signed());
        if next <= rowid && !entries.is_empty() {
            return None;
        }
        rowid = next;
        // Its last bit is a mark.
        let len = usize::try_from(size >> 1).ok()?;
        let at = u32::try_from(end - positions.len()).ok()?;
        entries.push(Entry { doc: doc(rowid), at, len: u32::try_from(len).ok()? });
        rest = positions.get(len..).unwrap_or_default();
    }
    if is_reversed {
        entries.reverse();
    }
    Some(())
}

/// Counts the rows in these bytes that aren't deleted.
pub(crate) fn count(mut rest: &[u8]) -> Option<u64> {
    let mut rows = 0;
    // Each round takes a row off `rest`.
    while !rest.is_empty() {
        let (_, behind) = varint::split(rest)?;
        let (size, positions) = varint::split(behind)?;
        let len = usize::try_from(size >> 1).ok()?;
        rows += u64::from(len > 0);
        rest = positions.get(len..).unwrap_or_default();
    }
    Some(rows)
}
